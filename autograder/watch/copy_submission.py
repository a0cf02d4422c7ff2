"""Copies a submission out of the exchange, where its student can still change it, to where only the course can.

Links are not followed, whenever they appear: one could point at the answers, and this program may read those.
"""

from __future__ import annotations

import fnmatch
import os
import shutil
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.submissions.folder import MAX_DEPTH, MAX_ENTRIES

_OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_PIECE = 1 << 20


@dataclass(frozen=True)
class Rules:
    """What nbgrader's settings leave out of a copy; sizes in bytes."""

    ignore: tuple[str, ...]
    include: tuple[str, ...]
    most_of_file: int
    most_in_all: int

    def wants(self, name: str) -> bool:
        return any(fnmatch.fnmatch(name, one) for one in self.include) and not self.ignores(name)

    def ignores(self, name: str) -> bool:
        return any(fnmatch.fnmatch(name, one) for one in self.ignore)


def copy_rules(config: Any) -> Rules:
    """The rules in nbgrader's settings."""
    from nbgrader.coursedir import CourseDirectory

    said = CourseDirectory(config=config)
    return Rules(tuple(said.ignore), tuple(said.include), 1000 * said.max_file_size, 1000 * said.max_dir_size)


@dataclass
class _Copy:
    rules: Rules
    left_out: list[str] = field(default_factory=list)
    entries: int = 0
    bytes: int = 0


def take(source: Path, target: Path, rules: Rules) -> list[str]:
    """Copy a submission to `target`, replacing what is there; returns the names of what was left out.

    Raises OSError: FileNotFoundError where the submission is gone.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    copy = _Copy(rules)
    owner = os.lstat(source).st_uid
    for place, folders, files, handle in os.fwalk(source):  # by descriptors: what is swapped for a link is not entered
        inside = Path(place).relative_to(source)
        if len(inside.parts) >= MAX_DEPTH:
            folders.clear()
        folders[:] = [name for name in folders if not rules.ignores(name)]
        (target / inside).mkdir(exist_ok=True)
        for name in sorted(files):
            if rules.wants(name) and not _copy(copy, name, handle, owner, target / inside / name):
                copy.left_out.append(str(inside / name))
        if copy.entries > MAX_ENTRIES:
            break
    return copy.left_out


def _copy(copy: _Copy, name: str, folder: int, owner: int, target: Path) -> bool:
    """Copy one file; returns whether it was copied."""
    copy.entries += 1
    try:
        handle = os.open(name, _OPEN, dir_fd=folder)
    except OSError:
        return False
    with open(handle, "rb") as file:
        found = os.fstat(handle)
        another = found.st_nlink > 1 and found.st_uid != owner  # a hard link to somebody else's file
        room = min(copy.rules.most_of_file, copy.rules.most_in_all - copy.bytes)
        if not stat.S_ISREG(found.st_mode) or another or found.st_size > room:
            return False
        with target.open("wb") as written:
            while room > 0 and (piece := file.read(min(_PIECE, room))):
                written.write(piece)
                room -= len(piece)
                copy.bytes += len(piece)
    return True
