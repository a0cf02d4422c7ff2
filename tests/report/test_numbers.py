"""The numbers of a class agree with those worked out by hand."""

from __future__ import annotations

import pytest

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.records.record import CheckRecord, Record, notebook_record
from autograder.report.numbers import class_numbers, discrimination, distribution

STATUS = {0: Status.FAILED, 4: Status.PASSED}


def record(student, first, second, mistakes=(), status=None, layers=("seccomp",)):
    checks = [
        CheckRecord(
            "first",
            first,
            4.0,
            status or STATUS.get(first, Status.PARTIAL),
            None if first == 4 else Rung.VALUE,
            mistakes,
        ),
        CheckRecord("second", second, 4.0, STATUS.get(second, Status.PARTIAL), None if second == 4 else Rung.SHAPE),
    ]
    return Record(student, "a", first + second, 8.0, layers, 0.1, (notebook_record("1", checks, []),))


# points at (first, second): scores 8, 6, 4, 0
CLASS = [
    record("ann", 4.0, 4.0),
    record("bob", 2.0, 4.0, ("no-mean",)),
    record("cat", 4.0, 0.0),
    record("dan", 0.0, 0.0, ("no-mean", "sign"), "untouched", ()),
]


def test_the_distribution_by_hand() -> None:
    d = class_numbers(CLASS).distribution

    assert (d.size, d.mean) == (4, pytest.approx(4.5 / 8))
    assert d.quantiles == pytest.approx((0, 0.375, 0.625, 0.8125, 1))
    assert d.histogram == (1, 0, 0, 0, 0, 1, 0, 1, 0, 1)


def test_bins_begin_at_their_lower_edge_whatever_floats_say() -> None:
    assert distribution([0.7, 0.1 * 3, 0.9999, 1.0]).histogram == (0, 0, 0, 1, 0, 0, 0, 1, 0, 2)


def test_an_exercise_by_hand() -> None:
    first, second = class_numbers(CLASS).exercises

    assert (first.size, first.attempted, first.passed, first.success) == (4, 3, 2, 0.5)
    assert first.share == pytest.approx((1 + 0.5 + 1 + 0) / 4)
    assert (first.lost, first.points_lost) == (("bob", "dan"), 6.0)
    assert first.statuses == {"passed": 2, "partial": 1, "untouched": 1}
    assert (first.rungs, second.rungs) == ({"value": 2}, {"shape": 2})


def test_discrimination_is_the_correlation_with_the_points_elsewhere() -> None:
    # first (4, 2, 4, 0) against second (4, 4, 0, 0): covariance 1, variances 2.75 and 4
    first, _ = class_numbers(CLASS).exercises

    assert first.discrimination.value == pytest.approx(1 / (2.75 * 4) ** 0.5)


@pytest.mark.parametrize(
    ("points", "rest", "why"),
    [
        ([1, 2], [1, 2], "fewer than 3 submissions"),
        ([1, 1, 1], [1, 2, 3], "everybody has the same points here"),
        ([1, 2, 3], [5, 5, 5], "everybody has the same points elsewhere"),
    ],
)
def test_a_discrimination_that_cannot_be_says_why(points, rest, why) -> None:
    assert (discrimination(points, rest).value, discrimination(points, rest).undefined) == (None, why)


def test_mistakes_are_counted_with_their_students_the_commonest_first() -> None:
    mistakes = class_numbers(CLASS).mistakes

    assert [(m.id, m.students) for m in mistakes] == [("no-mean", ("bob", "dan")), ("sign", ("dan",))]


def test_advice_after_full_marks_is_no_mistake() -> None:
    assert class_numbers([record("ann", 4.0, 4.0, ("loop",))]).mistakes == ()


def test_statuses_and_isolation_of_the_whole_class() -> None:
    late = record("eve", 0.0, 4.0, status="timeout")
    numbers = class_numbers([*CLASS, late])

    assert (numbers.statuses[Status.TIMEOUT], numbers.stopped) == (1, ("eve",))
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

    assert (numbers.exercises[0].share, numbers.distribution.mean) == (0.0, 0.0)


def test_a_class_without_submissions_is_refused() -> None:
    with pytest.raises(ValueError, match="records must hold at least one submission"):
        class_numbers([])
