"""The slope of the sigmoid."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise

from .sigmoid import VISIBLE, fresh

SIGMOID_DERIVATIVE = Exercise(
    name="sigmoid_derivative",
    notebook="1_vectorization",
    parts={"ds": 1.5},
    rungs={"unchanged": 0.5},
    returns=("ds",),
    visible=VISIBLE,
    hidden=fresh,
    evaluation_order=("s", "ds"),
    uses=("sigmoid",),
    passed="The slope at 0 is 0.25, the steepest there is: did you predict it?",
)

sigmoid = SIGMOID_DERIVATIVE.sibling("sigmoid")


# ---- the value, the slope, what comes back


@SIGMOID_DERIVATIVE.mistake("value", read="04 Wrong slopes: the value, a missing factor, another curve's rule")
def sigmoid_itself(z):
    """This is the height of the curve. The derivative is its slope.

    >>> print(sigmoid_derivative(10.0))
    The curve is flat there.
    """
    return sigmoid(z)


@SIGMOID_DERIVATIVE.mistake(
    "value", keeps=0.3, read="04 Wrong slopes: the value, a missing factor, another curve's rule"
)
def one_factor_missing(z):
    """This is 1 − s, one of the two factors. It arises too when the denominator is not squared.

    >>> print(sigmoid_derivative(-10.0))
    The curve is flat there, so the slope must be near 0.
    """
    return 1 - sigmoid(z)


@SIGMOID_DERIVATIVE.mistake(
    "value", keeps=0.3, read="04 Wrong slopes: the value, a missing factor, another curve's rule"
)
def z_for_s(z):
    """The rule s(1 − s) was given the score z. It holds for s, the sigmoid of z.

    >>> print(sigmoid_derivative(0.0))
    The curve is steepest there.
    """
    return z * (1 - z)


@SIGMOID_DERIVATIVE.mistake(
    "value", keeps=0.3, read="04 Wrong slopes: the value, a missing factor, another curve's rule"
)
def sigmoid_twice(z):
    """The sigmoid was taken of the sigmoid. The argument is a score; it is squashed once.

    >>> print(sigmoid_derivative(0.0))
    At z = 0 the slope is one quarter: is yours?
    """
    s = sigmoid(sigmoid(z))
    return s * (1 - s)


@SIGMOID_DERIVATIVE.mistake(
    "value", keeps=0.3, read="04 Wrong slopes: the value, a missing factor, another curve's rule"
)
def rule_of_another_curve(z):
    """1 − s² is the slope of the hyperbolic tangent. The sigmoid has another rule.

    >>> print(sigmoid_derivative(0.0))
    At z = 0 the slope is one quarter: is yours?
    """
    return 1 - sigmoid(z) ** 2


@SIGMOID_DERIVATIVE.mistake("value", keeps=0.5, read="02 A bracket missing: precedence")
def wrong_precedence(z):
    """The sigmoid inside divides 1 by 1 before it adds. The rule s(1 − s) is right, and it got a wrong s.

    >>> print(1/1+3, 1/(1+3))
    """
    s = 1 / 1 + np.exp(-z)
    return s * (1 - s)


@SIGMOID_DERIVATIVE.mistake(
    "value", keeps=0.5, read="04 Wrong slopes: the value, a missing factor, another curve's rule"
)
def sign_left_over(z):
    """The slope has the other sign. Usually a minus of the chain rule is left over, or a difference is the wrong way
    round. The sigmoid rises everywhere, so its slope is never negative.

    >>> print(sigmoid_derivative(0.0))
    Up or down?
    """
    s = sigmoid(z)
    return -s * (1 - s)


@SIGMOID_DERIVATIVE.mistake(
    "value", keeps=0.5, read="04 Wrong slopes: the value, a missing factor, another curve's rule"
)
def plus_inside(z):
    """The second factor is 1 + s. It must shrink where s comes near 1, because the curve is flat there.

    >>> print(sigmoid_derivative(10.0))
    The curve is flat there.
    """
    s = sigmoid(z)
    return s * (1 + s)


@SIGMOID_DERIVATIVE.mistake(
    "value", keeps=0.3, read="04 Wrong slopes: the value, a missing factor, another curve's rule"
)
def squared(z):
    """s is multiplied by itself. The second factor is another one, and it must shrink where s comes near 1.

    >>> print(sigmoid_derivative(10.0))
    The curve is flat there.
    """
    return sigmoid(z) ** 2


@SIGMOID_DERIVATIVE.mistake("kind", keeps=0.5, read="07 Multiply, or multiply and add")
def dot_product(z):
    """np.dot and @ multiply matrices and add up. Here each entry is multiplied with its own partner and stays alone.

    >>> z = np.zeros((3, 2)); print(z.shape, sigmoid_derivative(z).shape)
    """
    s = sigmoid(z)
    return np.dot(s, 1 - s)


@SIGMOID_DERIVATIVE.mistake(
    "kind", keeps=0.3, read="07 Functions that take one number, and functions that take an array"
)
def one_number_only(z):
    """math.exp takes a single number and refuses an array. The numpy function of the same name takes both.

    >>> sigmoid_derivative(np.array([1.0, 2.0]))
    """
    import math

    s = 1 / (1 + math.exp(-z))
    return s * (1 - s)


@SIGMOID_DERIVATIVE.mistake("kind", read="00 Printed and not returned")
def nothing_returned(z):
    """The value was computed and not handed back. A function without return gives None, also if it prints.

    >>> print(sigmoid_derivative(0.0))
    """
    s = sigmoid(z)
    print(s * (1 - s))


@SIGMOID_DERIVATIVE.mistake("unchanged", read="02 A box for whole numbers, and the caller's own array")
def in_place(z):
    """The minus sign was written into z, the caller's own array. After the call every score has the other sign.

    >>> z = np.array([1.0, 2.0]); sigmoid_derivative(z); print(z)
    """
    z *= -1
    s = sigmoid(z)
    return s * (1 - s)


# ---- the rule s(1 − s), and the sigmoid inside it


def rule(s):
    """The right rule, for a wrong s."""
    return s * (1 - s)


@SIGMOID_DERIVATIVE.mistake("value", keeps=0.5, read="02 Know the wrong curves")
def wrong_sigmoid_inside(z):
    """The rule s(1 − s) is right, and it got another curve: the sigmoid that is built anew here is not 1 / (1 +
    exp(−z)).

    `s = sigmoid(z)` calls the one that you wrote above.
    """
    return rule(1 / np.exp(-z))


for _curve in (
    lambda z: np.exp(-z),
    lambda z: np.tanh(z),
    lambda z: 1 / (1 - np.exp(-z)),
    lambda z: 1 / (1 - np.exp(z)),
    lambda z: 1 / (1 + np.e * -z),
    lambda z: 1 / (1 + np.exp2(-z)),
    lambda z: 1 / 1 + np.exp(z),
    lambda z: np.maximum(0, z),
    lambda z: 1 / (1 + np.exp(-np.abs(z))) ** 2,
):
    SIGMOID_DERIVATIVE.more("wrong-sigmoid-inside", lambda z, curve=_curve: rule(curve(z)))


@SIGMOID_DERIVATIVE.mistake(
    "value", keeps=0.5, read="04 Wrong slopes: the value, a missing factor, another curve's rule"
)
def wrong_quotient(z):
    """The long form, exp(−z) / (1 + exp(−z))², is not written as it stands: a sign, a square or a bracket differs.

    s · (1 − s) is the same and has less to slip on.
    """
    return np.exp(z) / (1 + np.exp(-z)) ** 2


SIGMOID_DERIVATIVE.more(
    "wrong-quotient",
    lambda z: np.exp(-z) / (1 + np.exp(z)) ** 2,
    lambda z: np.exp(-z) / 1 + np.exp(-z) ** 2,
    lambda z: np.exp(-z) / (1 + np.exp(-z) ** 2),
    lambda z: 1 / (1 + np.exp(-z) ** 2),
    lambda z: np.exp(-z) * (1 + np.exp(-z)) ** 2,
)


@SIGMOID_DERIVATIVE.mistake(
    "value", keeps=0.3, read="04 Wrong slopes: the value, a missing factor, another curve's rule"
)
def one_factor_from_z(z):
    """One of the two factors is made from the score z and the other from s. Both are made from s.

    >>> print(sigmoid_derivative(0.0))
    At z = 0 the slope is one quarter: is yours?
    """
    return sigmoid(z) * (1 - z)


SIGMOID_DERIVATIVE.more("one-factor-from-z", lambda z: z * (1 - sigmoid(z)))


SIGMOID_DERIVATIVE.more("one-factor-from-z", lambda z: z * sigmoid(z) * (1 - sigmoid(z)))


SIGMOID_DERIVATIVE.more("sigmoid-twice", lambda z: sigmoid(sigmoid(z)))


SIGMOID_DERIVATIVE.more("one-factor-missing", lambda z: np.exp(-z) / (1 + np.exp(-z)))


@SIGMOID_DERIVATIVE.mistake("value", read="04 Wrong slopes: the value, a missing factor, another curve's rule")
def factors_not_multiplied(z):
    """s and 1 − s are not joined as the two factors of a product. Usually another sign stands between them, or a
    bracket around 1 − s is missing.

    >>> print(sigmoid_derivative(0.0))
    At z = 0 it must be one half times one half.
    """
    s = sigmoid(z)
    return s - (1 - s)


for _joined in (
    lambda s: s / (1 - s),
    lambda s: (1 - s) / s,
    lambda s: s + (1 - s),
    lambda s: 1 / s * (1 - s),
    lambda s: s * 1 - s,
    lambda s: s ** (1 - s),
):
    SIGMOID_DERIVATIVE.more("factors-not-multiplied", lambda z, joined=_joined: joined(sigmoid(z)))


@SIGMOID_DERIVATIVE.mistake(
    "value", keeps=0.5, read="04 Wrong slopes: the value, a missing factor, another curve's rule"
)
def power_too_many(z):
    """One of the factors is squared, or stands there twice. Each of s and 1 − s stands there once.

    >>> print(sigmoid_derivative(0.0))
    At z = 0 the slope is one quarter: is yours?
    """
    s = sigmoid(z)
    return (1 - s) ** 2


for _power in (
    lambda s: s * (1 - s) * (1 - s),
    lambda s: s * s * (1 - s),
    lambda s: s * (1 - s**2),
    lambda s: s - s**3,
    lambda s: 1 - s * s * s,
    lambda s: s**2 * (1 - s**2),
):
    SIGMOID_DERIVATIVE.more("power-too-many", lambda z, power=_power: power(sigmoid(z)))
