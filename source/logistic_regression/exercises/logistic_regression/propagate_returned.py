"""What goes wrong in `propagate` around the formulas: what is returned, what is overwritten, what is looped over."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .propagate import PROPAGATE

sigmoid = PROPAGATE.sibling("sigmoid")


@PROPAGATE.mistake(
    "nothing-returned",
    fails="kind",
    lesson="00",
    heading="Printed and not returned",
    why="Everything is computed and then dropped: without a return, a function gives None.",
    look="print(propagate(w, b, X, Y))",
)
def nothing_returned(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m  # noqa: F841
    grads = {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}  # noqa: F841


@PROPAGATE.mistake(
    "cost-first",
    fails="kind",
    lesson="00",
    heading="In another order, or in another box",
    why="The cost comes back first and the gradient second. Whoever calls this unpacks `grads, cost`.",
    look="grads, cost = propagate(w, b, X, Y); print(type(grads))",
)
def cost_first(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return cost, {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}


@PROPAGATE.mistake(
    "three-values",
    fails="kind",
    lesson="00",
    heading="In another order, or in another box",
    why="Three values come back. dw and db travel together, in a dictionary under their names, and the cost beside it.",
    look="print(len(propagate(w, b, X, Y)))",
)
def three_values(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return np.dot(X, (A - Y).T) / m, np.sum(A - Y) / m, cost


@PROPAGATE.mistake(
    "pictures-overwritten",
    fails="unchanged",
    lesson="07",
    heading="Leave what you were given",
    why=(
        "The values are right, and the caller's X is gone: an in-place operation such as `*=` wrote into the "
        "array that was passed in."
    ),
    look="before = X.copy(); propagate(w, b, X, Y); print(np.array_equal(before, X))",
)
def pictures_overwritten(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    X *= A - Y
    dw = np.sum(X, axis=1, keepdims=True) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake(
    "loop-over-examples",
    fails="vectorized",
    lesson="07",
    heading="Recognise a loop in other clothes",
    why=(
        "The values are right, and the work grows in Python with every example. Matrix products do the same loop "
        "out of sight."
    ),
    look="time it with 10 and with 1000 examples",
)
def loop_over_examples(w, b, X, Y):
    m = X.shape[1]
    cost, dw, db = 0.0, np.zeros_like(w), 0.0
    for i in range(m):
        x = X[:, i : i + 1]
        a = sigmoid((w.T @ x).item() + b)
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dw = dw + x * (a - Y[0, i])
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, cost / m
