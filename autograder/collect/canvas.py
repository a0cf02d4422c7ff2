"""Reads Canvas's "Download Submissions" zip: loose files whose names begin with their owner.

    lovelaceada_LATE_101_9001_2_loops-1.ipynb
    name        late user file the name that the student gave, and Canvas's count of uploads

What Canvas's own zipper writes: the sortable name in small letters without its signs, `LATE`, the user's id, the file's
id, which grows with time, the file's name. With anonymous grading `anon_` and five letters stand for name and user.

A sortable name may hold `_101`, and a file's name anything, so a name can be read in several ways; the roster decides.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace

from autograder.collect.member import ArchiveMember, Owner, Read, SkippedFile, packed_in

_NUMBERED = re.compile(r"(?P<late>_LATE)?_(?P<user>\d+)_(?P<file>\d+)_(?P<name>[^/]+)")
_HIDDEN = re.compile(r"(?P<late>LATE_)?(?P<who>anon_[A-Za-z0-9]+)_(?P<file>\d+)_(?P<name>[^/]+)")
_NO_FOLDER = re.compile(r"(?!)")  # Canvas makes none
_LONGEST = 1_000  # characters of a name that is looked at; Canvas's have some hundreds
_TEXT = re.compile(r".+_(?:text|link)\.html")
_COUNT = re.compile(r"-(\d+)(?=(?:\.[A-Za-z]+)+$)")


def fits(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether every file is named as Canvas names them."""
    root = packed_in(entries, _NO_FOLDER)
    return bool(entries) and all(
        any(_readings(entry, root)) or _TEXT.fullmatch(entry.filename.removeprefix(root)) for entry in entries
    )


def read(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Read:
    """The zip's files with their owners."""
    members: list[ArchiveMember] = []
    left: list[SkippedFile] = []
    root = packed_in(entries, _NO_FOLDER)
    for entry in entries:
        if readings := tuple(_readings(entry, root)):
            members.append(replace(readings[0], others=readings[1:]))
        else:
            left.append(SkippedFile(entry.filename, _why(entry.filename.removeprefix(root))))
    return members, left


def _readings(entry: zipfile.ZipInfo, root: str) -> Iterator[ArchiveMember]:
    """The ways in which a file's name can be read, that with the shortest name of a student first."""
    called = entry.filename.removeprefix(root)
    if len(called) > _LONGEST:
        return
    if found := _HIDDEN.fullmatch(called):
        yield _member(entry, found, Owner(found["who"], found["who"]))
        return
    for at in range(1, len(called)):
        found = _NUMBERED.fullmatch(called, at)
        if found and "/" not in called[:at] and not called[:at].endswith("_LATE"):
            yield _member(entry, found, Owner(called[:at], found["user"]))


def _member(entry: zipfile.ZipInfo, said: re.Match[str], owner: Owner) -> ArchiveMember:
    count = _COUNT.search(said["name"])
    name = _COUNT.sub("", said["name"]) if count else said["name"]
    order = (int(said["file"]), int(count[1]) if count else 0)
    return ArchiveMember(entry, (owner,), name, order, late=bool(said["late"]))


def _why(name: str) -> str:
    if _TEXT.fullmatch(name):
        return "A text or a link was handed in, and no file."
    return "Its name does not begin as Canvas's files do: name_user_file_."
