"""A feedback page tells all of a record, can be read by everybody, and cannot be bent by what a student wrote."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta, timezone

import pytest

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.course.lateness import Lateness
from autograder.feedback.page import tally
from autograder.feedback.progress import Progress
from autograder.feedback.receipt import receipt_text
from autograder.gradebook.standing import Standing, by_checks
from autograder.records.record import CheckRecord, Record, notebook_record, unlabelled
from autograder.submissions.receipt import receipt
from autograder.text import anchor
from tests.feedback.outline import Outline, faults
from tests.feedback.sample import class_of, code, page

ONE = class_of(4)[3]
NASTY = '"><script>alert(1)</script><img src=x onerror=alert(1)>\x00\ud800\u202e שלום & {{ 7*7 }} {% raw %}'


def hostile():
    check = CheckRecord("f", 0.0, 1.0, Status.FAILED, Rung.VALUE, (NASTY,), rows=unlabelled(f"{NASTY}\n{NASTY}"))
    rows = (("likely", NASTY), (NASTY, NASTY), ("raised", NASTY), ("your line", NASTY), ("look", NASTY))
    told = CheckRecord("g", 0.0, 1.0, Status.PARTIAL, Rung.HIDDEN, (NASTY,), NASTY, rows, (1, NASTY), NASTY, (NASTY,))
    return Record(
        NASTY, NASTY, 0.0, 2.0, (NASTY,), 0.1, (notebook_record("n", [check, told], [NASTY]),), (NASTY,), NASTY
    )


def test_a_page_has_a_sound_structure_and_needs_nothing_from_outside() -> None:
    assert faults(page(ONE, code(ONE))) == []


def test_nothing_that_a_student_wrote_becomes_html() -> None:
    text = page(hostile(), {("n", "f"): NASTY, ("n", "g"): NASTY})
    outline = Outline(text)

    text.encode("utf-8")
    assert faults(text) == []
    assert not outline.all("script")
    assert "49" not in outline.text
    assert "alert(1)" in outline.text
    assert "\u202e" not in text


def test_no_script_may_run_and_nothing_may_be_fetched() -> None:
    policy = next(m["content"] for m in Outline(page(ONE, code(ONE))).all("meta") if m.get("http-equiv"))

    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def test_every_check_is_there_with_its_word_its_points_and_its_code() -> None:
    outline = Outline(page(ONE, code(ONE)))
    checks = [(n.name, c) for n in ONE.notebooks for c in n.checks]

    assert {anchor(notebook, c.id) for notebook, c in checks} <= set(outline.ids)
    assert outline.text.count("def backpropagate(") == 1
    words = [
        a["class"].removeprefix("word ") for a in outline.all("span") if (a.get("class") or "").startswith("word ")
    ]
    assert words == [
        {"passed": "PASS", "partial": "PART", "untouched": "TO DO"}.get(c.status, "FAIL") for _, c in checks
    ]


def test_code_that_passed_is_folded_and_code_that_failed_lies_open() -> None:
    checks = [CheckRecord("good", 1.0, 1.0, Status.PASSED), CheckRecord("bad", 0.0, 1.0, Status.FAILED, Rung.VALUE)]
    work = Record("s", "a", 1.0, 2.0, (), 0.1, (notebook_record("n", checks, []),))
    text = page(work, {("n", "good"): "def good(): pass", ("n", "bad"): "def bad(): pass"})

    folded = text[text.index("<details>") : text.index("</details>")]
    assert "def good()" in folded
    assert text.count("<details>") == 1


def test_every_link_stays_within_the_page() -> None:
    links = [a["href"] for a in Outline(page(ONE, code(ONE))).all("a")]

    assert "#notebook-2_broadcasting" in links
    assert [href for href in links if not href.startswith("#")] == []


def test_what_many_functions_are_told_is_said_once() -> None:
    words = "two was not handed in."
    absent = [CheckRecord(id, 0.0, 1.0, Status.MISSING, rows=unlabelled(words)) for id in "abc"]
    noted = notebook_record("one", absent, [words])
    untold = notebook_record("two", [*absent, CheckRecord("d", 1.0, 1.0, Status.PASSED)], [])
    text = page(Record("s", "a", 1.0, 7.0, (), 0.1, (noted, untold)), {})

    assert faults(text) == []
    # each notebook says it once, and the first thing to do repeats it for the first function
    assert Outline(text).text.count(words) == 2
    assert "(a, b, c)" in text
    assert "It and 5 more functions are not written yet: begin here." in text


def test_the_head_says_which_attempt_it_is_and_what_changed() -> None:
    worse, better = (
        Record(
            "s",
            "a",
            points,
            9.0,
            (),
            0.1,
            (notebook_record("n", [dot, CheckRecord("f", points - 1, 8.0, status)], []),),
        )
        for points, status, dot in (
            (3.0, Status.PARTIAL, CheckRecord("dot", 1.0, 1.0, Status.PASSED)),
            (7.5, Status.PARTIAL, CheckRecord("dot", 0.0, 1.0, Status.FAILED)),
        )
    )
    progress = Progress(2, 2, worse, per_hour=6, left=4)
    said = " ".join(Outline(page(better, {}, progress=progress)).text.split())

    assert "Attempt 2. Since the one before: +4.5 points (f +4.5, dot −1)." in said
    assert "When this was judged, 4 of 6 attempts an hour were left." in said
    assert "Attempt" not in Outline(page(better, {})).text
    assert "No points changed since the one before." in page(better, {}, progress=Progress(2, 2, better))


def test_an_earlier_attempt_says_which_it_is_and_one_that_does_not_count_says_what_does() -> None:
    record = Record("s", "a", 1.0, 9.0, (), 0.1, (notebook_record("n", [], []),))
    text = page(record, {}, standing=Standing(1.0, 11.0), progress=Progress(1, 3), counting=Standing(4.0, 11.0))
    said = " ".join(Outline(text).text.split())

    assert "1 of 11 points" in said
    assert "Of the checks. The other 2 of 11 points are a person’s to give." in said
    assert "Attempt 1 of the 3 that you made." in said
    assert "This attempt does not count: another one of yours does, with 4 of 11 points." in said


def test_full_marks_leave_nothing_to_do_and_notes_and_the_receipt_are_shown() -> None:
    done = tuple(
        notebook_record(
            n.name, [dataclasses.replace(c, points=c.max_points, status=Status.PASSED) for c in n.checks], []
        )
        for n in ONE.notebooks
    )
    work = dataclasses.replace(ONE, notebooks=done, score=100.0, notes=("other.ipynb was read as 2_broadcasting.",))
    text = Outline(page(work, {}, progress=Progress(beyond=("Read `lesson 09`.",)))).text

    assert "Read lesson 09." in text
    assert "Nothing is left to repair: every check has all its points." in text
    assert "other.ipynb was read as 2_broadcasting." in text
    assert work.submission in text


def test_an_old_record_or_an_ordinary_test_has_its_one_text_shown_as_it_is() -> None:
    text = 'f   FAIL at "value"   (1 of 2 points)\n  what    A value is not right.\n  likely  You forgot b.'
    check = CheckRecord("f", 1.0, 2.0, Status.PARTIAL, Rung.VALUE, ("no-b",), rows=unlabelled(text))
    found = page(Record("s", "a", 1.0, 2.0, (), 0.1, (notebook_record("n", [check], []),)), {})

    assert faults(found) == []
    assert f'<dt>message</dt>\n<dd dir="auto" class="whole">{text.replace(chr(34), "&#34;")}</dd>' in found
    assert "<strong>no b</strong>" in found


def test_a_line_is_marked_in_the_code_or_told_in_words_never_both_and_never_neither() -> None:
    line, rows = (2, "return\t1"), (("your line", "2 | return\t1"),)
    work = notebook_record("n", [CheckRecord("f", 0.0, 1.0, Status.FAILED, Rung.VALUE, rows=rows, line=line)], [])
    one = Record("s", "a", 0.0, 1.0, (), 0.1, (work,))
    there, elsewhere = (page(one, {("n", "f"): code}) for code in ("def f():\n  return\t1", "def f(): return 1"))

    assert (there.count("<mark"), there.count("your line")) == (1, 0)
    assert (elsewhere.count("<mark"), elsewhere.count("your line")) == (0, 1)


def test_the_same_record_gives_the_same_page() -> None:
    assert page(ONE, code(ONE)) == page(ONE, dict(reversed(code(ONE).items())))


def test_a_tally_counts_words_in_a_fixed_order() -> None:
    checks = [
        CheckRecord("x", 0, 1, status) for status in map(Status, ("untouched", "error", "timeout", "passed", "partial"))
    ]

    assert tally(tuple(checks)) == "1 PASS, 1 PART, 2 FAIL, 1 TO DO"


DUE = datetime(2026, 3, 1, 23, 59, tzinfo=timezone(timedelta(hours=1)))
HEADS = {
    "in time": (Lateness(DUE, DUE), ["Due Sunday 1 March 2026, 23:59:00 (UTC+01:00)", "23:59:00 (UTC+01:00), in time"]),
    "late": (
        Lateness(DUE, DUE + timedelta(hours=25), penalties={"n": 4.5}, rule="2 days have begun"),
        ["Tuesday 3 March 2026, 00:59:00", "late by 1 day 1 h", "−4.5 points: 2 days have begun.", "for being late"],
    ),
    "late at no cost": (
        Lateness(DUE, DUE + timedelta(seconds=1), rule="being late costs nothing here"),
        ["late by 1 s", "Late penalty none: being late costs nothing here."],
    ),
    "an extension": (Lateness(DUE, DUE, timedelta(days=2)), ["with an extension of 2 days", "in time"]),
    "no time noted": (Lateness(DUE), ["Handed in at a time that was not noted"]),
    "no deadline": (Lateness(None, DUE), ["Handed in Sunday 1 March 2026, 23:59:00 (UTC+01:00)"]),
}


@pytest.mark.parametrize("case", HEADS)
def test_the_head_says_when_it_was_due_when_it_came_and_what_that_costs(case) -> None:
    lateness, words = HEADS[case]
    text = page(ONE, code(ONE), standing=dataclasses.replace(by_checks(ONE), lateness=lateness))
    said = " ".join(Outline(text.replace("</dt>", "</dt> ")).text.split())

    assert faults(text) == []
    assert [one for one in words if one not in said] == []
    assert ("Late penalty" in said) == (lateness.seconds > 0)
    assert ("Due " in said) == (lateness.due is not None)


def test_the_receipt_is_on_the_page() -> None:
    found = receipt({"one.ipynb": b"one", NASTY: b""}, ["link.ipynb"])
    text = page(ONE, code(ONE), receipt=receipt_text(found, ONE, None))

    assert faults(text) == []
    assert all(one.sha256 in text for one in found.files)
    assert found.digest in text
    assert "# not taken: link.ipynb" in Outline(text).text
