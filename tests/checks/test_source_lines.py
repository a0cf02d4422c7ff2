"""The line shown beside a message: the last that gives the wrong name a value, else the return."""

from __future__ import annotations

from autograder.checks.source_lines import assignment

CELL = """import numpy as np
def other(x):
    cost = 1
    return cost

def f(x):
    cost = x
    cost += 1
    for i in range(3):
        a, b = i, 2
    return cost
"""


def test_the_last_assignment_inside_the_function() -> None:
    assert assignment(CELL, "f", "cost") == (8, "cost += 1")
    assert assignment(CELL, "f", "b") == (10, "a, b = i, 2")


def test_a_name_without_a_line_shows_the_return() -> None:
    assert assignment(CELL, "f", "dw") == (11, "return cost")


def test_no_line_where_there_is_no_function_or_no_python() -> None:
    assert assignment(CELL, "g", "cost") is None
    assert assignment("def f(:", "f", "cost") is None
    assert assignment("!ls\ndef f(): pass", "f", "x") is None
