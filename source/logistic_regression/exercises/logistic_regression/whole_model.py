"""`model`: all parts together, from two sets of examples to a dictionary of results.

Its named mistakes stand in two modules: in what is handed on, in what is returned.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from .problems import Sets, sets


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three pairs of sets of other sizes; the first runs long enough to keep a second cost."""
    steps = [int(rng.integers(102, 140)), int(rng.integers(3, 12)), int(rng.integers(12, 24))]
    rates = [float(rate) for rate in rng.uniform(0.05, 0.4, 3)]
    first, second, third = sets(rng, 3, 7, 4), sets(rng, 5, 6, 3), sets(rng, 2, 8, 5)
    return [
        call(*first, steps[0], rates[0]),
        call(*second, num_iterations=steps[1], learning_rate=rates[1]),
        call(*third, steps[2], rates[2], print_cost=True),
    ]


#: 3 features, 5 examples to learn from and 4 to be tested on
SMALL: Sets = (
    np.array([[1.2, -0.7, 0.4, -1.5, 0.8], [0.3, 1.9, -2.0, 0.6, -1.1], [-0.9, 0.5, 1.1, 2.2, -0.4]]),
    np.array([[1, 0, 0, 0, 1]]),
    np.array([[-0.6, 1.4, 0.9, -1.8], [0.7, 0.2, -1.3, 1.6], [1.5, -0.8, 0.3, 0.1]]),
    np.array([[0, 1, 1, 1]]),
)
#: 2 features, 6 and 3 examples
FLAT: Sets = (
    np.array([[0.5, -1.4, 2.1, -0.3, 0.9, 1.2], [1.7, 0.2, -0.8, -1.1, 0.6, -0.5]]),
    np.array([[0, 1, 1, 1, 0, 1]]),
    np.array([[-1.0, 0.4, 1.6], [0.3, 1.2, -0.9]]),
    np.array([[1, 0, 0]]),
)
#: 4 features, 3 and 5 examples
TALL: Sets = (
    np.array([[-1.0, 0.7, 0.2], [0.8, -0.4, 1.6], [0.3, 1.1, -0.5], [0.9, -1.2, 0.4]]),
    np.array([[0, 1, 0]]),
    np.array(
        [
            [0.6, -0.2, 1.3, -1.4, 0.5],
            [-0.7, 1.5, 0.4, 0.3, -1.1],
            [1.2, -0.6, 0.8, -0.9, 0.1],
            [0.2, 1.1, -1.6, 0.7, -0.3],
        ]
    ),
    np.array([[1, 0, 1, 1, 0]]),
)

MODEL = Exercise(
    name="model",
    notebook="4_logistic_regression",
    rungs={"kind": 0.5, "shape": 0.5, "value": 2, "hidden": 1.5, "unchanged": 0.5},
    returns=("result",),
    visible=(
        call(*SMALL, 205, 0.2),
        call(*FLAT, num_iterations=8, learning_rate=1.5),
        call(*TALL, 101, 0.05, print_cost=True),
    ),
    hidden=fresh,
    evaluation_order=("costs", "w", "b", "Y_prediction_train", "Y_prediction_test"),
    uses=("initialize_with_zeros", "optimize", "predict"),
    passed="the same few lines will train on 12,288 pixels: nothing in them knows the size of a picture.",
)
