"""`percentages`: every column of a table sums to 100. Tests hold positive numbers, so no total is zero."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """A table with four columns, a wide one of whole numbers, a single column and a single row."""
    few, many = rng.integers(2, 5), rng.integers(5, 9, size=3)
    return [
        call(rng.uniform(1, 50, (many[0], 4))),
        call(rng.integers(1, 90, (few, many[1]))),
        call(rng.uniform(0.1, 5, (many[2], 1))),
        call(rng.uniform(1, 50, (1, few))),
    ]


def on_m_columns(m: int, rng: np.random.Generator) -> Call:
    return call(rng.uniform(1, 9, (4, m)))


PERCENTAGES = Exercise(
    name="percentages",
    notebook="2_broadcasting",
    parts={"percentages": 2.5},
    rungs={"unchanged": 0.5, "vectorized": 0},
    returns=("percentages",),
    visible=(
        call(np.array([[196.0, 80.0, 8.0, 56.0], [36.0, 36.0, 100.0, 60.0], [27.0, 3.6, 243.0, 585.0]])),
        call(np.array([[3, 11, 5], [4, 2, 8]])),
        call(np.array([[1.0, 4.5, 2.0], [2.5, 0.5, 6.0], [3.5, 2.0, 1.0]])),
        call(np.array([[0.7], [1.9], [0.1], [4.2]])),
    ),
    hidden=fresh,
    scaling=on_m_columns,
    passed="Every column sums to 100, and no column was ever looked at alone. Which of the two shapes stretched?",
)


@PERCENTAGES.mistake("value", keeps=0.5, read="08 Name the axis that disappears")
def row_totals(table):
    """Each number is divided by the total of its row: the rows sum to 100 here, and the columns do not.

    >>> print(percentages(table).sum(axis=0), percentages(table).sum(axis=1))
    """
    return table / table.sum(axis=1, keepdims=True) * 100


@PERCENTAGES.mistake("kind", keeps=0.3, read="08 Name the axis that disappears")
def row_totals_squeezed(table):
    """The totals run along the rows, and their shape (r,) then meets the columns. A square table lets that pass with
    wrong numbers; any other raises an error.

    >>> print(table.shape, table.sum(axis=1).shape, table.sum(axis=0).shape)
    """
    return table / table.sum(axis=1) * 100


@PERCENTAGES.mistake("value", keeps=0.3, read="08 Name the axis that disappears")
def row_fractions(table):
    """The totals are those of the rows, and the result stops at fractions: each row sums to 1.

    >>> print(percentages(table).sum(axis=1))
    """
    return table / table.sum(axis=1, keepdims=True)


@PERCENTAGES.mistake("value", keeps=0.3, read="08 Name the axis that disappears")
def whole_table(table):
    """A sum without an axis runs over the whole table: all the entries together make 100, a single column makes less.

    >>> print(table.sum(), table.sum(axis=0))
    """
    return table / table.sum() * 100


@PERCENTAGES.mistake("value", keeps=0.5, read="08 Give each row a number of its own")
def fractions(table):
    """These are fractions: each column sums to 1. The text asks for percentages.

    >>> print(percentages(table).sum(axis=0))
    """
    return table / table.sum(axis=0)


@PERCENTAGES.mistake("kind", keeps=0.5, read="08 Name the axis that disappears")
def totals_turned(table):
    """The totals stand upright, one per row of the table, but they belong to the columns. On a square table
    it runs, and there every row meets a total that is not its own.

    >>> print(table.shape, table.sum(axis=0).shape, table.sum(axis=0).reshape(-1, 1).shape)
    """
    return table / table.sum(axis=0).reshape(-1, 1) * 100


@PERCENTAGES.mistake("kind", keeps=0.5, read="08 Name the axis that disappears")
def four_columns(table):
    """The 4 of the first example is written into the code: a table with another number of columns raises an error.

    >>> print(table.shape)
    Which of these numbers does your code hold fixed?
    """
    return table / table.sum(axis=0).reshape(1, 4) * 100


@PERCENTAGES.mistake("shape", keeps=0.5, read="08 Name the axis that disappears")
def left_turned(table):
    """The table was turned so that the totals fit, and never turned back: what was a column comes out as a row.

    >>> print(table.shape, percentages(table).shape)
    """
    return table.T / table.sum(axis=0).reshape(-1, 1) * 100


@PERCENTAGES.mistake("value", keeps=0.7, read="08 Reshape a view, leave the original")
def rounded(table):
    """The result is rounded to two decimals, so the columns no longer sum to exactly 100. Round when you print.

    >>> print(percentages(table).sum(axis=0))
    """
    return np.round(table / table.sum(axis=0) * 100, 2)


@PERCENTAGES.mistake("value", keeps=0.5, read="08 Reshape a view, leave the original")
def cut_to_whole_numbers(table):
    """The decimals are cut off, usually by a floor division or a cast to int, so the columns sum to less than 100.

    >>> print(percentages(table).dtype, percentages(table).sum(axis=0))
    """
    return (table / table.sum(axis=0) * 100).astype(int)


@PERCENTAGES.mistake("kind", keeps=0.5, read="08 Reshape a view, leave the original")
def in_place(table):
    """`/=` writes the result into the caller's table. A table of whole numbers cannot hold it and raises an error; a
    table of floats is overwritten, and whoever called you has lost the original.

    >>> t = np.array([[1.0], [3.0]]); percentages(t); print(t)
    """
    table /= table.sum(axis=0)
    return table * 100
