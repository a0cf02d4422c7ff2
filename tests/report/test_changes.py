"""What a regrade changed is every check whose points differ, with what it was, what it is, and why."""

from __future__ import annotations

import dataclasses

import pytest

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.records.record import CheckRecord, Record, notebook_record
from autograder.report.changes import LATE, Change, Changes, by_check, compare, of_penalty, signed, summary

FAILED = CheckRecord("softmax", 1.0, 5.0, Status.PARTIAL, Rung.VALUE, ("whole-sum", "no-max"))
PASSED = CheckRecord("softmax", 5.0, 5.0, Status.PASSED)


def record(*checks: CheckRecord, student: str = "ada", name: str = "two") -> Record:
    notebook = notebook_record(name, list(checks), [])
    return Record(student, "week", notebook.score, notebook.max_score, (), 0.1, (notebook,))


def change(student: str, effect: float, check: str = "f", why: tuple[str, ...] = ("judged again",)) -> Change:
    return Change(student, "two", check, 5.0, 5.0 + effect, 9.0, 9.0, "PART", "PART", why)


def test_a_check_whose_points_differ_is_told_with_its_words() -> None:
    why = {("two", "softmax"): ("handed in again",), ("two", "dot"): ("handed in again",)}
    same = CheckRecord("dot", 1.0, 2.0, Status.PARTIAL, Rung.VALUE)

    found = compare(record(FAILED, same), record(PASSED, dataclasses.replace(same, rung=Rung.HIDDEN)), why)

    assert found == [
        Change(
            "ada",
            "two",
            "softmax",
            1.0,
            5.0,
            5.0,
            5.0,
            "PART at value: whole sum, no max",
            "PASS",
            ("handed in again",),
        )
    ]
    assert found[0].effect == 4.0


def test_a_check_that_came_or_went_counts_from_or_to_nothing() -> None:
    other = dataclasses.replace(PASSED, id="other")
    why = {("two", id): ("the check changed",) for id in ("softmax", "other")}

    found = compare(record(PASSED), record(other), why)

    assert [(c.check, c.old, c.new, c.before, c.after) for c in found] == [
        ("other", 0.0, 5.0, "", "PASS"),
        ("softmax", 5.0, 0.0, "PASS", ""),
    ]


def test_a_penalty_is_points_taken_off() -> None:
    less, more = of_penalty("ada", 2.5, 0.0), of_penalty("ada", 0.0, 2.5)

    assert (less.effect, more.effect, less.check) == (2.5, -2.5, LATE)
    assert (less.before, less.after) == ("−2.5", "none")
    assert str(less.new) == "0.0"


def test_the_largest_effect_comes_first() -> None:
    changes = Changes(
        9, 3, (change("a", 1), change("b", -5, "f"), change("c", 2, "f"), change("b", 1, "g"), change("c", 1, "g"))
    )

    assert changes.totals == {"b": -4.0, "c": 3.0, "a": 1.0}
    assert [(one.student, one.check) for one in changes.ordered] == [
        ("b", "f"), ("b", "g"), ("c", "f"), ("c", "g"), ("a", "f")
    ]  # fmt: skip


def test_a_check_says_how_many_gained_lost_and_why() -> None:
    both = ("handed in again", "the check changed")
    found = by_check([change("a", 1), change("b", -5, "g", both), change("c", 2, "g", both[:1])])

    assert [(one.check, one.gained, one.lost, one.points) for one in found] == [("g", 1, 1, -3.0), ("f", 1, 0, 1.0)]
    assert found[0].why == {"handed in again": 2, "the check changed": 1}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (Changes(300, 300), "300 submissions were graded again, and no points changed"),
        (Changes(300, 1), "1 submission was graded again, and no points changed"),
        (Changes(300, 9, (change("a", 3.5),)), "1 of 300 students has other points, +3.5 in all"),
        (Changes(2, 2, (change("a", 1), change("b", -4))), "2 of 2 students have other points, −3 in all"),
        (Changes(2, 2, (change("a", 1), change("b", -1))), "2 of 2 students have other points, ±0 in all"),
    ],
)
def test_one_sentence(changes: Changes, words: str) -> None:
    assert summary(changes) == words


def test_points_have_their_sign() -> None:
    assert [signed(points) for points in (3, -0.5, 0, 1e-12, 1 / 3)] == ["+3", "−0.5", "±0", "±0", "+0.33"]
