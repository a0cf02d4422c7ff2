"""Words that speak of the code at hand: a call of two arguments, a shape that is unpacked, a line further up."""

from __future__ import annotations

from tests.checks.test_causes import checked, line, told
from tests.week import BROADCASTING, LOGISTIC_REGRESSION, VECTORIZATION

ONE_FACTOR = """
def linear(w, b, X):
    Z = np.dot(w.T) + b * X
    return Z
"""
TWO_FOR_ONE = """
def L1(yhat, y):
    apart = np.abs(yhat, y)
    return apart.sum()
"""
WRONG_FACTOR_ABOVE = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w * b)
    cost = -np.sum(Y * np.log(A)) / m
    dw = np.dot(X, A - Y) / m
    return {"dw": dw, "db": np.sum(A - Y)}, cost
"""
WITHOUT_NAMES = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return dw, db
"""
WITH_MEAN_AND_DEVIATION = """
def standardize(X):
    mu = X.mean(axis=0)
    sigma = X.std(axis=0)
    return (X - mu) / sigma, mu, sigma
"""
ONE_LIST = "def initialize_with_zeros(dim):\n    w = [0.0] * dim\n    return w\n"


def test_a_product_of_one_factor_lacks_an_argument() -> None:
    assert told(checked(VECTORIZATION, "linear", ONE_FACTOR)) == ["call-does-not-fit"]


def test_a_second_argument_of_a_function_of_one_array_is_the_place_of_its_result() -> None:
    result = checked(VECTORIZATION, "L1", TWO_FOR_ONE)

    assert told(result) == ["second-argument-is-the-place"]
    assert line(result).startswith("apart = ")


def test_the_line_of_an_exception_is_told_where_another_one_is_shown() -> None:
    result = checked(LOGISTIC_REGRESSION, "propagate", WRONG_FACTOR_ABOVE)

    assert line(result).startswith("A = ")
    assert "The exception comes up in line 5." in result.notes


def test_where_names_or_values_come_back_wrong_the_return_line_is_shown() -> None:
    assert line(checked(LOGISTIC_REGRESSION, "propagate", WITHOUT_NAMES)) == "return dw, db"
    assert line(checked(BROADCASTING, "standardize", WITH_MEAN_AND_DEVIATION)).startswith("return (X - mu)")


def test_a_list_of_numbers_is_one_of_the_values_that_are_asked_for() -> None:
    assert told(checked(LOGISTIC_REGRESSION, "initialize_with_zeros", ONE_LIST)) == ["too-few-values"]
