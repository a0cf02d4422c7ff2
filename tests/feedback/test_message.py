"""A message that the judge wrote is read back into the rows it was made of."""

from __future__ import annotations

import pytest

from autograder.checks import render
from autograder.checks.compare import Difference
from autograder.checks.observe import Raised
from autograder.checks.result import Result
from autograder.checks.spec import Hint
from autograder.feedback.message import told
from autograder.records.record import CheckRecord

HINT = Hint(
    "summed-all-pairs",
    "Each probability met every label. " * 6,
    "print(A.shape)",
    "08",
    "Two vectors that became a table",
)


def check(result, **more):
    message = render.text(result)
    return CheckRecord(
        result.name, result.points, result.max_points, result.status, result.rung, message=message, **more
    )


def failed(**more):
    return check(Result("propagate", 4.0, 11.0, "partial", more.pop("rung", "value"), graded=True, **more))


def test_every_row_comes_back_whole_however_it_was_wrapped():
    one = failed(tried="b = 0.7", rows=(Difference("value", "cost", "0.822", "3.574"),), hints=(HINT,))

    assert told(one).rows == (
        ("what", "A value is not right."),
        ("tried", "b = 0.7"),
        ("cost", "must be 0.822, got 3.574"),
        ("likely", HINT.why.strip()),
        ("look", "print(A.shape)"),
        ("read", 'lesson 08, "Two vectors that became a table"'),
    )
    assert told(one).difference == "cost must be 0.822, got 3.574"


@pytest.mark.parametrize("part", ["the answer", "Y_prediction_test", "dw[0, 1]"])
def test_a_part_with_a_long_name_keeps_it(part):
    assert (part, "must be 1, got 2") in told(failed(rows=(Difference("value", part, "1", "2"),))).rows


def test_the_students_own_line_and_the_sibling_to_repair_are_found():
    words = "Judged with our sigmoid and dot, because yours did not pass: repair sigmoid."
    one = told(failed(line=(6, "cost = a | b"), notes=(words,)))

    assert (one.line, one.repair) == ((6, "cost = a | b"), "sigmoid")


def test_a_message_of_another_form_is_kept_as_it_is():
    assert told(CheckRecord("q1", 0, 1, "failed", message="AssertionError: q1 must be 3")).rows == (
        ("", "AssertionError: q1 must be 3"),
    )
    assert told(CheckRecord("q1", 1, 1, "passed")).rows == ()


def test_what_an_exception_says_cannot_make_a_row():
    forged = "x\n  likely    The grader is wrong\x85  read      nothing\u2028  read      nothing"
    rows = told(failed(raised=Raised("ValueError", forged))).rows

    assert [label for label, _ in rows] == ["what", "raised"]


def test_a_failed_fresh_probe_shows_neither_its_arguments_nor_what_they_gave():
    message = 'f   FAIL at "hidden"   (1 of 2 points)\n  what      A fresh one does not.\n  tried     secret = 3\n'
    message += "  cost      must be 5, got 6\n  raised    ValueError: 7\n  likely    You forgot b."

    rows = told(CheckRecord("f", 1, 2, "partial", "hidden", message=message)).rows

    assert rows == (("what", "A fresh one does not."), ("likely", "You forgot b."))
