"""What goes wrong in the rule s(1 − s), and in the sigmoid that is built anew inside it."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .sigmoid_derivative import SIGMOID_DERIVATIVE

sigmoid = SIGMOID_DERIVATIVE.sibling("sigmoid")


def rule(s):
    """The right rule, for a wrong s."""
    return s * (1 - s)


@SIGMOID_DERIVATIVE.mistake("value", read="02 Know the wrong curves")
def wrong_sigmoid_inside(z):
    """The rule s(1 − s) is right, and it got another curve: the sigmoid that is built anew here is not 1 / (1 +
    exp(−z)).

    s = sigmoid(z) calls the one that you wrote above
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
    SIGMOID_DERIVATIVE.variant("wrong-sigmoid-inside")(lambda z, curve=_curve: rule(curve(z)))


@SIGMOID_DERIVATIVE.mistake("value", read="04 The value for the slope, a factor missing, another curve's rule")
def wrong_quotient(z):
    """The long form, exp(−z) / (1 + exp(−z))², is not written as it stands: a sign, a square or a bracket differs.

    s * (1 − s) is the same and has less to slip on
    """
    return np.exp(z) / (1 + np.exp(-z)) ** 2


for _quotient in (
    lambda z: np.exp(-z) / (1 + np.exp(z)) ** 2,
    lambda z: np.exp(-z) / 1 + np.exp(-z) ** 2,
    lambda z: np.exp(-z) / (1 + np.exp(-z) ** 2),
    lambda z: 1 / (1 + np.exp(-z) ** 2),
    lambda z: np.exp(-z) * (1 + np.exp(-z)) ** 2,
):
    SIGMOID_DERIVATIVE.variant("wrong-quotient")(_quotient)


@SIGMOID_DERIVATIVE.mistake("value", read="04 The value for the slope, a factor missing, another curve's rule")
def one_factor_from_z(z):
    """One of the two factors is made from the score z and the other from s. Both are made from s.

    print(sigmoid_derivative(0.0)): one quarter
    """
    return sigmoid(z) * (1 - z)


SIGMOID_DERIVATIVE.variant("one-factor-from-z")(lambda z: z * (1 - sigmoid(z)))
SIGMOID_DERIVATIVE.variant("one-factor-from-z")(lambda z: z * sigmoid(z) * (1 - sigmoid(z)))
SIGMOID_DERIVATIVE.variant("sigmoid-twice")(lambda z: sigmoid(sigmoid(z)))
SIGMOID_DERIVATIVE.variant("one-factor-missing")(lambda z: np.exp(-z) / (1 + np.exp(-z)))


@SIGMOID_DERIVATIVE.mistake("value", read="04 The value for the slope, a factor missing, another curve's rule")
def factors_not_multiplied(z):
    """s and 1 − s are added, subtracted or divided. They are the two factors of a product.

    print(sigmoid_derivative(0.0)): one half times one half
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
    SIGMOID_DERIVATIVE.variant("factors-not-multiplied")(lambda z, joined=_joined: joined(sigmoid(z)))


@SIGMOID_DERIVATIVE.mistake("value", read="04 The value for the slope, a factor missing, another curve's rule")
def power_too_many(z):
    """One of the factors is squared, or stands there twice. Each of s and 1 − s stands there once.

    print(sigmoid_derivative(0.0)): one quarter
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
    SIGMOID_DERIVATIVE.variant("power-too-many")(lambda z, power=_power: power(sigmoid(z)))
