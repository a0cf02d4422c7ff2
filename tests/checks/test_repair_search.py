"""Slips that are found by mending them: one, two in the order of their lines, and none where several stories fit."""

from __future__ import annotations

import linecache
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.checks import repair_search
from autograder.checks.observe import MOST_STEPS, Observation, calling, observe
from autograder.checks.repair_search import Mended, mended
from autograder.exercises.specs import make_spec
from tests.week import BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION, VECTORIZATION, exercise

EXAMPLE = """\
def logistic_example_gradients(w1, w2, b, x1, x2, y):
    z, a, loss = logistic_example(w1, w2, b, x1, x2, y)
    da = -(y / a) + (1 - y) / (1 - a)
    dz = da * a * (1 - a)
    dw1 = x1 * dz
    dw2 = x2 * dz
    return {"da": da, "dz": dz, "dw1": dw1, "dw2": dw2, "db": dz}
"""


DOT = """\
def dot_loop(u, v):
    total = 0
    for i in range(len(u)):
        total += u[i] * v[i]
    return total
"""
NUMERICAL = """\
def numerical_gradient(f, x, epsilon=1e-6):
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        here = x[index]
        x[index] = here + epsilon
        J_plus = f(x)
        x[index] = here - epsilon
        J_minus = f(x)
        x[index] = here
        gradient[index] = (J_plus - J_minus) / (2 * epsilon)
    return gradient
"""
SOFTMAX = """\
def softmax(x):
    largest = x.max(axis=1, keepdims=True)
    shifted = -largest
    powers = np.exp(shifted)
    return powers / powers.sum(axis=1, keepdims=True)
"""


def search(
    code: str, line: int = 0, notebook: str = COMPUTATION_GRAPH, name: str = "logistic_example_gradients"
) -> Mended:
    one = exercise(notebook, name)
    namespace = dict(one.sibling_solutions)
    exec(compile(code, "<a student's cell>", "exec"), namespace)
    spec, call = make_spec(one), calling(namespace[one.name])
    visible = [call(test.arguments, test.keywords) for test in spec.visible]
    return mended(spec, call, code, visible, line)


def ids(found: Mended) -> list[str]:
    return [hint.id for hint in found.hints]


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search ends by its counts. Its second of processor time is short for what takes most of one here."""
    monkeypatch.setattr(repair_search, "MOST_SECONDS", 20.0)


def test_one_slip_is_told_by_its_kind_and_line() -> None:
    found = search(EXAMPLE.replace("dw2 = x2", "dw2 = x1"))

    assert ids(found) == ["name-in-the-line"]
    assert found.line == 6
    assert "line 6" in found.hints[0].why


def test_a_slip_in_the_bounds_of_a_loop_is_a_count_whatever_operator_mends_it() -> None:
    found = search(DOT.replace("range(len(u))", "range(len(u) - 1)"), 3, VECTORIZATION, "dot_loop")

    assert ids(found) == ["count-in-the-line"]


def test_changes_of_two_kinds_in_one_line_are_two_readings_of_one_slip() -> None:
    found = search(EXAMPLE.replace("dz = da * a * (1 - a)", "dz = da / a * (1 - a)"), 4)

    assert not found.pair
    assert found.line == 4
    assert ids(found)[0] == "operation-in-the-line"
    assert not any(hint.beside for hint in found.hints)


def test_a_change_that_leaves_a_variable_without_use_is_no_story() -> None:
    found = search(SOFTMAX, 4, BROADCASTING, "softmax")

    assert found.line != 4


def test_a_mended_form_and_the_named_mistake_behind_it_are_two_mistakes() -> None:
    code = NUMERICAL.replace("return gradient", "return gradient.ravel()").replace(" / (2 * epsilon)", "")
    found = search(code, 0, COMPUTATION_GRAPH, "numerical_gradient")

    assert ids(found) == ["call-in-the-line", "change-for-slope"]
    assert found.pair
    assert [hint.beside for hint in found.hints] == [False, True]


def test_two_slips_in_a_function_with_one_number_are_tried_together() -> None:
    code = DOT.replace("total = 0", "total = 1").replace("u[i] * v[i]", "u[i] + v[i]")
    found = search(code, 0, VECTORIZATION, "dot_loop")

    assert ids(found) == ["number-in-the-line", "operation-in-the-line"]
    assert found.line == 2


@pytest.mark.usefixtures("unhurried")
def test_two_slips_in_one_chain_of_branches_are_found_by_the_tests_that_come_there() -> None:
    code = exercise(COMPUTATION_GRAPH, "backpropagate").solution_code
    code = code.replace("[1 / x[0]]", "[x[0]]").replace("(1 - out)", "(1 + out)")

    found = search(code, 0, COMPUTATION_GRAPH, "backpropagate")

    assert ids(found) == ["piece-missing-in-the-line", "sign-in-the-line"]


def test_a_slip_that_spoils_all_is_found_in_the_test_that_has_no_other() -> None:
    code = exercise(COMPUTATION_GRAPH, "backpropagate").solution_code
    code = code.replace("gradient[graph[-1][0]] = 1.0", "gradient[graph[-1][0]] = value[graph[-1][0]]")
    code = code.replace("slopes = [out]", "slopes = [x[0]]")

    found = search(code, 0, COMPUTATION_GRAPH, "backpropagate")

    assert found.pair
    assert ids(found) == ["name-in-the-line", "value-as-seed"]


def test_a_slip_that_is_written_twice_is_one_slip() -> None:
    code = exercise(COMPUTATION_GRAPH, "gradients_loop").solution_code.replace("X[j, i]", "X[i, j]")

    found = search(code, 7, COMPUTATION_GRAPH, "gradients_loop")

    assert ids(found) == ["order-in-the-line"]
    assert "line 7 (and in line 13 in the same way)" in found.hints[0].why


def test_a_guard_that_changes_the_answer_is_told_as_one() -> None:
    code = exercise(LOGISTIC_REGRESSION, "log_likelihood").solution_code
    code = code.replace("np.log(A)", "np.log(A + 1e-3)").replace("np.log(1 - A)", "np.log(1 - A + 1e-3)")

    assert ids(search(code, 0, LOGISTIC_REGRESSION, "log_likelihood")) == ["guard-in-the-line"]


def test_a_wrong_count_in_a_while_is_found() -> None:
    code = DOT.replace("for i in range(len(u)):", "i = 1\n    while i < len(u):")
    code = code.replace("* v[i]\n", "* v[i]\n        i += 1\n")

    assert ids(search(code, 0, VECTORIZATION, "dot_loop"))[0] == "number-in-the-line"


def test_an_argument_handed_back_mends_nothing() -> None:
    code = exercise(LOGISTIC_REGRESSION, "model").solution_code
    code = code.replace("Y_prediction_train = predict(w, b, X_train)", "Y_prediction_train = w")

    assert "name-in-the-line" not in ids(search(code, 0, LOGISTIC_REGRESSION, "model"))


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


def test_lines_that_stand_in_an_if_are_found_and_not_taken_for_a_wrong_number() -> None:
    code = exercise(LOGISTIC_REGRESSION, "optimize").solution_code
    steps = [line for line in code.splitlines() if "- learning_rate" in line]
    for step in steps:
        code = code.replace(step + "\n", "")
    code = code.replace("costs.append(cost)\n", "costs.append(cost)\n    " + "\n    ".join(steps) + "\n")
    code = "\n".join(line for line in code.splitlines() if "print" not in line or "def" in line)
    found = search(code, 0, LOGISTIC_REGRESSION, "optimize")

    assert ids(found) == ["indentation-of-the-line"]


def test_a_reshape_for_a_transpose_is_found() -> None:
    code = exercise(VECTORIZATION, "linear").solution_code.replace("w.T @ X", "(X.reshape(X.shape[::-1]) @ w).T")
    found = search(code, 0, VECTORIZATION, "linear")

    assert ids(found) == ["transpose-in-the-line"]


def test_a_second_name_for_an_array_is_found() -> None:
    code = NUMERICAL.replace("here = x[index]", "nudged = x").replace("here + epsilon", "x[index] + epsilon")
    code = code.replace("x[index] = x[index] + epsilon", "nudged[index] += epsilon").replace(
        "J_plus = f(x)", "J_plus = f(nudged)"
    )
    code = code.replace("x[index] = here - epsilon", "nudged = x.copy()\n        nudged[index] -= epsilon")
    code = code.replace("J_minus = f(x)", "J_minus = f(nudged)").replace("        x[index] = here\n", "")
    found = search(code, 0, COMPUTATION_GRAPH, "numerical_gradient")

    assert ids(found) == ["copy-in-the-line"]


def test_one_array_under_two_names_is_found() -> None:
    code = exercise(COMPUTATION_GRAPH, "gradients_loop").solution_code
    code = code.replace("    for i in range(m):\n", "    sum_dw = x = np.zeros((n_x, 1))\n    for i in range(m):\n", 1)
    code = code.replace("        z = 0.0\n", "        x[:, 0] = X[:, i]\n        z = 0.0\n")
    code = code.replace("sum_dw[j, 0] += X[j, i] * dz", "sum_dw[j, 0] += x[j, 0] * dz")
    found = search(code, 0, COMPUTATION_GRAPH, "gradients_loop")

    assert ids(found) == ["copy-in-the-line"]


def test_another_name_that_is_returned_is_no_first_of_two_mistakes() -> None:
    code = exercise(LOGISTIC_REGRESSION, "propagate").solution_code
    code = code.replace("-np.sum(", "-(").replace('return {"dw"', 'cost = np.squeeze(cost)\n    return {"dw"')
    found = search(code, 0, LOGISTIC_REGRESSION, "propagate")

    assert "name-in-the-line" not in ids(found)


def test_a_mistake_that_a_change_brings_in_is_not_told() -> None:
    code = exercise(BROADCASTING, "standardize").solution_code
    lines = [line for line in code.splitlines() if "scale =" not in line]
    code = "\n".join(lines).replace("/ scale", "/ (sigma + 0.01)") + "\n"

    assert "constant-row" not in ids(search(code, 0, BROADCASTING, "standardize"))


OPTIMIZE = """\
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""


def test_a_change_that_only_undoes_its_line_is_no_first_of_two_slips() -> None:
    assert search(OPTIMIZE, 5, LOGISTIC_REGRESSION, "optimize") == Mended()


def test_an_answer_of_infinities_is_looked_at_without_a_warning() -> None:
    right: Any = SimpleNamespace(test=SimpleNamespace(expected=SimpleNamespace(value=np.array([1.0, 2.0]))))

    assert not repair_search._is_blank(right, Observation(value=np.array([np.inf, np.inf])))
    assert repair_search._is_blank(right, Observation(value=np.array([3.0, 3.0])))
