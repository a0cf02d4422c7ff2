"""Mistakes of `gradients_loop` on the way from a loss to the slopes, and in their shapes."""

# mypy: allow-untyped-defs, no-check-untyped-defs
# a mistake is written as a learner writes it: without annotations
from __future__ import annotations

import numpy as np

from .gradients_loop import GRADIENTS_LOOP


@GRADIENTS_LOOP.mistake("value", read="05 See what a wrong arrow does")
def dz_turned(w, b, X, Y):
    """dz is y − a: the slopes point downhill, where a gradient points uphill. A step against them makes the cost grow.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.ones((1, 1)), np.ones((1, 1))))
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = Y[0, i] - a
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("value", read="05 See what a wrong arrow does")
def sigmoid_counted_twice(w, b, X, Y):
    """a − y is already the whole way from the loss to z. Another a(1 − a) counts the sigmoid twice.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.ones((1, 1)), np.ones((1, 1))))
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = (a - Y[0, i]) * a * (1 - a)
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("value", read="05 See what a wrong arrow does")
def score_for_probability(w, b, X, Y):
    """dz is z − y: the score stands where the probability belongs.

    >>> print(gradients_loop(np.zeros((1, 1)), 5.0, np.ones((1, 1)), np.ones((1, 1))))
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = z - Y[0, i]
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("value", read="06 Follow three examples")
def bias_times_feature(w, b, X, Y):
    """The bias collects x·dz with the weights. b enters every score with the factor 1, so its slope is dz alone.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.full((1, 1), 9.0), np.ones((1, 1))))
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
            db += X[j, i] * dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("value", read="06 Follow three examples")
def feature_forgotten(w, b, X, Y):
    """dw collects dz alone. A weight reaches the score through its feature, so each slope carries that feature.

    >>> print(gradients_loop(np.zeros((2, 1)), 0.0, np.array([[9.0], [0.0]]), np.ones((1, 1)))[0])
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        for j in range(n):
            dw[j, 0] += dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("shape", read="08 Keep the shape of w")
def dw_flat(w, b, X, Y):
    """dw has one axis, (n_x,). w has two, and w − dw would stretch the two of them into a table.

    >>> print((np.zeros((3, 1)) - np.zeros(3)).shape)
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros(n), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        for j in range(n):
            dw[j] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("shape", read="08 Keep the shape of w")
def dw_became_a_table(w, b, X, Y):
    """A column (n_x, 1) plus a slice (n_x,) stretches into a table (n_x, n_x): X[:, i] has only one axis.

    >>> print((np.zeros((3, 1)) + np.zeros(3)).shape)
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        dw = dw + X[:, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("unchanged", read="04 The caller's own array")
def takes_the_step(w, b, X, Y):
    """The function also walks: w -= … moves the caller's own weights. It is asked where downhill is, not to go there.

    >>> w = np.ones((1, 1)); gradients_loop(w, 0.0, np.ones((1, 1)), np.ones((1, 1))); print(w)
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    dw, db, cost = dw / m, db / m, cost / m
    w -= 0.01 * dw
    return {"dw": dw, "db": db}, cost
