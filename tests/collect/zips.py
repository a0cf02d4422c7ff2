"""Zip files as learning platforms make them, and as nobody should."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

NOTEBOOK = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


def packed(path: Path, files: Mapping[str, bytes]) -> Path:
    """A zip file with these members."""
    path.write_bytes(archive(files))
    return path


def archive(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return file.getvalue()
