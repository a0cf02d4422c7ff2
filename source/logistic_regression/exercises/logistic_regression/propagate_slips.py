"""Slips in a single line of `propagate`: the other lines are right, or follow from the slip."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from typing import Any

import numpy as np

from .propagate import PROPAGATE

sigmoid = PROPAGATE.sibling("sigmoid")


def finished(X, Y, A, **parts: Any):
    """What `propagate` returns for a given A, with some of its parts replaced."""
    m = X.shape[1]
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    right = {"cost": cost, "dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m} | parts
    return {"dw": right["dw"], "db": right["db"]}, right["cost"]


def probability(w, b, X):
    """The right A."""
    return sigmoid(np.dot(w.T, X) + b)


def slipped(part: str, form: Any) -> Any:
    """`propagate` with a slip in one part, which `form` makes: A from w, b and X; any other from A, Y, X and m."""

    def function(w, b, X, Y):
        A = form(w, b, X) if part == "A" else probability(w, b, X)
        return finished(X, Y, A, **({} if part == "A" else {part: form(A, Y, X, X.shape[1])}))

    return function


def name(part: str, id: str, why: str, look: str, lesson: str, heading: str, *forms: Any, fails: str = "value") -> None:
    """Name a slip in one part that has several forms."""
    PROPAGATE.mistake(id, fails=fails, why=why, look=look, lesson=lesson, heading=heading)(slipped(part, forms[0]))
    more(part, id, *forms[1:])


def more(part: str, id: str, *forms: Any) -> None:
    """Further forms of a slip that has a name already."""
    for form in forms:
        PROPAGATE.variant(id)(slipped(part, form))


name(
    "A",
    "b-in-the-wrong-place",
    "The bias is added to every pixel, multiplied with the score, or added twice. It is added once, to the sum of all "
    "products.",
    "print(np.dot(w.T, X).shape): one number per picture, and b is added to each",
    "02",
    "The bias left out, subtracted, weighted, or added too late",
    lambda w, b, X: sigmoid(np.dot(w.T, X + b)),
    lambda w, b, X: sigmoid(np.dot(w.T, X) * b),
    lambda w, b, X: sigmoid(np.dot((w + b).T, X)),
    lambda w, b, X: sigmoid(np.sum(w * X + b, axis=0, keepdims=True)),
    lambda w, b, X: sigmoid(np.dot(w.T, X) + 2 * b),
    lambda w, b, X: sigmoid(np.dot(w.T, X) + b * b),
    lambda w, b, X: sigmoid(np.dot(w.T, X) + b / X.shape[1]),
)
name(
    "A",
    "mean-in-the-score",
    "The score is divided by the number of examples. The average comes later, in the cost and in the slopes.",
    "print(Z): does the score of one picture depend on how many others there are?",
    "06",
    "Average the losses",
    lambda w, b, X: sigmoid(np.dot(w.T, X) / X.shape[1] + b),
    lambda w, b, X: sigmoid((np.dot(w.T, X) + b) / X.shape[1]),
    lambda w, b, X: sigmoid(np.mean(w * X, axis=0, keepdims=True) + b),
)
name(
    "A",
    "another-curve",
    "A is not the sigmoid of the score: another curve, or a piece of its formula, stands in its place, and A must lie "
    "between 0 and 1.",
    "print(A.min(), A.max()); sigmoid(Z) calls the one that you wrote above",
    "02",
    "Know the wrong curves",
    lambda w, b, X: np.tanh(np.dot(w.T, X) + b),
    lambda w, b, X: np.maximum(0, np.dot(w.T, X) + b),
    lambda w, b, X: 1 / 1 + np.exp(-(np.dot(w.T, X) + b)),
    lambda w, b, X: 1 / (1 - np.exp(-(np.dot(w.T, X) + b))),
    lambda w, b, X: np.exp(np.dot(w.T, X) + b),
    lambda w, b, X: np.exp(-(np.dot(w.T, X) + b)),
    lambda w, b, X: 1 + np.exp(-(np.dot(w.T, X) + b)),
    lambda w, b, X: 1 / (1 - np.exp(np.dot(w.T, X) + b)),
    lambda w, b, X: np.exp(np.dot(w.T, X) + b) / (1 + np.exp(-(np.dot(w.T, X) + b))),
    lambda w, b, X: np.exp(np.dot(w.T, X) + b) / np.sum(np.exp(np.dot(w.T, X) + b)),
)
name(
    "A",
    "answers-for-probabilities",
    "A was cut to 0 and 1, or rounded. The cost and the slopes need the probability itself; the decision comes later, "
    "in `predict`.",
    "print(A)",
    "02",
    "A piece in place of the whole",
    lambda w, b, X: np.where(probability(w, b, X) > 0.5, 1.0, 0.0),
    lambda w, b, X: np.round(probability(w, b, X), 2),
    lambda w, b, X: np.round(probability(w, b, X), 1),
    lambda w, b, X: np.round(probability(w, b, X), 3),
    lambda w, b, X: np.round(probability(w, b, X), 4),
)
name(
    "cost",
    "minus-on-first-sum-only",
    "The minus in front, and 1/m with it, reach the first sum only. The second one is added as it is.",
    "put one bracket around the two terms, and −1/m before it",
    "03",
    "The minus missing, or on one term",
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A)) + np.sum((1 - Y) * np.log(1 - A)),
    lambda A, Y, X, m: -np.sum(Y * np.log(A)) + np.sum((1 - Y) * np.log(1 - A)),
)
more(
    "cost",
    "sum-closed-early",
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A)) - (1 - Y) * np.log(1 - A),
    lambda A, Y, X, m: -1 / m * Y * np.log(A) + (1 - Y) * np.log(1 - A),
    lambda A, Y, X, m: -np.sum(Y * np.log(A)) + (1 - Y) * np.log(1 - A),
    lambda A, Y, X, m: -(Y * np.log(A)) + (1 - Y) * np.log(1 - A),
)
name(
    "cost",
    "minus-and-mean-missing",
    "The sum of the logarithms comes back as it is: the minus in front is missing, and so is the division by the "
    "number of examples.",
    "print(cost): a price is never negative",
    "03",
    "The minus missing, or on one term",
    lambda A, Y, X, m: np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)),
    lambda A, Y, X, m: m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)),
    lambda A, Y, X, m: Y * np.log(A) + (1 - Y) * np.log(1 - A),
)
name(
    "cost",
    "second-term-slipped",
    "The second term is not (1 − Y) · log(1 − A): a bracket is missing, or 1 − A stands there in another way.",
    "write the term for Y = 0 on paper: only log(1 − A) is left",
    "03",
    "The bracket of the logarithm",
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(A)),
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A) + 1 - Y * np.log(1 - A)),
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 + A)),
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A) + (1 - Y) * (1 - A)),
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A) + Y * np.log(1 - A)),
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A) + np.log(1 - A)),
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1) - A),
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - Y + A)),
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A) + (1 + Y) * np.log(1 - A)),
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A) + 1 - Y * np.log(A)),
)
name(
    "cost",
    "terms-joined-wrongly",
    "The label and its logarithm are multiplied, and the two terms are added: here a + and a · have changed places, or "
    "the labels are missing.",
    "write the price of one picture on paper, for Y = 1 and for Y = 0",
    "03",
    "Write both cases in one line",
    lambda A, Y, X, m: -1 / m * np.sum(np.log(A) + np.log(1 - A)),
    lambda A, Y, X, m: -1 / m * np.sum(Y * np.log(A) * (1 - Y) * np.log(1 - A)),
    lambda A, Y, X, m: -1 / m * np.sum(Y + np.log(A) + (1 - Y) + np.log(1 - A)),
    lambda A, Y, X, m: -1 / m * np.sum(Y + np.log(A) * (1 - Y) + np.log(1 - A)),
    lambda A, Y, X, m: -1 / m * np.sum(np.log(1 - A)),
)
name(
    "cost",
    "labels-in-the-logarithm",
    "The labels stand inside the logarithm and the probabilities before it. The label 0 has no logarithm.",
    "print(np.log(0.0))",
    "03",
    "Write both cases in one line",
    lambda A, Y, X, m: -1 / m * np.sum(A * np.log(Y) + (1 - A) * np.log(1 - Y)),
)
name(
    "cost",
    "no-logarithm",
    "The probabilities are averaged as they are. The price of an answer is the logarithm of its probability, with a "
    "minus.",
    "print(-np.log(0.9), -np.log(0.1))",
    "03",
    "Price one answer",
    lambda A, Y, X, m: -1 / m * np.sum(Y * A + (1 - Y) * (1 - A)),
    lambda A, Y, X, m: 1 / m * np.sum(Y * A + (1 - Y) * (1 - A)),
    lambda A, Y, X, m: np.sum(A - Y) / m,
    lambda A, Y, X, m: -1 / m * np.log(np.sum(Y * A + (1 - Y) * (1 - A))),
)
name(
    "dw",
    "summed-to-one-number",
    "dw is a single number: the sum runs over the pixels as well. Each weight has a slope of its own.",
    "print(np.shape(dw), w.shape)",
    "07",
    "Add up over the pictures",
    lambda A, Y, X, m: np.sum(X * (A - Y)) / m,
    lambda A, Y, X, m: np.sum(A - Y) / m,
    lambda A, Y, X, m: np.mean(np.dot(X, (A - Y).T)),
    lambda A, Y, X, m: np.sum(X * (A - Y)),
    fails="shape",
)
name(
    "dw",
    "labels-outside-the-product",
    "Y stands outside the product, or meets A.T before it was turned itself. X multiplies the difference A − Y.",
    "put brackets: X · (A − Y).T",
    "07",
    "Add up over the pictures",
    lambda A, Y, X, m: np.dot(X, A.T) / m - Y,
    lambda A, Y, X, m: np.dot(X, A.T - Y) / m,
    lambda A, Y, X, m: (np.dot(X, A.T) - Y) / m,
    fails="shape",
)
name(
    "dw",
    "summed-over-the-pixels",
    "The sum runs down the pixels and leaves one number per picture. It must run over the pictures and leave one per "
    "pixel.",
    "print(np.shape(dw), w.shape)",
    "08",
    "Name the axis that goes",
    lambda A, Y, X, m: np.sum(X * (A - Y), axis=0) / m,
    lambda A, Y, X, m: np.sum(X * (A - Y), axis=0, keepdims=True) / m,
    lambda A, Y, X, m: np.mean(X * (A - Y), axis=0),
    fails="shape",
)
name(
    "dw",
    "difference-slipped",
    "dw is not made from A − Y: a plus, a square, an absolute value or an extra term stands there.",
    "multiply the local steps on paper: what is left is A − Y",
    "05",
    "See what a wrong arrow does",
    lambda A, Y, X, m: np.dot(X, (A + Y).T) / m,
    lambda A, Y, X, m: np.dot(X, ((A - Y) ** 2).T) / m,
    lambda A, Y, X, m: np.dot(X, np.abs(A - Y).T) / m,
    lambda A, Y, X, m: np.dot(X, (A * Y).T) / m,
    lambda A, Y, X, m: np.dot(X, (1 - A).T) / m,
    lambda A, Y, X, m: np.dot(X, Y.T) / m,
)
name(
    "db",
    "db-slipped",
    "db is not the mean of A − Y: another difference, a product or a bracket closed too early stands there.",
    "print(db, np.mean(A - Y))",
    "07",
    "Add up over the pictures",
    lambda A, Y, X, m: np.sum(A * Y) / m,
    lambda A, Y, X, m: np.sum((A - Y) ** 2) / m,
    lambda A, Y, X, m: np.sum(np.abs(A - Y)) / m,
    lambda A, Y, X, m: np.sum(A + Y) / m,
    lambda A, Y, X, m: np.sum(A) - Y,
    lambda A, Y, X, m: np.sum(A) / m - Y,
    lambda A, Y, X, m: np.sum(A) - np.sum(Y) / m,
    lambda A, Y, X, m: np.sum(1 - A) / m,
    lambda A, Y, X, m: np.sum(Y) / m,
)
PROPAGATE.variant("db-not-summed")(lambda w, b, X, Y: finished(X, Y, probability(w, b, X), db=probability(w, b, X) - Y))
for _sums in (
    lambda dw, m: np.sum(dw) / m,
    lambda dw, m: np.mean(dw),
    lambda dw, m: np.sum(dw) * m,
):
    PROPAGATE.variant("db-sums-dw")(
        lambda w, b, X, Y, sums=_sums: finished(
            X,
            Y,
            probability(w, b, X),
            db=sums(np.dot(X, (probability(w, b, X) - Y).T) / X.shape[1], X.shape[1]),
        )
    )
