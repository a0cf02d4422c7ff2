"""`predict`: a probability becomes an answer. The probes stand close to one half, and the bias decides some of them."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises.model import Call, Exercise, call
from autograder.exercises.reference import LOGISTIC_REGRESSION, sibling

sigmoid = sibling(LOGISTIC_REGRESSION, "sigmoid")


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three probes of other sizes, each with probabilities near .49 and .51 and labels that the bias decides."""
    return [with_scores(rng, n_x, m) for n_x, m in ((3, int(rng.integers(5, 9))), (5, 6), (2, int(rng.integers(4, 8))))]


def with_scores(rng: np.random.Generator, n_x: int, m: int) -> Call:
    """Examples whose scores are ±0.03 (A = .4925, .5075) and, beyond the bias on both sides, large."""
    w, b = rng.normal(0, 1, (n_x, 1)), float(rng.choice([-1, 1]) * rng.uniform(0.4, 0.8))
    scores = rng.permutation(np.concatenate([[0.03, -0.03], np.resize([1.9, -1.7, -2.4], m - 2)]))
    scores *= np.sign(scores[0])  # a first answer of 1 tells "only the first" from "always 0"
    X = rng.normal(0, 1, (n_x, m))
    return call(w, b, _moved(X, w, scores - b))


def _moved(X: Any, w: Any, products: Any) -> Any:
    """X (n_x, m), each column moved along w so that wᵀx is the given product (m,)."""
    return X + w * (products - w.T @ X) / np.sum(w * w)


PREDICT = Exercise(
    name="predict",
    rungs={"kind": 0.5, "shape": 0.5, "value": 1.5, "hidden": 1, "unchanged": 0.5},
    returns=("Y_prediction",),
    visible=(
        # scores .04, −.04, 1.5, −2, −1.25: A = .51, .49, .82, .12, .22
        call(np.array([[0.5], [-0.25]]), -0.3, np.array([[1.0, 0.0, 2.0, -3.0, -1.0], [0.64, -1.04, -3.2, 0.8, 1.8]])),
        # scores −.04, 2.1, .04, −1.9, .35: A = .49, .89, .51, .13, .59
        call(
            np.array([[1.0], [-2.0], [0.5]]),
            0.7,
            np.array([[0.2, -1.0, 1.5, -2.0, 0.1], [0.5, -1.3, 1.0, 0.1, 0.25], [0.12, -0.4, -0.32, -0.8, 0.1]]),
        ),
        # scores .9, −.6, .02, −.02, 1.1, −1.4
        call(
            np.array([[2.0], [1.0]]),
            -0.4,
            np.array([[0.5, 0.1, -1.0, 0.3, 0.75, -0.5], [0.3, -0.4, 2.42, -0.22, 0.0, 0.0]]),
        ),
    ),
    hidden=fresh,
    order=("A", "Y_prediction"),
    uses=("sigmoid",),
    passed="a yes is a yes at 0.51 and at 0.99; only the probability tells them apart.",
)


@PREDICT.mistake(
    "b-left-out",
    fails="value",
    lesson="02",
    why=(
        "The bias never enters the score. Where wᵀx is small, the bias decides, and those pictures get the other "
        "answer."
    ),
    look="print(predict(w, -100, X)): a bias this low should answer 0 everywhere",
)
def b_left_out(w, b, X):
    A = sigmoid(np.dot(w.T, X))
    return (A > 0.5).astype(float)


@PREDICT.mistake(
    "sign-of-b",
    fails="value",
    lesson="02",
    why="The bias enters with the other sign. Inside the exponential the whole score is negated, the bias with it.",
    look="print(predict(w, -100, X)): a bias this low should answer 0 everywhere",
)
def sign_of_b(w, b, X):
    A = 1 / (1 + np.exp(-np.dot(w.T, X) + b))
    return (A > 0.5).astype(float)


@PREDICT.mistake(
    "b-outside",
    fails="value",
    lesson="02",
    why="The bias is added to the probability. It belongs to the score, before the sigmoid.",
    look="print(A.min(), A.max()): are these probabilities?",
)
def b_outside(w, b, X):
    A = sigmoid(np.dot(w.T, X)) + b
    return (A > 0.5).astype(float)


@PREDICT.mistake(
    "always-0",
    fails="value",
    lesson="00",
    why="Every answer is 0: the prepared zeros come back as they were.",
    look="print(A): which of these are above one half?",
)
def always_0(w, b, X):
    return np.zeros((1, X.shape[1]))


@PREDICT.mistake(
    "always-1",
    fails="value",
    lesson="02",
    why="Every answer is 1: the probability is compared with 0, and every probability is above 0.",
    look="print(A > 0, A > 0.5)",
)
def always_1(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0).astype(float)


@PREDICT.mistake(
    "swapped",
    fails="value",
    lesson="02",
    why="The answers are swapped: a picture that is probably a cat gets 0.",
    look="print(A, predict(w, b, X))",
)
def swapped(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A < 0.5).astype(float)


@PREDICT.mistake(
    "probabilities",
    fails="value",
    lesson="02",
    why="These are the probabilities. An answer is 0 or 1.",
    look="print(predict(w, b, X))",
)
def probabilities(w, b, X):
    return sigmoid(np.dot(w.T, X) + b)


@PREDICT.mistake(
    "threshold-above-half",
    fails="value",
    lesson="02",
    why="A probability just above one half still got the answer 0: the limit is higher than 0.5.",
    look="print(A, predict(w, b, X)): from where on is the answer 1?",
)
def threshold_above_half(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.55).astype(float)


@PREDICT.mistake(
    "threshold-below-half",
    fails="value",
    lesson="02",
    why="A probability just below one half already got the answer 1: the limit is lower than 0.5.",
    look="print(A, predict(w, b, X)): from where on is the answer 1?",
)
def threshold_below_half(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.45).astype(float)


@PREDICT.mistake(
    "score-against-half",
    fails="value",
    lesson="02",
    why="The score is compared with 0.5, and no sigmoid was applied. A score of 0.5 is a probability of 0.62.",
    look="print(sigmoid(0.5), sigmoid(0))",
)
def score_against_half(w, b, X):
    Z = np.dot(w.T, X) + b
    return (Z > 0.5).astype(float)


@PREDICT.mistake(
    "only-the-first",
    fails="value",
    lesson="08",
    why="Only the first picture was looked at: A has one row, and the loop ran over the rows.",
    look="print(A.shape, A.shape[0], A.shape[1])",
)
def only_the_first(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = np.zeros((1, X.shape[1]))
    for i in range(A.shape[0]):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction


@PREDICT.mistake(
    "row-for-an-entry",
    fails="kind",
    lesson="08",
    why="A[i] of a (1, m) array is a whole row, and an `if` needs one number.",
    look="print(A.shape, A[0].shape, A[0, 0])",
)
def row_for_an_entry(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        Y_prediction[0, i] = 1 if A[i] > 0.5 else 0
    return Y_prediction


@PREDICT.mistake(
    "columns-hard-coded",
    fails="shape",
    lesson="08",
    why=(
        "Three answers come back, however many pictures were asked: the number of columns is written into the function."
    ),
    look="print(X.shape, predict(w, b, X).shape)",
)
def columns_hard_coded(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = np.zeros((1, 3))
    for i in range(3):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction


@PREDICT.mistake(
    "rank-1",
    fails="shape",
    lesson="08",
    why=(
        "The answers have one axis, (m,). Labels are a row, (1, m); together with them other shapes can stretch "
        "into a table."
    ),
    look="print(predict(w, b, X).shape)",
)
def rank_1(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.5).astype(float).ravel()


@PREDICT.mistake(
    "column",
    fails="shape",
    lesson="08",
    why=(
        "The answers stand in a column, (m, 1). With labels in a row, a comparison becomes an m×m table without "
        "an error."
    ),
    look="print(predict(w, b, X).shape)",
)
def column(w, b, X):
    A = sigmoid(np.dot(X.T, w) + b)
    return (A > 0.5).astype(float)


@PREDICT.mistake(
    "w-not-turned",
    fails="kind",
    lesson="07",
    why=(
        "A matrix product pairs the columns of the left factor with the rows of the right one. w has one column, "
        "X has n_x rows."
    ),
    look="print(w.shape, X.shape): which of the two must be turned?",
)
def w_not_turned(w, b, X):
    A = sigmoid(np.dot(w, X) + b)
    return (A > 0.5).astype(float)


@PREDICT.mistake(
    "nothing-returned",
    fails="kind",
    lesson="00",
    why="The answers are computed and then dropped: without a return, a function gives None.",
    look="print(predict(w, b, X))",
)
def nothing_returned(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = (A > 0.5).astype(float)  # noqa: F841


@PREDICT.mistake(
    "pictures-overwritten",
    fails="unchanged",
    lesson="07",
    why=(
        "The answers are right, and the caller's X is gone: an in-place operation such as `*=` wrote into the "
        "array that was passed in."
    ),
    look="before = X.copy(); predict(w, b, X); print(np.array_equal(before, X))",
)
def pictures_overwritten(w, b, X):
    X *= w
    A = sigmoid(np.sum(X, axis=0, keepdims=True) + b)
    return (A > 0.5).astype(float)
