"""Placeholder until the data branch lands."""

from __future__ import annotations

from typing import Any


def load_pictures(folder: str = "data") -> Any:
    raise NotImplementedError


def as_picture(path: str, size: int = 64) -> Any:
    raise NotImplementedError
