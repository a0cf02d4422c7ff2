"""Finds what was handed in: nbgrader's `submitted/<student>/<assignment>/`."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.judge.submission import MAX_BYTES

MAX_FILES = 50


@dataclass(frozen=True)
class Submission:
    """One student's files for one assignment."""

    student: str
    folder: Path
    handed_in: datetime | None

    def files(self) -> dict[str, bytes]:
        """Names and bytes of the notebooks. Links are not followed: one could point at the answers."""
        found = {}
        for path in sorted(self.folder.glob("*.ipynb"))[:MAX_FILES]:
            data = read_plain_file(path)
            if data is not None:
                found[path.name] = data
        return found


def submissions(folder: Path, assignment: str, student: str | None = None) -> Iterator[Submission]:
    """The submissions in a folder, in the order of the students' names; of one student where it is named."""
    if not folder.is_dir():
        return
    for home in sorted(folder.iterdir()):
        place = home / assignment
        if student in (None, home.name) and place.is_dir() and not home.is_symlink() and not place.is_symlink():
            yield Submission(home.name, place, _timestamp(place / "timestamp.txt"))


def read_plain_file(path: Path, most: int = MAX_BYTES + 1) -> bytes | None:
    """At most `most` bytes of a regular file; None for a link, a folder, a pipe or what cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read(most) if stat.S_ISREG(os.fstat(handle).st_mode) else None


def _timestamp(path: Path) -> datetime | None:
    """When it was handed in, as nbgrader's exchange wrote it, in UTC without a zone, as its gradebook keeps it."""
    from nbgrader.utils import parse_utc

    text = (read_plain_file(path, 100) or b"").decode("utf-8", "replace").strip()
    try:
        when: datetime | None = parse_utc(text) if text else None
    except (ValueError, OverflowError):
        return None
    return when
