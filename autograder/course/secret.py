"""The secret that a course's hidden tests follow from (`judge/seeds.py`)."""

from __future__ import annotations

import secrets
from pathlib import Path

from autograder.atomic import write_whole


def course_secret(folder: Path) -> bytes:
    """The course's secret, made on first use and kept in `folder`, readable by its owner alone."""
    path = folder / "secret"
    if not path.is_file():
        write_whole(path, secrets.token_bytes(32), 0o600, once=True)
    return path.read_bytes()
