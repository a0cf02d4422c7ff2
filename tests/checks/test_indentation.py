"""Lines that are moved into a loop beside them, or out of one."""

from __future__ import annotations

import ast

from autograder.checks.flow import function_in
from autograder.checks.indentation import moved

CODE = """\
def f(xs):
    total = 0
    z = 1
    for x in xs:
        z += x
        total += z
    mean = total / len(xs)
    return mean
"""


def texts(code: str) -> dict[int, list[str]]:
    function = function_in(code, "f")
    assert function is not None
    found: dict[int, list[str]] = {}
    for line, text in moved(code, function):
        ast.parse(text)
        found.setdefault(line, []).append(text)
    return found


def test_the_last_line_of_a_loop_goes_out_and_the_next_one_in() -> None:
    found = texts(CODE)

    assert "        z += x\n    total += z\n" in found[6][0]
    assert "        mean = total / len(xs)\n    return mean" in found[7][0]


def test_a_line_above_a_loop_becomes_its_first_line() -> None:
    assert "    total = 0\n    for x in xs:\n        z = 1\n        z += x\n" in texts(CODE)[3][0]


def test_a_return_is_never_moved_into_a_loop_and_a_body_of_one_line_stays() -> None:
    assert list(texts("def f(xs):\n    for x in xs:\n        y = x\n    return y\n")) == []


def test_the_last_lines_of_an_if_go_out_and_the_next_one_in() -> None:
    found = texts("def f(x):\n    if x:\n        y = 1\n        z = 2\n    return y\n")

    assert found == {4: ["def f(x):\n    if x:\n        y = 1\n    z = 2\n    return y\n"]}
