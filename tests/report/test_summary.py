"""The summary says the most useful things of a class in sentences that are true of it."""

from __future__ import annotations

import dataclasses
from datetime import datetime, timedelta, timezone
from typing import Any

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.course.lateness import Lateness
from autograder.records.record import CheckRecord, Record, notebook_record
from autograder.report.learning import learning
from autograder.report.numbers import class_numbers
from autograder.report.reliability import Discrimination, Reliability
from autograder.report.summary import exactness, on_time, summary


def record(student: str, points: float, status: Status = Status.PARTIAL, **given: Any) -> Record:
    check = CheckRecord("propagate", points, 11.0, status, Rung.VALUE, given.pop("mistakes", ()))
    notebook = notebook_record("4_logistic_regression", [check], [])
    return Record(student, "a", points, 11.0, (), 0.1, (notebook,), **given)


CLASS = [record("a", 4.0), record("b", 5.0), record("c", 11.0, Status.PASSED), record("d", 0.0, Status.UNTOUCHED)]


def sentences(records: list[Record], attempts: list[list[Record]] | None = None) -> list[str]:
    return summary(class_numbers(records), learning(attempts or [[r] for r in records]), 11.0)


def test_who_came_is_told_apart_from_how_they_did() -> None:
    assert sentences(CLASS) == [
        "4 submissions; in 1 of them nothing was written.",
        (
            "Half of those who began have 5 of 11 points or more; the middle half lies between 4.5 and 8, "
            "all of them between 4 and 11."
        ),
        "How exact the scores are is too early to say: 3 began, and it takes 20.",
    ]


def test_a_class_that_has_nearly_everything_is_not_said_to_have_more() -> None:
    class_ = [record(name, 11.0, Status.PASSED) for name in "abcde"] + [record("f", 4.0)]

    assert sentences(class_)[1] == "Half of those who began have all 11 points; all of them between 4 and 11."


def test_one_who_began_and_a_class_in_which_nobody_did() -> None:
    assert sentences(CLASS[2:])[1] == "The one who began has 11 of 11 points."
    assert sentences(CLASS[3:]) == ["1 submission; in 1 of them nothing was written."]


def test_two_scores_that_do_not_differ_are_an_example_of_the_error() -> None:
    known = Reliability(40, 0.905, 3.1)

    assert exactness(known, 88.4, 100.0) == (
        "A score is exact to about 3.1 points (standard error of measurement; Cronbach’s alpha 0.91). Two scores "
        "differ with some certainty if 9 points or more lie between them: 88 and 92 do not differ."
    )
    assert "95 and 99 do not differ" in exactness(known, 100.0, 100.0)
    assert "cannot be said" in exactness(Reliability(40), 50.0, 100.0)


def test_what_became_of_named_mistakes_is_told_of_those_who_handed_in_again() -> None:
    wrong = record("a", 4.0, mistakes=("missing-mean",))
    attempts = [[wrong, CLASS[2]], [wrong, wrong, CLASS[0]], [CLASS[2]]]

    assert sentences(CLASS, attempts)[3] == (
        "2 students handed in more than once. Of 3 named mistakes that were followed by another attempt, 1 was "
        "repaired with full points, 1 gave way to another mistake, and 1 persisted."
    )
    assert sentences(CLASS, [[CLASS[0], CLASS[0]]])[3] == "1 student handed in more than once."


def test_code_that_did_not_end_is_told() -> None:
    text = sentences([record("a", 0.0, Status.TIMEOUT), record("b", 0.0, Status.KILLED), CLASS[3]])

    assert text[-1] == "Code that did not come to an end, or brought its process down: a, b."


def test_where_several_stopped_is_told() -> None:
    numbers = class_numbers(CLASS)

    def told(last: int) -> bool:
        one = dataclasses.replace(numbers.exercises[0], last=last)
        text = summary(dataclasses.replace(numbers, exercises=(one,)), learning([]), 11.0)
        said = (
            f"The commonest place to stop is after propagate (4_logistic_regression): {last} of {numbers.begun} began "
            "nothing behind it."
        )
        return said in text

    assert [told(last) for last in (0, 1, 2)] == [False, False, True]


def test_a_low_discrimination_is_told_only_when_it_is_more_than_chance() -> None:
    numbers = class_numbers(CLASS)

    def told(value: float | None, high: float) -> bool:
        one = dataclasses.replace(numbers.exercises[0], discrimination=Discrimination(value, -1.0, high))
        text = " ".join(summary(dataclasses.replace(numbers, exercises=(one,)), learning([]), 11.0))
        return "do hardly better at propagate" in text

    assert [told(*case) for case in ((0.0, 0.2), (0.0, 0.4), (None, 0.2))] == [True, False, False]


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
