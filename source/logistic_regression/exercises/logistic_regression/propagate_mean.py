"""What goes wrong in `propagate` where it averages over the examples."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .propagate import PROPAGATE

sigmoid = PROPAGATE.sibling("sigmoid")


@PROPAGATE.mistake(
    "missing-mean",
    fails="value",
    lesson="06",
    heading="Average the losses",
    why=(
        "This is a sum over the examples, and an average is meant: with twice as many pictures it would be twice "
        "as large."
    ),
    look="print(cost, X.shape[1])",
)
def missing_mean(w, b, X, Y):
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dw = np.dot(X, (A - Y).T)
    db = np.sum(A - Y)
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "divided-by-n",
    fails="value",
    lesson="06",
    heading="Count the columns",
    why=(
        "The sum over the examples is divided by the number of rows of X. The rows are pixels; the examples are "
        "the columns."
    ),
    look="print(X.shape): which of the two counts pictures?",
)
def divided_by_n(w, b, X, Y):
    m = X.shape[0]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "divided-by-everything",
    fails="value",
    lesson="06",
    heading="Count the columns",
    why="The sum over the examples is divided by the number of entries of X, pixels times pictures.",
    look="print(X.size, X.shape)",
)
def divided_by_everything(w, b, X, Y):
    m = X.size
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "m-of-this-notebook",
    fails="value",
    lesson="06",
    heading="Count the columns",
    why="The sum is divided by 209, the number of training pictures in this notebook, whatever X is passed in.",
    look="print(X.shape): how many examples are in these arguments?",
)
def m_of_this_notebook(w, b, X, Y):
    m = 209
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "m-hard-coded",
    fails="value",
    lesson="06",
    heading="Count the columns",
    why="The sum is divided by 4, the number of examples of the first check, whatever X is passed in.",
    look="print(X.shape): how many examples are in these arguments?",
)
def m_hard_coded(w, b, X, Y):
    m = 4
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "divided-twice",
    fails="value",
    lesson="06",
    heading="Count the columns",
    why="The average is taken twice: `np.mean` already divides by the number of examples.",
    look="print(np.mean([1, 3]), np.sum([1, 3]) / 2)",
)
def divided_twice(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m / m
    db = np.mean(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "mean-on-first-term",
    fails="value",
    lesson="03",
    heading="Loss for cost, cost for loss",
    why="1/m reaches the term with log A and not the one with log(1 − A).",
    look="print((2 + 1) / 4, 2 / 4 + 1)",
)
def mean_on_first_term(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A)) / m - np.sum((1 - Y) * np.log(1 - A))
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "mean-on-second-term",
    fails="value",
    lesson="03",
    heading="Loss for cost, cost for loss",
    why="1/m reaches the term with log(1 − A) and not the one with log A.",
    look="print((2 + 1) / 4, 2 + 1 / 4)",
)
def mean_on_second_term(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A) / m)
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "summed-along-the-short-axis",
    fails="shape",
    lesson="08",
    heading="Keep the shape of w",
    why=(
        "Axis 0 of a (1, m) array has one entry, so summing along it adds nothing up: there is still one number "
        "per picture."
    ),
    look="print(np.sum(np.ones((1, 5)), axis=0), np.sum(np.ones((1, 5))))",
)
def summed_along_the_short_axis(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A), axis=0) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y, axis=0) / m
    return {"dw": dw, "db": db}, cost
