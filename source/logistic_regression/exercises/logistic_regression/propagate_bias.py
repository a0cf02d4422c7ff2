"""What goes wrong in `propagate` with db, the slope of the bias."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .propagate import PROPAGATE

sigmoid = PROPAGATE.sibling("sigmoid")


@PROPAGATE.mistake(
    "db-is-dw",
    fails="shape",
    lesson="05",
    heading="A weight meets its own feature, a bias meets none",
    why=(
        "db is a copy of dw. The bias is multiplied by 1 in the score, not by a pixel, so it has one slope and no "
        "X in it."
    ),
    look="print(np.shape(db))",
)
def db_is_dw(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = dw
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "db-sums-dw",
    fails="value",
    lesson="05",
    heading="A weight meets its own feature, a bias meets none",
    why="db is made from dw, so the pixels are in it. The bias is multiplied by 1 in the score, not by a pixel.",
    look="print(db, np.sum(dw))",
)
def db_sums_dw(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(dw)
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "db-not-summed",
    fails="shape",
    lesson="07",
    heading="Add up over the pictures",
    why="There is still one entry per picture in db. There is one bias, so it has one slope.",
    look="print(np.shape(db))",
)
def db_not_summed(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = (A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "db-zero",
    fails="value",
    lesson="05",
    heading="A weight meets its own feature, a bias meets none",
    why=(
        "db is always 0, so the bias would never move. Accuracy hardly shows it: the pixels make up for it on the "
        "training pictures."
    ),
    look="print(db) for two different labels Y",
)
def db_zero(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = 0.0
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "db-none",
    fails="kind",
    lesson="00",
    heading="Computed and thrown away",
    why="db is still None: a placeholder was left where its value belongs.",
    look="print(grads)",
)
def db_none(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = None
    return {"dw": dw, "db": db}, cost
