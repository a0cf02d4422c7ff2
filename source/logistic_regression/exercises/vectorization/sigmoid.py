"""The sigmoid of a number or an array, without overflow at ±1000."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from ..curves import as_in_the_text, name_curves


def fresh(rng: np.random.Generator) -> list[Call]:
    """A negative number, a vector of whole numbers, a matrix, a row, scores far away; both signs in each array."""
    whole = rng.permutation(np.array([-4, -3, -1, 1, 2, 5]))[:5]
    return [
        call(float(rng.uniform(-4, -0.5))),
        call(np.append(whole, -whole[0])),
        call(np.concatenate([rng.uniform(-6, -0.5, (2, 3)), rng.uniform(0.5, 6, (2, 3))])),
        call(
            rng.permuted(np.concatenate([rng.uniform(-3, -0.5, (1, 2)), rng.uniform(0.5, 3, (1, 3))], axis=1), axis=1)
        ),
        call(rng.uniform(10, 15, 4) * [-1, 1, -1, 1]),
    ]


def extremes(rng: np.random.Generator) -> list[Call]:
    """Scores of about −1000 and 1000, as numbers and among others in a table."""
    low, high = float(-rng.uniform(900, 1100)), float(rng.uniform(900, 1100))
    return [call(low), call(high), call(np.array([[low, -1.0], [2.0, high]]) + rng.uniform(-0.5, 0.5, (2, 2)))]


VISIBLE = (
    call(-2.0),
    call(np.array([-1, 0, 3])),  # whole numbers: a result stored in an array of their type is cut to 0
    call(np.array([[0.5, -3.0], [1.5, 4.0], [0.0, -0.25]])),
    call(np.array([[1.0, -1.5, 0.3, 2.5]])),
    call(np.array([-12.0, 0.3, 14.0])),  # an answer that is cut off near 0 and 1 is another one here
)

SIGMOID = Exercise(
    name="sigmoid",
    notebook="1_vectorization",
    parts={"s": 2.5},
    rungs={"unchanged": 0.5, "stable": 1},
    returns=("s",),
    visible=VISIBLE,
    hidden=fresh,
    stable=extremes,
    evaluation_order=("s",),
    strict=("s",),
    ways=(as_in_the_text,),
    passed="sigmoid(0) is 0.5, and at ±1000 nothing overflows.",
)


@SIGMOID.mistake("value", keeps=0.5, read="02 A bracket missing: precedence")
def precedence(z):
    """This is 1 + e^(−z) itself, and not 1 divided by it. 1 / 1 + x divides the first 1 alone, since division binds
    before addition. The result grows beyond 1.

    >>> print(1/1+3, 1/(1+3))
    """
    return 1 / 1 + np.exp(-z)


@SIGMOID.mistake("value", keeps=0.5, read="02 The sign flipped")
def sign_turned(z):
    """The curve falls from 1 to 0: a high score gets a low probability. Usually the exponent has the other sign, or two
    branches have changed places.

    >>> print(sigmoid(10.0))
    Must it be near 0 or near 1?
    """
    return 1 / (1 + np.exp(z))


@SIGMOID.mistake("value", read="02 Only a part of the formula")
def exponential_only(z):
    """This is e to the power z. It grows without limit, and a probability must stay between 0 and 1.

    >>> print(sigmoid(0.0), sigmoid(5.0))
    """
    return np.exp(z)


@SIGMOID.mistake("value", read="02 Only a part of the formula")
def decaying_exponential_only(z):
    """This is e to the power −z, one piece of the formula. It grows without limit for negative scores.

    >>> print(sigmoid(0.0), sigmoid(-5.0))
    """
    return np.exp(-z)


@SIGMOID.mistake("value", keeps=0.5, read="02 Only a part of the formula")
def minus_in_the_denominator(z):
    """The exponential is subtracted in the denominator. At z = 0 that is a division by 0, and on one side the result is
    negative.

    >>> print(sigmoid(0.5))
    A probability must be between 0 and 1.
    """
    return 1 / (1 - np.exp(-z))


@SIGMOID.mistake("value", keeps=0.3, read="02 Only a part of the formula")
def absolute(z):
    """The sign of z is thrown away, so a score of −2 gets the probability of +2. Nothing ever falls below 0.5.

    >>> print(sigmoid(-2.0), sigmoid(2.0))
    """
    return 1 / (1 + np.exp(-np.abs(z)))


@SIGMOID.mistake("value", read="02 Only a part of the formula")
def constant(z):
    """Every score gets the same 0.5. That is right for z = 0 only.

    >>> print(sigmoid(-3.0), sigmoid(3.0))
    """
    return np.zeros(np.shape(z)) + 0.5


@SIGMOID.mistake("value", read="02 Only a part of the formula")
def step(z):
    """The score was cut to 0 or 1. The sigmoid is a smooth curve, and how sure it is lies in between.

    >>> print(sigmoid(0.1), sigmoid(4.0))
    Should they be equal?
    """
    return np.where(z > 0, 1.0, 0.0)


@SIGMOID.mistake("value", read="02 Squash it")
def shared(z):
    """Each exponential is divided by the sum of them all, so the entries share one probability. The sigmoid looks at
    each entry alone.

    >>> print(sigmoid(np.zeros(4)))
    Every entry must be 0.5.
    """
    return np.exp(z) / np.sum(np.exp(z))


@SIGMOID.mistake("value", keeps=0.7, read="02 A box for whole numbers, and the caller's own array")
def whole_number_box(z):
    """The result was written into an array of z's own type. Where z holds whole numbers, everything after the point is
    cut off.

    >>> print(np.zeros_like(np.array([1, 2])).dtype)
    """
    s = np.zeros_like(z)
    s[...] = 1 / (1 + np.exp(-z))
    return s


@SIGMOID.mistake("kind", read="00 Printed and not returned")
def nothing_returned(z):
    """The value was computed and not handed back. A function without return gives None, also if it prints.

    >>> print(sigmoid(0.0))
    """
    print(1 / (1 + np.exp(-z)))


@SIGMOID.mistake("kind", keeps=0.3, read="07 Functions that take one number, and functions that take an array")
def one_number_only(z):
    """math.exp takes a single number and refuses an array. The numpy function of the same name takes both.

    >>> sigmoid(np.array([1.0, 2.0]))
    """
    import math

    return 1 / (1 + math.exp(-z))


@SIGMOID.mistake("shape", keeps=0.7, read="08 Want a number, get a number")
def array_for_a_number(z):
    """A number went in and an array of one number came out. The result must have the shape of z.

    >>> print(np.shape(-2.0), np.shape(sigmoid(-2.0)))
    """
    return 1 / (1 + np.exp(-np.atleast_1d(z)))


@SIGMOID.mistake("shape", keeps=0.5, read="08 Want a number, get a number")
def row(z):
    """The result was laid out as one row, whatever went in. It must have the shape of z.

    >>> z = np.zeros((3, 2)); print(z.shape, sigmoid(z).shape)
    """
    return 1 / (1 + np.exp(-np.reshape(z, (1, -1))))


@SIGMOID.mistake("unchanged", read="02 A box for whole numbers, and the caller's own array")
def in_place(z):
    """The minus sign was written into z, the caller's own array. After the call every score has the other sign.

    >>> z = np.array([1.0, 2.0]); sigmoid(z); print(z)
    """
    z *= -1
    return 1 / (1 + np.exp(z))


@SIGMOID.mistake("stable", read="02 Overflow: e to the power 1000 is no float")
def overflow(z):
    """At z = −1000 the exponential is e to the power 1000, beyond the largest float. numpy answers inf and warns.
    np.where does not help by itself: it computes both of its branches before it picks.

    >>> print(np.exp(1000.0))
    For which z does your code ask for it?
    """
    return 1 / (1 + np.exp(-z))


@SIGMOID.mistake("stable", read="02 Overflow: e to the power 1000 is no float")
def infinity_over_infinity(z):
    """At z = 1000 both the numerator and the denominator are beyond the largest float, and inf / inf is nan.

    >>> print(np.exp(1000.0) / np.exp(1000.0))
    """
    return np.exp(z) / (1 + np.exp(z))


name_curves(SIGMOID)
