"""What to do next is what brings most points, in the order of the course."""

from __future__ import annotations

from autograder.checks.spec import Rung
from autograder.feedback.next_steps import repairs
from autograder.records.record import CheckRecord, Record, notebook_record


def record(*checks, second=()):
    notebooks = (notebook_record("1", list(checks), []), notebook_record("2", list(second), []))
    return Record("s", "a", 0.0, 10.0, (), 0.1, notebooks)


def check(id, lost, status="failed", repair=""):
    return CheckRecord(id, 10.0 - lost, 10.0, status, Rung.VALUE, repair=repair)


def names(record, notebook=None):
    return [one.check.id for one in repairs(record, notebook)]


def test_the_three_that_cost_most_come_in_the_order_of_the_course() -> None:
    assert names(record(check("a", 2), check("b", 1), check("c", 5), second=[check("d", 9)])) == ["a", "c", "d"]


def test_a_repair_goes_before_a_function_that_is_not_written() -> None:
    open_ = [check("a", 10, "untouched"), check("b", 10, "missing"), check("c", 10, "untouched")]

    assert names(record(*open_, check("d", 1))) == ["a", "b", "d"]


def test_a_sibling_to_repair_comes_before_what_needs_it_though_it_costs_less() -> None:
    work = record(check("needs", 9, repair="first"), check("x", 8), check("y", 7), check("first", 1))

    assert names(work) == ["first", "needs", "x"]


def test_nothing_is_left_after_full_marks_and_one_notebook_has_its_own_list() -> None:
    work = record(check("a", 0, "passed"), second=[check("b", 1)])

    assert (names(work, "1"), names(work, "2")) == ([], ["b"])
