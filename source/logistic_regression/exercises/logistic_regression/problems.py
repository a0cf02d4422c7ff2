"""Small training problems for tests: weights, bias, examples and labels that no blind spot hides.

Every problem has a bias away from zero, entries of both signs, both labels, and another number of examples than of
features: a bias left out, |x|, swapped labels and a wrong size to divide by all change its answers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Problem = tuple[Any, Any, Any, Any]  # w (n_x, 1), b, X (n_x, m), Y (1, m)
Sets = tuple[
    Any, Any, Any, Any
]  # X_train (n_x, m_train), Y_train (1, m_train), X_test (n_x, m_test), Y_test (1, m_test)


def problem(rng: np.random.Generator, n_x: int, m: int) -> Problem:
    """Random w (n_x, 1), b, X (n_x, m) and labels Y (1, m) of both kinds."""
    w = rng.normal(0, 0.7, (n_x, 1))
    b = float(rng.choice([-1, 1]) * rng.uniform(0.3, 1))
    return w, b, rng.normal(0, 1, (n_x, m)), labels(rng, m)


def sets(rng: np.random.Generator, n_x: int, m_train: int, m_test: int) -> Sets:
    """Random examples to learn from and others to be tested on; their labels follow no rule."""
    X_train, X_test = rng.normal(0, 1, (n_x, m_train)), rng.normal(0, 1, (n_x, m_test))
    return X_train, labels(rng, m_train), X_test, labels(rng, m_test)


def labels(rng: np.random.Generator, m: int) -> Any:
    """Labels (1, m), at least one 0 and one 1 where m > 1, and never as many of one as of the other."""
    if m < 3:
        ones = int(rng.integers(2))
    else:  # any number from 1 to m - 1 but the half; a list of them would be long where m is
        ones = 1 + int(rng.integers(m - 1 - (m % 2 == 0)))
        ones += m % 2 == 0 and ones >= m // 2
    return rng.permutation(np.arange(m) < ones).astype(np.int64).reshape(1, m)


def flat(rng: np.random.Generator, n_x: int) -> Problem:
    """A start from zeros on ground that is nearly flat: small numbers, and as many labels of one kind as of the other.

    Each step is small, and yet w is made of nothing else: who stops because the cost hardly falls has another w.
    """
    return np.zeros((n_x, 1)), 0.0, rng.normal(0, 1e-4, (n_x, 4)), rng.permutation(4).reshape(1, 4) % 2


def sizes(rng: np.random.Generator, count: int) -> list[tuple[int, int]]:
    """`count` different pairs (n_x, m) with n_x from 2 to 6, m from 3 to 8, and n_x ≠ m."""
    pairs = [(n_x, m) for n_x in range(2, 7) for m in range(3, 9) if n_x != m]
    return [pairs[i] for i in rng.choice(len(pairs), count, replace=False)]


#: 3 features, 4 examples
FOUR: Problem = (
    np.array([[0.8], [-0.5], [0.3]]),
    0.7,
    np.array([[1.2, -0.7, 0.4, -1.5], [0.3, 1.9, -2.0, 0.6], [-0.9, 0.5, 1.1, 2.2]]),
    np.array([[1, 0, 0, 0]]),
)
#: 2 features, 5 examples
FIVE: Problem = (
    np.array([[-0.4], [1.1]]),
    -0.6,
    np.array([[0.5, -1.4, 2.1, -0.3, 0.9], [1.7, 0.2, -0.8, -1.1, 0.6]]),
    np.array([[0, 1, 1, 0, 1]]),
)
#: 5 features, 3 examples; labels that are floats
THREE: Problem = (
    np.array([[0.2], [-0.9], [0.6], [1.3], [-0.1]]),
    0.4,
    np.array([[-1.0, 0.7, 0.2], [0.8, -0.4, 1.6], [0.3, 1.1, -0.5], [0.9, -1.2, 0.4], [-2.0, 0.6, 1.5]]),
    np.array([[0.0, 1.0, 0.0]]),
)
#: 2 features, 3 examples, the first nearly certain and right: its score is 8
SURE: Problem = (
    np.array([[0.9], [-1.2]]),
    0.5,
    np.array([[3.5, -0.6, 0.4], [-3.625, 0.8, -1.1]]),
    np.array([[1, 0, 0]]),
)
#: 3 features, 4 examples; nearly flat, as `flat` has it
FLAT: Problem = (np.zeros((3, 1)), 0.0, 1e-4 * FOUR[2], np.array([[1, 1, 0, 0]]))
