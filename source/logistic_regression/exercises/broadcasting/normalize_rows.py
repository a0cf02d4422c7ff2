"""`normalize_rows`: each row at length 1. A row of zeros is left open and never tested."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh_rows(rng: np.random.Generator) -> list[Call]:
    """A wide array, a tall one of whole numbers, a single row and a single column."""
    few, many = rng.integers(3, 5, size=2), rng.integers(5, 9, size=4)
    whole = rng.integers(1, 9, (many[1], few[1])) * rng.choice([-1, 1], (many[1], few[1]))
    column = rng.uniform(0.3, 4, (many[3], 1)) * rng.choice([-1, 1], (many[3], 1))
    wide, row = rng.normal(0, 3, (few[0], many[0])), rng.normal(1, 2, (1, many[2]))
    return [call(wide), call(whole), call(row), call(column)]


def on_m_rows(m: int, rng: np.random.Generator) -> Call:
    return call(rng.normal(1, 2, (m, 3)))


NORMALIZE_ROWS = Exercise(
    name="normalize_rows",
    notebook="2_broadcasting",
    parts={"normalized": 2.5},
    rungs={"unchanged": 0.5, "vectorized": 0},
    returns=("normalized",),
    visible=(
        call(np.array([[1.5, -2.0, 0.5, 3.0], [0.2, 0.1, -0.4, 0.7], [-6.0, 5.0, 2.0, 4.0]])),
        call(np.array([[2, -1, 2], [0, 6, 8]])),
        call(np.array([[1.0, 2.0, -4.0], [0.5, 0.5, 3.0], [-7.0, 1.0, 2.0]])),
        call(np.array([[5.0, 12.0], [-0.3, 0.4], [8.0, -15.0], [1.0, 1.0]])),
    ),
    hidden=fresh_rows,
    scaling=on_m_rows,
    evaluation_order=("norm", "normalized"),
    passed="The row (0, 6, 8) became (0, 0.6, 0.8): its length 10 is gone, its direction is kept.",
)


# ---- which axis, which norm


@NORMALIZE_ROWS.mistake("value", keeps=0.5, read="08 Name the axis that disappears")
def lengths_of_columns(x):
    """The lengths are those of the columns: each column has length 1 here, and the rows do not.

    >>> print(np.linalg.norm(normalize_rows(x), axis=1), np.linalg.norm(normalize_rows(x), axis=0))
    """
    return x / np.linalg.norm(x, axis=0, keepdims=True)


@NORMALIZE_ROWS.mistake("kind", keeps=0.5, read="08 Name the axis that disappears")
def lengths_without_keepdims(x):
    """The lengths have the shape (n,) and stretch as if they were a row. A square x lets that pass with wrong numbers;
    any other raises an error.

    >>> print(x.shape, np.linalg.norm(x, axis=1).shape)
    """
    return x / np.linalg.norm(x, axis=1)


@NORMALIZE_ROWS.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def one_length_for_all(x):
    """A norm without an axis is one number for the whole array: the rows keep their differences in length.

    >>> print(np.linalg.norm(x), np.linalg.norm(x, axis=1))
    """
    return x / np.linalg.norm(x)


@NORMALIZE_ROWS.mistake("value", keeps=0.5, read="08 Give each row a number of its own")
def ord_from_the_shape(x):
    """`ord` chooses the kind of length, and here it is set to the number of rows. With two rows that happens to be the
    usual length; with any other number of rows it is not.

    >>> print(np.linalg.norm(normalize_rows(x), axis=1))
    For which x is it all ones?
    """
    return x / np.linalg.norm(x, ord=x.shape[0], axis=1, keepdims=True)


@NORMALIZE_ROWS.mistake("value", keeps=0.5, read="08 Give each row a number of its own")
def no_root(x):
    """The rows are divided by the sum of their squares, which is the length squared: long rows come out too short,
    short ones too long.

    >>> print(np.linalg.norm(normalize_rows(x), axis=1))
    """
    return x / np.sum(x**2, axis=1, keepdims=True)


@NORMALIZE_ROWS.mistake("value", keeps=0.5, read="08 Give each row a number of its own")
def sum_of_sizes(x):
    """The rows are divided by the sum of their absolute values. That is a length as well (the L1 norm), and not the one
    asked for: the root of the sum of squares.

    >>> print(np.abs(normalize_rows(x)).sum(axis=1), (normalize_rows(x) ** 2).sum(axis=1))
    """
    return x / np.sum(np.abs(x), axis=1, keepdims=True)


@NORMALIZE_ROWS.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def rows_sum_to_one(x):
    """The rows are divided by their sums, so they sum to 1. Their length is not 1, and a row with a negative sum has
    turned around.

    >>> print(np.linalg.norm(normalize_rows(x), axis=1))
    """
    return x / x.sum(axis=1, keepdims=True)


@NORMALIZE_ROWS.mistake("shape", keeps=0.3, read="08 Give each row a number of its own")
def only_the_lengths(x):
    """What comes back are the lengths, one per row. The rows themselves were asked for, each at length 1.

    >>> print(x.shape, normalize_rows(x).shape)
    """
    return np.linalg.norm(x, axis=1, keepdims=True)


@NORMALIZE_ROWS.mistake("shape", keeps=0.5, read="08 Name the axis that disappears")
def rows_left_turned(x):
    """x was turned so that the lengths fit, and never turned back: what was a row comes out as a column.

    >>> print(x.shape, normalize_rows(x).shape)
    """
    return x.T / np.linalg.norm(x, axis=1)


@NORMALIZE_ROWS.mistake("kind", keeps=0.5, read="08 Reshape a view, leave the original")
def normalize_in_place(x):
    """`/=` writes the result into the caller's array. An array of whole numbers cannot hold it and raises an error; an
    array of floats is overwritten, and whoever called you has lost the original.

    >>> t = np.array([[3.0, 4.0]]); normalize_rows(t); print(t)
    """
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    return x


# ---- what is taken for the length, and what is done with it


def lengths(x):
    """The length of each row, as a column."""
    return np.linalg.norm(x, axis=1, keepdims=True)


@NORMALIZE_ROWS.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def another_length(x):
    """The rows are divided by another measure than their length: by a sum without squares, a largest entry, a spread, a
    norm with another ord, or the like. The length is the root of the sum of squares.

    >>> print(np.linalg.norm(normalize_rows(x), axis=1))
    All ones?
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
    NORMALIZE_ROWS.more("another-length", lambda x, measure=_measure: x / measure(x))


for _one in (
    lambda x: np.linalg.norm(x, ord=2),
    lambda x: np.sum(x),
    lambda x: np.sum(x * x),
    lambda x: np.linalg.norm(x[0]),
    lambda x: np.max(x),
    lambda x: np.linalg.norm(x, ord=1),
):
    NORMALIZE_ROWS.more("one-length-for-all", lambda x, one=_one: x / one(x))


@NORMALIZE_ROWS.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def not_divided(x):
    """The lengths are right, and the rows are not divided by them. Usually the two are multiplied or subtracted, or the
    fraction stands upside down.

    >>> print(np.linalg.norm(normalize_rows(x), axis=1))
    """
    return x * lengths(x)


NORMALIZE_ROWS.more("not-divided", lambda x: x - lengths(x))


NORMALIZE_ROWS.more("not-divided", lambda x: lengths(x) / x)


NORMALIZE_ROWS.more("not-divided", lambda x: x % lengths(x))


@NORMALIZE_ROWS.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
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
