"""What became of exercises and mistakes from attempt to attempt, on histories worked out by hand."""

from __future__ import annotations

from autograder.checks.result import Status
from autograder.records.record import CheckRecord, Record, notebook_record
from autograder.report.learning import Fate, learning

F = ("n", "f")


def attempt(points: float, *mistakes: str, status: Status = Status.PARTIAL) -> Record:
    status = Status.PASSED if points == 4.0 else status
    check = CheckRecord("f", points, 4.0, status, mistakes=mistakes)
    return Record("s", "a", points, 4.0, (), 0.1, (notebook_record("n", [check], []),))


PASSED, SIGN, MEAN = attempt(4.0), attempt(1.0, "sign"), attempt(2.0, "no-mean")
NOT_BEGUN = attempt(0.0, status=Status.UNTOUCHED)


def test_attempts_until_the_first_pass_are_counted_from_the_first_try() -> None:
    found = learning([[PASSED], [NOT_BEGUN, SIGN, PASSED], [SIGN, MEAN, PASSED, SIGN], [SIGN, SIGN], [NOT_BEGUN]])

    curve = found.curves[F]
    assert dict(curve.passed_at) == {1: 1, 2: 1, 3: 1}
    assert (curve.within(1), curve.within(2), curve.within(3), curve.never) == (1, 2, 3, 1)
    assert found.attempts == {1: 2, 2: 1, 3: 1, 4: 1}


def test_a_mistake_is_repaired_gives_way_or_persists() -> None:
    found = learning([[SIGN, PASSED], [SIGN, MEAN], [SIGN, SIGN, PASSED], [SIGN]])

    assert found.fates["n", "f", "sign"] == Fate(again=4, passed=2, same=1)
    assert found.fates["n", "f", "sign"].other == 1
    assert found.total == Fate(4, 2, 1)


def test_advice_after_full_marks_is_no_mistake_that_could_persist() -> None:
    advice = attempt(4.0, "loop")

    assert learning([[advice, advice]]).fates == {}
