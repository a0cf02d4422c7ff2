"""Kinds of malformed submissions: what each is, the points that its code deserves, words of its notes."""

from __future__ import annotations

from tests.judge.broken import cells, code, files, folders, names
from tests.judge.broken.kind import KINDS, Kind

__all__ = ["KINDS", "Kind", "cells", "code", "files", "folders", "names"]
