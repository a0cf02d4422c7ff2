"""`logistic_example`: logistic regression with two features, forward on one example."""

# mypy: allow-untyped-defs, no-check-untyped-defs
# a mistake is written as a learner writes it: without annotations
from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three examples with both labels and scores of either sign, none beyond ±3."""
    calls = []
    for score, y in zip((-1.0, 1.0, 1.0), (1, 0, 1), strict=True):
        w1, w2, x1, x2 = (rng.choice([-1.0, 1.0], 4) * rng.uniform(0.4, 1.8, 4)).tolist()
        z = score * float(rng.uniform(0.4, 2.5))
        calls.append(call(w1, w2, z - w1 * x1 - w2 * x2, x1, x2, y))
    return calls


# Scores lie within ±3, so that no loss is flat. The first lies between 0 and 1, where it can pass for a probability.
VISIBLE = (
    call(0.8, -0.5, 0.7, 2.0, 3.0, 1),
    call(-1.5, 0.25, 0.5, 1.5, -2.0, 0),
    call(0.3, 1.2, -0.4, -1.0, 0.5, 0),
    call(-0.7, 1.1, -0.2, 0.4, 1.5, 1),
)

LOGISTIC_EXAMPLE = Exercise(
    name="logistic_example",
    notebook="3_computation_graph",
    rungs={"kind": 0.5, "shape": 0, "value": 1.5, "hidden": 1},
    returns=("z", "a", "loss"),
    visible=VISIBLE,
    hidden=fresh,
    evaluation_order=("z", "a", "loss"),
    passed="With w1 = w2 = b = 0 the loss is 0.6931 = log 2, whatever x and y are: did you predict it?",
)


@LOGISTIC_EXAMPLE.mistake(
    "bias-forgotten",
    fails="value",
    lesson="02",
    heading="The bias left out, subtracted, weighted, or added too late",
    why="b does not enter the score.",
    look="print(logistic_example(0, 0, 0.7, 2, 3, 1)[0])",
)
def bias_forgotten(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2
    a = 1 / (1 + np.exp(-z))
    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "sigmoid-turned",
    fails="value",
    lesson="02",
    heading="The sign turned",
    why="exp(z) stands where exp(−z) belongs, so a high score gives a low probability.",
    look="print(logistic_example(0, 0, 5, 0, 0, 1)[1])",
)
def sigmoid_turned(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(z))
    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "bias-outside-the-minus",
    fails="value",
    lesson="02",
    heading="The bias left out, subtracted, weighted, or added too late",
    why="Inside exp the minus sign reaches only the first part of z. b keeps its plus and pulls the wrong way.",
    look="print(logistic_example(0, 0, 5, 0, 0, 1)[1])",
)
def bias_outside_the_minus(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-(w1 * x1 + w2 * x2) + b))
    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "precedence",
    fails="value",
    lesson="02",
    heading="A bracket missing: precedence",
    why="1 / 1 + exp(−z) is read as (1 / 1) + exp(−z): a number above 1, which is no probability.",
    look="print(1 / 1 + np.exp(0), 1 / (1 + np.exp(0)))",
)
def precedence(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / 1 + np.exp(-z)
    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "no-sigmoid",
    fails="value",
    lesson="02",
    heading="Squashed already, twice, or not at all",
    why="a is the score itself. Outside of 0 to 1 it is no probability, and the logarithm of it may not exist.",
    look="print(logistic_example(0, 0, 5, 0, 0, 1)[1])",
)
def no_sigmoid(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = z
    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "missing-minus",
    fails="value",
    lesson="03",
    heading="The minus missing, or on one term",
    why="The logarithm of a probability is negative, and nothing turns the sign: a loss below 0.",
    look="print(logistic_example(0, 0, 0, 2, 3, 1)[2])",
)
def missing_minus(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    loss = y * np.log(a) + (1 - y) * np.log(1 - a)
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "minus-on-one-term",
    fails="value",
    lesson="03",
    heading="The minus missing, or on one term",
    why="The minus sign reaches only the term for y = 1. For y = 0 the loss comes out negative.",
    look="print(logistic_example(0, 0, 0, 2, 3, 1)[2], logistic_example(0, 0, 0, 2, 3, 0)[2])",
)
def minus_on_one_term(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    loss = -y * np.log(a) + (1 - y) * np.log(1 - a)
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "only-y-one",
    fails="value",
    lesson="03",
    heading="Half of the labels forgotten, the label ignored, or swapped",
    why="Only the term for y = 1 is there. For y = 0 every probability costs nothing.",
    look="print(logistic_example(0, 0, 0, 2, 3, 1)[2], logistic_example(0, 0, 0, 2, 3, 0)[2])",
)
def only_y_one(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    loss = -y * np.log(a)
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "label-ignored",
    fails="value",
    lesson="03",
    heading="Half of the labels forgotten, the label ignored, or swapped",
    why="The loss is −log(a) for both labels: it asks for a high probability even where the answer is no.",
    look="print(logistic_example(0, 0, 3, 2, 3, 1)[2], logistic_example(0, 0, 3, 2, 3, 0)[2])",
)
def label_ignored(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    loss = -np.log(a)
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "labels-swapped",
    fails="value",
    lesson="03",
    heading="Half of the labels forgotten, the label ignored, or swapped",
    why="y stands with log(1 − a) and 1 − y with log(a): a sure and right answer is the dearest one.",
    look="print(logistic_example(0, 0, 3, 2, 3, 1)[2], logistic_example(0, 0, 3, 2, 3, 0)[2])",
)
def labels_swapped(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    loss = -(y * np.log(1 - a) + (1 - y) * np.log(a))
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "log-ten",
    fails="value",
    lesson="03",
    heading="Another base, another price",
    why="The logarithm is the one to base 10. The loss uses the natural one, whose slope is 1/a without a factor.",
    look="print(np.log(0.5), np.log10(0.5), np.log2(0.5))",
)
def log_ten(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    loss = -(y * np.log10(a) + (1 - y) * np.log10(1 - a))
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "log-two",
    fails="value",
    lesson="03",
    heading="Another base, another price",
    why="The logarithm is the one to base 2. The loss uses the natural one, whose slope is 1/a without a factor.",
    look="print(np.log(0.5), np.log10(0.5), np.log2(0.5))",
)
def log_two(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    loss = -(y * np.log2(a) + (1 - y) * np.log2(1 - a))
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "half-squared-error",
    fails="value",
    lesson="03",
    heading="See why squares get stuck",
    why="This is half the squared error. It hardly tells a sure and wrong answer from a doubtful one.",
    look="print(0.5 * (0.99 - 0) ** 2, -np.log(1 - 0.99))",
)
def half_squared_error(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    loss = 0.5 * (a - y) ** 2
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "squared-error",
    fails="value",
    lesson="03",
    heading="See why squares get stuck",
    why="This is the squared error. It hardly tells a sure and wrong answer from a doubtful one.",
    look="print((0.99 - 0) ** 2, -np.log(1 - 0.99))",
)
def squared_error(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    loss = (a - y) ** 2
    return z, a, loss


@LOGISTIC_EXAMPLE.mistake(
    "only-the-loss",
    fails="kind",
    lesson="05",
    heading="Keep what stands between",
    why="Only the loss comes back. The way back needs z and a too, so all three are returned.",
    look="print(logistic_example(0, 0, 0, 2, 3, 1))",
)
def only_the_loss(w1, w2, b, x1, x2, y):
    a = 1 / (1 + np.exp(-(w1 * x1 + w2 * x2 + b)))
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))
