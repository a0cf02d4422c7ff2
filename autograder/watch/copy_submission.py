"""Copies a submission out of the exchange, where its student can still change it, to where only the course can.

Links are not followed, whenever they appear: one could point at the answers, and this program may read those.
"""

from __future__ import annotations

import fnmatch
import itertools
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
        return any(fnmatch.fnmatch(name, pattern) for pattern in self.include) and not self.ignores(name)

    def ignores(self, name: str) -> bool:
        return any(fnmatch.fnmatch(name, pattern) for pattern in self.ignore)


def copy_rules(config: Any) -> Rules:
    """The rules in nbgrader's settings."""
    from nbgrader.coursedir import CourseDirectory

    said = CourseDirectory(config=config)
    return Rules(tuple(said.ignore), tuple(said.include), 1000 * said.max_file_size, 1000 * said.max_dir_size)


@dataclass
class _Copy:
    rules: Rules
    owner: int  # uid
    left_out: list[str] = field(default_factory=list)
    entries: int = 0
    bytes: int = 0
    changed: float = 0.0  # seconds since 1970, by the exchange's clock

    def meet(self, found: os.stat_result) -> None:
        """Take note of when a file or a folder was last changed: to remove one changes the folder alone."""
        self.changed = max(self.changed, found.st_ctime)


def take(source: Path, target: Path, rules: Rules) -> list[str]:
    """Copy a submission to `target`, replacing what is there; returns the names of what was left out.

    The time of the copy is when anything in the submission was last changed, which its student cannot set. At most
    MAX_ENTRIES files and folders are looked at. Raises OSError: FileNotFoundError where the submission is gone.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    found = os.lstat(source)
    copy = _Copy(rules, found.st_uid)
    copy.meet(found)
    if stat.S_ISDIR(found.st_mode):
        handle = os.open(source, _OPEN | os.O_DIRECTORY)
        try:
            _copy_folder(copy, handle, Path(), target)
        finally:
            os.close(handle)
    os.utime(target, (copy.changed, copy.changed))
    return copy.left_out


def _copy_folder(copy: _Copy, folder: int, inside: Path, target: Path) -> None:
    """Copy what is in an open folder: its files, then its folders, by descriptors, so that no link is entered."""
    with os.scandir(folder) as found:
        entries = sorted(itertools.islice(found, MAX_ENTRIES - copy.entries), key=lambda entry: entry.name)
        if next(found, None) is not None:
            copy.left_out.append(f"{inside / 'what'} is beyond {MAX_ENTRIES:,} files and folders")
    copy.meet(os.fstat(folder))
    copy.entries += len(entries)
    below = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    for name in sorted({entry.name for entry in entries} - set(below)):
        if copy.rules.wants(name) and not _copy(copy, name, folder, target / inside / name):
            copy.left_out.append(str(inside / name))
    for name in below if len(inside.parts) < MAX_DEPTH else ():
        if not copy.rules.ignores(name):
            try:
                handle = os.open(name, _OPEN | os.O_DIRECTORY, dir_fd=folder)
            except OSError:
                continue
            try:
                _copy_folder(copy, handle, inside / name, target)
            finally:
                os.close(handle)


def _copy(copy: _Copy, name: str, folder: int, target: Path) -> bool:
    """Copy one file; returns whether it was copied."""
    try:
        handle = os.open(name, _OPEN, dir_fd=folder)
    except OSError:
        return False
    try:
        found = os.fstat(handle)
        another = found.st_nlink > 1 and found.st_uid != copy.owner  # a hard link to somebody else's file
        room = min(copy.rules.most_of_file, copy.rules.most_in_all - copy.bytes)
        if not stat.S_ISREG(found.st_mode) or another or found.st_size > room:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(handle, "rb", closefd=False) as file, target.open("wb") as written:
            while room > 0 and (piece := file.read(min(_PIECE, room))):
                written.write(piece)
                room -= len(piece)
                copy.bytes += len(piece)
        copy.meet(os.fstat(handle))
    finally:
        os.close(handle)
    return True
