"""Finds what was handed in: nbgrader's `submitted/<student>/<assignment>/`."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from autograder.submissions.archive import MAX_ARCHIVE, ArchiveError, unzip
from autograder.submissions.notebook_file import MAX_BYTES
from autograder.text import folder_name

STAMP = "timestamp.txt"  # in which nbgrader's exchange says when a submission was handed in
MAX_FILES, MAX_TOTAL = 50, 256 << 20
MAX_DEPTH, MAX_ENTRIES = 5, 5_000
_COPIES = {"__pycache__", "__MACOSX"}
_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?( ?(UTC|[A-Z]{3,4}|[+-]\d\d:?\d\d))?")


@dataclass(frozen=True)
class SubmissionFiles:
    """The notebooks in a submission, and a sentence for each file that could not be taken; both by file name."""

    files: dict[str, bytes] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Submission:
    """One student's files for one assignment."""

    student: str
    folder: Path
    handed_in: datetime | None

    def read(self) -> SubmissionFiles:
        """The notebooks, in subfolders and zip files too. Links are not followed: one could point at the answers."""
        if self.folder.is_symlink() or self.folder.parent.is_symlink() or not self.folder.is_dir():
            return SubmissionFiles(
                refused={self.folder.name: f"It must be a folder. It is {_kind(self.folder)}: hand in again."}
            )
        handed, left = SubmissionFiles(), MAX_TOTAL
        others = []
        for name, path in _entries(self.folder):
            if not wanted(name):
                others.append(name)
                continue
            if len(handed.files) >= MAX_FILES or left <= 0:
                handed.refused[name] = (
                    f"There must be at most {MAX_FILES} notebooks and {MAX_TOTAL >> 20} MB. Hand in less."
                )
                continue
            data = read_plain_file(path, min(MAX_BYTES, MAX_ARCHIVE if _is_zip(name) else MAX_BYTES) + 1)
            if data is None:
                handed.refused[name] = (
                    f"It must be a file. It is {_kind(path)}, which is not followed: hand the file in."
                )
                continue
            left -= len(data)
            if _is_zip(name):
                left -= _open(handed, name, data, left)
            else:
                handed.files[name] = data
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
                    if not _looks_like_notebook(path.name):
                        continue
                yield path.relative_to(folder).as_posix(), path
        level = below


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.name[0] != "." and path.name not in _COPIES)
    except OSError:
        return []


def wanted(name: str) -> bool:
    """Whether a file's name is that of a notebook or an archive."""
    return _looks_like_notebook(name) or _is_zip(name)


def _looks_like_notebook(name: str) -> bool:
    """Whether a file's name ends as browsers save notebooks: `.ipynb`, `.ipynb.txt`, `.ipynb.json` or `.json`."""
    last = name.rpartition("/")[2].lower()
    return not last.startswith(".") and last.endswith((".ipynb", ".ipynb.txt", ".json"))


def _is_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def _open(handed: SubmissionFiles, name: str, data: bytes, left: int) -> int:
    """Add an archive's notebooks; returns how many bytes they take."""
    try:
        inside = unzip(data, _is_inside, MAX_FILES - len(handed.files), min(MAX_BYTES + 1, max(left, 0)))
    except ArchiveError as error:
        handed.refused[name] = str(error)
        return 0
    handed.files.update({f"{name}/{member}": text for member, text in inside.items()})
    return sum(map(len, inside.values()))


def _is_inside(name: str) -> bool:
    hidden = any(part.startswith(".") or part in _COPIES for part in name.split("/") if part not in (".", ".."))
    return _looks_like_notebook(name) and not hidden


def _kind(path: Path) -> str:
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return "not there"
    kinds = ((stat.S_ISLNK, "a link"), (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISREG, "a file"))
    return next((word for is_it, word in kinds if is_it(mode)), "a device")


def handed_in_at(folder: Path) -> datetime | None:
    """When a submission was handed in, as its own file says: UTC without a zone, as nbgrader's gradebook has it."""
    from nbgrader.utils import parse_utc

    text = (read_plain_file(folder / STAMP, 100) or b"").decode("utf-8", "replace").strip()
    try:
        # nbgrader reads a number that stands apart as seconds, not as hours and minutes
        when: datetime | None = parse_utc(re.sub(" (?=[+-])", "", text)) if _TIME.fullmatch(text) else None
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


def stamp(when: datetime) -> bytes:
    """The content of `timestamp.txt` for a time in UTC."""
    return f"{when:%Y-%m-%d %H:%M:%S.%f} UTC".encode()


def without(folder: Path, assignment: str) -> list[str]:
    """Who has something in a folder of submissions, and nothing for this assignment; sorted by name."""
    names = [path.name for path in folder.iterdir() if path.name[0] != "."] if folder.is_dir() else []
    return sorted(folder_name(name) for name in names if not os.path.lexists(folder / name / assignment))
