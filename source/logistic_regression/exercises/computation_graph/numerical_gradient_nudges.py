"""Mistakes of `numerical_gradient` about what is nudged, and what the function then gets to see."""

# mypy: allow-untyped-defs, no-check-untyped-defs
# a mistake is written as a learner writes it: without annotations
from __future__ import annotations

import numpy as np

from .numerical_gradient import NUMERICAL_GRADIENT


@NUMERICAL_GRADIENT.mistake(
    "left-nudged",
    fails="value",
    lesson="04",
    heading="Nudged together, nudged for good",
    why="An entry keeps its nudge when the next one's turn comes, so later slopes are taken at another place than x.",
    look="print(numerical_gradient(lambda x: float(np.prod(x)), np.array([1.0, 2.0, 3.0]), 0.5))",
)
def left_nudged(f, x, epsilon=1e-6):
    nudged = x.astype(float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        nudged[index] += epsilon
        plus = f(nudged)
        nudged[index] -= 2 * epsilon
        minus = f(nudged)
        gradient[index] = (plus - minus) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake(
    "nudges-pile-up",
    fails="value",
    lesson="04",
    heading="Nudged together, nudged for good",
    why="The two nudged copies are made once, before the loop, so the nudges of earlier entries stay in them and"
    " each difference holds all of those changes as well.",
    look="print(numerical_gradient(lambda x: float(np.sum(x)), np.array([1.0, 2.0, 3.0])))",
)
def nudges_pile_up(f, x, epsilon=1e-6):
    plus, minus = x.astype(float), x.astype(float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        plus[index] += epsilon
        minus[index] -= epsilon
        gradient[index] = (f(plus) - f(minus)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake(
    "all-nudged",
    fails="value",
    lesson="04",
    heading="Nudged together, nudged for good",
    why="x + epsilon moves every entry at once. What comes out is how f answers to all of them together, the same"
    " number for each entry.",
    look="print(np.array([1.0, 2.0, 3.0]) + 0.1)",
)
def all_nudged(f, x, epsilon=1e-6):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        gradient[index] = (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake(
    "one-number",
    fails="shape",
    lesson="04",
    heading="Nudged together, nudged for good",
    why="x + epsilon moves every entry at once and gives one number. A gradient looks like x: one slope per entry.",
    look="print(np.array([1.0, 2.0, 3.0]) + 0.1)",
)
def one_number(f, x, epsilon=1e-6):
    return (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)


@NUMERICAL_GRADIENT.mistake(
    "rows-nudged",
    fails="value",
    lesson="04",
    heading="Nudged together, nudged for good",
    why="The loop runs over the first axis only: x[i] is a whole row when x has two axes, and all of it is nudged at"
    " once.",
    look="x = np.zeros((2, 3)); x[0] += 0.1; print(x)",
)
def rows_nudged(f, x, epsilon=1e-6):
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        plus, minus = x.astype(float), x.astype(float)
        plus[i] += epsilon
        minus[i] -= epsilon
        gradient[i] = (f(plus) - f(minus)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake(
    "one-entry-alone",
    fails="value",
    lesson="04",
    heading="Nudged together, nudged for good",
    why="f is called on one entry instead of the whole array. It then does not see the other entries, and their part"
    " in the slope is lost.",
    look="numerical_gradient(lambda x: print(np.shape(x)) or 0.0, np.zeros((2, 2)))",
)
def one_entry_alone(f, x, epsilon=1e-6):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        gradient[index] = (f(x[index] + epsilon) - f(x[index] - epsilon)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake(
    "f-gets-a-flat-copy",
    fails="value",
    lesson="04",
    heading="Nudged together, nudged for good",
    why="f is called on x flattened to one axis. A function that looks at rows or columns then computes something"
    " else.",
    look="numerical_gradient(lambda x: print(np.shape(x)) or 0.0, np.zeros((2, 2)))",
)
def f_gets_a_flat_copy(f, x, epsilon=1e-6):
    flat = x.astype(float).ravel()
    gradient = np.zeros(flat.shape)
    for i in range(flat.size):
        plus, minus = flat.copy(), flat.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        gradient[i] = (f(plus) - f(minus)) / (2 * epsilon)
    return gradient.reshape(x.shape)


@NUMERICAL_GRADIENT.mistake(
    "flat-gradient",
    fails="shape",
    lesson="04",
    heading="Nudged together, nudged for good",
    why="The slopes are right and lie in one row. A gradient has the shape of x, so that the two can be subtracted.",
    look="print(numerical_gradient(lambda x: float(np.sum(x)), np.zeros((2, 3))).shape)",
)
def flat_gradient(f, x, epsilon=1e-6):
    slopes = []
    for index in np.ndindex(x.shape):
        plus, minus = x.astype(float), x.astype(float)
        plus[index] += epsilon
        minus[index] -= epsilon
        slopes.append((f(plus) - f(minus)) / (2 * epsilon))
    return np.array(slopes)


@NUMERICAL_GRADIENT.mistake(
    "callers-x-nudged",
    fails="unchanged",
    lesson="04",
    heading="Nudged together, nudged for good",
    why="The nudges are made in the caller's own array. Adding and taking away again does not lead back to the same"
    " number: rounding leaves a trace, and the caller's x has moved.",
    look="print(0.7 + 0.1 - 0.2 + 0.1)",
)
def callers_x_nudged(f, x, epsilon=1e-6):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += epsilon
        plus = f(x)
        x[index] -= 2 * epsilon
        minus = f(x)
        x[index] += epsilon
        gradient[index] = (plus - minus) / (2 * epsilon)
    return gradient
