"""Reads Moodle's "Download all submissions" zip: a folder for each student, or loose files that begin in the same way.

    Ada Lovelace_7_assignsubmission_file_/2_loops.ipynb      downloaded in folders
    Ada Lovelace_7_assignsubmission_file_2_loops.ipynb      not in folders

The number is the participant's in this assignment, as in the grading worksheet's `Participant 7`. Where identities are
hidden the name is `Participant`. Text typed into Moodle stands in `…_assignsubmission_onlinetext_`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence

from autograder.collect.member import ArchiveMember, Owner, Read, SkippedFile

_OWNED = re.compile(
    r"(?:[^/]+/)*?(?P<who>[^/]*?)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?:/|(?<=_))(?P<name>.+)", re.S
)


def fits(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether any file is named as Moodle names them."""
    return any(_OWNED.fullmatch(one.filename) for one in entries)


def read(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Read:
    """The zip's files with their owners."""
    members: list[ArchiveMember] = []
    left: list[SkippedFile] = []
    for entry in entries:
        found = _OWNED.fullmatch(entry.filename)
        if found is None:
            why = "Its folder does not end as Moodle's do: _number_assignsubmission_file_."
            left.append(SkippedFile(entry.filename, why))
        elif found["kind"] != "file":
            left.append(SkippedFile(entry.filename, "A text was typed into Moodle, and no file handed in."))
        else:
            hidden = found["who"].startswith("Participant")
            owner = Owner(f"Participant_{found['number']}" if hidden else found["who"], found["number"])
            members.append(ArchiveMember(entry, (owner,), "-".join(found["name"].split("/"))))
    return members, left
