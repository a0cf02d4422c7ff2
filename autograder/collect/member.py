"""What a platform's zip says about each file in it: its owner, its name, its time."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Owner:
    """A student as a platform knows them; fields that its zip does not tell are empty."""

    name: str = ""  # as it stands in the zip
    number: str = ""  # the platform's own: Canvas's user, Moodle's participant
    email: str = ""
    sid: str = ""  # the institution's


@dataclass(frozen=True)
class ArchiveMember:
    """One file of a zip that belongs to somebody.

    owners : one, or a whole group
    order  : of two files with the same name the one with the higher order is the later
    others : the same file, its name read in other ways; a student may choose a part of it
    """

    entry: zipfile.ZipInfo
    owners: tuple[Owner, ...]
    name: str
    order: tuple[int, ...] = ()
    when: datetime | None = None  # UTC
    late: bool = False
    others: tuple[ArchiveMember, ...] = ()


@dataclass(frozen=True)
class SkippedFile:
    """A file that was not taken, and why."""

    name: str
    why: str


Read = tuple[list[ArchiveMember], list[SkippedFile]]


def files(entries: Iterable[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The entries that are files, without those that operating systems add, such as `__MACOSX/`."""
    return [entry for entry in entries if not entry.is_dir() and not _is_noise(entry.filename)]


def packed_in(entries: Sequence[zipfile.ZipInfo], own: re.Pattern[str]) -> str:
    """The folders, each with its slash, in which the whole of a platform's zip lies; empty if it lies in none.

    own : the names that the platform gives to students' folders: what is below one of them is the student's
    """
    folders = zip(*(entry.filename.split("/")[:-1] for entry in entries), strict=False)
    same = itertools.takewhile(lambda parts: len(set(parts)) == 1 and not own.fullmatch(parts[0]), folders)
    return "".join(f"{parts[0]}/" for parts in same)


def _is_noise(name: str) -> bool:
    parts = name.split("/")
    return "__MACOSX" in parts or parts[-1] in (".DS_Store", "Thumbs.db")
