"""The numbers of a class agree with those worked out by hand."""

from __future__ import annotations

import pytest

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.course.lateness import Lateness
from autograder.gradebook.standing import Standing
from autograder.records.record import CheckRecord, Record, notebook_record
from autograder.report.numbers import class_numbers, distribution

STATUS = {0: Status.FAILED, 4: Status.PASSED}


def record(student, first, second, mistakes=(), status=None, layers=("seccomp",), other=None):
    checks = [
        CheckRecord(
            "first",
            first,
            4.0,
            status or STATUS.get(first, Status.PARTIAL),
            None if first == 4 else Rung.VALUE,
            mistakes,
        ),
        CheckRecord(
            "second", second, 4.0, other or STATUS.get(second, Status.PARTIAL), None if second == 4 else Rung.SHAPE
        ),
    ]
    return Record(student, "a", first + second, 8.0, layers, 0.1, (notebook_record("1", checks, []),))


# points at (first, second): scores 8, 6, 4, 0
CLASS = [
    record("ann", 4.0, 4.0),
    record("bob", 2.0, 4.0, ("no-mean",)),
    record("cat", 4.0, 0.0),
    record("dan", 0.0, 0.0, ("no-mean", "sign"), Status.UNTOUCHED, ()),
]


def test_the_distribution_by_hand() -> None:
    numbers = class_numbers([*CLASS, record("eve", 0.0, 0.0, status=Status.UNTOUCHED, other=Status.MISSING)])

    d = numbers.distribution
    assert d is not None
    assert (numbers.size, numbers.begun, d.size, d.mean) == (5, 4, 4, pytest.approx(4.5 / 8))
    assert d.quantiles == pytest.approx((0, 0.375, 0.625, 0.8125, 1))
    assert d.histogram == (1, 0, 0, 0, 0, 1, 0, 1, 0, 1)


def test_the_distribution_is_of_the_scores_that_count() -> None:
    marked = Standing(checks=8.0, max_score=10.0, by_hand=2.0)
    late = Standing(checks=6.0, max_score=10.0, by_hand=2.0, lateness=Lateness(penalties={"1": 3.0}))

    d = class_numbers(CLASS[:2], {"ann": marked, "bob": late}).distribution

    assert d is not None
    assert (d.quantiles[0], d.quantiles[4]) == pytest.approx((0.5, 1.0))


def test_bins_begin_at_their_lower_edge_whatever_floats_say() -> None:
    assert distribution([0.7, 0.1 * 3, 0.9999, 1.0]).histogram == (0, 0, 0, 1, 0, 0, 0, 1, 0, 2)


def test_an_exercise_is_about_those_who_tried_it() -> None:
    first, second = class_numbers(CLASS).exercises

    assert (first.size, first.not_begun, first.tried, first.failed, first.passed) == (4, 1, 3, 1, 2)
    assert first.success == pytest.approx(2 / 3)
    assert first.share == pytest.approx((1 + 0.5 + 1) / 3)
    assert (first.lost, first.points_lost) == (("bob",), 2.0)
    assert (first.rungs, second.rungs) == ({"value": 1}, {"shape": 2})


def test_where_people_stop_is_the_last_exercise_that_they_began() -> None:
    stops = record("eve", 4.0, 0.0, other=Status.UNTOUCHED)
    first, second = class_numbers([*CLASS, stops]).exercises

    assert (first.last, second.last) == (1, 0)


def test_an_exercise_that_nobody_tried_has_no_success() -> None:
    numbers = class_numbers([record("eve", 0.0, 0.0, status=Status.UNTOUCHED, other=Status.UNTOUCHED)])

    assert (numbers.begun, numbers.distribution) == (0, None)
    assert [(e.tried, e.success, e.share) for e in numbers.exercises] == [(0, 0.0, 0.0)] * 2
    assert numbers.notebooks[0].begun == 0


def test_mistakes_are_counted_with_their_students_the_commonest_first() -> None:
    mistakes = class_numbers([*CLASS, record("eve", 1.0, 0.0, ("no-mean", "sign"))]).mistakes

    assert [(m.id, m.students, m.points_lost) for m in mistakes] == [
        ("no-mean", ("bob", "eve"), 5.0),
        ("sign", ("eve",), 3.0),
    ]


def test_advice_after_full_marks_is_no_mistake() -> None:
    assert class_numbers([record("ann", 4.0, 4.0, ("loop",))]).mistakes == ()


def test_who_was_stopped_and_under_which_isolation() -> None:
    late = record("eve", 0.0, 4.0, status=Status.TIMEOUT)
    numbers = class_numbers([*CLASS, late])

    assert numbers.stopped == ("eve",)
    assert numbers.isolation == {("seccomp",): 4, (): 1}


def test_a_notebook_that_was_not_judged_for_a_student_does_not_count_against_the_class() -> None:
    more = notebook_record("2", [CheckRecord("third", 3.0, 3.0, Status.PASSED)], [])
    whole = Record("zoe", "a", 11.0, 11.0, (), 0.1, (*CLASS[0].notebooks, more))
    numbers = class_numbers([*CLASS, whole])

    assert [(e.id, e.size) for e in numbers.exercises] == [("first", 5), ("second", 5), ("third", 1)]
    assert [(n.name, n.max_points, n.mean) for n in numbers.notebooks][1] == ("2", 3.0, 1.0)


def test_an_exercise_without_points_is_no_division_by_zero() -> None:
    free = notebook_record("1", [CheckRecord("free", 0.0, 0.0, Status.PASSED)], [])
    numbers = class_numbers([Record("s", "a", 0.0, 0.0, (), 0.1, (free,))])

    assert (numbers.exercises[0].share, numbers.notebooks[0].mean) == (0.0, 0.0)


def test_a_class_without_submissions_is_refused() -> None:
    with pytest.raises(ValueError, match="records must hold at least one submission"):
        class_numbers([])
