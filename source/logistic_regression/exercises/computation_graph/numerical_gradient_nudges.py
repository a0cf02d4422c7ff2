"""Mistakes of `numerical_gradient` about what is nudged, and what the function then gets to see."""

# mypy: allow-untyped-defs, no-check-untyped-defs
# a mistake is written as a learner writes it: without annotations
from __future__ import annotations

import numpy as np

from .numerical_gradient import NUMERICAL_GRADIENT


@NUMERICAL_GRADIENT.mistake("value", read="04 Nudged together, nudged for good")
def left_nudged(f, x, epsilon=1e-6):
    """An entry keeps its nudge when the next one's turn comes, so later slopes are taken at another place than x.

    >>> print(numerical_gradient(lambda x: float(np.prod(x)), np.array([1.0, 2.0, 3.0]), 0.5))
    """
    nudged = x.astype(float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        nudged[index] += epsilon
        plus = f(nudged)
        nudged[index] -= 2 * epsilon
        minus = f(nudged)
        gradient[index] = (plus - minus) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake("value", read="04 Nudged together, nudged for good")
def nudges_pile_up(f, x, epsilon=1e-6):
    """The two nudged copies are made once, before the loop, so the nudges of earlier entries stay in them and each
    difference holds all of those changes as well.

    >>> print(numerical_gradient(lambda x: float(np.sum(x)), np.array([1.0, 2.0, 3.0])))
    """
    plus, minus = x.astype(float), x.astype(float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        plus[index] += epsilon
        minus[index] -= epsilon
        gradient[index] = (f(plus) - f(minus)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake("value", read="04 Nudged together, nudged for good")
def all_nudged(f, x, epsilon=1e-6):
    """x + epsilon moves every entry at once. What comes out is how f answers to all of them together, the same number
    for each entry.

    >>> print(np.array([1.0, 2.0, 3.0]) + 0.1)
    """
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        gradient[index] = (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake("shape", read="04 Nudged together, nudged for good")
def one_number(f, x, epsilon=1e-6):
    """x + epsilon moves every entry at once and gives one number. A gradient looks like x: one slope per entry.

    >>> print(np.array([1.0, 2.0, 3.0]) + 0.1)
    """
    return (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)


@NUMERICAL_GRADIENT.mistake("value", read="04 Nudged together, nudged for good")
def rows_nudged(f, x, epsilon=1e-6):
    """The loop runs over the first axis only: x[i] is a whole row when x has two axes, and all of it is nudged at once.

    >>> x = np.zeros((2, 3)); x[0] += 0.1; print(x)
    """
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        plus, minus = x.astype(float), x.astype(float)
        plus[i] += epsilon
        minus[i] -= epsilon
        gradient[i] = (f(plus) - f(minus)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake("value", read="04 Nudged together, nudged for good")
def one_entry_alone(f, x, epsilon=1e-6):
    """f is called on one entry instead of the whole array. It then does not see the other entries, and their part in
    the slope is lost.

    >>> numerical_gradient(lambda x: print(np.shape(x)) or 0.0, np.zeros((2, 2)))
    """
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        gradient[index] = (f(x[index] + epsilon) - f(x[index] - epsilon)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake("value", read="04 Nudged together, nudged for good")
def f_gets_a_flat_copy(f, x, epsilon=1e-6):
    """f is called on x flattened to one axis. A function that looks at rows or columns then computes something else.

    >>> numerical_gradient(lambda x: print(np.shape(x)) or 0.0, np.zeros((2, 2)))
    """
    flat = x.astype(float).ravel()
    gradient = np.zeros(flat.shape)
    for i in range(flat.size):
        plus, minus = flat.copy(), flat.copy()
        plus[i] += epsilon
        minus[i] -= epsilon
        gradient[i] = (f(plus) - f(minus)) / (2 * epsilon)
    return gradient.reshape(x.shape)


@NUMERICAL_GRADIENT.mistake("shape", read="04 Nudged together, nudged for good")
def flat_gradient(f, x, epsilon=1e-6):
    """The slopes are right and lie in one row. A gradient has the shape of x, so that the two can be subtracted.

    >>> print(numerical_gradient(lambda x: float(np.sum(x)), np.zeros((2, 3))).shape)
    """
    slopes = []
    for index in np.ndindex(x.shape):
        plus, minus = x.astype(float), x.astype(float)
        plus[index] += epsilon
        minus[index] -= epsilon
        slopes.append((f(plus) - f(minus)) / (2 * epsilon))
    return np.array(slopes)


@NUMERICAL_GRADIENT.mistake("unchanged", read="04 Nudged together, nudged for good")
def callers_x_nudged(f, x, epsilon=1e-6):
    """The nudges are made in the caller's own array. Adding and taking away again does not lead back to the same
    number: rounding leaves a trace, and the caller's x has moved.

    >>> print(0.7 + 0.1 - 0.2 + 0.1)
    """
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += epsilon
        plus = f(x)
        x[index] -= 2 * epsilon
        minus = f(x)
        x[index] += epsilon
        gradient[index] = (plus - minus) / (2 * epsilon)
    return gradient
