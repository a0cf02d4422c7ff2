"""What to do next is what gains most points; what is not written yet is one step."""

from __future__ import annotations

from autograder.checks.spec import Rung
from autograder.feedback.next_steps import next_steps
from autograder.records.record import CheckRecord, Record, notebook_record


def record(*checks, second=()):
    notebooks = (notebook_record("1", list(checks), []), notebook_record("2", list(second), []))
    return Record("s", "a", 0.0, 10.0, (), 0.1, notebooks)


def check(id, lost, status="failed", repair=""):
    return CheckRecord(id, 10.0 - lost, 10.0, status, Rung.VALUE, repair=repair)


def names(record):
    return [one.check.id for one in next_steps(record)]


def test_the_three_that_gain_most_come_by_points() -> None:
    assert names(record(check("a", 2), check("b", 1), check("c", 5), second=[check("d", 9)])) == ["d", "c", "a"]


def test_what_is_not_written_is_one_step_and_the_last() -> None:
    open_ = [check("a", 10, "untouched"), check("b", 10, "missing"), check("c", 10, "untouched")]

    steps = next_steps(record(*open_, check("d", 1), check("e", 2), check("f", 3)))

    assert [(one.check.id, one.gain, one.more) for one in steps] == [("f", 3, 0), ("e", 2, 0), ("a", 30, 2)]


def test_a_sibling_to_repair_comes_before_what_needs_it_though_it_costs_less() -> None:
    work = record(check("needs", 9, repair="first"), check("x", 8), check("y", 7), check("first", 1))

    assert names(work) == ["first", "needs", "x"]


def test_nothing_is_left_after_full_marks() -> None:
    assert names(record(check("a", 0, "passed"), second=[check("b", 0, "passed")])) == []
