"""`optimize`: gradient descent, step after step.

Its named mistakes stand in three modules: in the step, in the settings, in what is kept and returned.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from .problems import FIVE, FOUR, THREE, problem, sizes


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three problems of other sizes; the first runs long enough to keep a second cost. More would say no more."""
    steps = [int(rng.integers(102, 140)), int(rng.integers(3, 12)), int(rng.integers(12, 24))]
    rates = [float(rate) for rate in rng.uniform(0.05, 0.3, 3)]
    first, second, third = (problem(rng, n_x, m) for n_x, m in sizes(rng, 3))
    return [
        call(*first, steps[0], rates[0]),
        call(*second, num_iterations=steps[1], learning_rate=rates[1]),
        call(*third, steps[2], rates[2], print_cost=True),
    ]


OPTIMIZE = Exercise(
    name="optimize",
    notebook="4_logistic_regression",
    rungs={"kind": 0.5, "shape": 0.5, "value": 3, "hidden": 2, "unchanged": 1},
    returns=("params", "grads", "costs"),
    visible=(
        call(*FOUR, 205, 0.1),
        call(*FIVE, 7, 0.5),
        call(*THREE, num_iterations=101, learning_rate=0.02, print_cost=True),
    ),
    hidden=fresh,
    evaluation_order=("costs", "dw", "db", "w", "b"),
    uses=("propagate",),
    passed="the costs fall. Would they with a learning rate a hundred times as large?",
)
