"""What goes wrong in the gradient of `propagate`: order of factors, shapes, and what the bias is multiplied by."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .propagate import PROPAGATE

sigmoid = PROPAGATE.sibling("sigmoid")


@PROPAGATE.mistake(
    "labels-minus-probabilities",
    fails="value",
    lesson="05",
    heading="See what a wrong arrow does",
    why=(
        "The difference is the other way round, so the gradient points downhill. The update already subtracts; "
        "twice makes training run_checks."
    ),
    look="compare with (cost(w + 1e-6) − cost(w − 1e-6)) / 2e-6 for one weight",
)
def labels_minus_probabilities(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (Y - A).T) / m
    db = np.sum(Y - A) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "extra-slope",
    fails="value",
    lesson="05",
    heading="See what a wrong arrow does",
    why="There is an extra factor a(1 − a). The slope of the log cost already cancelled it: what remains is a − y.",
    look="multiply the two local steps on paper: dcost/da and da/dz",
)
def extra_slope(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dZ = (A - Y) * A * (1 - A)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, dZ.T) / m
    db = np.sum(dZ) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "elementwise-gradient",
    fails="shape",
    lesson="07",
    heading="Add up over the pictures",
    why=(
        "`*` multiplies entry by entry: there is one number per pixel and picture, and nothing was summed over "
        "the pictures."
    ),
    look="print(dw.shape, w.shape)",
)
def elementwise_gradient(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = X * (A - Y) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "elementwise-turned",
    fails="kind",
    lesson="07",
    heading="Multiply, or multiply and add",
    why=(
        "`*` lines the two up entry by entry, and (n_x, m) does not line up with (m, 1). A matrix product pairs "
        "and sums them."
    ),
    look="print(X.shape, (A - Y).T.shape)",
)
def elementwise_turned(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = X * (A - Y).T / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "not-turned",
    fails="kind",
    lesson="07",
    heading="Let the shapes click",
    why=(
        "A matrix product pairs the columns of the left factor with the rows of the right one. X has m columns, A "
        "− Y has one row."
    ),
    look="print(X.shape, (A - Y).shape): which of the two must be turned?",
)
def not_turned(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, A - Y) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "row-gradient",
    fails="shape",
    lesson="08",
    heading="Keep the shape of w",
    why=(
        "dw is a row, (1, n_x). It must look like w, or `w − learning_rate · dw` stretches into a table without "
        "an error."
    ),
    look="print(dw.shape, w.shape, (w - dw).shape)",
)
def row_gradient(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(A - Y, X.T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "rank-1-gradient",
    fails="shape",
    lesson="08",
    heading="Keep the shape of w",
    why="The sum dropped an axis: dw has shape (n_x,), and with w (n_x, 1) it stretches into a table without an error.",
    look="print(dw.shape, w.shape, (w - dw).shape)",
)
def rank_1_gradient(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.sum(X * (A - Y), axis=1) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "one-slope-for-all",
    fails="shape",
    lesson="06",
    heading="Put a loop inside the loop",
    why="dw is a single number: pixels and pictures were all averaged together. There is one slope per weight.",
    look="print(np.shape(dw), w.shape)",
)
def one_slope_for_all(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.mean(X * (A - Y))
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "residual-table",
    fails="shape",
    lesson="08",
    heading="Two vectors that became a table",
    why="A is a row and Y.T a column: their difference is an m×m table, each probability against every label.",
    look="print((A - Y.T).shape)",
)
def residual_table(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, A - Y.T) / m
    db = np.sum(A - Y.T) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "last-example-only",
    fails="value",
    lesson="06",
    heading="Write a loop that adds up",
    why=(
        "Each example replaced the one before: the loop assigns where it should add up, so only the last picture "
        "counts."
    ),
    look="print(dw) inside the loop: does it grow or does it change?",
)
def last_example_only(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = X[:, -1:] * (A - Y)[0, -1] / m
    db = (A - Y)[0, -1] / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "probabilities-only",
    fails="value",
    lesson="05",
    heading="The sign says where to go, the size says how urgently",
    why="The labels do not enter: this is the gradient of something that does not know the right answers.",
    look="change Y and print dw again",
)
def probabilities_only(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, A.T) / m
    db = np.sum(A) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "score-in-the-gradient",
    fails="value",
    lesson="05",
    heading="See what a wrong arrow does",
    why="The difference is taken between the score and the label. The probability is what is compared with a label.",
    look="print(Z - Y, A - Y)",
)
def score_in_the_gradient(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    Z = np.dot(w.T, X) + b
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (Z - Y).T) / m
    db = np.sum(Z - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "both-have-m-columns",
    fails="kind",
    lesson="07",
    heading="Let the shapes click",
    why=(
        "A matrix product pairs the columns of the left factor with the rows of the right one. "
        "Here both factors have m columns, so one of them has to be turned."
    ),
    look="print(X.shape, (A - Y).shape, Y.shape)",
)
def both_have_m_columns(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": X @ (A - Y) / m, "db": np.sum(A - Y) / m}, cost
