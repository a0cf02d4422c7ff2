"""Lines that are moved into a loop beside them, or out of one."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from autograder.checks.flow import function_in
from autograder.checks.indentation import begun_anew, moved

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

Change = Callable[[str, ast.FunctionDef], Iterator[tuple[int, str]]]


def texts(code: str, change: Change = moved) -> dict[int, list[str]]:
    function = function_in(code, "f")
    assert function is not None
    found: dict[int, list[str]] = {}
    for line, text in change(code, function):
        ast.parse(text)
        found.setdefault(line, []).append(text)
    return found


def test_the_last_line_of_a_loop_goes_out_and_the_next_one_in() -> None:
    found = texts(CODE)

    assert "        z += x\n    total += z\n" in found[6][0]
    assert "        mean = total / len(xs)\n    return mean" in found[7][0]


def test_a_line_above_a_loop_becomes_its_first_line() -> None:
    assert "    total = 0\n    for x in xs:\n        z = 1\n        z += x\n" in texts(CODE, begun_anew)[3][0]


def test_what_the_turns_go_on_with_is_begun_anew_wherever_it_is_begun() -> None:
    far = CODE.replace("    total = 0\n", "    total = 0\n    a = 0\n    b = 0\n    c = 0\n")
    together = CODE.replace("    total = 0\n    z = 1\n", "    total = 0; z = 1\n")

    assert "    for x in xs:\n        total = 0\n        z += x\n" in texts(far, begun_anew)[2][0]
    assert 3 not in texts(far, begun_anew)  # a is not what the turns go on with
    assert "        total += z; z = 1\n" in texts(together, begun_anew)[2][1]


def test_a_return_is_never_moved_into_a_loop_and_a_body_of_one_line_stays() -> None:
    assert list(texts("def f(xs):\n    for x in xs:\n        y = x\n    return y\n")) == []


def test_the_last_lines_of_an_if_go_out_and_the_next_one_in() -> None:
    found = texts("def f(x):\n    if x:\n        y = 1\n        z = 2\n    return y\n")

    assert found == {4: ["def f(x):\n    if x:\n        y = 1\n    z = 2\n    return y\n"]}
