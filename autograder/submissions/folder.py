"""Finds what was handed in: nbgrader's `submitted/<student>/<assignment>/`."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from autograder.submissions.archive import (
    COPIES,
    MAX_ARCHIVE,
    MAX_BYTES,
    MAX_FILES,
    MAX_TOTAL,
    TOO_MUCH,
    SubmissionFiles,
    is_zip,
    looks_like_notebook,
)
from autograder.text import folder_name

STAMP = "timestamp.txt"  # in which nbgrader's exchange says when a submission was handed in
SECRET = "submission_secret.txt"  # after which it names the pages of a submission
MAX_DEPTH, MAX_ENTRIES = 5, 5_000
MAX_REFUSED = 10  # files that are named with the reason why they were not taken; the others are counted
#: of a time that is believed: a day at either end of the calendar has no time in other zones, and would end the run
YEARS = range(1970, 9999)
CLOCKS_APART = timedelta(hours=1)  # that this machine's clock and the exchange's may differ
FUTURE = (
    f"{STAMP} says a time that is still to come: a clock was wrong. It counts all the same: where somebody is late by "
    "it, correct it in submitted/ and grade again."
)
_STAMPED = "%Y-%m-%d %H:%M:%S.%f UTC"
_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?( ?(UTC|[A-Z]{3,4}|[+-]\d\d:?\d\d))?")


@dataclass(frozen=True)
class Submission:
    """One student's files for one assignment."""

    student: str
    folder: Path
    handed_in: datetime | None

    def read(self) -> SubmissionFiles:
        """The notebooks and archives, in subfolders too. Links are not followed: one could point at the answers."""
        if self.folder.is_symlink() or self.folder.parent.is_symlink() or not self.folder.is_dir():
            return SubmissionFiles(
                refused={self.folder.name: f"It must be a folder. It is {_kind(self.folder)}: hand in a folder."}
            )
        handed, left = SubmissionFiles(), MAX_TOTAL
        others, unnamed = [], 0
        for name, path in _entries(self.folder):
            if not wanted(name):
                others.append(name)
                continue
            if len(handed.files) >= MAX_FILES or left <= 0:
                why = TOO_MUCH
            else:
                data = read_plain_file(path, (MAX_ARCHIVE if is_zip(name) else MAX_BYTES) + 1)
                if data is not None:
                    left -= len(data)
                    handed.files[name] = data
                    continue
                why = f"It must be a file. It is {_kind(path)}, which is not followed: hand the file in."
            if len(handed.refused) < MAX_REFUSED:
                handed.refused[name] = why
            else:
                unnamed += 1
        if unnamed:
            handed.refused[f"{unnamed:,} more files"] = "They were not taken for such reasons."
        if not handed.files and not handed.refused and others:
            handed.refused[others[0]] = "There must be notebooks (*.ipynb). There are none among the files handed in."
        return handed


def submissions(folder: Path, assignment: str, student: str | None = None) -> Iterator[Submission]:
    """The submissions in a folder, in the order of the students' names; of one student where it is named."""
    if not folder.is_dir():
        return
    for home in sorted(folder.iterdir()):
        place = home / assignment
        if student in (None, home.name, folder_name(home.name)) and os.path.lexists(place):
            yield Submission(folder_name(home.name), place, handed_in_at(place))


def read_plain_file(path: Path, most: int = MAX_BYTES + 1) -> bytes | None:
    """At most `most` bytes of a regular file; None for a link, a folder, a pipe or what cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        with open(handle, "rb", closefd=False) as file:
            return file.read(most)
    except OSError:
        return None
    finally:
        os.close(handle)


def _entries(folder: Path) -> Iterator[tuple[str, Path]]:
    """Files, and folders named like a notebook, below a folder: (relative path, path), the least deep first."""
    level, seen = [folder], 0
    for _ in range(MAX_DEPTH):
        below: list[Path] = []
        for place in level:
            for path in _listed(place):
                seen += 1
                if seen > MAX_ENTRIES:
                    return
                if path.is_dir() and not path.is_symlink():
                    below.append(path)
                    if not looks_like_notebook(path.name):
                        continue
                yield path.relative_to(folder).as_posix(), path
        level = below


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name[0] != "." and path.name not in COPIES)
    except OSError:
        return []


def wanted(name: str) -> bool:
    """Whether a file's name is that of a notebook or an archive."""
    return looks_like_notebook(name) or is_zip(name)


def _kind(path: Path) -> str:
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return "not there"
    kinds = ((stat.S_ISLNK, "a link"), (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISREG, "a file"))
    return next((word for is_it, word in kinds if is_it(mode)), "a device")


def handed_in_at(folder: Path) -> datetime | None:
    """When a submission was handed in, as its own file says: UTC without a zone, as nbgrader's gradebook has it."""
    when = _time_in((read_plain_file(folder / STAMP, 100) or b"").decode("utf-8", "replace").strip())
    return when if when and when.year in YEARS else None


def _time_in(text: str) -> datetime | None:
    with contextlib.suppress(ValueError):  # as nbgrader and we write it; to import nbgrader takes a second
        return datetime.strptime(text, _STAMPED)  # noqa: DTZ007 - UTC without a zone
    if not _TIME.fullmatch(text):
        return None
    from nbgrader.utils import parse_utc

    try:
        # nbgrader reads a number that stands apart as seconds, not as hours and minutes
        when: datetime = parse_utc(re.sub(" (?=[+-])", "", text))
    except (ValueError, OverflowError, TypeError):
        return None
    return when


def handed_in_by(folder: Path) -> datetime | None:
    """The latest that a submission can have been handed in, whatever its file of the time says; None without one.

    It is when that file was last changed here, in UTC without a zone.
    """
    try:
        changed = os.lstat(folder / STAMP).st_ctime
    except OSError:
        return None
    return datetime.fromtimestamp(changed, UTC).replace(tzinfo=None)


def in_the_future(when: datetime, now: datetime) -> bool:
    """Whether a time is later than now by more than two clocks may differ, so that one of them was wrong."""
    return when - now > CLOCKS_APART


def stamp(when: datetime) -> bytes:
    """The content of `timestamp.txt` for a time in UTC."""
    return when.strftime(_STAMPED).encode()


def without(folder: Path, assignment: str) -> list[str]:
    """Who has something in a folder of submissions, and nothing for this assignment; sorted by name."""
    names = [path.name for path in folder.iterdir() if path.name[0] != "."] if folder.is_dir() else []
    return sorted(folder_name(name) for name in names if not os.path.lexists(folder / name / assignment))
