"""L2: the sum of squared distances between predictions and labels, without a root."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise

from .l1 import VISIBLE, fresh, scaling

L2 = Exercise(
    name="L2",
    notebook="1_vectorization",
    parts={"loss": 1.5},
    rungs={"unchanged": 0.5, "vectorized": 0},
    returns=("loss",),
    visible=VISIBLE,
    hidden=fresh,
    scaling=scaling,
    evaluation_order=("loss",),
    strict=("loss",),
    passed="L2 adds squares: one miss of 1.0 costs as much as four of 0.5.",
)


@L2.mistake("shape", keeps=0.5, read="03 One number, and which one")
def vector(yhat, y):
    """There is one square per example, and they are not yet added. A loss is a single number.

    >>> print(np.shape(L2(np.ones(3), np.zeros(3))))
    A number has the shape ().
    """
    return (yhat - y) ** 2


@L2.mistake("shape", keeps=0.7, read="08 Want a number, get a number")
def dimension_kept(yhat, y):
    """keepdims left an axis of length 1: an array that holds the number, not the number.

    >>> print(np.shape(L2(np.ones(3), np.zeros(3))))
    A number has the shape ().
    """
    return np.sum((yhat - y) ** 2, keepdims=True)


@L2.mistake("kind", read="03 One number, and which one")
def caret(yhat, y):
    """In Python ^ is not a power. It compares the bits of integers, and floats have no such operation.

    >>> print(3 ^ 2, 3 ** 2)
    """
    return np.sum((yhat - y) ^ 2)


@L2.mistake("value", keeps=0.5, read="03 One number, and which one")
def mean(yhat, y):
    """The squares are averaged. L2 is their sum: twice as many equal misses cost twice as much.

    >>> print(L2(np.ones(3), np.zeros(3)))
    1 + 1 + 1 is 3.
    """
    return np.mean((yhat - y) ** 2)


@L2.mistake("value", keeps=0.5, read="03 Measure plain distances: L1 and L2")
def halved(yhat, y):
    """A factor ½ stands in front. Some books carry it to make a slope prettier; here the loss is the plain sum.

    >>> print(L2(np.array([0.0]), np.array([1.0])))
    It must be 1.
    """
    return np.sum((yhat - y) ** 2) / 2


@L2.mistake("value", keeps=0.5, read="03 One number, and which one")
def root_taken(yhat, y):
    """A root was taken at the end: the length of the difference. L2 here is the sum of the squares, without a root.

    >>> print(L2(np.zeros(2), np.array([3.0, 4.0])))
    9 + 16 is 25.
    """
    return np.sqrt(np.sum((yhat - y) ** 2))


@L2.mistake("value", keeps=0.3, read="03 Signs cancel")
def sum_squared(yhat, y):
    """The differences are added first and squared afterwards, so a miss above and a miss below cancel.

    >>> print(L2(np.array([0.0, 1.0]), np.array([1.0, 0.0])))
    Both are wrong, so it must be 2.
    """
    return np.sum(yhat - y) ** 2


@L2.mistake("value", keeps=0.3, read="03 Measure plain distances: L1 and L2")
def distances_squared_together(yhat, y):
    """The distances are added first and their sum is squared. That also counts the products of different examples.

    >>> print(L2(np.zeros(2), np.ones(2)))
    1 + 1 is 2.
    """
    return np.sum(np.abs(yhat - y)) ** 2


@L2.mistake("value", keeps=0.5, read="03 Signs cancel")
def squares_subtracted(yhat, y):
    """Each vector is squared before they are subtracted. So −1 and 1 count as equal, and the loss can be negative.

    >>> print(L2(np.array([-1.0]), np.array([1.0])))
    The distance is 2, its square 4.
    """
    return np.sum(yhat**2 - y**2)


@L2.mistake("value", keeps=0.5, read="03 Signs cancel")
def squares_subtracted_reversed(yhat, y):
    """Each vector is squared before they are subtracted. So −1 and 1 count as equal, and the loss can be negative.

    >>> print(L2(np.array([-1.0]), np.array([1.0])))
    The distance is 2, its square 4.
    """
    return np.sum(y**2 - yhat**2)


@L2.mistake("value", keeps=0.3, read="03 Measure plain distances: L1 and L2")
def not_squared(yhat, y):
    """The distances are added as they are: this is L1. Here each one is squared first.

    >>> print(L2(np.array([0.0]), np.array([0.5])))
    The square of 0.5 is 0.25.
    """
    return np.sum(np.abs(yhat - y))


@L2.mistake("value", keeps=0.3, read="03 One number, and which one")
def doubled(yhat, y):
    """The differences are multiplied by 2. A square multiplies a number by itself.

    >>> print(L2(np.array([0.0]), np.array([3.0])))
    The square of 3 is 9.
    """
    return np.sum((yhat - y) * 2)


@L2.mistake("kind", read="00 Printed and not returned")
def nothing_returned(yhat, y):
    """The value was computed and not handed back. A function without return gives None, also if it prints.

    >>> print(L2(np.ones(3), np.zeros(3)))
    """
    print(np.sum((yhat - y) ** 2))


@L2.mistake("unchanged", read="03 One number, and which one")
def in_place(yhat, y):
    """The differences were written into yhat, the caller's own array. After the call the predictions are gone.

    >>> yhat = np.ones(3); L2(yhat, np.ones(3)); print(yhat)
    """
    yhat -= y
    return np.dot(yhat, yhat)


@L2.mistake("value", keeps=0.5, read="03 Measure plain distances: L1 and L2")
def plus_for_minus(yhat, y):
    """The two vectors are added. A distance is a difference.

    >>> y = np.array([1.0, 0.0]); print(L2(y, y))
    A perfect guess costs nothing.
    """
    return np.sum((yhat + y) ** 2)


@L2.mistake("value", keeps=0.5, read="03 One number, and which one")
def one_squared(yhat, y):
    """Only one vector is squared: without a bracket the power binds before the difference.

    >>> print(3 - 1**2, (3 - 1) ** 2)
    """
    return np.sum(y - yhat**2)


L2.more(
    "one-squared",
    lambda yhat, y: np.sum(yhat - y**2),
    lambda yhat, y: np.sum(y**2 - 2 * y * yhat),
)


@L2.mistake("value", read="03 Measure plain distances: L1 and L2")
def multiplied(yhat, y):
    """The guesses are multiplied with the labels. The difference is multiplied with itself.

    >>> y = np.array([1.0, 0.0]); print(L2(y, y))
    A perfect guess costs nothing.
    """
    return np.dot(yhat, y)


@L2.mistake("value", keeps=0.3, read="03 One number, and which one")
def another_power(yhat, y):
    """The differences are raised to another power than 2, or to an exponential.

    >>> print((yhat - y) ** 2)
    These are added.
    """
    return np.sum((y - yhat) ** 3)


L2.more(
    "another-power",
    lambda yhat, y: np.sum((yhat - y) ** 3),
    lambda yhat, y: np.sum((yhat - y) ** 4),
    lambda yhat, y: np.sum(np.exp(y - yhat)),
    lambda yhat, y: np.sum(2 ** (y - yhat)),
)


@L2.mistake("value", keeps=0.3, read="03 One number, and which one")
def one_square_only(yhat, y):
    """Only one of the squares comes back, or one is left out. All of them are added.

    >>> print((yhat - y) ** 2)
    """
    return np.max((yhat - y) ** 2)


L2.more(
    "one-square-only",
    lambda yhat, y: (yhat[0] - y[0]) ** 2,
    lambda yhat, y: np.sum(((yhat - y) ** 2)[:-1]),
    lambda yhat, y: np.sum(((yhat - y) ** 2)[1:]),
)
L2.more(
    "sum-squared",
    lambda yhat, y: np.sum(y) ** 2 - np.sum(yhat) ** 2,
    lambda yhat, y: np.sum(yhat) ** 2 - np.sum(y) ** 2,
)
