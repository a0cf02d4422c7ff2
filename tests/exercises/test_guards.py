"""A guard in the logarithm of a cost gets the same verdict whatever the fresh numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from autograder.exercises import Call, Exercise
from tests.week import COMPUTATION_GRAPH, LOGISTIC_REGRESSION, exercise

RTOL = 1e-6  # of the tests
SEEDS = 200


def probabilities(one: Call) -> tuple[Any, Any]:
    """A and Y of a call of a function that gets them, or w, b, X and Y, or the numbers of one example."""
    *given, Y = one.arguments
    if len(given) == 5:
        w1, w2, b, x1, x2 = given
        return 1 / (1 + np.exp(-(w1 * x1 + w2 * x2 + b))), Y
    if len(given) == 1:
        return given[0], Y
    w, b, X = given
    return 1 / (1 + np.exp(-(w.T @ X + b))), Y


def change(one: Call, plus: float = 0.0, edge: float = 0.0) -> float:
    """How much a guard changes the sum of the losses of a call, relative to it: p + `plus`, or p cut off at `edge`."""
    A, Y = probabilities(one)
    right = np.where(Y == 1, A, 1 - A)
    guarded = np.clip(right, edge, 1 - edge) if edge else right + plus
    return float(abs(np.sum(np.log(guarded)) / np.sum(np.log(right)) - 1))


def fresh(one: Exercise) -> Iterator[Call]:
    assert callable(one.hidden)
    for seed in range(SEEDS):
        yield from one.hidden(np.random.default_rng(seed))


EXERCISES = pytest.mark.parametrize(
    ("notebook", "name"),
    [
        (LOGISTIC_REGRESSION, "propagate"),
        (COMPUTATION_GRAPH, "gradients_loop"),
        (COMPUTATION_GRAPH, "logistic_example"),
        (LOGISTIC_REGRESSION, "log_likelihood"),
    ],
)


@EXERCISES
def test_a_small_guard_is_right_whatever_the_fresh_numbers(notebook: str, name: str) -> None:
    calls = [*exercise(notebook, name).visible, *fresh(exercise(notebook, name))]

    for guard in (1e-7, 1e-8, 1e-10, 1e-15):
        assert max(change(one, plus=guard) for one in calls) < RTOL
    for edge in (1e-4, 1e-5, 1e-7, 1e-10, 1e-15):
        assert max(change(one, edge=edge) for one in calls) < RTOL


@EXERCISES
def test_a_large_guard_is_wrong_in_a_visible_test(notebook: str, name: str) -> None:
    visible = exercise(notebook, name).visible

    for guard in (1e-6, 1e-5, 1e-3):
        assert max(change(one, plus=guard) for one in visible) > RTOL


def test_probabilities_that_are_cut_off_far_from_0_are_wrong_whatever_the_fresh_numbers() -> None:
    one = exercise(LOGISTIC_REGRESSION, "propagate")
    assert callable(one.hidden)
    for seed in range(SEEDS):
        calls = one.hidden(np.random.default_rng(seed))
        assert max(change(each, edge=1e-3) for each in calls) > RTOL
