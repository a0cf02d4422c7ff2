"""A page carries the passages of the lessons that its checks name, and no link of it leads outside."""

from __future__ import annotations

import dataclasses
import re

import nbformat
import pytest

from autograder.checks.lessons import where
from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.feedback.lessons import passages
from autograder.records.record import CheckRecord, Record, notebook_record
from tests import week
from tests.feedback.outline import Outline, faults
from tests.feedback.sample import page
from tests.week import LESSONS, NOTEBOOKS, SOURCE

TABLE = where("08", "Two vectors that became a table")
UNKNOWN = where("08", "A heading that was renamed")


def lesson(folder, *cells):
    """A lesson 01 of these cells; text in a list is code."""
    made = [
        nbformat.v4.new_code_cell(one[0]) if isinstance(one, list) else nbformat.v4.new_markdown_cell(one)
        for one in cells
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=made), folder / "01_a_lesson.ipynb")
    return folder


def of(folder, heading):
    return passages(folder, [where("01", heading)]).get(where("01", heading))


def test_a_passage_is_the_text_down_to_the_next_heading(tmp_path) -> None:
    lesson(
        tmp_path, "# Title", "before", "## One\n\nfirst", ["x = 1"], "more", "### Deeper\n\nsecond", "## One\n\nthird"
    )

    assert of(tmp_path, "One").split() == ["<p>first</p>", "<p>more</p>", "<p>third</p>"]
    assert of(tmp_path, "Deeper") == "<p>second</p>\n"
    assert of(tmp_path, "Title") is None


def test_links_and_pictures_leave_their_words(tmp_path) -> None:
    text = "[the axis](#axis), [σ](glossary.md#sigmoid), ![a column of numbers](images/x.png)"

    assert of(lesson(tmp_path, f"## One\n\n{text}"), "One") == (
        '<p>the axis, σ, <span class="soft">[figure: a column of numbers]</span></p>\n'
    )


def test_formulas_are_mathml(tmp_path) -> None:
    drawn = of(lesson(tmp_path, "## One\n\nThe loss is $-y \\log a$."), "One")

    assert "<math" in drawn
    assert "$" not in drawn
    assert re.search(r"<mi>y</mi>\s*<mspace", drawn), "TeX's thin space before log"


def test_a_changed_lesson_is_read_again_and_a_damaged_one_has_no_passages(tmp_path) -> None:
    lesson(tmp_path, "## One\n\nbefore")
    assert "before" in of(tmp_path, "One")
    lesson(tmp_path, "## One\n\nafterwards")
    assert "afterwards" in of(tmp_path, "One")
    for damaged in ("{", "[]", '{"cells": [{}]}'):
        (tmp_path / "01_a_lesson.ipynb").write_text(damaged)
        assert of(tmp_path, "One") is None


def test_every_passage_that_a_check_can_name_says_something() -> None:
    exercises = [one for notebook in NOTEBOOKS for one in week.exercises(notebook)]
    named = {where(mistake.lesson, mistake.heading) for one in exercises for mistake in one.mistakes}
    named |= {where(*place) for place in week.loaded(SOURCE).causes.read.values()}
    short = {words: text for words, text in passages(LESSONS, named).items() if len(text.striptags()) < 80}

    assert len(named) > 50
    assert short == {}
    assert passages(LESSONS, named).keys() == named


def test_the_table_of_the_lesson_is_a_table_on_the_page() -> None:
    table = '<table aria-label="what you have, what happens, cure">\n<thead>\n<tr>\n<th scope="col">what you have</th>'

    assert table in passages(LESSONS, [TABLE])[TABLE]


@pytest.mark.parametrize("folder", [LESSONS, None])
def test_each_link_to_read_has_its_passage_or_says_where_it_is(folder) -> None:
    checks = [failed(TABLE), failed(UNKNOWN)]
    record = Record("s", "a", 0.0, 2.0, (), 0.1, (notebook_record("n", checks, []),))
    text = page(record, {}, lessons=folder)
    outline = Outline(text)

    assert faults(text) == []
    for words in (TABLE, UNKNOWN):
        assert text.count(f'">{words.replace(chr(34), "&#34;")}</a>') == 2, "among the next steps and at the check"
    assert ("bring both to (1, m) first" in outline.text) == (folder is not None)
    assert outline.text.count("Open this lesson in JupyterLab") == (1 if folder else 2)


def test_two_checks_share_a_passage_and_a_page_without_any_has_no_such_part() -> None:
    checks = [failed(TABLE), dataclasses.replace(failed(TABLE), id="other")]
    record = Record("s", "a", 0.0, 2.0, (), 0.1, (notebook_record("n", checks, []),))

    assert page(record, {}, lessons=LESSONS).count('class="passage"') == 1
    passed = Record("s", "a", 1.0, 1.0, (), 0.1, (notebook_record("n", [CheckRecord("f", 1, 1, Status.PASSED)], []),))
    assert "To read" not in page(passed, {}, lessons=LESSONS)


def failed(words):
    rows = (("likely", "a table"), ("read", words))
    return CheckRecord(words.split()[-1].strip('"'), 0.0, 1.0, Status.FAILED, Rung.VALUE, rows=rows)
