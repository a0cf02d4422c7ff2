"""Other prices than the natural logarithm in `propagate`, and a logarithm of zero."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .propagate import PROPAGATE

sigmoid = PROPAGATE.sibling("sigmoid")


@PROPAGATE.mistake(
    "log-10",
    fails="value",
    lesson="03",
    heading="Another base, another price",
    why=(
        "This logarithm has base 10. The gradient A − Y belongs to the natural one, so cost and slope no longer "
        "fit each other."
    ),
    look="print(np.log10(0.5), np.log(0.5))",
)
def log_10(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log10(A) + (1 - Y) * np.log10(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "log-2",
    fails="value",
    lesson="03",
    heading="Another base, another price",
    why=(
        "This logarithm has base 2. The gradient A − Y belongs to the natural one, so cost and slope no longer "
        "fit each other."
    ),
    look="print(np.log2(0.5), np.log(0.5))",
)
def log_2(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log2(A) + (1 - Y) * np.log2(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "squared-error",
    fails="value",
    lesson="03",
    heading="See why squares get stuck",
    why=(
        "This is the mean squared difference. With a sigmoid it is not a bowl: training can get stuck on its flat "
        "parts."
    ),
    look="lesson 03 draws both costs side by side",
)
def squared_error(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = np.sum((A - Y) ** 2) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "half-squared-error",
    fails="value",
    lesson="03",
    heading="See why squares get stuck",
    why=(
        "This is half the mean squared difference. With a sigmoid it is not a bowl: training can get stuck on its "
        "flat parts."
    ),
    look="lesson 03 draws both costs side by side",
)
def half_squared_error(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = np.sum((A - Y) ** 2) / (2 * m)
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "absolute-error",
    fails="value",
    lesson="03",
    heading="See why squares get stuck",
    why=(
        "This is the mean distance between A and Y. It prices being sure and wrong at 1 at most; the logarithm "
        "has no such limit."
    ),
    look="print(np.abs(0.001 - 1), -np.log(0.001))",
)
def absolute_error(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = np.sum(np.abs(A - Y)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "log-of-zero",
    fails="stable",
    lesson="03",
    heading="The logarithm of 0: from −inf to nan",
    why=(
        "The values are right, except where A rounds to exactly 0 or 1: there log gives −inf, and 0 · (−inf) is "
        "not a number. This costs no point; training with a large learning rate gets there."
    ),
    look="print(sigmoid(40.0) == 1, 0 * np.log(0.0))",
)
def log_of_zero(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost
