"""Words that speak of the code at hand: a call of two arguments, a shape that is unpacked, a line further up."""

from __future__ import annotations

from tests.checks.test_causes import OPTIMIZE, checked, line, told
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
TURNED_LABELS = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + ~Y * np.log(1 - A)) / m
    return {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost
"""
SWAPPED_WITH_OTHER_KEYS = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return cost, {"grad_w": np.dot(X, (A - Y).T) / m, "grad_b": np.sum(A - Y) / m}
"""
RATE_IGNORED = """
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - 0.01 * grads["dw"] + w[:, 5]
        b = b - 0.01 * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""
NUMBER_APPENDED = OPTIMIZE.replace("costs.append(cost)", "cost.append(cost)")
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


def test_labels_are_not_turned_by_their_bits() -> None:
    assert told(checked(LOGISTIC_REGRESSION, "propagate", TURNED_LABELS)) == ["bits-of-floats"]


def test_a_dictionary_in_another_place_is_a_matter_of_the_order() -> None:
    assert told(checked(LOGISTIC_REGRESSION, "propagate", SWAPPED_WITH_OTHER_KEYS)) == ["order-of-the-values"]


def test_what_brings_up_no_exception_stands_behind_the_one_that_comes() -> None:
    first, second = checked(LOGISTIC_REGRESSION, "optimize", RATE_IGNORED).hints

    assert first.id == "no-such-index"
    assert (second.id, second.beside) == ("argument-ignored", True)


def test_a_number_that_is_appended_to_is_no_list_in_itself() -> None:
    result = checked(LOGISTIC_REGRESSION, "optimize", NUMBER_APPENDED)

    assert "list-in-itself" not in told(result)
    assert line(result) == "cost.append(cost)"
