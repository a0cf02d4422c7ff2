"""The summary says the most useful things of a class in sentences that are true of it."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta, timezone

from autograder.checks.spec import Rung
from autograder.course.lateness import Lateness
from autograder.records.record import CheckRecord, Record, notebook_record
from autograder.report.mistakes import words_of
from autograder.report.numbers import Discrimination, class_numbers
from autograder.report.summary import on_time, summary
from tests.feedback.sample import known


def record(student, points, status="failed", mistakes=()):
    check = CheckRecord("propagate", points, 11.0, status, Rung.VALUE, mistakes)
    return Record(student, "a", points, 11.0, (), 0.1, (notebook_record("4_logistic_regression", [check], []),))


WRONG = [record("a", 4.0, "partial", ("missing-mean",)), record("b", 5.0, "partial", ("missing-mean",))]
RIGHT = [record("c", 11.0, "passed")]


def sentences(records):
    return summary(class_numbers(records), words_of(known()), 11.0)


def test_the_exercise_that_cost_most_is_told_with_its_commonest_mistake() -> None:
    spread, hardest = sentences(WRONG + RIGHT)[:2]

    assert spread == (
        "3 submissions. Half of them have 5 of 11 points or more; the middle half lies between 4.5 and 8, "
        "all of them between 4 and 11."
    )
    assert hardest == (
        "2 of 3 lost points at propagate (4_logistic_regression); 2 of them by “missing mean”. They read: The cost is "
        "the sum over the examples; it must be their mean, so divide by m."
    )


def test_a_mistake_that_is_not_known_is_told_by_its_name() -> None:
    text = summary(class_numbers(WRONG), {}, 11.0)[1]

    assert text == "2 of 2 lost points at propagate (4_logistic_regression); 2 of them by “missing mean”."


def test_no_mistake_no_loss_and_one_submission() -> None:
    assert "without one mistake that we can name" in sentences([record("a", 1.0)])[1]
    assert sentences(RIGHT) == ["1 submission, with 11 of 11 points.", "Nobody lost a point."]


def test_code_that_did_not_end_and_functions_that_few_tried_are_told() -> None:
    text = sentences([record("a", 0.0, "timeout"), record("b", 0.0, "timeout"), record("c", 0.0, "untouched")])

    assert "propagate (4_logistic_regression) was tried least: by 2 of 3." in text
    assert "2 checks did not come to an end, in the work of 2 students." in text


def test_a_low_discrimination_is_told_only_when_it_is_more_than_chance() -> None:
    numbers = class_numbers(WRONG)

    def told(value, size):
        one = dataclasses.replace(numbers.exercises[0], discrimination=Discrimination(value), size=size)
        text = " ".join(summary(dataclasses.replace(numbers, exercises=(one,)), {}, 11.0))
        return "do hardly better at propagate" in text

    assert [told(*case) for case in ((0.0, 100), (0.0, 30), (0.2, 1000), (-0.9, 5), (None, 100))] == [
        True,
        False,
        True,
        False,
        False,
    ]


DUE = datetime(2026, 3, 1, 23, 59, tzinfo=timezone(timedelta(hours=1)))
IN_TIME, LATER = Lateness(DUE, DUE), Lateness(DUE, DUE + timedelta(days=1), penalties={"one": 2.0, "two": 0.5})
GRANTED = Lateness(DUE + timedelta(days=2), DUE + timedelta(days=1), timedelta(days=2))


def test_who_came_late_is_one_sentence() -> None:
    due = "Due Sunday 1 March 2026, 23:59:00 (UTC+01:00)"

    assert on_time([IN_TIME, LATER, GRANTED, None]) == [
        f"{due}, with an extension for 1; 1 of 4 came late, which cost 2.5 points in all."
    ]
    assert on_time([IN_TIME, None]) == [f"{due}; nobody came late."]
    assert on_time([dataclasses.replace(LATER, penalties={})]) == [f"{due}; 1 of 1 came late."]


def test_without_a_deadline_nothing_is_said_of_it() -> None:
    assert on_time([None, Lateness(), Lateness(None, DUE)]) == []
