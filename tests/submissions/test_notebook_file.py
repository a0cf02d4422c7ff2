"""A file is read as far as it can be, or refused in one sentence; nothing else comes out of any bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.submissions import notebook_file
from autograder.submissions.notebook_file import NotebookFile, UnreadableNotebookError, called, parse

KEYS = st.sampled_from(
    [
        "cells",
        "worksheets",
        "cell_type",
        "source",
        "input",
        "metadata",
        "nbgrader",
        "grade_id",
        "id",
        "outputs",
        "nbformat",
        "code",
        "markdown",
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["code", "softmax", "setup"]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=40,
)


def cells(*found: Any) -> bytes:
    return json.dumps({"cells": found}).encode()


@given(data=st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()))
@settings(max_examples=300)
def test_any_bytes_are_a_paper_or_one_sentence(data: bytes) -> None:
    try:
        read = parse(data)
    except UnreadableNotebookError as error:
        said = str(error)
        read = NotebookFile(())
    else:
        said = "The file must be read."
    assert said.startswith("The file must be ")
    assert "\n" not in said
    assert all(cell.kind in ("code", "markdown", "raw") and "\0" not in cell.source for cell in read.cells)
    assert all(cell.source == cell.source.encode().decode() for cell in read.cells)


def test_every_name_of_a_cell_is_kept_once() -> None:
    cell = {"id": "a", "metadata": {"id": "b", "nbgrader": {"grade_id": "a"}}, "source": "x"}

    assert parse(cells(cell)).cells[0].ids == ("a", "b")


def test_a_note_is_said_once_however_many_cells_need_it() -> None:
    read = parse(cells(*({"source": f"x = {i}\0"} for i in range(50))))

    assert read.notes == ("Characters that no Python program can hold were taken out of it.",)
    assert read.cells[49].source == "x = 49"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a\n", "b"], "a\nb"),
        (["a", "b"], "a\nb"),
        (["a\r\n", "b"], "a\nb"),
        (["a", "b\n", "c"], "ab\nc"),
        ("a\rb", "a\nb"),
        (["a"], "a"),
        ([], ""),
        ({"a": "b"}, ""),
    ],
)
def test_lines_are_joined(lines: Any, joined: str) -> None:
    assert joined == parse(cells({"source": lines})).cells[0].source


def test_brackets_inside_texts_are_no_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook_file, "MAX_PARTS", 10)
    quoting = {"source": '[[[[[[[[ \\ "[[[[[" ]'}

    assert quoting["source"] == parse(cells(quoting)).cells[0].source
    with pytest.raises(UnreadableNotebookError, match="it has over 10 parts"):
        parse(cells(*({} for _ in range(10))))


@pytest.mark.parametrize(
    ("source", "ids"),
    [
        ("def softmax(x):\n    return x", ["write-softmax"]),
        ("x = 1\nasync def f(a):\n  def inner(b): pass\ndef g(): pass", ["write-f", "write-g"]),
        (' check( "softmax" , softmax )\n', ["softmax"]),
        ("check('softmax', softmax, 3)", ["softmax"]),
        ("check('softmax', softmax)\nx = 1", []),
        ("undefined softmax(", []),
    ],
)
def test_called_finds_definitions_and_checks(source: str, ids: list[str]) -> None:
    assert ids == called(source)


@pytest.mark.parametrize("end", ["", "\\", '\\"', "x" * 9, '"', '" : [', '"}, {"'])
def test_a_string_of_json_is_read_once_from_each_quote_that_begins_one(end: str) -> None:
    """Every quote is within a match: one that is in none would be tried anew, over all that follows."""
    text = '{"a": "' + '\\"' * 50 + end

    assert '"' not in notebook_file.STRING.sub("", text)


def test_a_cell_keeps_of_its_outputs_what_may_be_shown_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook_file, "MAX_SHOWN", 6)
    stream = {"output_type": "stream", "text": ["one\n", "two"]}
    page = {"output_type": "display_data", "data": {"text/html": "<b>", "text/plain": "ok"}}

    read = parse(cells({"source": "1", "outputs": [page]}, {"source": "2", "outputs": [stream]}))

    assert [len(cell.outputs) for cell in read.cells] == [1, 0]
    assert read.cells[0].outputs[0]["data"] == {"text/plain": "ok"}


def test_cells_are_read_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook_file, "MAX_CELLS", 2)

    read = parse(cells(*({"source": str(number)} for number in range(5))))

    assert [cell.source for cell in read.cells] == ["0", "1"]
    assert read.notes == ("It has 5 cells; the first 2 were read.",)
