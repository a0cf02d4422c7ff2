"""Reads Canvas's "Download Submissions" zip: loose files whose names begin with their owner.

    lovelaceada_LATE_101_9001_2_loops-1.ipynb
    name        late user file the name that the student gave, and Canvas's count of uploads

What Canvas's own zipper writes: the sortable name in small letters without its signs, `LATE`, the user's id, the file's
id, which grows with time, the file's name. With anonymous grading `anon_` and five letters stand for name and user.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence

from autograder.collect.member import ArchiveMember, Owner, Read, SkippedFile

_NAMED = re.compile(r"(?P<who>.+?)(?P<late>_LATE)?_(?P<user>\d+)_(?P<file>\d+)_(?P<name>.+)")
_HIDDEN = re.compile(r"(?P<late>LATE_)?(?P<who>anon_[A-Za-z0-9]+)_(?P<file>\d+)_(?P<name>.+)")
_TEXT = re.compile(r".+_(?:text|link)\.html")
_COUNT = re.compile(r"-(\d+)(?=(?:\.[A-Za-z]+)+$)")


def fits(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether most of the files are named as Canvas names them."""
    return 2 * sum(_match(one.filename) is not None for one in entries) > len(entries)


def read(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Read:
    """The zip's files with their owners."""
    members: list[ArchiveMember] = []
    left: list[SkippedFile] = []
    for entry in entries:
        found = _match(entry.filename)
        if found is None:
            left.append(SkippedFile(entry.filename, _why(entry.filename)))
            continue
        said = found.groupdict()
        owner = Owner(said["who"], said.get("user") or said["who"])
        count = _COUNT.search(said["name"])
        name = _COUNT.sub("", said["name"]) if count else said["name"]
        order = (int(said["file"]), int(count[1]) if count else 0)
        members.append(ArchiveMember(entry, (owner,), name, order, late=bool(said["late"])))
    return members, left


def _match(name: str) -> re.Match[str] | None:
    last = name.rpartition("/")[2]
    return _HIDDEN.fullmatch(last) or _NAMED.fullmatch(last)


def _why(name: str) -> str:
    if _TEXT.fullmatch(name):
        return "A text or a link was handed in, and no file."
    return "Its name does not begin as Canvas's files do: name_user_file_."
