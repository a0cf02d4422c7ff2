"""One call as data: value, exception with the student's own line, arguments after, steps, local variables."""

from __future__ import annotations

import sys
import warnings
from typing import Any

import numpy as np
import pytest

from autograder.checks.observe import Raised, describe, observe
from autograder.checks.plain import NamedFunction


def test_the_value_and_the_arguments_after_the_call() -> None:
    def f(x):
        x += 1
        return x * 2

    mine = np.array([1.0, 2.0])
    seen = observe(f, (mine,))

    assert seen.value.tolist() == [4.0, 6.0]
    assert seen.arguments[0].tolist() == [2.0, 3.0]
    assert mine.tolist() == [1.0, 2.0], "the test itself must stay as it was"


def test_an_exception_comes_with_its_type_words_and_line(tmp_path) -> None:
    path = tmp_path / "cell.py"
    path.write_text("def f(x):\n    y = x + 1\n    return y / 0\n")
    space: dict[str, Any] = {"__name__": "cell"}
    exec(compile(path.read_text(), str(path), "exec"), space)
    seen = observe(space["f"], (1,))

    assert (seen.raised.type_name, seen.raised.message) == ("ZeroDivisionError", "division by zero")
    assert (seen.raised.line, seen.raised.text) == (3, "return y / 0")


@pytest.mark.parametrize("error", [SystemExit(3), GeneratorExit(), MemoryError(), RecursionError("deep")])
def test_nothing_that_a_function_raises_gets_out(error) -> None:
    def f():
        raise error

    assert observe(f, ()).raised.type_name == type(error).__name__


def test_an_exception_that_cannot_be_printed_has_no_words() -> None:
    class MuteError(Exception):
        def __str__(self):
            raise ValueError

    def f():
        raise MuteError

    assert observe(f, ()).raised.message == ""


def test_prints_and_warnings_stay_inside(capfd) -> None:
    def f():
        print("out")
        print("err", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        return np.exp(np.array([1000.0]))

    seen = observe(f, ())

    assert capfd.readouterr() == ("", "")
    assert seen.warned == "careful"


def test_steps_grow_with_a_loop_over_the_examples_and_only_with_one() -> None:
    def loop(x):
        total = 0.0
        for i in range(x.shape[0]):
            total += x[i]
        return total

    def comprehension(x):
        return sum([v * v for v in x])

    def mapped(x):
        return sum(map(lambda v: v * v, x))  # noqa: C417  (as a student writes it)

    def vectorize(x):
        return np.vectorize(lambda v: v * v)(x).sum()

    def whole(x):
        return np.sum(x * x)

    def steps(f, m):
        return observe(f, (np.ones(m),), steps=True).steps

    for f in (loop, comprehension, mapped, vectorize):
        assert steps(f, 48) - steps(f, 6) >= 42, f.__name__
    assert steps(whole, 48) == steps(whole, 6)


def test_local_variables_as_they_are_at_the_return() -> None:
    def f(z):
        A = 1 / (1 + np.exp(-z))
        return A.sum()

    seen = observe(f, (np.zeros(2),), variables=True)

    assert seen.variables["A"].tolist() == [0.5, 0.5]


def test_a_trace_function_of_the_student_s_is_put_back() -> None:
    def tracer(*_):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        observe(lambda: 1, (), steps=True)
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)


def test_a_cell_that_cannot_be_read_is_told_with_its_line() -> None:
    with pytest.raises(SyntaxError) as caught:
        compile("def L1(yhat, y):\n    loss =\n    return loss\n", "<cell>", "exec")

    raised = describe(caught.value, {})

    assert (raised.message, raised.line, raised.text) == ("invalid syntax", 2, "loss =")


@pytest.mark.parametrize(
    "by_hand",
    [SyntaxError("no"), SyntaxError("no", ("<cell>", "2", 0, None))],  # type: ignore[arg-type]
)
def test_a_syntax_error_that_is_raised_by_hand_has_no_line(by_hand: SyntaxError) -> None:
    assert describe(by_hand, {}) == Raised("SyntaxError", str(by_hand))


def test_a_formula_arrives_as_a_function() -> None:
    assert observe(lambda f, x: f(x), (NamedFunction("sum of squares"), np.array([1.0, 2.0]))).value == 5.0


@pytest.mark.parametrize("doubled", ["v = v + v", "v = np.append(v, v)", "v = v * v", "v = v * 2"])
def test_a_change_that_lets_a_value_double_in_each_turn_is_stopped(doubled) -> None:
    start = "2" if doubled == "v = v * v" else "[1]"
    text = f"def f(n):\n    v = {start}\n    for i in range(n):\n        {doubled}\n    return 0\n"
    space: dict[str, Any] = {"__name__": "cell", "np": np}
    exec(text.replace(doubled, "pass"), space)
    seen = observe(space["f"], (64,), instead=text)

    assert seen.raised is not None
    assert seen.raised.type_name == "TooManyStepsError"
