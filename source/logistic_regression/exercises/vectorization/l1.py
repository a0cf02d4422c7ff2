"""L1: the sum of distances between predictions and labels."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """Probabilities with whole labels, vectors of either sign, a single example; guesses too high and too low."""
    labels = rng.permutation([0, 0, 0, 1, 1, 1])
    y = rng.normal(0, 1.5, 8)
    misses = rng.permutation([1, 1, 1, 1, 1, -1, -1, -1]) * rng.uniform(0.2, 2, 8)
    single = rng.uniform(0.3, 2, 2) * (-1, 1)
    return [call(rng.uniform(0.05, 0.95, 6), labels), call(y + misses, y), call(single[:1], single[1:])]


def scaling(m: int, rng: np.random.Generator) -> Call:
    return call(rng.uniform(0, 1, m), rng.integers(0, 2, m).astype(float))


VISIBLE = (
    call(np.array([0.8, 0.3, 0.1, 0.6, 0.45]), np.array([1, 0, 0, 1, 0])),  # the differences add up to more than 0,
    call(np.array([-1.5, 2.0, 0.25]), np.array([0.5, -1.0, 2.0])),  # and here to less: a lost |·| shows its sign
    call(np.array([0.9, 0.4, 0.7, 0.05]), np.array([1.0, 1.0, 0.0, 0.0])),
)

L1 = Exercise(
    name="L1",
    notebook="1_vectorization",
    parts={"loss": 1.5},
    rungs={"unchanged": 0.5, "vectorized": 0},
    returns=("loss",),
    visible=VISIBLE,
    hidden=fresh,
    scaling=scaling,
    evaluation_order=("loss",),
    strict=("loss",),
    passed="L1 adds distances: one miss of 1.0 costs as much as two of 0.5.",
)


@L1.mistake("shape", keeps=0.5, read="03 One number, and which one")
def vector(yhat, y):
    """There is one distance per example, and they are not yet added. A loss is a single number.

    >>> print(np.shape(L1(np.ones(3), np.zeros(3))))
    A number has the shape ().
    """
    return np.abs(yhat - y)


@L1.mistake("shape", keeps=0.7, read="08 Want a number, get a number")
def dimension_kept(yhat, y):
    """keepdims left an axis of length 1: an array that holds the number, not the number.

    >>> print(np.shape(L1(np.ones(3), np.zeros(3))))
    A number has the shape ().
    """
    return np.sum(np.abs(yhat - y), keepdims=True)


@L1.mistake("value", keeps=0.5, read="03 One number, and which one")
def mean(yhat, y):
    """The distances are averaged. L1 is their sum: twice as many equal misses cost twice as much.

    >>> print(L1(np.ones(3), np.zeros(3)))
    1 + 1 + 1 is 3.
    """
    return np.mean(np.abs(yhat - y))


@L1.mistake("value", keeps=0.3, read="03 One number, and which one")
def five_examples_fixed(yhat, y):
    """The mean is multiplied by 5, which gives the sum for five examples only.

    >>> print(L1(np.ones(3), np.zeros(3)))
    1 + 1 + 1 is 3.
    """
    return 5 * np.mean(np.abs(yhat - y))


@L1.mistake("value", keeps=0.3, read="03 Signs cancel")
def signs_cancel(yhat, y):
    """The differences are added with their signs, so a miss above and a miss below cancel.

    >>> print(L1(np.array([0.0, 1.0]), np.array([1.0, 0.0])))
    Both are wrong, so it must be 2.
    """
    return np.sum(yhat - y)


@L1.mistake("value", keeps=0.3, read="03 Signs cancel")
def signs_cancel_reversed(yhat, y):
    """The differences, label minus guess, are added with their signs, so a miss above and a miss below cancel.

    >>> print(L1(np.array([0.0, 1.0]), np.array([1.0, 0.0])))
    Both are wrong, so it must be 2.
    """
    return np.sum(y - yhat)


@L1.mistake("value", keeps=0.5, read="03 Signs cancel")
def absolute_too_late(yhat, y):
    """The absolute value is taken of the sum. By then a miss above and a miss below have already cancelled.

    >>> print(L1(np.array([0.0, 1.0]), np.array([1.0, 0.0])))
    Both are wrong, so it must be 2.
    """
    return np.abs(np.sum(yhat - y))


@L1.mistake("value", keeps=0.5, read="03 Signs cancel")
def absolute_too_early(yhat, y):
    """The absolute value is taken of each vector before they are subtracted. So −1 and 1 count as equal.

    >>> print(L1(np.array([-1.0]), np.array([1.0])))
    The distance is 2.
    """
    return np.sum(np.abs(yhat) - np.abs(y))


@L1.mistake("value", keeps=0.5, read="03 Signs cancel")
def absolute_too_early_reversed(yhat, y):
    """The absolute value is taken of each vector before they are subtracted. So −1 and 1 count as equal.

    >>> print(L1(np.array([-1.0]), np.array([1.0])))
    The distance is 2.
    """
    return np.sum(np.abs(y) - np.abs(yhat))


@L1.mistake("value", keeps=0.3, read="03 Measure plain distances: L1 and L2")
def squared(yhat, y):
    """The differences are squared: this is the other loss. L1 takes the distance as it is.

    >>> print(L1(np.array([0.0]), np.array([0.5])))
    The distance is 0.5.
    """
    return np.sum((yhat - y) ** 2)


@L1.mistake("value", keeps=0.3, read="03 One number, and which one")
def straight_line(yhat, y):
    """This is the root of the sum of squares, the length of a straight line. L1 walks along the axes and adds each
    step.

    >>> print(L1(np.zeros(2), np.array([3.0, 4.0])))
    3 + 4 is 7.
    """
    return np.linalg.norm(yhat - y)


@L1.mistake("kind", read="00 Printed and not returned")
def nothing_returned(yhat, y):
    """The value was computed and not handed back. A function without return gives None, also if it prints.

    >>> print(L1(np.ones(3), np.zeros(3)))
    """
    print(np.sum(np.abs(yhat - y)))


@L1.mistake("unchanged", read="03 One number, and which one")
def in_place(yhat, y):
    """The differences were written into yhat, the caller's own array. After the call the predictions are gone.

    >>> yhat = np.ones(3); L1(yhat, np.ones(3)); print(yhat)
    """
    yhat -= y
    return np.sum(np.abs(yhat))


@L1.mistake("value", keeps=0.5, read="03 Measure plain distances: L1 and L2")
def plus_for_minus(yhat, y):
    """The two vectors are added. A distance is a difference.

    >>> y = np.array([1.0, 0.0]); print(L1(y, y))
    A perfect guess costs nothing.
    """
    return np.sum(np.abs(yhat + y))


@L1.mistake("value", keeps=0.5, read="03 Signs cancel")
def one_absolute(yhat, y):
    """The absolute value is taken of one vector and not of the difference, so a miss above and a miss below cancel.

    Check the bracket after abs: the whole difference belongs into it.
    """
    return np.sum(np.abs(yhat) - y)


L1.more("one-absolute", lambda yhat, y: np.sum(np.abs(y) - yhat))


@L1.mistake("value", keeps=0.3, read="03 One number, and which one")
def one_distance_only(yhat, y):
    """Only one of the distances comes back, or one is left out. All of them are added.

    >>> print(np.abs(yhat - y))
    """
    return np.max(np.abs(yhat - y))


L1.more(
    "one-distance-only",
    lambda yhat, y: np.median(np.abs(yhat - y)),
    lambda yhat, y: abs(yhat[0] - y[0]),
    lambda yhat, y: np.min(np.abs(yhat - y)),
    lambda yhat, y: np.sum(np.abs(yhat - y)[:-1]),
    lambda yhat, y: np.sum(np.abs(yhat - y)[1:]),
    lambda yhat, y: abs(yhat[-1] - y[-1]),
)


@L1.mistake("value", read="03 Measure plain distances: L1 and L2")
def multiplied(yhat, y):
    """The vectors, or the distances, are multiplied. L1 takes differences and adds them.

    >>> y = np.array([1.0, 0.0]); print(L1(y, y))
    A perfect guess costs nothing.
    """
    return np.sum(np.abs(yhat * y))


L1.more(
    "multiplied",
    lambda yhat, y: np.prod(np.abs(yhat - y)),
    lambda yhat, y: np.dot(yhat, y),
)


@L1.mistake("value", read="03 Measure plain distances: L1 and L2")
def another_price(yhat, y):
    """Each miss has another price than its distance. Usually a root or a logarithm is taken of it.

    >>> print(np.abs(yhat - y))
    These are added as they are.
    """
    return np.sum(np.sqrt(np.abs(yhat - y)))


L1.more(
    "another-price",
    lambda yhat, y: np.sum(y * np.log(yhat)),
    lambda yhat, y: -np.sum(y * np.log(yhat) + (1 - y) * np.log(1 - yhat)),
)


@L1.mistake("value", read="03 Measure plain distances: L1 and L2")
def one_vector_only(yhat, y):
    """Only one of the two vectors enters the sum. The loss compares guesses with labels, so it needs both.

    >>> print(yhat - y)
    """
    return np.sum(y)


L1.more("one-vector-only", lambda yhat, y: np.sum(np.abs(yhat)))
