"""`propagate`: the cost of logistic regression and its gradient on all examples at once.

Its named mistakes stand in the modules `propagate_…`, by the place where they happen: score, cost, price, mean,
gradient, bias, and what is returned.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from .problems import FIVE, FOUR, THREE, labels, problem, sizes


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three problems of other sizes."""
    return [call(*problem(rng, n_x, m)) for n_x, m in sizes(rng, 3)]


def on_m_examples(m: int) -> Call:
    """A problem with three features and m examples."""
    rng = np.random.default_rng(m)
    w, b, X, _ = problem(rng, 3, m)
    return call(w, b, X, labels(rng, m))


PROPAGATE = Exercise(
    name="propagate",
    notebook="4_logistic_regression",
    rungs={"kind": 1, "shape": 1, "value": 4, "hidden": 3, "unchanged": 0.5, "vectorized": 1.5, "stable": 0},
    returns=("grads", "cost"),
    visible=(
        call(*FOUR),
        call(*FIVE),
        call(*THREE),
    ),
    hidden=fresh,
    # the first and the last example are so certain, and right, that 1 − A is exactly 0 or A nearly so
    stable=(
        call(
            np.array([[1.0], [-2.0]]),
            0.5,
            np.array([[20.0, 0.3, -0.8, -20.0], [-12.0, 0.6, 0.4, 15.0]]),
            np.array([[1, 1, 0, 0]]),
        ),
    ),
    scaling=on_m_examples,
    evaluation_order=("Z", "A", "cost", "dZ", "dw", "db"),
    uses=("sigmoid",),
    passed="the cost at w = 0, b = 0 is 0.6931 = log 2: did you predict it?",
)
