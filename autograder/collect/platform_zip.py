"""Reads a platform's zip, in a worker: its table of contents, then each student's files.

Students chose the names in it and the bytes, so the process that writes into `submitted/` opens none of it.
"""

from __future__ import annotations

import functools
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from autograder.collect import canvas, gradescope, moodle
from autograder.collect.member import ArchiveMember, SkippedFile, files
from autograder.collect.zip_table import open_zip
from autograder.course.folders import CourseError
from autograder.submissions.archive import MAX_BYTES, MAX_TOTAL

MAX_ENTRIES = 200_000
PLATFORMS: dict[str, ModuleType] = {"moodle": moodle, "canvas": canvas, "gradescope": gradescope}
#: the last where the name of a file is no text
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OverflowError, UnicodeDecodeError)


@dataclass(frozen=True)
class Contents:
    """What a platform's zip says of the files in it."""

    platform: str
    members: list[ArchiveMember]
    left: list[SkippedFile]


def contents(path: Path, platform: str | None) -> Contents:
    """The table of contents. platform : one of PLATFORMS; None to find it from the files' names

    Raises CourseError.
    """
    try:
        archive = _opened(path)
        entries = files(archive.infolist())
        if len(entries) > MAX_ENTRIES:
            raise CourseError(f"{path} must have at most {MAX_ENTRIES:,} files. It has {len(entries):,}.")
        platform = platform or _platform(path, entries)
        return Contents(platform, *PLATFORMS[platform].read(archive, entries))
    except _DAMAGED as error:
        raise CourseError(f"{path} must be a zip file. It cannot be read: {error}. Download it again.") from None
    except (FileNotFoundError, IsADirectoryError) as error:
        raise CourseError(f"{path} must be a zip file. It cannot be read: {error.strerror}. Name another.") from None


def student_files(path: Path, members: Mapping[str, ArchiveMember]) -> tuple[dict[str, bytes], list[SkippedFile]]:
    """The bytes of one student's files, by their names here, and those that cannot be taken."""
    found: dict[str, bytes] = {}
    left: list[SkippedFile] = []
    room = MAX_TOTAL
    for name, member in members.items():
        try:
            with _opened(path).open(member.entry) as file:
                data = file.read(MAX_BYTES + 1)
        except _DAMAGED as error:
            left.append(SkippedFile(member.entry.filename, f"It is damaged: {error}."))
            continue
        room -= len(data)
        if len(data) > MAX_BYTES or room < 0:
            why = f"A student's files must be under {MAX_TOTAL >> 20} MB in all."
            left.append(SkippedFile(member.entry.filename, why))
        else:
            found[name] = data
    return found, left


@functools.lru_cache(maxsize=1)
def _opened(path: Path) -> zipfile.ZipFile:
    """The zip, opened once for all students."""
    return open_zip(path)


def _platform(path: Path, entries: list[zipfile.ZipInfo]) -> str:
    for name, module in PLATFORMS.items():
        if module.fits(entries):
            return name
    raise CourseError(
        f"{path} must be a zip of submissions as Canvas, Moodle or Gradescope make it. Its files are named otherwise, "
        f"as {entries[0].filename!r}: name the platform with --from."
        if entries
        else f"{path} must hold submissions. It is empty: download it again."
    )
