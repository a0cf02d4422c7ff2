"""Slips that are found by mending them: one, two in the order of their lines, and none where several stories fit."""

from __future__ import annotations

import linecache

import pytest

from autograder.checks import repair_search
from autograder.checks.observe import MOST_STEPS, calling, observe
from autograder.checks.repair_search import Mended, mended
from autograder.exercises.specs import make_spec
from tests.week import COMPUTATION_GRAPH, exercise

EXAMPLE = """\
def logistic_example_gradients(w1, w2, b, x1, x2, y):
    z, a, loss = logistic_example(w1, w2, b, x1, x2, y)
    da = -(y / a) + (1 - y) / (1 - a)
    dz = da * a * (1 - a)
    dw1 = x1 * dz
    dw2 = x2 * dz
    return {"da": da, "dz": dz, "dw1": dw1, "dw2": dw2, "db": dz}
"""


def search(code: str, line: int = 0) -> Mended:
    one = exercise(COMPUTATION_GRAPH, "logistic_example_gradients")
    namespace = dict(one.sibling_solutions)
    exec(compile(code, "<a student's cell>", "exec"), namespace)
    spec, call = make_spec(one), calling(namespace[one.name])
    visible = [call(test.arguments, test.keywords) for test in spec.visible]
    return mended(spec, call, code, visible, line)


def ids(found: Mended) -> list[str]:
    return [hint.id for hint in found.hints]


def test_one_slip_is_told_by_its_kind_and_line() -> None:
    found = search(EXAMPLE.replace("dw2 = x2", "dw2 = x1"))

    assert ids(found) == ["name-in-the-line"]
    assert found.line == 6
    assert "line 6" in found.hints[0].why


def test_the_right_line_is_not_told() -> None:
    found = search(EXAMPLE.replace("dw2 = x2", "dw2 = x1"))

    assert "x2" not in found.hints[0].why + found.hints[0].look


def test_two_slips_are_told_in_the_order_of_their_lines() -> None:
    found = search(EXAMPLE.replace("dw2 = x2 *", "dw2 = x1 *").replace("dw1 = x1 *", "dw1 = x1 +"))

    assert ids(found) == ["operation-in-the-line", "name-in-the-line"]
    assert found.line == 5
    assert all("two mistakes" in hint.why for hint in found.hints)


def test_what_no_change_mends_is_not_explained() -> None:
    assert search(EXAMPLE.replace("x1 * dz", "3").replace("x2 * dz", "5").replace("da * a * (1 - a)", "7")) == Mended()


def test_the_search_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repair_search, "MOST_CALLS", 3)

    assert search(EXAMPLE.replace("dw2 = x2", "dw2 = x1")) == Mended()


def test_a_function_that_never_ends_with_a_change_is_stopped() -> None:
    code = "def f(x):\n    while x:\n        x = x + 1\n    return x\n"
    linecache.cache["<f>"] = (len(code), None, code.splitlines(keepends=True), "<f>")
    namespace: dict[str, object] = {}
    exec(compile("def f(x):\n    return x\n", "<f>", "exec"), namespace)

    seen = observe(namespace["f"], (1,), instead=code, steps=True)  # type: ignore[arg-type]

    assert seen.raised is not None
    assert seen.raised.type_name == "TooManyStepsError"
    assert seen.steps == MOST_STEPS + 1
