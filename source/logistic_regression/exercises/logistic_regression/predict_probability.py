"""What goes wrong in `predict` before the question: the score and its probability."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .predict import PREDICT

sigmoid = PREDICT.sibling("sigmoid")


@PREDICT.mistake(
    "b-left-out",
    fails="value",
    lesson="02",
    heading="The bias left out, subtracted, weighted, or added too late",
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
    heading="The bias left out, subtracted, weighted, or added too late",
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
    heading="The bias left out, subtracted, weighted, or added too late",
    why="The bias is added to the probability. It belongs to the score, before the sigmoid.",
    look="print(A.min(), A.max()): are these probabilities?",
)
def b_outside(w, b, X):
    A = sigmoid(np.dot(w.T, X)) + b
    return (A > 0.5).astype(float)


@PREDICT.mistake(
    "probabilities",
    fails="value",
    lesson="02",
    heading="Answers: the limit, the swap, the probability itself",
    why="These are the probabilities. An answer is 0 or 1.",
    look="print(predict(w, b, X))",
)
def probabilities(w, b, X):
    return sigmoid(np.dot(w.T, X) + b)


@PREDICT.mistake(
    "score-against-half",
    fails="value",
    lesson="02",
    heading="Answers: the limit, the swap, the probability itself",
    why="The score is compared with 0.5, and no sigmoid was applied. A score of 0.5 is a probability of 0.62.",
    look="print(sigmoid(0.5), sigmoid(0))",
)
def score_against_half(w, b, X):
    Z = np.dot(w.T, X) + b
    return (Z > 0.5).astype(float)


@PREDICT.mistake(
    "column",
    fails="shape",
    lesson="08",
    heading="Two vectors that became a table",
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
    heading="Let the shapes click",
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
    "pictures-overwritten",
    fails="unchanged",
    lesson="07",
    heading="Leave what you were given",
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


@PREDICT.mistake(
    "w-not-turned-matmul",
    fails="kind",
    lesson="07",
    heading="Let the shapes click",
    why=(
        "A matrix product pairs the columns of the left factor with the rows of the right one. "
        "w has one column, X has n_x rows."
    ),
    look="print(w.shape, X.shape): which of the two must be turned?",
)
def w_not_turned_matmul(w, b, X):
    A = sigmoid(w @ X + b)
    return (A > 0.5).astype(float)


@PREDICT.mistake(
    "scores",
    fails="value",
    lesson="02",
    heading="Answers: the limit, the swap, the probability itself",
    why="These are the scores: no sigmoid was applied, and no decision made. An answer is 0 or 1.",
    look="print(np.unique(predict(w, b, X)))",
)
def scores(w, b, X):
    return np.dot(w.T, X) + b


@PREDICT.variant("scores")
def scores_in_one_axis(w, b, X):
    return sum(w[k] * X[k] for k in range(len(w))) + b
