"""A student's attempts are numbered in the order in which they came, and compared with the one before."""

from __future__ import annotations

import dataclasses

from autograder.checks.result import Status
from autograder.feedback.progress import Step, progress_of, since
from autograder.records.record import CheckRecord, Record, notebook_record


def attempt(name: str, hour: int, **points: float) -> Record:
    checks = [CheckRecord(id, got, 5.0, Status.PARTIAL) for id, got in points.items()]
    notebook = notebook_record("n", checks, [])
    came = f"2026-03-01T{hour:02}:00:00+00:00"
    return Record("s", "a", notebook.score, 10.0, (), 0.1, (notebook,), submission=name, came=came)


FIRST, SECOND, THIRD = attempt("one", 9, f=1.0, g=5.0), attempt("two", 10, f=4.0, g=3.0), attempt("three", 11, f=5.0)


def test_an_attempt_is_compared_with_the_one_before_it_also_when_later_ones_exist() -> None:
    found = progress_of(SECOND, [FIRST, SECOND, THIRD], ["Read on."])

    assert (found.attempt, found.made, found.before, found.beyond) == (2, 3, FIRST, ("Read on.",))


def test_the_first_attempt_and_a_submission_judged_again_have_nothing_before_them() -> None:
    again = dataclasses.replace(FIRST, judged_with="newer")

    assert progress_of(again, [FIRST]).before is None
    assert progress_of(FIRST, []).attempt == 1


def test_gains_come_first_and_a_check_that_is_new_counts_from_nothing() -> None:
    assert since(FIRST, SECOND) == [Step("n", "f", 3.0), Step("n", "g", -2.0)]
    assert since(attempt("none", 8), FIRST) == [Step("n", "g", 5.0), Step("n", "f", 1.0)]
    assert since(FIRST, FIRST) == []
