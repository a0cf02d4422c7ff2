"""What is taken for the length of a row in `normalize_rows`, and what is done with it."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .normalize_rows import NORMALIZE_ROWS


def lengths(x):
    """The length of each row, as a column."""
    return np.linalg.norm(x, axis=1, keepdims=True)


@NORMALIZE_ROWS.mistake("value", read="08 Give each row a number of its own")
def another_length(x):
    """The rows are divided by another measure: their largest entry, their spread, the root of their sum, or a norm with
    another ord. The length is the root of the sum of squares.

    print(np.linalg.norm(normalize_rows(x), axis=1)): all ones?
    """
    return x / np.max(x, axis=1, keepdims=True)


for _measure in (
    lambda x: np.max(np.abs(x), axis=1, keepdims=True),
    lambda x: np.sqrt(np.sum(x, axis=1, keepdims=True)),
    lambda x: np.abs(np.sum(x, axis=1, keepdims=True)),
    lambda x: np.std(x, axis=1, keepdims=True),
    lambda x: np.linalg.norm(x, ord=3, axis=1, keepdims=True),
    lambda x: np.sqrt(lengths(x)),
    lambda x: np.mean(x, axis=1, keepdims=True),
    lambda x: np.sqrt(np.mean(x**2, axis=1, keepdims=True)),
    lambda x: np.mean(np.abs(x), axis=1, keepdims=True),
    lambda x: np.sqrt(np.sum(np.abs(x), axis=1, keepdims=True)),
):
    NORMALIZE_ROWS.variant("another-length")(lambda x, measure=_measure: x / measure(x))

for _one in (
    lambda x: np.linalg.norm(x, ord=2),
    lambda x: np.sum(x),
    lambda x: np.sum(x * x),
    lambda x: np.linalg.norm(x[0]),
    lambda x: np.max(x),
    lambda x: np.linalg.norm(x, ord=1),
):
    NORMALIZE_ROWS.variant("one-length-for-all")(lambda x, one=_one: x / one(x))


@NORMALIZE_ROWS.mistake("value", read="08 Give each row a number of its own")
def not_divided(x):
    """The lengths are right, and the rows are multiplied by them, or the lengths subtracted. Only a division by its
    length brings a row to length 1.

    >>> print(np.linalg.norm(normalize_rows(x), axis=1))
    """
    return x * lengths(x)


NORMALIZE_ROWS.variant("not-divided")(lambda x: x - lengths(x))
NORMALIZE_ROWS.variant("not-divided")(lambda x: lengths(x) / x)
NORMALIZE_ROWS.variant("not-divided")(lambda x: x % lengths(x))


@NORMALIZE_ROWS.mistake("value", read="08 Give each row a number of its own")
def moved_first(x):
    """Each row lost its mean before it was divided, or was scaled to run from 0 to 1: that standardizes, and turns the
    row to another direction. Only its length is to change.

    >>> print(normalize_rows(x) * np.linalg.norm(x, axis=1, keepdims=True) - x)
    """
    return (x - np.mean(x, axis=1, keepdims=True)) / lengths(x)


@NORMALIZE_ROWS.variant("moved-first")
def standardized(x):
    return (x - np.mean(x, axis=1, keepdims=True)) / np.std(x, axis=1, keepdims=True)


@NORMALIZE_ROWS.variant("moved-first")
def from_0_to_1(x):
    lowest = np.min(x, axis=1, keepdims=True)
    return (x - lowest) / (np.max(x, axis=1, keepdims=True) - lowest)


@NORMALIZE_ROWS.variant("moved-first")
def moved_before_the_length(x):
    apart = x - np.mean(x, axis=1, keepdims=True)
    return apart / lengths(apart)
