"""Form costs form: parameters that are misspelt, in another order, too many or too few do not cost the exercise."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.audit.matrix import whole_spec
from autograder.checks import render
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.checks.result import Result
from tests.week import LOGISTIC_REGRESSION, exercise, reference

OPTIMIZE = exercise(LOGISTIC_REGRESSION, "optimize")
HEAD = "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):"
BODY = """
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""
RENAMED = """
def propagate(weights, bias, data, labels):
    A = sigmoid(weights.T @ data + bias)
    m = data.shape[1]
    cost = -np.sum(labels * np.log(A) + (1 - labels) * np.log(1 - A)) / m
    return {"dw": data @ (A - labels).T / m, "db": np.sum(A - labels) / m}, cost
"""
IN_PLACE = BODY.replace('w = w - learning_rate * grads["dw"]', 'w -= learning_rate * grads["dw"]')
PRINTING = BODY.replace(
    "costs.append(cost)", 'costs.append(cost)\n        if print_cost:\n            print(f"{cost:.3f}")'
)


def judged(code: str, name: str = "optimize") -> Result:
    found = exercise(LOGISTIC_REGRESSION, name)
    space: dict[str, Any] = dict(reference(LOGISTIC_REGRESSION))
    exec(code, space)
    return run_checks(whole_spec(found, 2), calling(space[name]), code)


@pytest.mark.parametrize(
    "code",
    [
        HEAD.replace("num_iterations=100, learning_rate=0.009", "learning_rate=0.009, num_iterations=100") + BODY,
        "def optimize(X, Y, w, b, num_iterations=100, learning_rate=0.009, print_cost=False):" + BODY,
    ],
    ids=["settings in another order", "arguments in another order"],
)
def test_other_parameters_cost_a_little_and_are_told(code: str) -> None:
    result = judged(code)

    assert (result.points, result.status, result.rung) == (OPTIMIZE.points - 0.5, "partial", "exists"), result
    rows = dict(render.rows(result))
    assert rows["points"] == "right but for the form: 6.5 of 7"
    assert rows["note"].startswith("The parameters must be (w, b, X, Y, num_iterations=100, learning_rate=0.009, ")


@pytest.mark.parametrize(
    "code",
    [
        HEAD.replace("=False", "").replace("=100", "").replace("=0.009", "") + BODY,
        (HEAD + BODY).replace("learning_rate", "learnig_rate"),
        (HEAD + BODY).replace("num_iterations", "steps").replace("learning_rate", "alpha"),
    ],
    ids=["values to start from are missing", "misspelt", "other names"],
)
def test_other_names_and_missing_defaults_at_the_right_places_are_told_and_cost_nothing(code: str) -> None:
    result = judged(code)

    assert (result.points, result.status) == (OPTIMIZE.points, "passed"), result
    assert dict(render.rows(result))["advice"].startswith("The parameters must be (w, b, X, Y, num_iterations=100, ")


def test_another_mistake_is_judged_as_ever_beside_them() -> None:
    wrong = HEAD + BODY.replace("costs.append(cost)", "costs.append(-cost)")

    moved = wrong.replace("num_iterations=100, learning_rate=0.009", "learning_rate=0.009, num_iterations=100")
    result, named, ordered = judged(wrong), judged(wrong.replace("learning_rate", "rate")), judged(moved)

    assert (named.rung, named.rows, named.points) == (result.rung, result.rows, result.points)
    assert (ordered.rung, ordered.rows, ordered.points) == (result.rung, result.rows, result.points - 0.5)
    assert named.notes[-1].startswith("The parameters must be")


def test_parameters_whose_names_do_not_matter_cost_nothing() -> None:
    result = judged(RENAMED, "propagate")

    assert result.status == "passed"


def test_an_argument_that_is_changed_is_found_in_its_own_place() -> None:
    moved = "def optimize(X, Y, w, b, num_iterations=100, learning_rate=0.009, print_cost=False):"

    result, other = judged(HEAD + IN_PLACE), judged(moved + IN_PLACE)

    assert result.rung == "unchanged"
    assert other.points == result.points - 0.5


MODEL = """
    w, b = initialize_with_zeros(X_train.shape[0])
    found, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    return {
        "costs": costs, "Y_prediction_test": predict(found["w"], found["b"], X_test),
        "Y_prediction_train": predict(found["w"], found["b"], X_train), "w": found["w"], "b": found["b"],
        "learning_rate": learning_rate, "num_iterations": num_iterations,
    }
"""
MODEL_HEAD = "def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):"


@pytest.mark.parametrize(
    ("head", "body", "name"),
    [
        (MODEL_HEAD.replace("Y_test, ", "Y_test, classes=None, "), MODEL, "model"),
        (MODEL_HEAD.replace("=False", "=False, classes=()"), MODEL, "model"),
        (MODEL_HEAD.replace(", print_cost=False", ""), MODEL, "model"),
        (HEAD.replace(", print_cost=False", ""), BODY, "optimize"),
        ("def optimize(w, b, X, Y, num_iterations, learning_rate):", BODY, "optimize"),
        ("def optimize(w, b, data, labels, num_iterations, learning_rate):\n    X, Y = data, labels", BODY, "optimize"),
        (HEAD.replace("X, Y, ", "X, Y, verbose=0, callback=None, "), BODY, "optimize"),
    ],
    ids=[
        "an extra one among them",
        "an extra one behind them",
        "print_cost left out of model",
        "print_cost left out",
        "neither print_cost nor defaults",
        "other names and fewer",
        "two extra ones",
    ],
)
def test_another_number_of_parameters_costs_no_more_than_form(head: str, body: str, name: str) -> None:
    result, found = judged(head + body, name), exercise(LOGISTIC_REGRESSION, name)

    assert result.points in (found.points, found.points - 0.5), render.text(result)
    assert result.status == "passed" or dict(render.rows(result))["points"].startswith("right but for the form")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("def propagate(w, b, X):\n    return {'dw': w, 'db': b}, 0.0\n", "Got (w, b, X): Y is missing."),
        (RENAMED.replace("labels):", "labels, m):"), "Got (weights, bias, data, labels, m): that is 1 too many."),
        (
            "def propagate(w, b, X, m, Y):\n    return {'dw': w, 'db': b}, 0.0\n",
            "Got (w, b, X, m, Y): m is too many.",
        ),
    ],
    ids=["too few", "too many", "too many, and which is sure"],
)
def test_parameters_that_cannot_be_matched_are_told_in_one_sentence(code: str, words: str) -> None:
    result = judged(code, "propagate")

    assert (result.rung, result.points) == ("kind", 0)
    assert result.notes[-1] == f"The parameters must be (w, b, X, Y), as the text has them. {words}"


def test_a_cost_that_cannot_be_printed_costs_what_form_costs() -> None:
    result = judged(HEAD + PRINTING.replace("w = w", "cost = np.array([[cost]])\n        w = w"))

    assert (result.points, result.status, result.rung) == (OPTIMIZE.points - 0.5, "partial", "kind")
    assert dict(render.rows(result))["points"] == "right but for the form: 6.5 of 7"
