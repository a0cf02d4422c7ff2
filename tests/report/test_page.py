"""The report leads from a mistake to those who made it, can be read by everybody, and stays small for a large class."""

from __future__ import annotations

import base64
import csv
import dataclasses
import functools
import hashlib
import io
import re
import sys
from datetime import UTC, datetime

import nbformat
import pytest

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.records.record import CheckRecord, Record, notebook_record, unlabelled
from autograder.report.mistakes import words_of
from autograder.report.page import About, percent, report_page
from autograder.report.questions import Question
from autograder.report.write import exercise_table
from tests.feedback.outline import Outline, faults
from tests.feedback.sample import ASSIGNMENT, class_of, known

WORDS = words_of(known())
NASTY = '"><script>alert(1)</script>\x00\ud800\u202e & {{ 7*7 }} ..'


@functools.cache
def sample():
    return report_page(class_of(30), ASSIGNMENT, WORDS)


def test_the_page_has_a_sound_structure_and_needs_nothing_from_outside() -> None:
    assert faults(sample()) == []


def test_only_the_pages_own_script_may_run() -> None:
    script = re.search(r"<script>(.*?)</script>", sample(), re.S)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    assert f"script-src 'sha256-{digest}'" in sample()
    assert len(Outline(sample()).all("script")) == 1


def test_a_mistake_is_explained_and_leads_to_the_submissions_that_made_it() -> None:
    made = [r.student for r in class_of(30) if any("whole-sum" in c.mistakes for n in r.notebooks for c in n.checks)]
    part = next(p for p in sample().split("<article")[1:] if "whole sum" in p).split("</article>")[0]

    assert "each row has a sum of its own" in part
    assert "lesson 08" in part
    assert made
    assert re.findall(r'href="(\.\.[^"]*)"', part) == [
        f"../feedback/{student}/logistic_regression/logistic_regression.html#2_broadcasting-softmax" for student in made
    ]


def test_the_head_says_which_course_and_when() -> None:
    about = About("Week & one", datetime(2026, 3, 4, 9, tzinfo=UTC))
    text = Outline(report_page(class_of(3), ASSIGNMENT, WORDS, None, about)).text

    assert "Class report · Week & one" in text
    assert "Logistic regression" in text
    assert "As of Wednesday 4 March 2026, 09:00:00 (UTC)" in text


def test_what_to_do_tomorrow_has_a_slide_and_a_question() -> None:
    question = Question("which-axis", "08", "Which `axis` goes?", "the second", "It is summed.")
    about = About(questions={"softmax/whole-sum": question})
    text = Outline(report_page(class_of(30), ASSIGNMENT, WORDS, None, about)).text
    top = text[text.index("What to do tomorrow") : text.index("In short")]

    assert top.count("Show lesson") == 3
    assert "Which axis goes? (which-axis, lesson 08)" in " ".join(top.split())
    assert "the second. It is summed." in top


def test_the_passage_to_show_is_on_the_page_where_the_course_has_the_lesson(tmp_path) -> None:
    plain = Outline(report_page(class_of(30), ASSIGNMENT, WORDS)).text
    lesson, heading = re.search(r'Show lesson (\d\d), "(.*?)"', plain).groups()
    cell = nbformat.v4.new_markdown_cell(f"## {heading}\n\nOne axis is summed, and `keepdims` keeps its place.")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / f"{lesson}_one.ipynb")

    found = report_page(class_of(30), ASSIGNMENT, WORDS, None, About(lessons=tmp_path))

    assert faults(found) == []
    assert "One axis is summed, and <code>keepdims</code> keeps its place." in found
    assert found.count('<div class="passage">') == 1, "the other two lessons are not there"
    assert Outline(found).text.count("Show lesson") == 3


def test_a_class_of_many_attempts_says_what_became_of_its_mistakes() -> None:
    records, earlier = class_of(30), class_of(30, seed=8)
    attempts = {r.student: [before, r] for r, before in zip(records, earlier, strict=True)}
    found = report_page(records, ASSIGNMENT, WORDS, None, About(attempts=attempts))

    assert faults(found) == []
    assert "30 students handed in twice." in found
    assert re.search(r"Handed in again after it was named: \d+\. Repaired \d+, another mistake \d+, the same", found)
    assert "Everybody has handed in once." in sample()


def test_a_class_too_small_says_so_and_shows_no_statistics() -> None:
    text = report_page(class_of(5), ASSIGNMENT, WORDS)

    assert "Too few to say: 5 began." in Outline(text).text
    assert 'id="fifths-' not in text
    assert 'id="fifths-' in sample()


def test_page_and_table_say_as_much_where_an_assignment_has_two_exercises() -> None:
    notebooks = [r.notebooks[0] for r in class_of(30)]
    two = [dataclasses.replace(n, checks=n.checks[:2]) for n in notebooks]
    records = [dataclasses.replace(r, notebooks=(n,)) for r, n in zip(class_of(30), two, strict=True)]
    text = report_page(records, ASSIGNMENT, WORDS)
    rows = list(csv.DictReader(io.StringIO(exercise_table(records, About()))))
    shown = re.findall(r'data-l="Discrimination" data-v="([-\d.]+)"', text)

    assert faults(text) == []
    assert "fewer than three exercises" in text
    assert [float(row["discrimination"]) for row in rows] == pytest.approx([float(value) for value in shown], abs=1e-6)
    assert 'data-l="Weight"' not in text


def test_what_to_look_at_is_a_list_of_its_own_in_gentle_words() -> None:
    one, other = class_of(2)
    text = report_page([dataclasses.replace(one, remarks=(NASTY,)), other], ASSIGNMENT, WORDS)
    part = Outline(text).text.split("What follows changed no score")[1]

    assert faults(text) == []
    assert part.index("student0001") < part.index("alert(1)")
    assert "student0002" not in part.split("Students")[0]
    assert "To look at" not in Outline(sample()).text
    assert not [word for word in ("cheat", "suspic", "guilty", "fraud") if word in text.lower()]


def test_each_row_can_be_read_as_a_card() -> None:
    outline = Outline(sample())

    assert [a for a in outline.all("td") if not a.get("data-l")] == []
    assert {a.get("class") for a in outline.all("table")} == {"cards", "sortable cards"}


def test_rare_mistakes_are_folded_and_stay_in_the_page() -> None:
    made = tuple(f"mistake-{i:02d}" for i in range(14))
    check = CheckRecord("f", 0.0, 1.0, Status.FAILED, Rung.VALUE, made)
    record = Record("s", "a", 0.0, 1.0, (), 0.1, (notebook_record("n", [check], []),))
    text = report_page([record], "a", {})

    assert faults(text) == []
    common, rare = text.split("2 rarer ones</summary>")
    assert (common.count("<article"), rare.count("<article")) == (12, 2)


def test_the_filter_knows_for_each_student_what_was_lost_and_which_mistakes_were_made() -> None:
    outline = Outline(sample())
    values = [a["value"] for a in outline.all("option")]
    options = dict(zip(values, re.findall(r"<option[^>]*>([^<]*)", sample()), strict=False))
    rows = [a for a in outline.all("tr") if "data-e" in a]
    checks = [[c for n in r.notebooks for c in n.checks if c.status != "untouched"] for r in class_of(30)]
    expected = [sum(c.points < c.max_points for c in of_one) for of_one in checks]

    assert [len(row["data-e"].split()) for row in rows] == expected
    assert {i for row in rows for i in row["data-e"].split()} <= options.keys()


def test_without_script_nothing_is_hidden_but_the_filter() -> None:
    hidden = [(tag, a.get("id")) for tag, a in Outline(sample()).elements if "hidden" in a]

    assert hidden == [("form", "filter")]


def test_nothing_that_a_student_wrote_becomes_html() -> None:
    check = CheckRecord("f", 0.0, 1.0, Status.FAILED, Rung.VALUE, (NASTY,), rows=unlabelled(NASTY))
    record = Record(NASTY, NASTY, 0.0, 1.0, (NASTY,), 0.1, (notebook_record("n", [check], []),))
    text = report_page([record], NASTY, {})

    text.encode("utf-8")
    assert faults(text) == []
    assert len(Outline(text).all("script")) == 1
    assert "49" not in Outline(text).text.replace("U+", "")


@pytest.mark.parametrize("student", ["a b", "x/../../etc", "javascript:alert(1)", "#?&"])
def test_a_link_stays_below_the_feedback_folder_whatever_the_name(student) -> None:
    text = report_page([dataclasses.replace(class_of(1)[0], student=student)], ASSIGNMENT, WORDS)
    links = [a["href"] for a in Outline(text).all("a") if a["href"].startswith("..")]

    assert links
    assert {link.count("/") for link in links} == {4}


def test_a_thousand_students_stay_small_and_cost_no_more_each_than_a_hundred() -> None:
    """Counted in calls of functions, since clocks are not to be trusted."""
    sizes, calls = [], []
    for size in (100, 1000):
        records = class_of(size)
        about = About(attempts={r.student: [r, r, r] for r in records})
        count = 0

        def counted(frame, event, argument):
            nonlocal count
            count += event == "call"

        sys.setprofile(counted)
        try:
            text = report_page(records, ASSIGNMENT, WORDS, None, about)
        finally:
            sys.setprofile(None)
        sizes.append(len(text.encode()))
        calls.append(count)

    assert sizes[1] < 2_000_000
    assert calls[1] < 12 * calls[0]


def test_a_share_is_never_called_whole_unless_it_is() -> None:
    said = [percent(share) for share in (0, 0.001, 0.5, 0.999, 1)]
    assert [words.replace("\u00a0", " ") for words in said] == ["0 %", "< 1 %", "50 %", "> 99 %", "100 %"]
    assert " " not in "".join(said), "a line must not end between the number and its sign"
