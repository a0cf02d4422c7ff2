"""Closed sets: a record's JSON keeps the same words, and each table of words has all of a set."""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum

import pytest

from autograder import console
from autograder.audit import report_text
from autograder.audit.matrix import RungState
from autograder.checks import plain, render
from autograder.checks.result import Status
from autograder.checks.spec import CheckSpec, Hint, Rung, from_plain, to_plain
from autograder.collect.collect import CollectedState
from autograder.feedback import page
from autograder.records.record import CheckRecord, NotebookRecord, Record, from_json, to_json

RECORD = Record(
    "ada",
    "week",
    1.0,
    2.0,
    ("seccomp",),
    0.5,
    (NotebookRecord("one", 1.0, 2.0, (CheckRecord("dot", 1.0, 2.0, Status.PARTIAL, Rung.VALUE, ("sum",)),)),),
)
SPEC = CheckSpec(
    name="dot",
    notebook="one",
    parts={"z": 2.0},
    rungs={Rung.UNCHANGED: 1.0, Rung.STABLE: 0.0},
    returns=("z",),
    parameters=("x",),
    visible=(),
    hints={"sum": Hint("sum", "It sums.", fails=Rung.SHAPE)},
)


@pytest.mark.parametrize(
    ("table", "members"),
    [
        (page.WORDS, Status),
        (render._HELD, Rung),
        (console.STATES, CollectedState),
        (report_text._SIGNS, RungState),
    ],
)
def test_a_table_of_words_has_a_whole_set(table: dict[StrEnum, object], members: type[StrEnum]) -> None:
    assert set(table) == set(members)


def test_a_record_goes_through_json_in_plain_words_and_comes_back_with_its_members() -> None:
    text = json.dumps(to_json(RECORD))
    back = from_json(json.loads(text))

    assert '"status": "partial"' in text
    assert '"rung": "value"' in text
    assert back == RECORD
    assert type(back.notebooks[0].checks[0].status) is Status
    assert type(back.notebooks[0].checks[0].rung) is Rung


def test_a_record_with_a_status_that_is_none_of_them_is_refused() -> None:
    data = to_json(RECORD)
    data["notebooks"][0]["checks"][0]["status"] = "excellent"

    with pytest.raises(ValueError, match="excellent"):
        from_json(data)


def test_a_spec_is_plain_data_and_comes_back_with_its_rungs() -> None:
    packed, blobs = plain.pack(to_plain(SPEC))
    back = from_plain(plain.unpack(json.loads(json.dumps(packed)), b"".join(blobs)), SPEC.causes)

    assert {type(name) for name in to_plain(SPEC)["rungs"]} == {str}
    assert back == dataclasses.replace(SPEC, hints=back.hints)
    assert [type(rung) for rung in back.rungs] == [Rung, Rung]
    assert back.hints["sum"].fails is Rung.SHAPE
