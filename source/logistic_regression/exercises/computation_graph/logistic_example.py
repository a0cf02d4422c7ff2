"""`logistic_example`: score, probability and loss of logistic regression on one example."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from ..guards import calm_scores, drawn


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three examples with both labels and scores of either sign, none beyond ±3."""
    each = zip((-1.0, 1.0, 1.0), (1, 0, 1), strict=True)
    return [drawn(lambda sign=sign, y=y: example(rng, sign, y), is_calm) for sign, y in each]


def example(rng: np.random.Generator, sign: float, y: int) -> Call:
    """One example, with a score of a given sign."""
    w1, w2, x1, x2 = (rng.choice([-1.0, 1.0], 4) * rng.uniform(0.4, 1.8, 4)).tolist()
    z = sign * float(rng.uniform(0.4, 2.5))
    return call(w1, w2, z - w1 * x1 - w2 * x2, x1, x2, y)


def is_calm(one: Call) -> bool:
    """Whether a guard leaves the loss as it is."""
    w1, w2, b, x1, x2, y = one.arguments
    return calm_scores(np.array([[w1], [w2]]), b, np.array([[x1], [x2]]), np.array([[y]]))


# Scores lie within ±2, so that no loss is flat. The first lies between 0 and 1, where it can pass for a probability.
VISIBLE = (
    call(0.8, -0.5, 0.7, 2.0, 3.0, 1),
    call(-1.5, 0.25, 1.0, 1.5, -2.0, 0),
    call(0.3, 1.2, -0.4, -1.0, 0.5, 0),
    call(-0.7, 1.1, -0.2, 0.4, 1.5, 1),
)

LOGISTIC_EXAMPLE = Exercise(
    name="logistic_example",
    notebook="3_computation_graph",
    parts={"z": 0.5, "a": 1, "loss": 1.5},
    returns=("z", "a", "loss"),
    visible=VISIBLE,
    hidden=fresh,
    evaluation_order=("z", "a", "loss"),
    passed="With w1 = w2 = b = 0 the loss is 0.6931 = log 2, whatever x and y are: did you predict it?",
)

LOSS = "-(y * np.log(a) + (1 - y) * np.log(1 - a))"


# ---- the score and its probability


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
@LOGISTIC_EXAMPLE.slip({" + b": ""})
def bias_forgotten():
    """b does not enter the score.

    >>> print(logistic_example(0, 0, 0.7, 2, 3, 1)[0])
    """


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.6, read="02 The sign flipped")
@LOGISTIC_EXAMPLE.slip({"np.exp(-z)": "np.exp(z)"})
def sigmoid_turned():
    """exp(z) stands where exp(−z) belongs, so a high score gives a low probability.

    >>> print(logistic_example(0, 0, 5, 0, 0, 1)[1])
    """


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.6, read="02 The bias left out, subtracted, weighted, or added too late")
@LOGISTIC_EXAMPLE.slip({"np.exp(-z)": "np.exp(-(w1 * x1 + w2 * x2) + b)"})
def bias_outside_the_minus():
    """Inside exp the minus sign reaches only the first part of z. b keeps its plus and pulls the wrong way.

    >>> print(logistic_example(0, 0, 5, 0, 0, 1)[1])
    """


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.6, read="02 A bracket missing: precedence")
@LOGISTIC_EXAMPLE.slip({"1 / (1 + np.exp(-z))": "1 / 1 + np.exp(-z)"})
def precedence():
    """1 / 1 + exp(−z) is read as (1 / 1) + exp(−z): a number above 1, which is no probability.

    >>> print(1 / 1 + np.exp(0), 1 / (1 + np.exp(0)))
    """


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.4, read="02 Squashed already, twice, or not at all")
@LOGISTIC_EXAMPLE.slip({"1 / (1 + np.exp(-z))": "z"})
def no_sigmoid():
    """a is the score itself. Outside of 0 to 1 it is no probability, and the logarithm of it may not exist.

    >>> print(logistic_example(0, 0, 5, 0, 0, 1)[1])
    """


# ---- the loss


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.8, read="03 The minus missing, or on one term")
@LOGISTIC_EXAMPLE.slip({"-(y": "(y"})
def missing_minus():
    """The logarithm of a probability is negative, and nothing turns the sign: a loss below 0.

    >>> print(logistic_example(0, 0, 0, 2, 3, 1)[2])
    """


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.8, read="03 The minus missing, or on one term")
@LOGISTIC_EXAMPLE.slip({LOSS: "-y * np.log(a) + (1 - y) * np.log(1 - a)"})
def minus_on_one_term():
    """The minus sign reaches only the term for y = 1. For y = 0 the loss comes out negative.

    >>> print(logistic_example(0, 0, 0, 2, 3, 1)[2], logistic_example(0, 0, 0, 2, 3, 0)[2])
    """


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.8, read="03 The bracket of the logarithm")
@LOGISTIC_EXAMPLE.slip({LOSS: "-(y * np.log(a) + 1 - y * np.log(1 - a))"})
def second_term_slipped():
    """The second term is not (1 − y) · log(1 − a). Usually a bracket is missing, or 1 − a stands there in another way.

    Write the term for y = 0 on paper: only log(1 − a) is left.
    """


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.7, read="03 Half of the labels forgotten, the label ignored, or swapped")
@LOGISTIC_EXAMPLE.slip({LOSS: "-y * np.log(a)"})
def only_y_one():
    """Only the term for y = 1 is there. For y = 0 every probability costs nothing.

    >>> print(logistic_example(0, 0, 0, 2, 3, 1)[2], logistic_example(0, 0, 0, 2, 3, 0)[2])
    """


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.7, read="03 Half of the labels forgotten, the label ignored, or swapped")
@LOGISTIC_EXAMPLE.slip({LOSS: "-np.log(a)"})
def label_ignored():
    """The loss is −log(a) for both labels: it asks for a high probability even where the answer is no.

    >>> print(logistic_example(0, 0, 3, 2, 3, 1)[2], logistic_example(0, 0, 3, 2, 3, 0)[2])
    """


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.8, read="03 Half of the labels forgotten, the label ignored, or swapped")
@LOGISTIC_EXAMPLE.slip({LOSS: "-(y * np.log(1 - a) + (1 - y) * np.log(a))"})
def labels_swapped():
    """y stands with log(1 − a) and 1 − y with log(a): a sure and right answer costs most.

    >>> print(logistic_example(0, 0, 3, 2, 3, 1)[2], logistic_example(0, 0, 3, 2, 3, 0)[2])
    """


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.8, read="03 Another base, another price")
@LOGISTIC_EXAMPLE.slip({LOSS: "-(y * np.log10(a) + (1 - y) * np.log10(1 - a))"})
def log_ten():
    """The logarithm is the one to base 10. The loss uses the natural one, whose slope is 1/a without a factor.

    >>> print(np.log(0.5), np.log10(0.5), np.log2(0.5))
    """


@LOGISTIC_EXAMPLE.mistake("value", keeps=0.8, read="03 Another base, another price")
@LOGISTIC_EXAMPLE.slip({LOSS: "-(y * np.log2(a) + (1 - y) * np.log2(1 - a))"})
def log_two():
    """The logarithm is the one to base 2. The loss uses the natural one, whose slope is 1/a without a factor.

    >>> print(np.log(0.5), np.log10(0.5), np.log2(0.5))
    """


@LOGISTIC_EXAMPLE.mistake("value", read="03 See why squares get stuck")
@LOGISTIC_EXAMPLE.slip({LOSS: "0.5 * (a - y) ** 2"})
def half_squared_error():
    """This is half the squared error. It hardly tells a sure and wrong answer from a doubtful one.

    >>> print(0.5 * (0.99 - 0) ** 2, -np.log(1 - 0.99))
    """


@LOGISTIC_EXAMPLE.mistake("value", read="03 See why squares get stuck")
@LOGISTIC_EXAMPLE.slip({LOSS: "(a - y) ** 2"})
def squared_error():
    """This is the squared error. It hardly tells a sure and wrong answer from a doubtful one.

    >>> print((0.99 - 0) ** 2, -np.log(1 - 0.99))
    """


# ---- what is returned


@LOGISTIC_EXAMPLE.mistake("kind", keeps=0.5, read="05 Keep the values in between")
def only_the_loss(w1, w2, b, x1, x2, y):
    """Only the loss comes back. The way back needs z and a too, so all three are returned.

    >>> print(logistic_example(0, 0, 0, 2, 3, 1))
    """
    a = 1 / (1 + np.exp(-(w1 * x1 + w2 * x2 + b)))
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))
