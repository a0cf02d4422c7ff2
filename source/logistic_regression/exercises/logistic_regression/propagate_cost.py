"""What goes wrong in the cost of `propagate`: signs, terms, logarithms and tables."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .propagate import PROPAGATE

sigmoid = PROPAGATE.sibling("sigmoid")


@PROPAGATE.mistake(
    "minus-missing-in-cost",
    fails="value",
    lesson="03",
    heading="The minus missing, or on one term",
    why=(
        "The logarithm of a probability is negative. The minus in front turns the price into a positive number; "
        "here the cost is negative."
    ),
    look="print(cost): can being wrong pay?",
)
def minus_missing_in_cost(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "minus-on-first-term",
    fails="value",
    lesson="03",
    heading="The minus missing, or on one term",
    why=(
        "The minus reaches the term with log A and not the one with log(1 − A): the pictures with label 0 are "
        "paid for being wrong."
    ),
    look="print(-(2 + 1), -2 + 1)",
)
def minus_on_first_term(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = (-np.sum(Y * np.log(A)) + np.sum((1 - Y) * np.log(1 - A))) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "minus-on-second-term",
    fails="value",
    lesson="03",
    heading="The minus missing, or on one term",
    why=(
        "The minus reaches the term with log(1 − A) and not the one with log A: the pictures with label 1 are "
        "paid for being wrong."
    ),
    look="print(-(2 + 1), 2 - 1)",
)
def minus_on_second_term(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = (np.sum(Y * np.log(A)) - np.sum((1 - Y) * np.log(1 - A))) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "only-label-1",
    fails="value",
    lesson="03",
    heading="Half of the labels forgotten, the label ignored, or swapped",
    why="Only the pictures with label 1 are priced. A mistake on the others costs nothing.",
    look="print((1 - Y) * np.log(1 - A)): where did these go?",
)
def only_label_1(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "only-label-0",
    fails="value",
    lesson="03",
    heading="Half of the labels forgotten, the label ignored, or swapped",
    why="Only the pictures with label 0 are priced. A mistake on the others costs nothing.",
    look="print(Y * np.log(A)): where did these go?",
)
def only_label_0(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum((1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "labels-swapped",
    fails="value",
    lesson="03",
    heading="Half of the labels forgotten, the label ignored, or swapped",
    why="Each picture pays the price of the other label: log A goes with the pictures whose label is 0.",
    look="print(np.log(0.99), np.log(0.01)): which one should a confident right answer pay?",
)
def labels_swapped(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum((1 - Y) * np.log(A) + Y * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "one-minus-log",
    fails="value",
    lesson="03",
    heading="The bracket of the logarithm",
    why="This is 1 − log A where log(1 − A) is meant: the bracket closed one step too late for the logarithm.",
    look="print(1 - np.log(0.9), np.log(1 - 0.9))",
)
def one_minus_log(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * (1 - np.log(A))) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "cost-table",
    fails="value",
    lesson="08",
    heading="Two vectors that became a table",
    why="Each probability met every label: a column and a row made an m×m table, and all of it was summed.",
    look="print((Y.T * np.log(A)).shape): which shape do you want?",
)
def cost_table(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(np.dot(Y.T, np.log(A)) + np.dot((1 - Y).T, np.log(1 - A))) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "two-rows",
    fails="kind",
    lesson="07",
    heading="Let the shapes click",
    why=(
        "A matrix product cannot pair two rows: (1, m) and (1, m) do not fit. Multiply entry by entry and sum, or "
        "turn one of them."
    ),
    look="print(Y.shape, np.log(A).shape)",
)
def two_rows(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(np.dot(Y, np.log(A)) + np.dot(1 - Y, np.log(1 - A))) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "cost-not-summed",
    fails="shape",
    lesson="03",
    heading="Loss for cost, cost for loss",
    why="There is still one price per picture. The cost is one number for all of them.",
    look="print(np.shape(cost))",
)
def cost_not_summed(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "sum-closed-early",
    fails="shape",
    lesson="03",
    heading="Loss for cost, cost for loss",
    why=(
        "The bracket of the sum closes after its first term: "
        "the term with log(1 − A) is added outside, once per picture."
    ),
    look="print(np.shape(cost)), then count brackets",
)
def sum_closed_early(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -1 / m * np.sum(Y * np.log(A)) + (1 - Y) * np.log(1 - A)
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost
