"""Lines that may have changed places, and lines without which a function still runs."""

from __future__ import annotations

import ast

from autograder.checks.flow import function_in
from autograder.checks.line_order import dispensable, exchanged

CODE = """\
def f(x, w):
    costs = []
    y = 2 * x
    for i in range(3):
        costs.append(y)
        y = y - w
        w -= 1
    z = w
    z = z + 1
    return costs, z
"""


def function(code: str) -> ast.FunctionDef:
    found = function_in(code, "f")
    assert found is not None
    return found


def test_lines_are_exchanged_where_one_needs_what_the_other_makes_and_both_run() -> None:
    found = list(exchanged(CODE, function(CODE)))

    # not y = 2 * x, which the loop reads; nor z, nor the return
    assert sorted({line for line, _, _ in found}) == [4, 5, 6]
    assert "        y = y - w\n        costs.append(y)\n        w -= 1\n" in found[1][1]
    assert found[1][2] == 6
    for line, text, now in found:
        compile(text, "<f>", "exec")
        assert text.splitlines()[now - 1] == CODE.splitlines()[line - 1]


def test_a_block_changes_places_with_all_its_lines() -> None:
    code = "def f(x):\n    y = 0\n    if x:\n        y = x\n    x = 1\n    return y\n"

    exchange = (3, "def f(x):\n    y = 0\n    x = 1\n    if x:\n        y = x\n    return y\n", 4)
    assert exchange in exchanged(code, function(code))


def test_what_gives_an_argument_another_value_in_a_loop_is_dispensable_together() -> None:
    code = CODE.replace("        w -= 1\n", "        w -= 1\n        x = x + w\n")

    lines = [[one.lineno for one in group] for group in dispensable(function(code))]

    assert [7, 8] in lines
    assert [10] in lines  # z has a value already
    assert [3] not in lines  # nothing else gives y one
