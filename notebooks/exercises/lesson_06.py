"""Lesson 06: the cost by a loop, one score by a loop, and sums that were set to 0 too often."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise, call

MEAN_LOSS = Exercise(
    name="mean_loss",
    notebook="06_learn_from_m_examples_first_by_loops",
    parts={"cost": 1},
    returns=("cost",),
    visible=(
        call(np.array([[0.9, 0.2, 0.6, 0.35]]), np.array([[1, 0, 0, 1]])),
        call(np.array([[0.15, 0.7, 0.55]]), np.array([[1, 1, 0]])),
        call(np.array([[0.8, 0.4, 0.3, 0.95, 0.05]]), np.array([[0, 1, 1, 1, 0]])),
    ),
    hidden=lambda rng: [],
    evaluation_order=("cost",),
    passed="Now a number you know: mean_loss(np.full((1, 9), 0.5), np.ones((1, 9))) is log 2.",
)


def _losses(A, Y):
    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A))[0]


@MEAN_LOSS.mistake("value", read="06 Write a loop that adds up")
def last_only(A, Y):
    """Each turn replaces the total, so the loss of the last example is all that is left to divide.

    >>> print(A.shape)
    How many losses are in your total after the loop?
    """
    return _losses(A, Y)[-1] / A.shape[1]


@MEAN_LOSS.mistake("value", read="06 Write a loop that adds up")
def returned_too_early(A, Y):
    """The return stands inside the loop. The function ends after the first example.

    >>> print(mean_loss(np.array([[0.5, 0.001]]), np.array([[1, 1]])))
    Does the second probability matter?
    """
    return _losses(A, Y)[0] / A.shape[1]


@MEAN_LOSS.mistake("value", read="06 Average the losses")
def missing_mean(A, Y):
    """This is the sum of the losses. The cost is their average: divide by m, once, after the loop.

    >>> print(mean_loss(np.full((1, 9), 0.5), np.ones((1, 9))), 9 * np.log(2))
    """
    return np.sum(_losses(A, Y))


@MEAN_LOSS.mistake("value", read="06 Write a loop that adds up")
def divided_at_every_example(A, Y):
    """The total is divided inside the loop, so the early losses are divided by m again and again.

    >>> print(mean_loss(np.full((1, 9), 0.5), np.ones((1, 9))), np.log(2))
    """
    total = 0.0
    for loss in _losses(A, Y):
        total = (total + loss) / A.shape[1]
    return total


_X = np.array([[0.5, -1.0, 2.0, 0.25], [1.5, 0.75, -0.5, 1.0], [-2.0, 0.4, 1.25, 0.6]])

SCORE = Exercise(
    name="score",
    notebook="06_learn_from_m_examples_first_by_loops",
    parts={"z": 1},
    returns=("z",),
    visible=(
        call(np.array([[0.8], [-0.5], [0.3]]), 0.7, _X, 2),
        call(np.array([[-1.2], [0.4], [0.9]]), -0.25, _X, 0),
        call(np.array([[0.6], [1.1]]), 0.3, _X[:2], 3),
    ),
    hidden=lambda rng: [],
    evaluation_order=("z",),
    passed="One product per feature, one bias per score.",
)


@SCORE.mistake("value", read="06 Put a loop inside the loop")
def bias_for_every_feature(w, b, X, i):
    """b is added inside the loop over the features, once for each of them. A score holds it once.

    >>> print(score(np.zeros((3, 1)), 10.0, np.zeros((3, 1)), 0))
    With no weights, what should be left?
    """
    return np.sum(w[:, 0] * X[:, i] + b)


@SCORE.mistake("value", read="06 Put a loop inside the loop")
def bias_forgotten(w, b, X, i):
    """b does not enter the score. It is added once, after the loop over the features.

    >>> print(score(np.zeros((3, 1)), 10.0, np.zeros((3, 1)), 0))
    """
    return np.sum(w[:, 0] * X[:, i])


@SCORE.mistake("value", read="06 Write a loop that adds up")
def last_feature_only(w, b, X, i):
    """Each turn replaces the score, so only the product of the last feature is left, and the bias.

    >>> print(score(np.array([[1.0], [0.0]]), 0.0, np.ones((2, 1)), 0))
    The first feature should count.
    """
    return w[-1, 0] * X[-1, i] + b


@SCORE.mistake("value", read="06 Write a loop that adds up")
def last_left_out(w, b, X, i):
    """The loop stops one feature too soon. range(n) runs from 0 to n − 1, and that is all n of them.

    >>> print(list(range(3)), list(range(3 - 1)))
    """
    return np.sum(w[:-1, 0] * X[:-1, i]) + b


AVERAGE_SLOPES = Exercise(
    name="average_slopes",
    notebook="06_learn_from_m_examples_first_by_loops",
    parts={"slopes": 1},
    rungs={"unchanged": 1},
    returns=("slopes",),
    visible=(
        call(_X, np.array([[0.3, -0.6, 0.45, -0.2]])),
        call(_X[:2], np.array([[-0.7, 0.1, 0.25, 0.4]])),
        call(
            np.array([[1.0, -0.5, 2.0, 0.3, -1.4], [0.2, 0.9, -0.8, 1.1, 0.5]]), np.array([[0.5, -0.1, 0.2, -0.9, 0.7]])
        ),
    ),
    hidden=lambda rng: [],
    evaluation_order=("dw", "db"),
    passed="All m examples are in. Run the cell below: what do they want the weights to look like?",
)


def _sums(X, dZ):
    return X @ dZ.T, float(np.sum(dZ))


@AVERAGE_SLOPES.mistake("value", read="06 Write a loop that adds up")
def set_to_zero_again(X, dZ):
    """The sums are set to 0 inside the loop over the examples, so only the last example is left in them. They start at
    0 once, before the loop.

    Read the first line inside the loop: how often is it carried out?
    """
    m = X.shape[1]
    return {"dw": X[:, -1:] * dZ[0, -1] / m, "db": dZ[0, -1] / m}


@AVERAGE_SLOPES.mistake("value", read="06 Average the losses", id="missing-mean")
def slopes_not_averaged(X, dZ):
    """These are sums over the examples, and an average is meant: divide both by m after the loop.

    >>> print(X.shape)
    Your numbers are too large by one of these two.
    """
    dw, db = _sums(X, dZ)
    return {"dw": dw, "db": db}


@AVERAGE_SLOPES.mistake("value", read="06 Count the columns")
def divided_by_features(X, dZ):
    """The sums are divided by the number of rows of X. Rows are features; the examples are the columns.

    >>> print(X.shape[0], X.shape[1])
    """
    dw, db = _sums(X, dZ)
    return {"dw": dw / X.shape[0], "db": db / X.shape[0]}


@AVERAGE_SLOPES.mistake("value", read="06 Put a loop inside the loop")
def bias_in_the_inner_loop(X, dZ):
    """db grows inside the loop over the features, so each dz is counted once for every feature.

    >>> print(average_slopes(np.zeros((3, 2)), np.ones((1, 2)))["db"])
    It must be 1, the mean of dZ.
    """
    dw, db = _sums(X, dZ)
    n_x, m = X.shape
    return {"dw": dw / m, "db": n_x * db / m}
