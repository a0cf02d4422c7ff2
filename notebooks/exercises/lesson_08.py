"""Lesson 08: shares of rows, a mask with an axis more, and an accuracy that compared everything with everything."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise, call

_PICTURE = np.linspace(0.1, 0.9, 24).reshape(2, 4, 3)
_SQUARE = np.linspace(1.0, 4.0, 27).reshape(3, 3, 3)

ROW_SHARES = Exercise(
    name="row_shares",
    notebook="08_let_shapes_stretch_and_not_surprise_you",
    parts={"shares": 1},
    rungs={"unchanged": 1},
    returns=("shares",),
    visible=(
        call(np.array([[480.0, 420.0, 60.0, 30.0], [540.0, 300.0, 90.0, 45.0], [420.0, 540.0, 45.0, 15.0]])),
        call(np.array([[1.0, 4.0, 2.5], [3.0, 0.5, 6.0], [2.0, 2.0, 5.0]])),
        call(np.array([[0.5, 1.5], [2.0, 3.0], [1.0, 8.0]])),
    ),
    hidden=lambda rng: [],
    passed="Every row sums to 1, also in a square table.",
)


@ROW_SHARES.mistake("kind", read="08 Name the axis that disappears")
def without_keepdims(table):
    """The totals have the shape (r,) and meet the columns. A square table lets that pass with wrong numbers; any other
    raises an error.

    >>> print(table.shape, table.sum(axis=1).shape, table.sum(axis=1, keepdims=True).shape)
    """
    return table / table.sum(axis=1)


@ROW_SHARES.mistake("value", read="08 Name the axis that disappears")
def columns(table):
    """Each number is divided by the total of its column: the columns sum to 1, and the rows do not. The axis that you
    name is the one that goes.

    >>> print(row_shares(table).sum(axis=0), row_shares(table).sum(axis=1))
    """
    return table / table.sum(axis=0)


@ROW_SHARES.mistake("value", read="08 Name the axis that disappears")
def whole_table(table):
    """A sum without an axis runs over everything: all entries together make 1, a single row makes less.

    >>> print(table.sum(), table.sum(axis=1))
    """
    return table / table.sum()


@ROW_SHARES.mistake("shape", read="08 Name the axis that disappears")
def left_turned(table):
    """The table was turned so that the totals fit, and never turned back: rows come out as columns.

    >>> print(table.shape, row_shares(table).shape)
    """
    return table.T / table.sum(axis=1)


CUT_OUT = Exercise(
    name="cut_out",
    notebook="08_let_shapes_stretch_and_not_surprise_you",
    parts={"picture": 1},
    rungs={"unchanged": 1},
    returns=("picture",),
    visible=(
        call(_PICTURE, np.array([[1.0, 0.0, 0.5, 1.0], [0.0, 1.0, 0.25, 0.75]])),
        call(_SQUARE, np.array([[1.0, 0.0, 0.5], [0.25, 1.0, 0.0], [0.75, 0.0, 1.0]])),
        call(_PICTURE[:, :3, :2], np.array([[0.5, 1.0, 0.0], [1.0, 0.0, 0.25]])),
    ),
    hidden=lambda rng: [],
    passed="One number per pixel stretched over its colours. Call it on the masks of the next cell.",
)


@CUT_OUT.mistake("kind", read="08 Add an axis on purpose")
def no_axis_added(picture, mask):
    """Flush right, the colours of the picture meet the columns of the mask. It runs only where the two sizes happen to
    be equal, and there the numbers are wrong.

    >>> print(picture.shape, mask.shape, mask[:, :, np.newaxis].shape)
    """
    return picture * mask


@CUT_OUT.mistake("kind", read="08 Add an axis on purpose", same_as=("no-axis-added",))
def axis_at_the_front(picture, mask):
    """The new axis stands at the front, where rule 1 would have put one anyway. It has to stand at the end, where the
    colours are.

    >>> print(mask[np.newaxis].shape, mask[:, :, np.newaxis].shape)
    """
    return np.multiply(picture, mask[np.newaxis])


@CUT_OUT.mistake("shape", read="08 Add an axis on purpose")
def first_colour_only(picture, mask):
    """Only one colour was multiplied, and the others are gone. All c colours of a pixel get the same number.

    >>> print(picture.shape, cut_out(picture, mask).shape)
    """
    return picture[:, :, 0] * mask


@CUT_OUT.mistake("unchanged", read="08 Reshape a view, leave the original")
def written_into_the_picture(picture, mask):
    """`*=` writes into the caller's picture: what was cut off is lost for everybody.

    >>> before = picture.copy(); cut_out(picture, mask); print(np.array_equal(before, picture))
    """
    picture *= mask[:, :, np.newaxis]
    return picture


ACCURACY = Exercise(
    name="accuracy",
    notebook="08_let_shapes_stretch_and_not_surprise_you",
    parts={"accuracy": 1},
    rungs={"unchanged": 1},
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


@ACCURACY.mistake("value", read="08 Two vectors that became a table")
def table_of_pairs(P, Y):
    """Each prediction met each label: a row (1, m) and a column (m, 1) both stretched, and the mean is over m × m
    comparisons.

    >>> print(P.shape, Y.shape, (P == Y).shape)
    """
    return np.mean(P == Y)


@ACCURACY.mistake("value", read="08 Two vectors that became a table")
def always_turned(P, Y):
    """Y is turned whatever its form. That lays a column down, does nothing to (m,), and stands a row up: then the table
    comes from labels that were right before.

    >>> print(np.zeros((1, 3)).T.shape, np.zeros((3, 1)).T.shape, np.zeros(3).T.shape)
    """
    return np.mean(P == Y.T)


@ACCURACY.mistake("value", read="08 Two vectors that became a table")
def labels_stood_up(P, Y):
    """The labels are made a column, and P is a row: every prediction meets every label.

    >>> print(P.shape, Y.reshape(-1, 1).shape)
    """
    return np.mean(Y.reshape(-1, 1) == P)


@ACCURACY.mistake("value", read="08 Give each row a number of its own")
def counted_not_shared(P, Y):
    """This is the number of right predictions. The share divides it by m.

    >>> print(P.size)
    """
    return np.sum(Y.reshape(P.shape) == P)


@ACCURACY.mistake("unchanged", read="08 Reshape a view, leave the original")
def labels_turned_in_place(P, Y):
    """Setting `Y.shape` turns the caller's own labels: after the call they have another shape there too.

    >>> Y = np.zeros((3, 1)); accuracy(np.zeros((1, 3)), Y); print(Y.shape)
    """
    Y.shape = P.shape
    return np.mean(P == Y)
