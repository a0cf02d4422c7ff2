"""Mistakes of `gradients_loop` on the way from an example to its loss."""

# mypy: allow-untyped-defs, no-check-untyped-defs
# a mistake is written as a learner writes it: without annotations
from __future__ import annotations

import numpy as np

from .gradients_loop import GRADIENTS_LOOP


@GRADIENTS_LOOP.mistake("value", read="06 Put a loop inside the loop")
def bias_for_every_feature(w, b, X, Y):
    """b is added inside the loop over the features, once for each of them. A score holds it once.

    >>> print(X.shape[0], 'features:', X.shape[0], 'times b')
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = 0.0
        for j in range(n):
            z = z + w[j, 0] * X[j, i] + b
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("value", read="06 Put a loop inside the loop")
def bias_forgotten(w, b, X, Y):
    """b does not enter the score, so its slope is taken at another place than where it stands.

    >>> print(gradients_loop(w, 0.0, X, Y)[1], gradients_loop(w, 5.0, X, Y)[1])
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = 0.0
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("value", read="02 The sign turned")
def sigmoid_turned(w, b, X, Y):
    """exp(z) stands where exp(−z) belongs: a high score gives a low probability, and every label counts as its
    opposite.

    >>> print(1 / (1 + np.exp(5.0)), 1 / (1 + np.exp(-5.0)))
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("value", read="03 The minus missing, or on one term")
def missing_minus(w, b, X, Y):
    """The logarithm of a probability is negative, and nothing turns the sign: a cost below 0.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.ones((1, 2)), np.array([[0, 1]]))[1])
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
        dz = a - Y[0, i]
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("value", read="03 The minus missing, or on one term")
def minus_on_one_term(w, b, X, Y):
    """The minus sign reaches only the term for y = 1. Each example with y = 0 lowers the cost instead of raising it.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.ones((1, 2)), np.array([[0, 1]]))[1])
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
        dz = a - Y[0, i]
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("value", read="03 Half of the labels forgotten, the label ignored, or swapped")
def only_y_one(w, b, X, Y):
    """Only the term for y = 1 is in the cost. Examples with y = 0 cost nothing, however wrong they are.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.ones((1, 2)), np.array([[0, 0]]))[1])
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -Y[0, i] * np.log(a)
        dz = a - Y[0, i]
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("kind", read="06 Count the columns")
def labels_by_row(w, b, X, Y):
    """Y[i] asks for row i, and Y has one row: the labels lie side by side in it.

    >>> print(Y.shape, Y[0].shape)
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        y = Y[i]
        a = 1 / (1 + np.exp(-z))
        cost += -(y * np.log(a) + (1 - y) * np.log(1 - a))
        dz = a - y
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m
