"""What people add in the gradebook stands on the page: points instead of ours, extra credit, comments."""

from __future__ import annotations

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.gradebook.manual_marks import ManualMark, joined
from autograder.gradebook.standing import Standing
from autograder.records.record import CheckRecord, NotebookRecord, Record
from tests.feedback.sample import page

CHECKS = (CheckRecord("softmax", 1.0, 5.0, Status.PARTIAL, Rung.VALUE), CheckRecord("L2", 2.0, 2.0, Status.PASSED))
RECORD = Record("ada", "hw", 3.0, 7.0, (), 0.1, (NotebookRecord("nb", 3.0, 7.0, CHECKS),))


def test_points_and_comment_of_a_function_are_one_mark() -> None:
    marks = [
        ManualMark("nb", "softmax", 4.0, 5.0, 1.0),
        ManualMark("nb", "softmax", comment="see me"),
        ManualMark("a", "z", comment="b"),
    ]
    assert joined(marks) == (ManualMark("a", "z", comment="b"), ManualMark("nb", "softmax", 4.0, 5.0, 1.0, "see me"))


def test_the_page_shows_them_and_escapes_them() -> None:
    mark = ManualMark("nb", "softmax", 4.0, 5.0, 0.5, "by rows <b>now</b>\nthen columns")

    text = page(RECORD, {}, standing=Standing(3.0, 7.0, 3.5, marks=(mark,)))

    assert "From your instructor" in text
    assert "4 of 5 points" in text
    assert "+0.5 extra" in text
    assert "by rows &lt;b&gt;now&lt;/b&gt;" in text
    assert "<strong>6.5</strong> of 7 points" in text


def test_a_page_without_them_says_nothing_of_it() -> None:
    assert "instructor" not in page(RECORD, {})
