"""`sigmoid`: a score becomes a probability. Notebook 1 asks it in full; here it is the first tool."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from ..curves import as_in_the_text, name_curves


def fresh(rng: np.random.Generator) -> list[Call]:
    """A number, a vector, a row and a table of other sizes, each array with both signs; a vector of scores far away."""
    n = int(rng.integers(4, 8))
    signs = np.where(np.arange(n) % 2, 1, -1)
    vector, row, table = (signs * rng.uniform(0.3, 3, shape) for shape in ((n,), (1, n), (2, n)))
    far = rng.uniform(10, 15, 4) * [-1, 1, -1, 1]
    return [call(float(-rng.uniform(0.5, 3))), call(vector), call(row), call(table), call(far)]


def large(rng: np.random.Generator) -> list[Call]:
    """A row with scores of about 40 and 1000; an overflow at −1000 is the business of notebook 1."""
    return [call(rng.uniform(0.9, 1.1, (1, 3)) * [[-0.5, 40.0, 1000.0]])]


SIGMOID = Exercise(
    name="sigmoid",
    notebook="4_logistic_regression",
    parts={"s": 0.75},
    rungs={"unchanged": 0.25, "stable": 0},
    returns=("s",),
    visible=(
        call(np.array([[-2.0, 0.5, 3.0]])),
        call(0.7),
        call(-1.3),
        call(np.array([1.5, -0.4])),
        call(np.array([0.0, 0.8])),  # whoever treats the two signs apart may forget 0
        call(np.array([-12.0, 0.3, 14.0])),  # an answer that is cut off near 0 and 1 is another one here
    ),
    hidden=fresh,
    stable=large,
    evaluation_order=("s",),
    strict=("s",),
    ways=(as_in_the_text,),
    passed="sigmoid(0) is exactly one half: with no evidence, both answers are equally likely.",
)


@SIGMOID.mistake("value", keeps=0.5, read="02 A bracket missing: precedence")
def precedence(z):
    """This is 1 + e^(−z) itself, so nothing is below 1. In 1 / 1 + x only the first 1 is divided: a bracket is needed.

    >>> print(1 / 1 + 2, 1 / (1 + 2))
    """
    return 1 / 1 + np.exp(-z)


@SIGMOID.mistake("value", keeps=0.5, read="02 The sign flipped")
def sign_of_z(z):
    """A high score gets a probability near 0, and a low score one near 1. Usually the exponent has the other sign, or
    two branches have changed places.

    >>> print(sigmoid(5))
    A score of 5 should be a confident yes.
    """
    return 1 / (1 + np.exp(z))


@SIGMOID.mistake("value", read="02 Only a part of the formula")
def only_exp(z):
    """This is exp(z) alone. It is positive, but it has no upper limit, so it is not a probability.

    >>> print(np.exp(3))
    Can a probability be 20?
    """
    return np.exp(z)


@SIGMOID.mistake("value", keeps=0.3, read="02 Only a part of the formula")
def sign_lost(z):
    """z and −z get the same answer: the sign of the score is lost, so nothing can ever be below one half.

    >>> print(sigmoid(-2), sigmoid(2))
    """
    return 1 / (1 + np.exp(-np.abs(z)))


@SIGMOID.mistake("value", read="02 Only a part of the formula")
def step(z):
    """The score was turned into 0 or 1. A sigmoid is a smooth curve between them; the decision comes later, in
    `predict`.

    >>> print(sigmoid(0.1), sigmoid(-0.1))
    How sure are these?
    """
    return np.where(z > 0, 1.0, 0.0)


@SIGMOID.mistake("value", read="02 Only a part of the formula")
def constant(z):
    """Every score gets the same answer: the result does not depend on z.

    >>> print(sigmoid(-3), sigmoid(3))
    """
    return 0.5 + 0 * z


@SIGMOID.mistake("shape", keeps=0.7, read="08 Want a number, get a number")
def another_shape(z):
    """The values sit in a table of another shape: what comes back should look like what went in, a number for a number.

    >>> print(np.shape(z), np.shape(sigmoid(z)))
    """
    return (1 / (1 + np.exp(-z))) * np.ones((1, 1))


@SIGMOID.mistake("kind", keeps=0.3, read="07 Functions that take one number, and functions that take an array")
def one_number_only(z):
    """A function for single numbers, such as `math.exp` or `float`, met a whole array.

    >>> type(z)
    Which exponential takes arrays?
    """
    return 1 / (1 + np.exp(-float(z)))


@SIGMOID.mistake("kind", read="00 Printed and not returned")
def nothing_returned(z):
    """The value is computed and then dropped: without a return, a function gives None.

    >>> print(sigmoid(0))
    """
    s = 1 / (1 + np.exp(-z))  # noqa: F841


@SIGMOID.mistake("unchanged", read="02 A box for whole numbers, and the caller's own array")
def in_place(z):
    """The minus sign was written into z, the caller's own array. After the call every score has the other sign.

    >>> z = np.array([1.0, 2.0]); sigmoid(z); print(z)
    """
    z *= -1
    return 1 / (1 + np.exp(z))


@SIGMOID.mistake("stable", read="02 Overflow: e to the power 1000 is no float")
def too_large_for_exp(z):
    """exp(1000) is infinite, and infinity over infinity is not a number. Scores this large come with a large learning
    rate.

    >>> print(np.exp(1000.0) / (1 + np.exp(1000.0)))
    """
    return np.exp(z) / (1 + np.exp(z))


name_curves(SIGMOID)
