"""What the exercises of notebook 3 catch and no named mistake can show, as a mistake keeps nothing between calls."""

from __future__ import annotations

import sys

import numpy as np

from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.exercises.specs import make_spec
from tests.week import COMPUTATION_GRAPH, exercises, reference

BY_NAME = {exercise.name: exercise for exercise in exercises(COMPUTATION_GRAPH)}
MODULE = sys.modules[BY_NAME["backpropagate"].hidden.__module__]
LONG, long_chain = MODULE.LONG, MODULE.long_chain


def test_gradients_that_are_left_from_the_call_before_fail_at_value() -> None:
    right = reference(COMPUTATION_GRAPH)["backpropagate"]
    total = {}

    def backpropagate(graph, values):
        for name, gradient in right(graph, values).items():
            total[name] = total.get(name, 0.0) + gradient
        return dict(total)

    result = run_checks(make_spec(BY_NAME["backpropagate"]), calling(backpropagate))

    assert (result.rung, result.points) == ("value", 0)


def test_the_long_chain_adds_up_over_three_thousand_nodes() -> None:
    graph, values = long_chain(np.random.default_rng(1)).arguments

    gradients = reference(COMPUTATION_GRAPH)["backpropagate"](graph, values)

    assert len(graph) == LONG
    assert gradients["start"] == 1.0
    assert gradients["step"] == sum((-1.0) ** k for k in range(LONG // 2))


def test_a_slope_is_right_to_nine_digits_with_the_default_epsilon() -> None:
    numerical_gradient = reference(COMPUTATION_GRAPH)["numerical_gradient"]
    x = np.array([[0.3, -1.2], [0.8, 2.0]])

    gradient = numerical_gradient(lambda x: float(np.sum(np.exp(x))), x)

    np.testing.assert_allclose(gradient, np.exp(x), rtol=1e-8)
