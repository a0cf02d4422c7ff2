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
from autograder.text import folder_name, spelt_out

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
_OPEN_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
_STAMPED = "%Y-%m-%d %H:%M:%S.%f UTC"
_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?( ?(UTC|[A-Z]{3,4}|[+-]\d\d:?\d\d))?")


@dataclass(frozen=True)
class Submission:
    """One student's files for one assignment."""

    student: str
    folder: Path
    handed_in: datetime | None

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of its student's own; a link could lead to another's."""
        return is_folder(self.folder) and is_folder(self.folder.parent)

    def beside(self, name: str) -> bytes | None:
        """What nbgrader has put beside the notebooks under this name; None where there is nothing of the student's."""
        return read_inside(self.folder, name, 4_096) if self.is_folder else None

    def read(self) -> SubmissionFiles:
        """The notebooks and archives, in subfolders too. Links are not followed: one could point at the answers."""
        if not self.is_folder:
            return SubmissionFiles(
                refused={self.folder.name: f"It must be a folder. It is {_kind(self.folder)}: hand in a folder."}
            )
        handed, left = SubmissionFiles(), MAX_TOTAL
        others, unnamed = [], 0
        for name in _entries(self.folder):
            if not wanted(name):
                others.append(name)
                continue
            if len(handed.files) >= MAX_FILES or left <= 0:
                why = TOO_MUCH
            else:
                data = read_inside(self.folder, name, (MAX_ARCHIVE if is_zip(name) else MAX_BYTES) + 1)
                if data is not None:
                    left -= len(data)
                    handed.files[name] = data
                    continue
                kind = _kind(self.folder / name)
                why = f"It must be a file. It is {kind}, which is not followed: hand the file in."
                if kind == "a file":
                    why = "It must be a file of one's own that can be read. It is not: hand it in again."
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
    homes = {home: folder_name(home.name) for home in sorted(folder.iterdir())}
    taken = {name for home, name in homes.items() if name != home.name}
    for home, name in homes.items():
        place = home / assignment
        if student in (None, home.name, name) and os.path.lexists(place):
            own = spelt_out(name) if home.name in taken else name  # it is called as another's unseen name is spelt
            yield Submission(own, place, handed_in_at(place) if is_folder(home) else None)


def is_folder(path: Path) -> bool:
    """Whether there is a folder, and no link to one.

    A link may lead to where this user may not look, or to a name that no disk takes; `Path.is_dir` raises an error for
    either, and one student's link would end the run for all.
    """
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


def read_inside(folder: Path, name: str, most: int) -> bytes | None:
    """At most `most` bytes of a regular file below a folder; no link is followed, however quickly it takes a place.

    name : the file's path below the folder
    """
    inside = Path(name)
    try:
        with _opened(folder, inside.parent) as handle:
            return read_plain_file(Path(inside.name), most, handle)
    except OSError:
        return None


@contextlib.contextmanager
def _opened(folder: Path, inside: Path) -> Iterator[int]:
    """A descriptor of a folder below a folder. Raises OSError where one of them is a link by now."""
    handle = os.open(folder, _OPEN_FOLDER)
    try:
        for part in inside.parts:
            above = handle
            handle = os.open(part, _OPEN_FOLDER, dir_fd=above)
            os.close(above)
        yield handle
    finally:
        os.close(handle)


def read_plain_file(path: Path, most: int = MAX_BYTES + 1, folder: int | None = None) -> bytes | None:
    """At most `most` bytes of a regular file; None for a link, a folder, a pipe or what cannot be read.

    folder : descriptor of the folder that the path begins in; a file with several names must belong to its owner
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        return None
    try:
        found = os.fstat(handle)
        another = folder is not None and found.st_nlink > 1 and found.st_uid != os.fstat(folder).st_uid
        if another or not stat.S_ISREG(found.st_mode):
            return None
        with open(handle, "rb", closefd=False) as file:
            return file.read(most)
    except OSError:
        return None
    finally:
        os.close(handle)


def _entries(folder: Path) -> Iterator[str]:
    """Paths of files, and of folders named like a notebook, below a folder, the least deep first."""
    level, seen = [Path()], 0
    for _ in range(MAX_DEPTH):
        below: list[Path] = []
        for place in level:
            for name, is_folder in _listed(folder, place):
                seen += 1
                if seen > MAX_ENTRIES:
                    return
                if is_folder:
                    below.append(place / name)
                    if not looks_like_notebook(name):
                        continue
                yield (place / name).as_posix()
        level = below


def _listed(folder: Path, inside: Path) -> list[tuple[str, bool]]:
    """The names in a folder below a folder, and which are folders themselves."""
    try:
        with _opened(folder, inside) as handle, os.scandir(handle) as found:
            entries = [entry for entry in found if entry.name[0] != "." and entry.name not in COPIES]
            return sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
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
    when = _time_in((read_inside(folder, STAMP, 100) or b"").decode("utf-8", "replace").strip())
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
