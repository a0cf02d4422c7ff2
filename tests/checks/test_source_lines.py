"""The line that makes the first wrong value, found by the values that the right function goes through."""

from __future__ import annotations

import ast
import linecache

import pytest

from autograder.checks.flow import Flow, function_in
from autograder.checks.observe import observe
from autograder.checks.source_lines import Known, first_wrong

RIGHT = (10.0, 12.0, 144.0, 4.0, 36.0)  # of f(10.0) as it must be: x, x + 2, its square, a quarter of that


def blamed(body: str, names: dict[str, float] | None = None) -> str:
    """The line that is blamed in a function of x whose answer must be 36."""
    source = "def f(x):\n" + "".join(f"    {line}\n" for line in body.splitlines())
    file = "<f of a test>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace: dict[str, object] = {}
    exec(compile(source, file, "exec"), namespace)
    function = function_in(source, "f")
    assert function is not None
    flow, seen = Flow(function, form=False), observe(namespace["f"], (10.0,), variables=True)  # type: ignore[arg-type]
    start = flow.part(flow.returns()[0], "answer", ("answer",))
    number = first_wrong(flow, start, seen, Known(RIGHT, names or {}, form=False), 36.0)
    return source.splitlines()[number - 1].strip() if number else ""


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("a = x - 2\nb = a ** 2\nreturn b / 4", "a = x - 2"),
        ("a = x + 2\nb = a ** 3\nreturn b / 4", "b = a ** 3"),
        ("a = x + 2\nb = a ** 2\nreturn b / 5", "return b / 5"),
        ("a = x + 2\nb = a ** 3\nanswer = b / 4\nanswer = float(answer)\nreturn answer", "b = a ** 3"),
        ("unused = x * 99\na = x + 2\nreturn a ** 2 / 5", "return a ** 2 / 5"),
        ("n = 7\na = x + 2\nb = a ** 2\nanswer = b / n\nreturn answer", "n = 7"),
        ("a = x + 2\nb = a ** 2\nanswer = b\nreturn answer", "answer = b"),
        ("answer = (x + 2) ** 2 / 4\na = x + 2\nreturn a", "return a"),
    ],
)
def test_the_line_of_the_first_wrong_value_is_found(body: str, line: str) -> None:
    assert blamed(body) == line


def test_a_loop_that_adds_up_is_not_blamed_for_its_first_turn() -> None:
    assert blamed("t = 0\nfor k in range(3):\n    t += 12.0\nreturn t * 2") == "return t * 2"
    assert blamed("t = 0\nfor k in range(4):\n    t += 12.0\nreturn t") == ""


def test_a_line_that_gives_a_counter_its_first_number_is_not_blamed() -> None:
    assert blamed("t = 0.0\ni = 0\nwhile i < 2:\n    t += 12.0\n    i += 1\nreturn t") == ""
    assert blamed("i = 0\na = x - 2 + i\nreturn a ** 2 / 4") == "i = 0"


def test_a_variable_with_a_name_of_the_reference_must_have_its_value() -> None:
    body = "m = 10.0\nb = (x + 2) ** 2\nreturn b / m"

    assert blamed(body) == "return b / m"
    assert blamed(body, {"m": 4.0}) == "m = 10.0"


def test_no_function_where_there_is_none_or_no_python() -> None:
    assert function_in("def g(x):\n    return x", "f") is None
    assert function_in("def f(:", "f") is None


def test_an_entry_of_a_dictionary_is_found_where_it_is_made() -> None:
    source = 'def f(x):\n    grads = {}\n    grads["dw"] = x\n    grads["db"] = 2 * x\n    return grads, x\n'
    function = function_in(source, "f")
    assert function is not None

    found = Flow(function, form=False)
    (statement, value), *more = found.part(found.returns()[0], "db", ("grads", "cost"))

    assert (statement.lineno, ast.unparse(value), more) == (4, "2 * x", [])
