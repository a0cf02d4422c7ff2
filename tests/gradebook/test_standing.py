"""One number everywhere: what counts for a student, and how it came to be."""

from __future__ import annotations

import pytest

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.course.lateness import Lateness
from autograder.gradebook.manual_marks import ManualMark
from autograder.gradebook.standing import Standing, by_checks, with_marks
from autograder.records.record import CheckRecord, NotebookRecord, Record
from tests.feedback.sample import page

CHECKS = (CheckRecord("softmax", 1.0, 5.0, Status.PARTIAL, Rung.VALUE), CheckRecord("L2", 2.0, 2.0, Status.PASSED))
RECORD = Record("ada", "hw", 3.0, 7.0, (), 0.1, (NotebookRecord("nb", 3.0, 7.0, CHECKS),))


@pytest.mark.parametrize(
    ("standing", "score", "how"),
    [
        (Standing(91.0, 100.0), 91.0, ""),
        (Standing(91.0, 100.0, 3.0), 94.0, "91 by the checks, +3 by hand"),
        (Standing(91.0, 100.0, -1.5), 89.5, "91 by the checks, −1.5 by hand"),
        (
            Standing(91.0, 100.0, 3.0, lateness=Lateness(penalties={"a": 10.0, "b": 8.8})),
            75.2,
            "91 by the checks, +3 by hand, −18.8 for being late",
        ),
        (Standing(2.0, 9.0, lateness=Lateness(penalties={"a": 3.0})), 0.0, "2 by the checks, −3 for being late"),
    ],
)
def test_a_score_and_how_it_came_to_be(standing: Standing, score: float, how: str) -> None:
    assert standing.score == pytest.approx(score)
    assert standing.how == how


def test_what_is_still_to_gain_counts_from_a_persons_points() -> None:
    marks = [
        ManualMark("nb", "softmax", 4.0, 5.0),
        ManualMark("nb", "essay", 3.0, 5.0),
        ManualMark("nb", "L2", extra=1.0),
    ]

    marked = with_marks(RECORD, marks)

    assert [check.points for check in marked.notebooks[0].checks] == [4.0, 2.0]
    assert (marked.score, marked.notebooks[0].score) == (6.0, 6.0)
    assert with_marks(RECORD, marks[1:]).notebooks == RECORD.notebooks


def test_the_page_shows_what_counts_and_how_it_came_to_be() -> None:
    marks = (ManualMark("nb", "softmax", 4.0, 5.0, 0.5, "by rows"),)
    late = Lateness(penalties={"nb": 1.0})

    text = page(RECORD, {}, standing=Standing(3.0, 7.0, 3.5, True, late, marks))

    assert "<strong>5.5</strong> of 7 points" in text
    assert "3 by the checks, +3.5 by hand, −1 for being late." in text
    assert "waits for your instructor" in text
    assert "1 to gain" in text


@pytest.mark.parametrize(
    ("waiting", "words"),
    [(0.0, "an answer waits for a person"), (1.0, "1 point waits for a person"), (2.5, "2.5 points wait for a person")],
)
def test_what_waits_is_said_in_points(waiting: float, words: str) -> None:
    assert Standing(3.0, 7.0, waits=True, waiting=waiting).open == words
    assert Standing(3.0, 7.0).open == ""


def test_a_page_of_checks_alone_says_nothing_more() -> None:
    assert page(RECORD, {}, standing=by_checks(RECORD)) == page(RECORD, {})
    assert "by the checks" not in page(RECORD, {})
