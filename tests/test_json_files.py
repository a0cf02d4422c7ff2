"""A file of ours that a disk has damaged, or somebody has changed, counts as one that is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checks import lessons as lesson_links
from autograder.checks.store import SpecsError, read
from autograder.collect.known_owners import KnownOwners
from autograder.course.plan import PlanError, read_plan
from autograder.export.container import _student
from autograder.feedback.lessons import passages
from autograder.grade.history import History
from autograder.gradebook.registration import checksums
from autograder.json_files import parse_json, read_json
from autograder.records.record import Record, notebook_record
from autograder.records.store import Records, home_of
from autograder.release.leaks import _lines
from autograder.watch.attempts import Attempts
from tests.small_course import make

DEEP = 100_000
NO_JSON = {
    "lists in lists": b"[" * DEEP + b"]" * DEEP,
    "lists that never end": b"[" * DEEP,
    "objects in objects": b'{"a":' * DEEP,
    "deep inside": b'{"notebooks": ' + b"[" * DEEP + b"]" * DEEP + b', "cells": []}',
    "nothing": b"",
    "zeros": bytes(4096),
    "half of it": b'{"student": "ad',
    "no text": b'{"a": "\xff\xfe"}',
    "a number too long": b"1" * 10_000,
}
#: JSON, and nothing that any of the files holds
OTHER_JSON = {
    "a list": b"[1]",
    "a number": b"5",
    "null": b"null",
    "of another kind": b'{"ada": 5, "cells": 5, "users": 5}',
}
DAMAGES = NO_JSON | OTHER_JSON


def _record(folder: Path, data: bytes) -> object:
    records = Records(folder)
    record = Record("ada", "week", 0.0, 0.0, (), 0.1, (notebook_record("1", [], []),), (), "sha", "rules")
    records.add(record)
    path = next(folder.glob("*/*.json"))
    path.write_bytes(data)
    assert records.of("ada") == []
    found = records.find("ada", "sha", "rules")
    assert [one.submission for one in (records.add(record), *records.of("ada"))] == ["sha", "sha"]
    return found


def _attempt(folder: Path, data: bytes) -> object:
    (folder / home_of("ada")).mkdir()
    (folder / home_of("ada") / "key.json").write_bytes(data)
    return Attempts(folder).done


def _owners(folder: Path, data: bytes) -> object:
    (folder / "collected").mkdir()
    (folder / "collected" / "week.json").write_bytes(data)
    owners = KnownOwners(folder, "week")
    owners.add({"ben": "moodle 8"})
    return [] if KnownOwners(folder, "week").is_another("ben", "moodle 9") else "nobody is remembered"


def _history(folder: Path, data: bytes) -> object:
    course = make(folder / "course")
    plan = read_plan(course.source("week_1"))
    (folder / "graded").mkdir()
    (folder / "rules").mkdir()
    (folder / "graded" / f"{plan.assignment}.json").write_bytes(data)
    (folder / "rules" / "sha.json").write_bytes(data)
    history = History(folder, plan, Records(folder / "records"))
    return [*history._before, *([] if history._described("sha") is None else ["sha"])]


def _named_lesson(folder: Path, data: bytes) -> object:
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "08_shapes.ipynb").write_bytes(data)
    assert "#cell-id" not in lesson_links.link(folder, "08", "Shapes")
    return passages(folder / "notebooks", ['lesson 08, "Shapes"'])


def _released(folder: Path, data: bytes) -> object:
    path = folder / "w.ipynb"
    path.write_bytes(data)
    _lines(path)
    return checksums(path)


def _metadata(folder: Path, data: bytes) -> object:
    (folder / "m.json").write_bytes(data)
    return _student(folder / "m.json") != "student"


READERS: dict[str, Callable[[Path, bytes], object]] = {
    "a record": _record,
    "an attempt": _attempt,
    "the accounts of a collection": _owners,
    "what counted in the last run": _history,
    "a lesson": _named_lesson,
    "a released notebook": _released,
    "Gradescope's metadata": _metadata,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("reader", READERS)
def test_a_damaged_file_is_as_none(reader: str, damage: str, tmp_path: Path) -> None:
    assert not READERS[reader](tmp_path, DAMAGES[damage])


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_source_is_told(damage: str, tmp_path: Path) -> None:
    (tmp_path / "w.ipynb").write_bytes(DAMAGES[damage])

    with pytest.raises(PlanError, match=r"must be a notebook|Take back"):
        read_plan(tmp_path)


@pytest.mark.parametrize("damage", NO_JSON)
def test_what_is_no_json_is_one_error(damage: str, tmp_path: Path) -> None:
    (tmp_path / "f.json").write_bytes(NO_JSON[damage])

    with pytest.raises(ValueError):
        read_json(tmp_path / "f.json")


def test_json_is_what_it_says() -> None:
    assert parse_json(b'{"a": [1, null]}') == {"a": [1, None]}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("part", ["causes", "spec"])
def test_damaged_specs_are_told(part: str, damage: str, tmp_path: Path) -> None:
    import h5py
    import numpy as np

    whole = {"causes": b"[{}, {}]", "spec": b"{}", part: DAMAGES[damage]}
    with h5py.File(tmp_path / "reference.h5", "w") as file:
        group = file.create_group("w/f")
        group["arrays"] = np.zeros(0, np.uint8)
        group["spec"], file["causes"] = (np.frombuffer(whole[name], np.uint8) for name in ("spec", "causes"))

    with pytest.raises(SpecsError, match="damaged"):
        read(tmp_path / "reference.h5", "w", "f")
