"""A guard against log 0, such as np.log(A + 1e-7): the same verdict on it whatever the fresh numbers.

How much a guard changes a cost depends on the probabilities: 1e-7 changes the seventh digit of most costs and the fifth
of some. Fresh problems are drawn again until it leaves six digits, so that a guard up to 1e-7 is right in all of them.
A guard of 1e-6 is wrong in a visible test of each exercise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")

GUARD = 1e-7
LEAVES = 9e-7  # of a cost, at most; the tolerance of a test is 1e-6
FARTHEST = 8.05  # a score beyond it, and cutting A off at 0.9999 would show


def drawn(draw: Callable[[], T], is_calm: Callable[[T], bool]) -> T:
    """What `draw` gives, the first time that it is calm."""
    while not is_calm(found := draw()):
        pass
    return found


def with_a_sure_one(w: Any, b: float, X: Any, Y: Any) -> tuple[Any, float, Any, Any]:
    """A problem in which the first example with label 1 has the score 8. w (n_x, 1), X (n_x, m), Y (1, m)

    A probability that is cut off at 0.99 or 0.999 shows there, and a guard does not.
    """
    X, sure = X.copy(), [int(np.argmax(Y))]
    X[:, sure] += w * (8 - b - w.T @ X[:, sure]) / np.sum(w**2)
    return w, b, X, Y


def calm_scores(w: Any, b: float, X: Any, Y: Any) -> bool:
    """Whether a guard leaves the cost of a problem as it is. w (n_x, 1), X (n_x, m), Y (1, m)"""
    Z = w.T @ X + b
    return bool(np.all(np.abs(Z) < FARTHEST)) and calm_probabilities(1 / (1 + np.exp(-Z)), Y)


def calm_probabilities(A: Any, Y: Any) -> bool:
    """Whether a guard leaves the sum of the losses as it is. A, Y (1, m)"""
    right = np.where(Y == 1, A, 1 - A)
    return bool(GUARD * np.sum(1 / right) < LEAVES * np.sum(-np.log(right)))
