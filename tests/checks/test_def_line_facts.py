"""A def line that is not that of the text: what is told of it, and what is not."""

from __future__ import annotations

import pytest

from tests.checks.test_causes import OPTIMIZE, checked, line, told
from tests.week import BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION

STEP_TYPED_IN = """
def numerical_gradient(f, x):
    x = np.array(x, dtype=float)
    slopes = np.zeros(x.shape)
    for at in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[at] += 1e-4
        down[at] -= 1e-4
        slopes[at] = (f(up) - f(down)) / 2e-4
    return slopes
"""
TALKS = STEP_TYPED_IN.replace("f, x)", "f, x, talk=False, h=1e-3)").replace("1e-4", "h").replace("2e-4", "(2 * h)")
OTHER_DEFAULT = """
def numerical_gradient(f, x, epsilon=1e-4):
    slopes = np.zeros(x.shape)
    for i in range(len(x)):
        up = np.copy(x)
        up[i] += epsilon
        down = np.copy(x)
        down[i] -= epsilon
        slopes[i] = (f(up) - f(down)) / (2 * epsilon)
    return slopes
"""
OTHER_ORDER_AND_COSTS = OPTIMIZE.replace(
    "X, Y, num_iterations=100, learning_rate=0.009", "Y, X, learning_rate, num_iterations"
).replace("i % 100", "i % 60")
SCORES_FIRST = """
def predict(X, weights, bias):
    A = sigmoid(np.dot(weights.T, X) + bias)
    return 1 * (A > 0.25)
"""
SMALL_LETTER = """
def propagate(X, y, w, b):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(y * np.log(A) + (1 - y) * np.log(1 - A)) / m
    return {"dw": np.dot(X, (A - y).T) / m, "db": np.sum(A - y) / m}, cost
"""
OF_A_CLASS = """
def softmax(self, X):
    e = np.exp(X - X.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
"""


@pytest.mark.parametrize(
    ("notebook", "name", "code", "cause"),
    [
        (COMPUTATION_GRAPH, "numerical_gradient", STEP_TYPED_IN, "argument-not-taken"),
        (COMPUTATION_GRAPH, "numerical_gradient", TALKS, "parameter-too-many"),
        (BROADCASTING, "softmax", OF_A_CLASS, "parameter-too-many"),
    ],
)
def test_what_the_def_line_lacks_is_told_with_it(notebook: str, name: str, code: str, cause: str) -> None:
    result = checked(notebook, name, code)

    assert told(result) == [cause]
    assert line(result).startswith(f"def {name}(")


def test_another_default_is_not_told_where_the_exception_comes_with_any() -> None:
    assert told(checked(COMPUTATION_GRAPH, "numerical_gradient", OTHER_DEFAULT)) == ["whole-number-box"]


def test_a_name_with_another_capital_is_that_of_the_text() -> None:
    result = checked(BROADCASTING, "softmax", OF_A_CLASS)

    assert any(note.endswith("self is too many.") for note in result.notes)


@pytest.mark.parametrize(
    ("name", "code", "cause"),
    [
        ("predict", SCORES_FIRST, "threshold-below-half"),
        ("propagate", SMALL_LETTER, "parameters-in-another-order"),  # all else is right
        ("optimize", OTHER_ORDER_AND_COSTS, "right-for-some"),
    ],
)
def test_where_arguments_came_by_name_their_order_is_no_cause_of_wrong_values(name: str, code: str, cause: str) -> None:
    result = checked(LOGISTIC_REGRESSION, name, code)

    assert told(result) == [cause]
    assert any("judged by their names" in note for note in result.notes)
