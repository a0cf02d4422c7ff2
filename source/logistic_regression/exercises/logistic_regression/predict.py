"""`predict`: a probability becomes an answer. The tests stand close to one half, and the bias decides some of them.

Its named mistakes stand in two modules: in the probability, in the answer.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three tests of other sizes, each with probabilities near .49 and .51 and labels that the bias decides."""
    return [with_scores(rng, n_x, m) for n_x, m in ((3, int(rng.integers(5, 9))), (5, 6), (2, int(rng.integers(4, 8))))]


def with_scores(rng: np.random.Generator, n_x: int, m: int) -> Call:
    """Examples whose scores are ±0.03 (A = .4925, .5075) and, beyond the bias on both sides, large."""
    w, b = rng.normal(0, 1, (n_x, 1)), float(rng.choice([-1, 1]) * rng.uniform(0.4, 0.8))
    scores = rng.permutation(np.concatenate([[0.03, -0.03], np.resize([1.9, -1.7, -2.4], m - 2)]))
    scores *= np.sign(scores[0])  # a first answer of 1 tells "only the first" from "always 0"
    X = rng.normal(0, 1, (n_x, m))
    return call(w, b, _moved(X, w, scores - b))


def _moved(X: Any, w: Any, products: Any) -> Any:
    """X (n_x, m), each column moved along w so that wᵀx is the given product (m,)."""
    return X + w * (products - w.T @ X) / np.sum(w * w)


PREDICT = Exercise(
    name="predict",
    notebook="4_logistic_regression",
    rungs={"kind": 0.5, "shape": 0.5, "value": 1.5, "hidden": 1, "unchanged": 0.5},
    returns=("Y_prediction",),
    visible=(
        # scores .04, −.04, 1.5, −2, −1.25: A = .51, .49, .82, .12, .22
        call(np.array([[0.5], [-0.25]]), -0.3, np.array([[1.0, 0.0, 2.0, -3.0, -1.0], [0.64, -1.04, -3.2, 0.8, 1.8]])),
        # scores −.04, 2.1, .04, −1.9, .35: A = .49, .89, .51, .13, .59
        call(
            np.array([[1.0], [-2.0], [0.5]]),
            0.7,
            np.array([[0.2, -1.0, 1.5, -2.0, 0.1], [0.5, -1.3, 1.0, 0.1, 0.25], [0.12, -0.4, -0.32, -0.8, 0.1]]),
        ),
        # scores .9, −.6, .02, −.02, .6, −1.4: A = .71, .35, .505, .495, .65, .20
        call(
            np.array([[2.0], [1.0]]),
            -0.4,
            np.array([[0.5, 0.1, -1.0, 0.3, 0.5, -0.5], [0.3, -0.4, 2.42, -0.22, 0.0, 0.0]]),
        ),
    ),
    hidden=fresh,
    evaluation_order=("A", "Y_prediction"),
    uses=("sigmoid",),
    passed="a yes is a yes at 0.51 and at 0.99; only the probability tells them apart.",
)
