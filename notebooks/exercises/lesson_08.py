"""Lesson 08: shares of rows, a mask with an axis more, and an accuracy that compared everything with everything."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise, call

_PICTURE = np.linspace(0.1, 0.9, 24).reshape(2, 4, 3)
_SQUARE = np.linspace(1.0, 4.0, 27).reshape(3, 3, 3)

ROW_SHARES = Exercise(
    name="row_shares",
    notebook="08_let_shapes_stretch_and_not_surprise_you",
    rungs={"kind": 1, "shape": 1, "value": 1, "unchanged": 1},
    returns=("shares",),
    visible=(
        call(np.array([[480.0, 420.0, 60.0, 30.0], [540.0, 300.0, 90.0, 45.0], [420.0, 540.0, 45.0, 15.0]])),
        call(np.array([[1.0, 4.0, 2.5], [3.0, 0.5, 6.0], [2.0, 2.0, 5.0]])),
        call(np.array([[0.5, 1.5], [2.0, 3.0], [1.0, 8.0]])),
    ),
    hidden=lambda rng: [],
    passed="Every row sums to 1, also in a square table.",
)


@ROW_SHARES.mistake(
    "without-keepdims",
    fails="kind",
    why="The totals have the shape (r,) and meet the columns. A square table lets that pass with wrong numbers; any "
    "other raises an error.",
    look="print(table.shape, table.sum(axis=1).shape, table.sum(axis=1, keepdims=True).shape)",
    lesson="08",
    heading="Name the axis that goes",
)
def without_keepdims(table):
    return table / table.sum(axis=1)


@ROW_SHARES.mistake(
    "columns",
    fails="value",
    why="Each number is divided by the total of its column: the columns sum to 1, and the rows do not. The axis that "
    "you name is the one that goes.",
    look="print(row_shares(table).sum(axis=0), row_shares(table).sum(axis=1))",
    lesson="08",
    heading="Name the axis that goes",
)
def columns(table):
    return table / table.sum(axis=0)


@ROW_SHARES.mistake(
    "whole-table",
    fails="value",
    why="A sum without an axis runs over everything: all entries together make 1, a single row makes less.",
    look="print(table.sum(), table.sum(axis=1))",
    lesson="08",
    heading="Name the axis that goes",
)
def whole_table(table):
    return table / table.sum()


@ROW_SHARES.mistake(
    "left-turned",
    fails="shape",
    why="The table was turned so that the totals fit, and never turned back: rows come out as columns.",
    look="print(table.shape, row_shares(table).shape)",
    lesson="08",
    heading="Name the axis that goes",
)
def left_turned(table):
    return table.T / table.sum(axis=1)


CUT_OUT = Exercise(
    name="cut_out",
    notebook="08_let_shapes_stretch_and_not_surprise_you",
    rungs={"kind": 1, "shape": 1, "value": 1, "unchanged": 1},
    returns=("picture",),
    visible=(
        call(_PICTURE, np.array([[1.0, 0.0, 0.5, 1.0], [0.0, 1.0, 0.25, 0.75]])),
        call(_SQUARE, np.array([[1.0, 0.0, 0.5], [0.25, 1.0, 0.0], [0.75, 0.0, 1.0]])),
        call(_PICTURE[:, :3, :2], np.array([[0.5, 1.0, 0.0], [1.0, 0.0, 0.25]])),
    ),
    hidden=lambda rng: [],
    passed="One number per pixel stretched over its colours. Call it on the masks of the next cell.",
)


@CUT_OUT.mistake(
    "no-axis-added",
    fails="kind",
    why="Flush right, the colours of the picture meet the columns of the mask. It runs only where the two sizes "
    "happen to be equal, and there the numbers are wrong.",
    look="print(picture.shape, mask.shape, mask[:, :, np.newaxis].shape)",
    lesson="08",
    heading="Add an axis on purpose",
)
def no_axis_added(picture, mask):
    return picture * mask


@CUT_OUT.mistake(
    "axis-at-the-front",
    fails="kind",
    why="The new axis stands at the front, where rule 1 would have put one anyway. It has to stand at the end, where "
    "the colours are.",
    look="print(mask[np.newaxis].shape, mask[:, :, np.newaxis].shape)",
    lesson="08",
    heading="Add an axis on purpose",
    same_as=("no-axis-added",),
)
def axis_at_the_front(picture, mask):
    return np.multiply(picture, mask[np.newaxis])


@CUT_OUT.mistake(
    "first-colour-only",
    fails="shape",
    why="Only one colour was multiplied, and the others are gone. All c colours of a pixel get the same number.",
    look="print(picture.shape, cut_out(picture, mask).shape)",
    lesson="08",
    heading="Add an axis on purpose",
)
def first_colour_only(picture, mask):
    return picture[:, :, 0] * mask


@CUT_OUT.mistake(
    "written-into-the-picture",
    fails="unchanged",
    why="`*=` writes into the caller's picture: what was cut off is lost for everybody.",
    look="before = picture.copy(); cut_out(picture, mask); print(np.array_equal(before, picture))",
    lesson="08",
    heading="Reshape a view, leave the original",
)
def written_into_the_picture(picture, mask):
    picture *= mask[:, :, np.newaxis]
    return picture


ACCURACY = Exercise(
    name="accuracy",
    notebook="08_let_shapes_stretch_and_not_surprise_you",
    rungs={"kind": 1, "shape": 1, "value": 1, "unchanged": 1},
    returns=("accuracy",),
    visible=(
        call(np.array([[1, 0, 1, 1, 0]]), np.array([[1], [0], [0], [1], [0]])),
        call(np.array([[0, 0, 1, 0]]), np.array([0, 1, 1, 0])),
        call(np.array([[1, 0, 0]]), np.array([[1, 1, 0]])),
        call(np.array([[1, 1, 0, 1, 1, 1, 0]]), np.array([[1], [1], [0], [0], [1], [1], [0]])),
    ),
    hidden=lambda rng: [],
    passed="Each prediction meets its own label, whichever way the labels stood.",
)


@ACCURACY.mistake(
    "table-of-pairs",
    fails="value",
    why="Each prediction met each label: a row (1, m) and a column (m, 1) both stretched, and the mean is over m × m "
    "comparisons.",
    look="print(P.shape, Y.shape, (P == Y).shape)",
    lesson="08",
    heading="Two vectors that became a table",
)
def table_of_pairs(P, Y):
    return np.mean(P == Y)


@ACCURACY.mistake(
    "always-turned",
    fails="value",
    why="Y is turned whatever its form. That lays a column down, does nothing to (m,), and stands a row up: then the "
    "table comes from labels that were right before.",
    look="print(np.zeros((1, 3)).T.shape, np.zeros((3, 1)).T.shape, np.zeros(3).T.shape)",
    lesson="08",
    heading="Two vectors that became a table",
)
def always_turned(P, Y):
    return np.mean(P == Y.T)


@ACCURACY.mistake(
    "labels-stood-up",
    fails="value",
    why="The labels are made a column, and P is a row: every prediction meets every label.",
    look="print(P.shape, Y.reshape(-1, 1).shape)",
    lesson="08",
    heading="Two vectors that became a table",
)
def labels_stood_up(P, Y):
    return np.mean(Y.reshape(-1, 1) == P)


@ACCURACY.mistake(
    "counted-not-shared",
    fails="value",
    why="This is the number of right predictions. The share divides it by m.",
    look="print(P.size)",
    lesson="08",
    heading="Give each row a number of its own",
)
def counted_not_shared(P, Y):
    return np.sum(Y.reshape(P.shape) == P)


@ACCURACY.mistake(
    "labels-turned-in-place",
    fails="unchanged",
    why="Setting `Y.shape` turns the caller's own labels: after the call they have another shape there too.",
    look="Y = np.zeros((3, 1)); accuracy(np.zeros((1, 3)), Y); print(Y.shape)",
    lesson="08",
    heading="Reshape a view, leave the original",
)
def labels_turned_in_place(P, Y):
    Y.shape = P.shape
    return np.mean(P == Y)
