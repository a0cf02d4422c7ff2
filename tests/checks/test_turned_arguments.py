"""A function that takes rows for columns is told so: with an argument turned round its numbers are right."""

from __future__ import annotations

from tests.checks.test_causes import checked, told
from tests.week import LOGISTIC_REGRESSION

ONE_EXAMPLE_PER_ROW = """
def propagate(w, b, X, Y):
    m = X.shape[0]
    A = sigmoid(X @ w + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return {"dw": X.T @ (A - Y) / m, "db": np.sum(A - Y) / m}, cost
"""
ANSWERS_WITH_ONE_AXIS = """
def predict(w, b, X):
    answers = np.zeros(X.shape[0])
    A = sigmoid(X @ w + b)
    for i in range(len(A)):
        answers[i] = A[i, 0] > 0.5
    return answers
"""


def test_the_tables_that_must_be_turned_are_named() -> None:
    result = checked(LOGISTIC_REGRESSION, "propagate", ONE_EXAMPLE_PER_ROW)

    assert told(result) == ["rows-for-columns"]
    assert "With X.T and Y.T passed in" in result.hints[0].why


def test_only_the_numbers_count_not_their_shape() -> None:
    result = checked(LOGISTIC_REGRESSION, "predict", ANSWERS_WITH_ONE_AXIS)

    assert "With X.T passed in" in result.hints[0].why


def test_it_is_not_told_where_the_numbers_stay_wrong() -> None:
    code = ANSWERS_WITH_ONE_AXIS.replace("> 0.5", "> 0.9")

    assert "rows-for-columns" not in told(checked(LOGISTIC_REGRESSION, "predict", code))
