"""Lesson 02: decide by the sign of a score, find the boundary, and repair the probability of a no."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise, call

DECIDE = Exercise(
    name="decide",
    notebook="02_squash_a_score_into_a_probability",
    parts={"decide": 1},
    returns=("decide",),
    visible=(
        call(1.5, -1.0, -2.5, 7.0, 5.0),
        call(1.5, -1.0, -2.5, 4.0, 8.0),
        call(1.0, 1.0, -4.0, 2.0, 2.25),
        call(1.0, -1.0, -2.5, 5.0, 3.0),
        call(1.0, 1.0, -1.0, 1.0, -1.5),
    ),
    hidden=lambda rng: [],
    passed="The sigmoid was not needed: a is above one half exactly where z is above zero.",
)


@DECIDE.mistake("value", read="02 The bias left out, subtracted, weighted, or added too late")
def b_left_out(w1, w2, b, x1, x2):
    """The bias never enters the score. Where the weighted numbers are small, the bias decides.

    >>> print(decide(1.0, -1.0, -2.5, 5.0, 3.0))
    What is z with b, and what without?
    """
    return 1 if w1 * x1 + w2 * x2 > 0 else 0


@DECIDE.mistake("value", read="02 The bias left out, subtracted, weighted, or added too late")
def bias_subtracted(w1, w2, b, x1, x2):
    """The bias is subtracted. A larger b must raise every score.

    >>> print(decide(1.0, 1.0, -1.0, 1.0, -1.5))
    Z is −1.5 here.
    """
    return 1 if w1 * x1 + w2 * x2 - b > 0 else 0


@DECIDE.mistake("value", read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned")
def score_against_half(w1, w2, b, x1, x2):
    """The score is compared with 0.5. One half is the limit for a probability; a score of 0.5 is already 0.62.

    >>> print(decide(1.0, 1.0, -4.0, 2.0, 2.25))
    Z is 0.25 here.
    """
    return 1 if w1 * x1 + w2 * x2 + b > 0.5 else 0


@DECIDE.mistake("value", read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned")
def swapped(w1, w2, b, x1, x2):
    """The answers are swapped: a positive score speaks for 1.

    >>> print(decide(1.5, -1.0, -2.5, 7.0, 5.0))
    Z is 3 here.
    """
    return 0 if w1 * x1 + w2 * x2 + b > 0 else 1


@DECIDE.mistake("value", read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned")
def score_itself(w1, w2, b, x1, x2):
    """This is the score z. The answer is 0 or 1.

    >>> print(decide(1.5, -1.0, -2.5, 7.0, 5.0))
    """
    return w1 * x1 + w2 * x2 + b


BOUNDARY = Exercise(
    name="boundary",
    notebook="02_squash_a_score_into_a_probability",
    parts={"x2": 1},
    returns=("x2",),
    visible=(call(1.5, -1.0, -2.5, 7.0), call(2.0, 4.0, 1.0, -3.0), call(-0.5, 2.5, 3.0, 2.0)),
    hidden=lambda rng: [],
    passed="On this line z is 0 and the probability one half. The line is straight, although the sigmoid is not.",
)


@BOUNDARY.mistake("value", read="02 Find the boundary")
def sign_lost(w1, w2, b, x1):
    """The sign is turned. In w1·x1 + w2·x2 + b = 0 everything but w2·x2 goes to the other side.

    >>> x2 = boundary(1.5, -1.0, -2.5, 7.0); print(1.5 * 7.0 - 1.0 * x2 - 2.5)
    It must be 0.
    """
    return (w1 * x1 + b) / w2


@BOUNDARY.mistake("value", read="02 A bracket missing: precedence")
def precedence(w1, w2, b, x1):
    """Division binds before addition: only b was divided by w2. A bracket is missing.

    >>> print(1 + 6 / 2, (1 + 6) / 2)
    """
    return -w1 * x1 + b / w2


@BOUNDARY.mistake("value", read="02 The bias left out, subtracted, weighted, or added too late", id="b-left-out")
def line_without_b(w1, w2, b, x1):
    """The bias is left out, so the line always goes through the origin.

    >>> x2 = boundary(2.0, 4.0, 1.0, -3.0); print(2.0 * -3.0 + 4.0 * x2 + 1.0)
    It must be 0.
    """
    return -w1 * x1 / w2


@BOUNDARY.mistake("value", read="02 Find the boundary")
def score_of_one_half(w1, w2, b, x1):
    """On this line the score is 0.5. The probability is one half where the score is 0.

    >>> x2 = boundary(2.0, 4.0, 1.0, -3.0); print(2.0 * -3.0 + 4.0 * x2 + 1.0)
    It must be 0.
    """
    return (0.5 - w1 * x1 - b) / w2


@BOUNDARY.mistake("value", read="02 Find the boundary")
def weights_swapped(w1, w2, b, x1):
    """w1 and w2 changed places: w1 belongs to x1, and x2 is asked.

    >>> x2 = boundary(2.0, 4.0, 1.0, -3.0); print(2.0 * -3.0 + 4.0 * x2 + 1.0)
    It must be 0.
    """
    return -(w2 * x1 + b) / w1


PROBABILITY_OF_NO = Exercise(
    name="probability_of_no",
    notebook="02_squash_a_score_into_a_probability",
    parts={"probability_of_no": 1},
    rungs={"unchanged": 1},
    returns=("probability_of_no",),
    visible=(call(np.array([[-2.0, 0.0, 0.5, 3.0]])), call(1.25), call(np.array([-1.5, 2.0]))),
    hidden=lambda rng: [],
    passed="It is what σ(z) leaves to 1. So 1 − σ(z) = σ(−z): that will be handy in lesson 05.",
)


@PROBABILITY_OF_NO.mistake("value", read="02 A bracket missing: precedence", id="precedence")
def divided_before_adding(z):
    """Division binds before addition, so 1 was divided by 1 and the exponential was added to it. The result is above 1
    everywhere.

    >>> print(1 / 1 + 3, 1 / (1 + 3))
    """
    return 1 / 1 + np.exp(z)


@PROBABILITY_OF_NO.mistake("value", read="02 The sign flipped")
def probability_of_yes(z):
    """The exponent has the other sign: this is σ(z), the probability of a yes. With a high score a no must be unlikely.

    >>> print(probability_of_no(3.0))
    """
    return 1 / (1 + np.exp(-z))


@PROBABILITY_OF_NO.mistake("value", read="02 Only a part of the formula")
def exponential_only(z):
    """This is one piece of the formula, e to the power −z. It has no upper limit, so it is no probability.

    >>> print(probability_of_no(np.array([-2.0, 2.0])))
    """
    return np.exp(-z)


@PROBABILITY_OF_NO.mistake("value", read="02 Only a part of the formula")
def step(z):
    """The score was cut to 0 or 1. The curve is smooth, and how sure it is lies in between.

    >>> print(probability_of_no(np.array([-0.1, 0.1])))
    """
    return np.where(np.asarray(z) < 0, 1.0, 0.0)


@PROBABILITY_OF_NO.mistake("value", read="02 Only a part of the formula")
def minus_in_the_denominator(z):
    """1 − e is in the denominator: at z = 0 that is a division by 0, and on one side the result is negative.

    >>> print(probability_of_no(np.array([-2.0, 2.0])))
    """
    return 1 / (1 - np.exp(z))
