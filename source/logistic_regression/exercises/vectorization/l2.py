"""L2: the sum of squared distances between predictions and labels, without a root."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise

from .l1 import VISIBLE, fresh, scaling

L2 = Exercise(
    name="L2",
    notebook="1_vectorization",
    rungs={"kind": 0, "shape": 0.5, "value": 0.5, "hidden": 0.5, "unchanged": 0.5, "vectorized": 0},
    returns=("loss",),
    visible=VISIBLE,
    hidden=fresh,
    scaling=scaling,
    evaluation_order=("loss",),
    strict=("loss",),
    passed="L2 adds squares: one miss of 1.0 costs as much as four of 0.5.",
)


@L2.mistake(
    "vector",
    fails="shape",
    lesson="03",
    heading="One number, and which one",
    why="There is one square per example, and they are not yet added. A loss is a single number.",
    look="print(np.shape(L2(np.ones(3), np.zeros(3)))): a number has the shape ()",
)
def vector(yhat, y):
    return (yhat - y) ** 2


@L2.mistake(
    "dimension-kept",
    fails="shape",
    lesson="08",
    heading="Want a number, get a number",
    why="keepdims left an axis of length 1: an array that holds the number, not the number.",
    look="print(np.shape(L2(np.ones(3), np.zeros(3)))): a number has the shape ()",
)
def dimension_kept(yhat, y):
    return np.sum((yhat - y) ** 2, keepdims=True)


@L2.mistake(
    "caret",
    fails="kind",
    lesson="03",
    heading="One number, and which one",
    why="In Python ^ is not a power. It compares the bits of integers, and floats have no such operation.",
    look="print(3 ^ 2, 3 ** 2)",
)
def caret(yhat, y):
    return np.sum((yhat - y) ^ 2)


@L2.mistake(
    "mean",
    fails="value",
    lesson="03",
    heading="One number, and which one",
    why="The squares are averaged. L2 is their sum: twice as many equal misses cost twice as much.",
    look="print(L2(np.ones(3), np.zeros(3))): 1 + 1 + 1 is 3",
)
def mean(yhat, y):
    return np.mean((yhat - y) ** 2)


@L2.mistake(
    "halved",
    fails="value",
    lesson="03",
    heading="Measure plain distances: L1 and L2",
    why="A factor ½ stands in front. Some books carry it to make a slope prettier; here the loss is the plain sum.",
    look="print(L2(np.array([0.0]), np.array([1.0]))): it must be 1",
)
def halved(yhat, y):
    return np.sum((yhat - y) ** 2) / 2


@L2.mistake(
    "root-taken",
    fails="value",
    lesson="03",
    heading="One number, and which one",
    why="A root was taken at the end: the length of the difference. L2 here is the sum of the squares, without a root.",
    look="print(L2(np.zeros(2), np.array([3.0, 4.0]))): 9 + 16 is 25",
)
def root_taken(yhat, y):
    return np.sqrt(np.sum((yhat - y) ** 2))


@L2.mistake(
    "sum-squared",
    fails="value",
    lesson="03",
    heading="Signs cancel",
    why="The differences are added first and squared afterwards, so a miss above and a miss below cancel.",
    look="print(L2(np.array([0.0, 1.0]), np.array([1.0, 0.0]))): both are wrong, so it must be 2",
)
def sum_squared(yhat, y):
    return np.sum(yhat - y) ** 2


@L2.mistake(
    "distances-squared-together",
    fails="value",
    lesson="03",
    heading="Measure plain distances: L1 and L2",
    why="The distances are added first and their sum is squared. That also counts the products of different examples.",
    look="print(L2(np.zeros(2), np.ones(2))): 1 + 1 is 2",
)
def distances_squared_together(yhat, y):
    return np.sum(np.abs(yhat - y)) ** 2


@L2.mistake(
    "squares-subtracted",
    fails="value",
    lesson="03",
    heading="Signs cancel",
    why="Each vector is squared before they are subtracted. So −1 and 1 count as equal, and the loss can be negative.",
    look="print(L2(np.array([-1.0]), np.array([1.0]))): the distance is 2, its square 4",
)
def squares_subtracted(yhat, y):
    return np.sum(yhat**2 - y**2)


@L2.mistake(
    "squares-subtracted-reversed",
    fails="value",
    lesson="03",
    heading="Signs cancel",
    why="Each vector is squared before they are subtracted. So −1 and 1 count as equal, and the loss can be negative.",
    look="print(L2(np.array([-1.0]), np.array([1.0]))): the distance is 2, its square 4",
)
def squares_subtracted_reversed(yhat, y):
    return np.sum(y**2 - yhat**2)


@L2.mistake(
    "not-squared",
    fails="value",
    lesson="03",
    heading="Measure plain distances: L1 and L2",
    why="The distances are added as they are: this is L1. Here each one is squared first.",
    look="print(L2(np.array([0.0]), np.array([0.5]))): the square of 0.5 is 0.25",
)
def not_squared(yhat, y):
    return np.sum(np.abs(yhat - y))


@L2.mistake(
    "doubled",
    fails="value",
    lesson="03",
    heading="One number, and which one",
    why="The differences are multiplied by 2. A square multiplies a number by itself.",
    look="print(L2(np.array([0.0]), np.array([3.0]))): the square of 3 is 9",
)
def doubled(yhat, y):
    return np.sum((yhat - y) * 2)


@L2.mistake(
    "nothing-returned",
    fails="kind",
    lesson="00",
    heading="Printed and not returned",
    why="The value was computed and not handed back. A function without return gives None, also if it prints.",
    look="print(L2(np.ones(3), np.zeros(3)))",
)
def nothing_returned(yhat, y):
    print(np.sum((yhat - y) ** 2))


@L2.mistake(
    "in-place",
    fails="unchanged",
    lesson="03",
    heading="One number, and which one",
    why="The differences were written into yhat, the caller's own array. After the call the predictions are gone.",
    look="yhat = np.ones(3); L2(yhat, np.ones(3)); print(yhat)",
)
def in_place(yhat, y):
    yhat -= y
    return np.dot(yhat, yhat)


@L2.mistake(
    "plus-for-minus",
    fails="value",
    why="The two vectors are added. A distance is a difference.",
    look="y = np.array([1.0, 0.0]); print(L2(y, y)): a perfect guess costs nothing",
    lesson="03",
    heading="Measure plain distances: L1 and L2",
)
def plus_for_minus(yhat, y):
    return np.sum((yhat + y) ** 2)


@L2.mistake(
    "one-squared",
    fails="value",
    why="Only one vector is squared: without a bracket the power binds before the difference.",
    look="print(3 - 1**2, (3 - 1) ** 2)",
    lesson="03",
    heading="One number, and which one",
)
def one_squared(yhat, y):
    return np.sum(y - yhat**2)


L2.variant("one-squared")(lambda yhat, y: np.sum(yhat - y**2))
L2.variant("one-squared")(lambda yhat, y: np.sum(y**2 - 2 * y * yhat))


@L2.mistake(
    "multiplied",
    fails="value",
    why="The guesses are multiplied with the labels. The difference is multiplied with itself.",
    look="y = np.array([1.0, 0.0]); print(L2(y, y)): a perfect guess costs nothing",
    lesson="03",
    heading="Measure plain distances: L1 and L2",
)
def multiplied(yhat, y):
    return np.dot(yhat, y)


@L2.mistake(
    "another-power",
    fails="value",
    why="The differences are raised to another power than 2, or to an exponential.",
    look="print((yhat - y) ** 2): these are added",
    lesson="03",
    heading="One number, and which one",
)
def another_power(yhat, y):
    return np.sum((y - yhat) ** 3)


L2.variant("another-power")(lambda yhat, y: np.sum((yhat - y) ** 3))
L2.variant("another-power")(lambda yhat, y: np.sum((yhat - y) ** 4))
L2.variant("another-power")(lambda yhat, y: np.sum(np.exp(y - yhat)))
L2.variant("another-power")(lambda yhat, y: np.sum(2 ** (y - yhat)))


@L2.mistake(
    "one-square-only",
    fails="value",
    why="Only one of the squares comes back, or one is left out. All of them are added.",
    look="print((yhat - y) ** 2)",
    lesson="03",
    heading="One number, and which one",
)
def one_square_only(yhat, y):
    return np.max((yhat - y) ** 2)


L2.variant("one-square-only")(lambda yhat, y: (yhat[0] - y[0]) ** 2)
L2.variant("one-square-only")(lambda yhat, y: np.sum(((yhat - y) ** 2)[:-1]))
L2.variant("one-square-only")(lambda yhat, y: np.sum(((yhat - y) ** 2)[1:]))
L2.variant("sum-squared")(lambda yhat, y: np.sum(y) ** 2 - np.sum(yhat) ** 2)
L2.variant("sum-squared")(lambda yhat, y: np.sum(yhat) ** 2 - np.sum(y) ** 2)
