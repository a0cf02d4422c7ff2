"""Curves that are taken for the sigmoid: named mistakes for every exercise that asks for one."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise, Function, Mistake


def as_in_the_text(z):
    """The sigmoid as most people write it; it overflows where the solutions do not."""
    e = np.exp(-z)
    return 1 / (1 + e)


#: id -> why, code to run, what to look at, the heading of lesson 02 to read, the share that it keeps, its variants
CURVES: dict[str, tuple[str, str, str, str, float, tuple[Function, ...]]] = {
    "precedence-and-sign": (
        (
            "Two slips at once: division binds before addition, so the exponential was added to 1, and its exponent "
            "has the other sign."
        ),
        "print(1/1+3, 1/(1+3), sigmoid(-10.0), sigmoid(10.0))",
        "Which of the last two must be near 1?",
        "The sign flipped",
        0.3,
        (lambda z: 1 / 1 + np.exp(z),),
    ),
    "decaying-exponential-only": (
        "This is e to the power −z, one piece of the formula. It grows without limit for negative scores.",
        "print(sigmoid(0.0), sigmoid(-5.0))",
        "",
        "Only a part of the formula",
        0.0,
        (lambda z: np.exp(-z), lambda z: np.expm1(-z)),
    ),
    "minus-in-the-denominator": (
        (
            "The exponential is subtracted in the denominator. At z = 0 that is a division by 0, and on one side the "
            "result is negative."
        ),
        "print(sigmoid(0.5))",
        "A probability must be between 0 and 1.",
        "Only a part of the formula",
        0.5,
        (lambda z: 1 / (1 - np.exp(-z)), lambda z: np.exp(z) / (1 - np.exp(z)), lambda z: 1 / (1 - np.exp(z))),
    ),
    "shared": (
        (
            "Each exponential is divided by the sum of them all, so the entries share one probability. The sigmoid "
            "looks at each entry alone."
        ),
        "print(sigmoid(np.zeros(4)))",
        "Every entry must be 0.5.",
        "Squash it",
        0.0,
        (lambda z: np.exp(z) / np.sum(np.exp(z)), lambda z: np.exp(-z) / np.sum(np.exp(-z))),
    ),
    "hyperbolic-tangent": (
        "This is the hyperbolic tangent. It has the same form and runs from −1 to 1; a probability runs from 0 to 1.",
        "print(sigmoid(-5.0), sigmoid(0.0))",
        "",
        "Another curve, another steepness",
        0.0,
        (lambda z: np.tanh(z), lambda z: 2 / (1 + np.exp(-z)) - 1, lambda z: 2 / (1 + np.exp(-2 * z)) - 1.0 + 0 * z),
    ),
    "cut-below-zero": (
        "Scores below 0 become 0 and the others stay as they are. That has no upper limit, so it is no probability.",
        "print(sigmoid(5.0))",
        "",
        "Another curve, another steepness",
        0.0,
        (lambda z: np.maximum(0, z), lambda z: np.log(1 + np.exp(z))),
    ),
    "slope-for-the-curve": (
        "This is s(1 − s), the slope of the sigmoid. The curve itself is asked for.",
        "print(sigmoid(5.0))",
        "Near 1, or near 0?",
        "Another curve, another steepness",
        0.0,
        (lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2, lambda z: 1 / (1 + np.exp(-z)) ** 2),
    ),
    "times-the-score": (
        "The probability is multiplied by the score at the end. It is between 0 and 1 before that.",
        "print(sigmoid(5.0))",
        "",
        "Another curve, another steepness",
        0.3,
        (lambda z: z / (1 + np.exp(-z)), lambda z: z * np.exp(-z)),
    ),
    "another-base": (
        "Another number than e is raised to the power −z. The curve has the right form and the wrong steepness.",
        "",
        "`np.exp(-z)` is e to the power −z.",
        "Another curve, another steepness",
        0.3,
        (
            lambda z: 1 / (1 + np.exp2(-z)),
            lambda z: 1 / (1 + 10 ** (-z)),
            lambda z: 1 / (1 + 10.0 ** (-z)),
            lambda z: 1 / (1 + 3 ** (-z)),
            lambda z: 1 / (1 + 2 ** (-z)),
            lambda z: 1 / (1 + 3.0 ** (-z)),
        ),
    ),
    "e-typed-by-hand": (
        "The number e was typed with a few digits. It has infinitely many, and np.exp knows sixteen of them.",
        "print(np.e)",
        "",
        "Another curve, another steepness",
        0.5,
        tuple((lambda z, e=e: 1 / (1 + e ** (-z))) for e in (2.718, 2.71, 2.72, 2.7, 2.7183, 2.71828, 2.7182)),
    ),
    "e-times-the-score": (
        "e is multiplied by −z. It is meant to be raised to that power: np.exp(-z).",
        "print(np.e * -2, np.exp(-2))",
        "",
        "Another curve, another steepness",
        0.3,
        (lambda z: 1 / (1 + np.e * -z),),
    ),
    "precedence-with-minus": (
        (
            "Division binds before subtraction, so 1 is divided by 1 and the exponential is taken from it. And in the "
            "denominator of the formula stands a plus."
        ),
        "print(1/1-3, 1/(1+3))",
        "",
        "A bracket missing: precedence",
        0.3,
        (lambda z: 1 / 1 - np.exp(-z), lambda z: 1 / 1 - np.exp(z)),
    ),
    "fraction-without-brackets": (
        "The whole denominator needs brackets: without them only the 1 stands below the line.",
        "print(6/1+2, 6/(1+2))",
        "",
        "A bracket missing: precedence",
        0.3,
        (lambda z: np.exp(z) / 1 + np.exp(z), lambda z: np.exp(-z) / 1 + np.exp(-z)),
    ),
    "factor-in-the-exponent": (
        "The curve is too steep or too flat: on its way into it, the score carries a factor.",
        "",
        "What goes into exp, or into tanh? Compare it with the formula.",
        "Another curve, another steepness",
        0.5,
        (lambda z: 1 / (1 + np.exp(-2 * z)), lambda z: 1 / (1 + np.exp(-z / 2)), lambda z: 1 / (1 + np.exp(-0.5 * z))),
    ),
    "one-in-the-exponent": (
        "The 1 of the denominator slipped into the exponent, or a number was added there: the curve has moved along.",
        "print(sigmoid(0.0))",
        "One half.",
        "Another curve, another steepness",
        0.3,
        (
            lambda z: 1 / (1 + np.exp(1 - z)),
            lambda z: 1 / np.exp(1 - z),
            lambda z: 1 / (1 + np.exp(-z + 1)),
            lambda z: 1 / (1 + np.exp(-z - 1)),
            lambda z: 1 / (np.exp(1 + -z)),
            lambda z: 1 / np.exp(-z + 1),
        ),
    ),
    "logarithm-for-the-exponential": (
        "A logarithm stands where the exponential is meant. It has no answer for numbers below 0.",
        "print(np.log(2.0), np.exp(2.0))",
        "",
        "Another curve, another steepness",
        0.0,
        (lambda z: 1 / (1 + np.log(-z)), lambda z: np.log(z / (1 - z)), lambda z: 1 / (1 + np.log(z))),
    ),
    "step": (
        "The score was cut to 0 or 1. The sigmoid is a smooth curve, and how sure it is lies in between.",
        "print(sigmoid(0.1), sigmoid(4.0))",
        "Should they be equal?",
        "Only a part of the formula",
        0.0,
        (
            lambda z: np.where(z >= 0, 1.0, 0.0),
            lambda z: np.round(1 / (1 + np.exp(-z))),
            lambda z: np.heaviside(z, 1.0),
        ),
    ),
}


def name_curves(exercise: Exercise) -> None:
    """Give a sigmoid exercise the mistakes of the table, and further variants of those that it has already."""
    for id, (why, run, look, heading, keeps, variants) in CURVES.items():
        rest = variants
        if id not in [mistake.id for mistake in exercise.mistakes]:
            exercise.add(Mistake(id, variants[0], "value", why, look, run, "02", heading, keeps=keeps))
            rest = variants[1:]
        exercise.more(id, *rest)
