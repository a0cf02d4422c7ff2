"""The sigmoid of a number or an array, without overflow at ±1000."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from ..curves import name_curves


def fresh(rng: np.random.Generator) -> list[Call]:
    """A negative number, a vector of whole numbers and a matrix; both signs in each array."""
    whole = rng.permutation(np.array([-4, -3, -1, 1, 2, 5]))[:5]
    return [
        call(float(rng.uniform(-4, -0.5))),
        call(np.append(whole, -whole[0])),
        call(np.concatenate([rng.uniform(-6, -0.5, (2, 3)), rng.uniform(0.5, 6, (2, 3))])),
    ]


VISIBLE = (
    call(-2.0),
    call(np.array([-1, 0, 3])),  # whole numbers: a result stored in an array of their type is cut to 0
    call(np.array([[0.5, -3.0], [1.5, 4.0], [0.0, -0.25]])),
    call(np.array([[1.0, -1.5, 0.3, 2.5]])),
)

SIGMOID = Exercise(
    name="sigmoid",
    notebook="1_vectorization",
    rungs={"kind": 0, "shape": 0.5, "value": 1, "hidden": 1, "unchanged": 0.5, "stable": 1},
    returns=("s",),
    visible=VISIBLE,
    hidden=fresh,
    stable=(call(-1000.0), call(1000.0), call(np.array([[-1000.0, -1.0], [2.0, 1000.0]]))),
    evaluation_order=("s",),
    strict=("s",),
    passed="sigmoid(0) is 0.5, and at ±1000 nothing overflows.",
)


@SIGMOID.mistake(
    "precedence",
    fails="value",
    lesson="02",
    heading="A bracket missing: precedence",
    why="Division binds before addition, so 1 was divided by 1 and the exponential was added to it. "
    "The result grows beyond 1.",
    look="print(1/1+3, 1/(1+3))",
)
def precedence(z):
    return 1 / 1 + np.exp(-z)


@SIGMOID.mistake(
    "sign-turned",
    fails="value",
    lesson="02",
    heading="The sign turned",
    why="The exponent has the other sign. The curve falls from 1 to 0: a high score gets a low probability.",
    look="print(sigmoid(10.0)): must it be near 0 or near 1?",
)
def sign_turned(z):
    return 1 / (1 + np.exp(z))


@SIGMOID.mistake(
    "precedence-and-sign",
    fails="value",
    lesson="02",
    heading="The sign turned",
    why="Two slips at once: division binds before addition, so the exponential was added to 1, "
    "and its exponent has the other sign.",
    look="print(1/1+3, 1/(1+3)), then print(sigmoid(-10.0), sigmoid(10.0))",
)
def precedence_and_sign(z):
    return 1 / 1 + np.exp(z)


@SIGMOID.mistake(
    "exponential-only",
    fails="value",
    lesson="02",
    heading="A piece in place of the whole",
    why="This is e to the power z. It grows without limit, and a probability must stay between 0 and 1.",
    look="print(sigmoid(0.0), sigmoid(5.0))",
)
def exponential_only(z):
    return np.exp(z)


@SIGMOID.mistake(
    "decaying-exponential-only",
    fails="value",
    lesson="02",
    heading="A piece in place of the whole",
    why="This is e to the power −z, one piece of the formula. It grows without limit for negative scores.",
    look="print(sigmoid(0.0), sigmoid(-5.0))",
)
def decaying_exponential_only(z):
    return np.exp(-z)


@SIGMOID.mistake(
    "minus-in-the-denominator",
    fails="value",
    lesson="02",
    heading="A piece in place of the whole",
    why="The exponential is subtracted in the denominator. At z = 0 that is a division by 0, "
    "and on one side the result is negative.",
    look="print(sigmoid(0.5)): a probability must be between 0 and 1",
)
def minus_in_the_denominator(z):
    return 1 / (1 - np.exp(-z))


@SIGMOID.mistake(
    "absolute",
    fails="value",
    lesson="02",
    heading="A piece in place of the whole",
    why="The sign of z is thrown away, so a score of −2 gets the probability of +2. Nothing ever falls below 0.5.",
    look="print(sigmoid(-2.0), sigmoid(2.0))",
)
def absolute(z):
    return 1 / (1 + np.exp(-np.abs(z)))


@SIGMOID.mistake(
    "constant",
    fails="value",
    lesson="02",
    heading="A piece in place of the whole",
    why="Every score gets the same 0.5. That is right for z = 0 only.",
    look="print(sigmoid(-3.0), sigmoid(3.0))",
)
def constant(z):
    return np.zeros(np.shape(z)) + 0.5


@SIGMOID.mistake(
    "step",
    fails="value",
    lesson="02",
    heading="A piece in place of the whole",
    why="The score was cut to 0 or 1. The sigmoid is a smooth curve, and how sure it is lies in between.",
    look="print(sigmoid(0.1), sigmoid(4.0)): should they be equal?",
)
def step(z):
    return np.where(z > 0, 1.0, 0.0)


@SIGMOID.mistake(
    "shared",
    fails="value",
    lesson="02",
    heading="Squash it",
    why="Each exponential is divided by the sum of them all, so the entries share one probability. "
    "The sigmoid looks at each entry alone.",
    look="print(sigmoid(np.zeros(4))): every entry must be 0.5",
)
def shared(z):
    return np.exp(z) / np.sum(np.exp(z))


@SIGMOID.mistake(
    "whole-number-box",
    fails="value",
    lesson="02",
    heading="A box for whole numbers, and the caller's own array",
    why="The result was written into an array of z's own type. Where z holds whole numbers, "
    "everything after the point is cut off.",
    look="print(np.zeros_like(np.array([1, 2])).dtype)",
)
def whole_number_box(z):
    s = np.zeros_like(z)
    s[...] = 1 / (1 + np.exp(-z))
    return s


@SIGMOID.mistake(
    "nothing-returned",
    fails="kind",
    lesson="00",
    heading="Printed and not returned",
    why="The value was computed and not handed back. A function without return gives None, also if it prints.",
    look="print(sigmoid(0.0))",
)
def nothing_returned(z):
    print(1 / (1 + np.exp(-z)))


@SIGMOID.mistake(
    "one-number-only",
    fails="kind",
    lesson="07",
    heading="Functions that take one number, and functions that take an array",
    why="math.exp takes a single number and refuses an array. The numpy function of the same name takes both.",
    look="sigmoid(np.array([1.0, 2.0]))",
)
def one_number_only(z):
    import math

    return 1 / (1 + math.exp(-z))


@SIGMOID.mistake(
    "array-for-a-number",
    fails="shape",
    lesson="08",
    heading="Want a number, get a number",
    why="A number went in and an array of one number came out. The result must have the shape of z.",
    look="print(np.shape(-2.0), np.shape(sigmoid(-2.0)))",
)
def array_for_a_number(z):
    return 1 / (1 + np.exp(-np.atleast_1d(z)))


@SIGMOID.mistake(
    "row",
    fails="shape",
    lesson="08",
    heading="Want a number, get a number",
    why="The result was laid out as one row, whatever went in. It must have the shape of z.",
    look="z = np.zeros((3, 2)); print(z.shape, sigmoid(z).shape)",
)
def row(z):
    return 1 / (1 + np.exp(-np.reshape(z, (1, -1))))


@SIGMOID.mistake(
    "in-place",
    fails="unchanged",
    lesson="02",
    heading="A box for whole numbers, and the caller's own array",
    why="The minus sign was written into z, the caller's own array. After the call every score has the other sign.",
    look="z = np.array([1.0, 2.0]); sigmoid(z); print(z)",
)
def in_place(z):
    z *= -1
    return 1 / (1 + np.exp(z))


@SIGMOID.mistake(
    "overflow",
    fails="stable",
    lesson="02",
    heading="Overflow: e to the power 1000 is no float",
    why="At z = −1000 the exponential is e to the power 1000, beyond the largest float. numpy answers inf and warns. "
    "np.where does not help by itself: it computes both of its branches before it picks.",
    look="print(np.exp(1000.0)): for which z does your code ask for it?",
)
def overflow(z):
    return 1 / (1 + np.exp(-z))


@SIGMOID.mistake(
    "infinity-over-infinity",
    fails="stable",
    lesson="02",
    heading="Overflow: e to the power 1000 is no float",
    why="At z = 1000 both the numerator and the denominator are beyond the largest float, and inf / inf is nan.",
    look="print(np.exp(1000.0) / np.exp(1000.0))",
)
def infinity_over_infinity(z):
    return np.exp(z) / (1 + np.exp(z))


name_curves(SIGMOID)
