"""`gradients_loop`: cost and gradient of logistic regression on m examples, one example after the other."""

# ruff: noqa: RET503
# ruff: noqa: RET503
# mypy: allow-untyped-defs, no-check-untyped-defs
# a mistake is written as a learner writes it: without annotations
from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def examples(rng: np.random.Generator, n_x: int, m: int) -> Call:
    """Weights, a bias away from 0, and m examples with both labels (if m > 1); scores stay within ±4 or so."""
    w = rng.choice([-1.0, 1.0], (n_x, 1)) * rng.uniform(0.3, 0.9, (n_x, 1))
    X = rng.uniform(-1.8, 1.8, (n_x, m))
    Y = rng.integers(0, 2, (1, m))
    Y[0, : min(m, 2)] = (1, 0)[: min(m, 2)]
    return call(w, float(rng.choice([-1.0, 1.0]) * rng.uniform(0.4, 0.9)), X, rng.permuted(Y, axis=1))


def fresh(rng: np.random.Generator) -> list[Call]:
    """More examples than features, more features than examples, and a single feature."""
    return [examples(rng, 3, 7), examples(rng, 5, 2), examples(rng, 1, 4)]


# With m = n_x a division by the wrong one is invisible. Here m > n_x, so that it shows as a value, not as an exception.
GRADIENTS_LOOP = Exercise(
    name="gradients_loop",
    notebook="3_computation_graph",
    rungs={"kind": 0.5, "shape": 0.5, "value": 1.5, "hidden": 1, "unchanged": 0.5},
    returns=("grads", "cost"),
    visible=(
        call(np.array([[0.8], [-0.5]]), 0.7, np.array([[1.0, -0.4, 0.6], [0.5, 1.2, -1.5]]), np.array([[1, 0, 0]])),
        call(
            np.array([[0.5], [-0.9], [0.3]]),
            -0.4,
            np.array([[1.2, -0.7, 0.3, 1.6, -1.1], [-0.2, 0.8, 1.4, -1.0, 0.5], [0.9, -1.3, 0.1, 0.4, 1.7]]),
            np.array([[1, 0, 1, 1, 0]]),
        ),
        call(np.array([[-0.6]]), 0.5, np.array([[1.5, -0.8, 0.2, -2.0]]), np.array([[0, 1, 1, 0]])),
    ),
    hidden=fresh,
    evaluation_order=("z", "a", "dz", "dw", "db", "cost"),
    passed="With w = 0 and b = 0 the cost is 0.6931 = log 2, however many examples there are.",
)


@GRADIENTS_LOOP.mistake("value", read="06 Average the losses")
def missing_mean(w, b, X, Y):
    """The cost and the slopes are sums over the examples here; an average divides by m.

    >>> print(cost, X.shape[1])
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
    return {"dw": dw, "db": db}, cost


@GRADIENTS_LOOP.mistake("value", read="06 Count the columns")
def divided_by_features(w, b, X, Y):
    """The sums are divided by the number of features, n_x. An average over the examples divides by m, the number of
    columns.

    >>> print(X.shape)
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
    return {"dw": dw / n, "db": db / n}, cost / n


@GRADIENTS_LOOP.mistake("value", read="06 Write a loop that adds up")
def divided_at_every_example(w, b, X, Y):
    """The division by m stands inside the loop over the examples, so the first ones are divided again and again.

    >>> total = 0
    >>> for x in (3, 3, 3):
    ...     total = (total + x) / 3
    >>> print(total)
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
        cost, dw, db = cost / m, dw / m, db / m
    return {"dw": dw, "db": db}, cost


@GRADIENTS_LOOP.mistake("value", read="06 Write a loop that adds up")
def last_example_only(w, b, X, Y):
    """Only the last example is left: each pass of the loop overwrites the sums, or sets them to 0 again, before it
    adds.

    >>> total = 0
    >>> for x in (1, 2, 3):
    ...     total = x
    >>> print(total)
    """
    n, m = X.shape
    for i in range(m):
        cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("value", read="06 Write a loop that adds up")
def last_example_not_averaged(w, b, X, Y):
    """These are the loss and the slopes of the last example alone: nothing is added up, and nothing is averaged.

    >>> total = 0
    >>> for x in (1, 2, 3):
    ...     total = x
    >>> print(total)
    """
    n, m = X.shape
    for i in range(m):
        cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw, "db": db}, cost


@GRADIENTS_LOOP.mistake("value", read="06 Write a loop that adds up")
def first_example_only(w, b, X, Y):
    """Only the first example is in the answer: the return stands inside the loop, so the loop never comes to the
    second.

    count how far the line with `return` is indented, and compare it with the line `for i in …`
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
        return {"dw": dw / m, "db": db / m}, cost / m


@GRADIENTS_LOOP.mistake("value", read="06 Count the columns")
def rows_counted(w, b, X, Y):
    """The loop runs as often as X has rows. Rows are features; the examples are the columns, and some are never seen.

    >>> print(X.shape)
    """
    n = m = X.shape[0]
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
    return {"dw": dw / m, "db": db / m}, cost / m
