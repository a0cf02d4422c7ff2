"""Reads Gradescope's "Export Submissions" zip: a folder for each submission, and a file with owners and times.

    assignment_123_export/submission_456/2_loops.ipynb
    assignment_123_export/submission_metadata.yml

The file is YAML that Ruby wrote: `submission_456:` with `:submitters:` (`:name:`, `:sid:`, `:email:`), `:created_at:`.
Only the one beside the folders counts: what lies in a folder is a student's, whatever its name.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import yaml

from autograder.collect.member import ArchiveMember, Owner, Read, SkippedFile, packed_in
from autograder.course.folders import CourseError

METADATA = "submission_metadata.yml"
MAX_METADATA = 64 << 20
_FOLDER = re.compile(r"submission_\w+")


class _Loader(yaml.SafeLoader):
    """A safe YAML loader that reads Ruby's own types as the plain values in them and constructs no object."""


def _plain(loader: Any, _: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)


_Loader.add_multi_constructor("!ruby/", _plain)


def fits(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether the zip holds Gradescope's metadata file beside the students' folders."""
    return packed_in(entries, _FOLDER) + METADATA in {entry.filename for entry in entries}


def read(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Read:
    """The zip's files with their owners and times. Raises CourseError if the metadata cannot be read."""
    root = packed_in(entries, _FOLDER)
    said = _metadata(archive, [entry for entry in entries if entry.filename == root + METADATA])
    members: list[ArchiveMember] = []
    left: list[SkippedFile] = []
    for entry in entries:
        folder, _, name = entry.filename.removeprefix(root).partition("/")
        if not (_FOLDER.fullmatch(folder) and name):
            if folder != METADATA:
                left.append(SkippedFile(entry.filename, "It is in no submission's folder."))
            continue
        about = said.get(folder)
        owners = _owners(about)
        if not owners:
            left.append(SkippedFile(entry.filename, f"{METADATA} does not say whose it is."))
            continue
        try:
            when = _when(about)
        except ValueError:
            left.append(SkippedFile(entry.filename, f"{METADATA} has no time for it that can be read."))
            continue
        members.append(ArchiveMember(entry, owners, "-".join(name.split("/")), when=when))
    return members, left


def _metadata(archive: zipfile.ZipFile, found: Sequence[zipfile.ZipInfo]) -> Mapping[str, Any]:
    if len(found) != 1:
        raise CourseError(
            f"Gradescope's export must hold {METADATA} once, beside the submissions' folders. It is there "
            f"{len(found)} times: export the submissions again."
        )
    (entry,) = found
    with archive.open(entry) as file:
        data = file.read(MAX_METADATA + 1)
    try:
        if len(data) > MAX_METADATA:
            raise ValueError(f"over {MAX_METADATA >> 20} MB")
        said = yaml.load(data, _Loader)
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        why = str(error).split("\n")[0]
        raise CourseError(f"{METADATA} must be YAML. It cannot be read: {why}. Export the submissions again.") from None
    return said if isinstance(said, Mapping) else {}


def _owners(about: Any) -> tuple[Owner, ...]:
    people = about.get(":submitters") if isinstance(about, Mapping) else None
    if not isinstance(people, list):
        return ()
    found = []
    for person in people:
        if isinstance(person, Mapping):
            name, sid, email = (str(person.get(key) or "") for key in (":name", ":sid", ":email"))
            if name or sid or email:
                found.append(Owner(name, "", email, sid))
    return tuple(found)


def _when(about: Any) -> datetime | None:
    """The time of submission in UTC; None if the metadata does not have one. Raises ValueError if it is no time."""
    said = about.get(":created_at") if isinstance(about, Mapping) else None
    if isinstance(said, Mapping):  # a time as Ruby writes it, with its zone in a field of its own
        said = said.get("utc")
    if isinstance(said, str):
        said = datetime.fromisoformat(re.sub(r"(\.\d{1,6})\d*", r"\1", said.replace(" UTC", "+00:00").strip()))
    if said is None:
        return None
    if not isinstance(said, datetime):
        raise ValueError(said)
    return said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)
