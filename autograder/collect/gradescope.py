"""Reads Gradescope's "Export Submissions" zip: a folder for each submission, and a file with owners and times.

    assignment_123_export/submission_456/2_loops.ipynb
    assignment_123_export/submission_metadata.yml

The file is YAML that Ruby wrote: `submission_456:` with `:submitters:` (`:name:`, `:sid:`, `:email:`), `:created_at:`.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import yaml

from autograder.collect.member import ArchiveMember, Owner, Read, SkippedFile
from autograder.course.folders import CourseError

METADATA = "submission_metadata.yml"
MAX_METADATA = 64 << 20
_PLACE = re.compile(r"(?:[^/]+/)*?(?P<id>submission_\w+)/(?P<name>.+)", re.S)


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
    """Whether the zip holds Gradescope's metadata file."""
    return any(one.filename.rpartition("/")[2] == METADATA for one in entries)


def read(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Read:
    """The zip's files with their owners and times. Raises CourseError if the metadata cannot be read."""
    said = _metadata(archive, entries)
    members: list[ArchiveMember] = []
    left: list[SkippedFile] = []
    for entry in entries:
        found = _PLACE.fullmatch(entry.filename)
        if found is None:
            if entry.filename.rpartition("/")[2] != METADATA:
                left.append(SkippedFile(entry.filename, "It is in no submission's folder."))
            continue
        about = said.get(found["id"])
        owners = _owners(about)
        if not owners:
            left.append(SkippedFile(entry.filename, f"{METADATA} does not say whose it is."))
            continue
        members.append(ArchiveMember(entry, owners, "-".join(found["name"].split("/")), when=_when(about)))
    return members, left


def _metadata(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Mapping[str, Any]:
    entry = next((one for one in entries if one.filename.rpartition("/")[2] == METADATA), None)
    if entry is None:
        raise CourseError(f"Gradescope's export must hold {METADATA}. It does not: export the submissions again.")
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
    for one in people:
        if isinstance(one, Mapping):
            name, sid, email = (str(one.get(key) or "") for key in (":name", ":sid", ":email"))
            if name or sid or email:
                found.append(Owner(name, "", email, sid))
    return tuple(found)


def _when(about: Any) -> datetime | None:
    """The time of submission in UTC; None if the metadata does not have it."""
    said = about.get(":created_at") if isinstance(about, Mapping) else None
    if isinstance(said, Mapping):  # a time as Ruby writes it, with its zone in a field of its own
        said = said.get("utc")
    if isinstance(said, str):
        try:
            said = datetime.fromisoformat(re.sub(r"(\.\d{1,6})\d*", r"\1", said.replace(" UTC", "+00:00").strip()))
        except ValueError:
            return None
    if not isinstance(said, date) or not isinstance(said, datetime):
        return None
    return said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)
