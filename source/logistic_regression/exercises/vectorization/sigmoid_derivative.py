"""The slope of the sigmoid."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise

from .sigmoid import VISIBLE, fresh

SIGMOID_DERIVATIVE = Exercise(
    name="sigmoid_derivative",
    notebook="1_vectorization",
    rungs={"kind": 0, "shape": 0.5, "value": 0.5, "hidden": 0.5, "unchanged": 0.5},
    returns=("ds",),
    visible=VISIBLE,
    hidden=fresh,
    evaluation_order=("s", "ds"),
    uses=("sigmoid",),
    passed="The slope at 0 is 0.25, the steepest there is: did you predict it?",
)

sigmoid = SIGMOID_DERIVATIVE.sibling("sigmoid")


@SIGMOID_DERIVATIVE.mistake(
    "sigmoid-itself",
    fails="value",
    lesson="04",
    heading="The value for the slope, a factor missing, another curve's rule",
    why="This is the height of the curve. The derivative is its slope.",
    look="print(sigmoid_derivative(10.0)): the curve is flat there",
)
def sigmoid_itself(z):
    return sigmoid(z)


@SIGMOID_DERIVATIVE.mistake(
    "one-factor-missing",
    fails="value",
    lesson="04",
    heading="The value for the slope, a factor missing, another curve's rule",
    why="This is 1 − s, one of the two factors. It arises too when the denominator is not squared.",
    look="print(sigmoid_derivative(-10.0)): the curve is flat there, so the slope must be near 0",
)
def one_factor_missing(z):
    return 1 - sigmoid(z)


@SIGMOID_DERIVATIVE.mistake(
    "z-for-s",
    fails="value",
    lesson="04",
    heading="The value for the slope, a factor missing, another curve's rule",
    why="The rule s(1 − s) was given the score z. It holds for s, the sigmoid of z.",
    look="print(sigmoid_derivative(0.0)): the curve is steepest there",
)
def z_for_s(z):
    return z * (1 - z)


@SIGMOID_DERIVATIVE.mistake(
    "sigmoid-twice",
    fails="value",
    lesson="04",
    heading="The value for the slope, a factor missing, another curve's rule",
    why="The sigmoid was taken of the sigmoid. The argument is a score; it is squashed once.",
    look="print(sigmoid_derivative(0.0)): one quarter",
)
def sigmoid_twice(z):
    s = sigmoid(sigmoid(z))
    return s * (1 - s)


@SIGMOID_DERIVATIVE.mistake(
    "rule-of-another-curve",
    fails="value",
    lesson="04",
    heading="The value for the slope, a factor missing, another curve's rule",
    why="1 − s² is the slope of the hyperbolic tangent. The sigmoid has another rule.",
    look="print(sigmoid_derivative(0.0)): one quarter",
)
def rule_of_another_curve(z):
    return 1 - sigmoid(z) ** 2


@SIGMOID_DERIVATIVE.mistake(
    "wrong-precedence",
    fails="value",
    lesson="02",
    heading="A bracket missing: precedence",
    why="The sigmoid inside divides 1 by 1 before it adds. The rule s(1 − s) is right, and it got a wrong s.",
    look="print(1/1+3, 1/(1+3))",
)
def wrong_precedence(z):
    s = 1 / 1 + np.exp(-z)
    return s * (1 - s)


@SIGMOID_DERIVATIVE.mistake(
    "sign-left-over",
    fails="value",
    lesson="04",
    heading="The value for the slope, a factor missing, another curve's rule",
    why="A minus sign of the chain rule is left over. The sigmoid rises everywhere, so its slope is never negative.",
    look="print(sigmoid_derivative(0.0)): up or down?",
)
def sign_left_over(z):
    s = sigmoid(z)
    return -s * (1 - s)


@SIGMOID_DERIVATIVE.mistake(
    "plus-inside",
    fails="value",
    lesson="04",
    heading="The value for the slope, a factor missing, another curve's rule",
    why="The second factor is 1 + s. It must shrink where s comes near 1, because the curve is flat there.",
    look="print(sigmoid_derivative(10.0)): the curve is flat there",
)
def plus_inside(z):
    s = sigmoid(z)
    return s * (1 + s)


@SIGMOID_DERIVATIVE.mistake(
    "squared",
    fails="value",
    lesson="04",
    heading="The value for the slope, a factor missing, another curve's rule",
    why="s is multiplied by itself. The second factor is another one, and it must shrink where s comes near 1.",
    look="print(sigmoid_derivative(10.0)): the curve is flat there",
)
def squared(z):
    return sigmoid(z) ** 2


@SIGMOID_DERIVATIVE.mistake(
    "dot-product",
    fails="kind",
    lesson="07",
    heading="Multiply, or multiply and add",
    why="np.dot and @ multiply matrices and add up. "
    "Here each entry is multiplied with its own partner and stays alone.",
    look="z = np.zeros((3, 2)); print(z.shape, sigmoid_derivative(z).shape)",
)
def dot_product(z):
    s = sigmoid(z)
    return np.dot(s, 1 - s)


@SIGMOID_DERIVATIVE.mistake(
    "one-number-only",
    fails="kind",
    lesson="07",
    heading="Functions that take one number, and functions that take an array",
    why="math.exp takes a single number and refuses an array. The numpy function of the same name takes both.",
    look="sigmoid_derivative(np.array([1.0, 2.0]))",
)
def one_number_only(z):
    import math

    s = 1 / (1 + math.exp(-z))
    return s * (1 - s)


@SIGMOID_DERIVATIVE.mistake(
    "nothing-returned",
    fails="kind",
    lesson="00",
    heading="Printed and not returned",
    why="The value was computed and not handed back. A function without return gives None, also if it prints.",
    look="print(sigmoid_derivative(0.0))",
)
def nothing_returned(z):
    s = sigmoid(z)
    print(s * (1 - s))


@SIGMOID_DERIVATIVE.mistake(
    "in-place",
    fails="unchanged",
    lesson="02",
    heading="A box for whole numbers, and the caller's own array",
    why="The minus sign was written into z, the caller's own array. After the call every score has the other sign.",
    look="z = np.array([1.0, 2.0]); sigmoid_derivative(z); print(z)",
)
def in_place(z):
    z *= -1
    s = sigmoid(z)
    return s * (1 - s)
