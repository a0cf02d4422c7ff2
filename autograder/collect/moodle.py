"""Reads Moodle's "Download all submissions" zip: a folder for each student, or loose files that begin in the same way.

    Ada Lovelace_7_assignsubmission_file_/2_loops.ipynb      downloaded in folders
    Ada Lovelace_7_assignsubmission_file_2_loops.ipynb      not in folders

The number is the participant's in this assignment, as in the grading worksheet's `Participant 7`. Where identities are
hidden the name is `Participant`. Text typed into Moodle stands in `…_assignsubmission_onlinetext_`.

A student may choose a name, and the name of a file, that holds such a mark. A folder's name ends with Moodle's own; in
that of a loose file nothing tells which of two is Moodle's.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence

from autograder.collect.member import ArchiveMember, Owner, Read, SkippedFile, packed_in

_MARK = r"_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)"
_OWNED = re.compile(rf"(?P<who>[^/]*){_MARK}(?:_/?|/)(?P<name>.+)", re.S)
_FOLDER = re.compile(rf"[^/]*{_MARK}_?")


def fits(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether every file is named as Moodle names them."""
    root = packed_in(entries, _FOLDER)
    return bool(entries) and all(_OWNED.fullmatch(entry.filename.removeprefix(root)) for entry in entries)


def read(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Read:
    """The zip's files with their owners."""
    members: list[ArchiveMember] = []
    left: list[SkippedFile] = []
    root = packed_in(entries, _FOLDER)
    matches = [(entry, _OWNED.fullmatch(entry.filename.removeprefix(root))) for entry in entries]
    loose = not all(_FOLDER.fullmatch(found[0].partition("/")[0]) and "/" in found[0] for _, found in matches if found)
    for entry, found in matches:
        if found is None:
            why = "Its folder does not end as Moodle's do: _number_assignsubmission_file_."
            left.append(SkippedFile(entry.filename, why))
        elif loose and len(re.findall(_MARK, found[0].partition("/")[0])) > 1:
            why = "It could be of two students. Download the submissions in folders."
            left.append(SkippedFile(entry.filename, why))
        elif found["kind"] != "file":
            left.append(SkippedFile(entry.filename, "A text was typed into Moodle, and no file handed in."))
        else:
            hidden = found["who"].startswith("Participant")
            owner = Owner(f"Participant_{found['number']}" if hidden else found["who"], found["number"])
            members.append(ArchiveMember(entry, (owner,), "-".join(found["name"].split("/"))))
    return members, left
