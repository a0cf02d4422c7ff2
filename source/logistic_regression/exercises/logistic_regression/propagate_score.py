"""What goes wrong in `propagate` before the cost: the score and its probability."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .propagate import PROPAGATE

sigmoid = PROPAGATE.sibling("sigmoid")


@PROPAGATE.mistake(
    "b-left-out",
    fails="value",
    lesson="02",
    heading="The bias left out, subtracted, weighted, or added too late",
    why="The bias never enters the score. At b = 0 nobody notices; after the first step of training everything is off.",
    look="print(propagate(w, b, X, Y)[1], propagate(w, b + 1, X, Y)[1]): these two should differ",
)
def b_left_out(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X))
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "sign-of-b",
    fails="value",
    lesson="02",
    heading="The bias left out, subtracted, weighted, or added too late",
    why="The bias enters with the other sign. Inside the exponential the whole score is negated, the bias with it.",
    look="print(-(2 + 1), -2 + 1): which of these negates both numbers?",
)
def sign_of_b(w, b, X, Y):
    m = X.shape[1]
    A = 1 / (1 + np.exp(-np.dot(w.T, X) + b))
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "b-outside",
    fails="value",
    lesson="02",
    heading="The bias left out, subtracted, weighted, or added too late",
    why="The bias is added to the probability. It belongs to the score, before the sigmoid; after it, A leaves 0 to 1.",
    look="print(A.min(), A.max())",
)
def b_outside(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X)) + b
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "sign-of-the-score",
    fails="value",
    lesson="02",
    heading="The sign turned",
    why=(
        "The score has the other sign on its way into the sigmoid: each picture gets the probability of the other "
        "answer."
    ),
    look="print(Z, A): is a high score near 1?",
)
def sign_of_the_score(w, b, X, Y):
    m = X.shape[1]
    A = 1 / (1 + np.exp(np.dot(w.T, X) + b))
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "score-for-probability",
    fails="value",
    lesson="02",
    heading="Squashed already, twice, or not at all",
    why="The score itself stands where its probability is meant: no sigmoid was applied, and a score may be anything.",
    look="print(A): are all of these between 0 and 1?",
)
def score_for_probability(w, b, X, Y):
    m = X.shape[1]
    A = np.dot(w.T, X) + b
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "sigmoid-twice",
    fails="value",
    lesson="02",
    heading="Squashed already, twice, or not at all",
    why=(
        "The sigmoid is applied twice. The second one sees numbers from 0 to 1 and answers 0.5 to 0.73 whatever "
        "the picture."
    ),
    look="print(A.min(), A.max())",
)
def sigmoid_twice(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(sigmoid(np.dot(w.T, X) + b))
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "elementwise-score",
    fails="shape",
    lesson="07",
    heading="Multiply, or multiply and add",
    why=(
        "`*` multiplies entry by entry, so every pixel kept a score of its own. A picture has one score: "
        "products, then their sum."
    ),
    look="print(Z.shape): one score per picture would be (1, m)",
)
def elementwise_score(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w * X + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "one-score-for-all",
    fails="value",
    lesson="07",
    heading="Score every picture at once",
    why=(
        "All products were summed into one number, so all pictures share one score. The sum runs over the pixels "
        "of one picture."
    ),
    look="print(np.shape(Z)): one score per picture would be (1, m)",
)
def one_score_for_all(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.sum(w * X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "column-of-scores",
    fails="shape",
    lesson="07",
    heading="Score every picture at once",
    why=(
        "The scores stand in a column, (m, 1), and the labels in a row, (1, m). Together they stretch into an m×m "
        "table without an error."
    ),
    look="print(A.shape, Y.shape, (A - Y).shape)",
)
def column_of_scores(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(X.T, w) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
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
def w_not_turned(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
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
def w_not_turned_matmul(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w @ X + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": X @ (A - Y).T / m, "db": np.sum(A - Y) / m}, cost


@PROPAGATE.mistake(
    "row-times-table",
    fails="kind",
    lesson="07",
    heading="Multiply, or multiply and add",
    why=(
        "`*` multiplies entry by entry, and a row (1, n_x) does not line up with a table (n_x, m). "
        "A matrix product pairs and sums them."
    ),
    look="print(w.T.shape, X.shape)",
)
def row_times_table(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T * X + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost
