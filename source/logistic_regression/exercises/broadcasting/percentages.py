"""`percentages`: every column of a table sums to 100. Probes hold positive numbers, so no total is zero."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """A wide table, a tall one, and a wide one of whole numbers."""
    few, many = rng.integers(2, 5, size=3), rng.integers(5, 9, size=3)
    return [
        call(rng.uniform(1, 50, (few[0], many[0]))),
        call(rng.uniform(0.1, 5, (many[1], few[1]))),
        call(rng.integers(1, 90, (few[2], many[2]))),
    ]


def on_m_columns(m: int) -> Call:
    return call(np.random.default_rng(m).uniform(1, 9, (4, m)))


PERCENTAGES = Exercise(
    name="percentages",
    notebook="2_broadcasting",
    rungs={"kind": 0.5, "shape": 0.5, "value": 0.5, "hidden": 1, "unchanged": 0.5, "vectorized": 0},
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


@PERCENTAGES.mistake(
    "row-totals",
    fails="value",
    why="Each number is divided by the total of its row: the rows sum to 100 here, and the columns do not.",
    look="print(percentages(table).sum(axis=0), percentages(table).sum(axis=1))",
    lesson="08",
    heading="Name the axis that goes",
)
def row_totals(table):
    return table / table.sum(axis=1, keepdims=True) * 100


@PERCENTAGES.mistake(
    "row-totals-squeezed",
    fails="kind",
    why="The totals run along the rows, and their shape (r,) then meets the columns. A square table lets that pass "
    "with wrong numbers; any other raises an error.",
    look="print(table.shape, table.sum(axis=1).shape, table.sum(axis=0).shape)",
    lesson="08",
    heading="Name the axis that goes",
)
def row_totals_squeezed(table):
    return table / table.sum(axis=1) * 100


@PERCENTAGES.mistake(
    "row-fractions",
    fails="value",
    why="The totals are those of the rows, and the result stops at fractions: each row sums to 1.",
    look="print(percentages(table).sum(axis=1))",
    lesson="08",
    heading="Name the axis that goes",
)
def row_fractions(table):
    return table / table.sum(axis=1, keepdims=True)


@PERCENTAGES.mistake(
    "whole-table",
    fails="value",
    why="A sum without an axis runs over the whole table: all the entries together make 100, a single column makes "
    "less.",
    look="print(table.sum(), table.sum(axis=0))",
    lesson="08",
    heading="Name the axis that goes",
)
def whole_table(table):
    return table / table.sum() * 100


@PERCENTAGES.mistake(
    "fractions",
    fails="value",
    why="These are fractions: each column sums to 1. The text asks for percentages.",
    look="print(percentages(table).sum(axis=0))",
    lesson="08",
    heading="Give each row a number of its own",
)
def fractions(table):
    return table / table.sum(axis=0)


@PERCENTAGES.mistake(
    "totals-turned",
    fails="kind",
    why="The totals stand upright, one per row of the table, but they belong to the columns. It runs on a square "
    "table only, and there every row meets a total that is not its own.",
    look="print(table.shape, table.sum(axis=0).shape, table.sum(axis=0).reshape(-1, 1).shape)",
    lesson="08",
    heading="Name the axis that goes",
)
def totals_turned(table):
    return table / table.sum(axis=0).reshape(-1, 1) * 100


@PERCENTAGES.mistake(
    "four-columns",
    fails="kind",
    why="The 4 of the first example is written into the code: a table with another number of columns raises an error.",
    look="print(table.shape): which of these numbers does your code hold fixed?",
    lesson="08",
    heading="Name the axis that goes",
)
def four_columns(table):
    return table / table.sum(axis=0).reshape(1, 4) * 100


@PERCENTAGES.mistake(
    "left-turned",
    fails="shape",
    why="The table was turned so that the totals fit, and never turned back: what was a column comes out as a row.",
    look="print(table.shape, percentages(table).shape)",
    lesson="08",
    heading="Name the axis that goes",
)
def left_turned(table):
    return table.T / table.sum(axis=0).reshape(-1, 1) * 100


@PERCENTAGES.mistake(
    "rounded",
    fails="value",
    why="The result is rounded to two decimals, so the columns no longer sum to exactly 100. Round when you print.",
    look="print(percentages(table).sum(axis=0))",
    lesson="08",
    heading="Reshape a view, leave the original",
)
def rounded(table):
    return np.round(table / table.sum(axis=0) * 100, 2)


@PERCENTAGES.mistake(
    "cut-to-whole-numbers",
    fails="value",
    why="The decimals are cut off, by a floor division or by a cast to int, so the columns sum to less than 100.",
    look="print(percentages(table).dtype, percentages(table).sum(axis=0))",
    lesson="08",
    heading="Reshape a view, leave the original",
)
def cut_to_whole_numbers(table):
    return (table / table.sum(axis=0) * 100).astype(int)


@PERCENTAGES.mistake(
    "in-place",
    fails="kind",
    why="`/=` writes the result into the caller's table. A table of whole numbers cannot hold it and raises an error; "
    "a table of floats is overwritten, and whoever called you has lost the original.",
    look="t = np.array([[1.0], [3.0]]); percentages(t); print(t)",
    lesson="08",
    heading="Reshape a view, leave the original",
)
def in_place(table):
    table /= table.sum(axis=0)
    return table * 100
