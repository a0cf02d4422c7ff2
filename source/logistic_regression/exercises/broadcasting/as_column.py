"""`as_column`: a vector in any of its three forms stands up; what is not a vector is refused. Lists are left open."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """The three forms of a vector, a vector of one number; and a matrix, a number, and three axes, to be refused."""
    n = int(rng.integers(3, 9))
    shapes = ((n,), (1, n + 1), (n + 2, 1), (1,), (n, 2), (), (1, 1, n))
    return [call(np.array(rng.normal(0, 1, shape))) for shape in shapes]


AS_COLUMN = Exercise(
    name="as_column",
    notebook="2_broadcasting",
    parts={"column": 1.5},
    rungs={"unchanged": 0.5},
    raises=("ValueError",),
    returns=("column",),
    visible=(
        call(np.array([3.0, -1.0, 0.5, 2.0, 7.0])),
        call(np.array([[4.0, 1.5, -2.0, 6.0]])),
        call(np.array([[1.0], [0.0], [-5.0]])),
        call(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])),
        call(np.array(2.5)),
        call(np.array([[[1.0, 2.0, 3.0]]])),
    ),
    hidden=fresh,
    passed="Three forms come in, one goes out, and what is not a vector stops at the door.",
)


@AS_COLUMN.mistake("shape", read="08 Tell three vectors apart")
def transpose(v):
    """`.T` reverses the axes, and a vector of shape (n,) has only one: nothing happens to it. A column lies down, which
    nobody asked for.

    >>> print(np.zeros(3).T.shape, np.zeros((3, 1)).T.shape)
    """
    return v.T


@AS_COLUMN.mistake("shape", read="08 Tell three vectors apart")
def new_axis_for_all(v):
    """A second axis is added whatever v is. A vector of shape (n,) becomes a column, and a row, which has two axes
    already, becomes (1, 1, n).

    >>> print(np.zeros((1, 3))[:, np.newaxis].shape)
    """
    return v[:, np.newaxis]


@AS_COLUMN.mistake("shape", read="08 Tell three vectors apart")
def row(v):
    """The vector lies down: the result has the shape (1, n).

    >>> print(as_column(np.zeros(3)).shape)
    """
    return v.reshape(1, -1)


@AS_COLUMN.mistake("shape", read="08 Tell three vectors apart")
def flat(v):
    """The result has one axis, (n,), which is neither a row nor a column: it stretches as if it were a row.

    >>> print(as_column(np.zeros((1, 3))).shape)
    """
    return v.ravel()


@AS_COLUMN.mistake("value", keeps=0.5, read="08 Tell three vectors apart")
def refuses_nothing(v):
    """Everything is made a column: a (2, 3) matrix goes in, and a column of six numbers comes out. What went wrong
    before stays hidden.

    >>> print(as_column(np.zeros((2, 3))).shape)
    """
    return v.reshape(-1, 1)


@AS_COLUMN.mistake("value", keeps=0.5, read="08 Tell three vectors apart")
def refuses_3d_only(v):
    """Three axes are refused, two are not looked at, and a matrix has two: it is flattened in silence. So is a single
    number.

    >>> print(as_column(np.zeros((2, 3))).shape)
    """
    if v.ndim > 2:
        raise ValueError(f"v must be a vector. Got shape {v.shape}.")
    return v.reshape(-1, 1)


@AS_COLUMN.mistake("value", keeps=0.5, read="08 Tell three vectors apart")
def refuses_matrices_only(v):
    """A matrix is refused. A single number goes through, and so does an array with three axes, such as (1, 1, 3).

    >>> print(as_column(np.array(2.5)).shape, as_column(np.zeros((1, 1, 3))).shape)
    """
    if v.ndim == 2 and 1 not in v.shape:
        raise ValueError(f"v must be a vector. Got shape {v.shape}.")
    return v.reshape(-1, 1)


@AS_COLUMN.mistake("value", keeps=0.7, read="08 Tell three vectors apart")
def lets_numbers_through(v):
    """A matrix and an array with three axes are refused, a single number is not: an array of no axes becomes (1, 1).

    >>> print(np.array(2.5).ndim, as_column(np.array(2.5)).shape)
    """
    if v.ndim > 2 or (v.ndim == 2 and 1 not in v.shape):
        raise ValueError(f"v must be a vector. Got shape {v.shape}.")
    return v.reshape(-1, 1)


@AS_COLUMN.mistake("value", keeps=0.7, read="08 Tell three vectors apart")
def squeezed_first(v):
    """An array of shape (1, 1, 3) passes for a vector. Usually its three axes are not counted, or those of length 1 are
    squeezed away before.

    >>> print(np.squeeze(np.zeros((1, 1, 3))).shape)
    """
    if np.squeeze(v).ndim != 1:
        raise ValueError(f"v must be a vector. Got shape {v.shape}.")
    return v.reshape(-1, 1)


@AS_COLUMN.mistake("kind", keeps=0.3, read="08 Tell three vectors apart")
def refuses_rows_and_columns(v):
    """Only the form (n,) is accepted. A row (1, n) and a column (n, 1) are vectors as well.

    >>> print(np.zeros((1, 3)).ndim, np.zeros((3, 1)).ndim)
    """
    if v.ndim != 1:
        raise ValueError(f"v must be a vector. Got shape {v.shape}.")
    return v.reshape(-1, 1)


@AS_COLUMN.mistake("kind", read="08 Tell three vectors apart")
def length_of_the_first_axis(v):
    """The number of entries is read from the first axis. A row (1, n) has 1 there, and n numbers do not fit into (1,
    1).

    >>> print(np.zeros((1, 4)).shape[0], np.zeros((1, 4)).size)
    """
    return v.reshape(v.shape[0], 1)


@AS_COLUMN.mistake("value", keeps=0.7, read="00 Refuse a bad argument with a ValueError, not with assert or None")
def none_for_a_refusal(v):
    """What is not a vector gives None instead of an error. The caller goes on with None, and fails far from here.

    >>> print(as_column(np.zeros((2, 3))))
    """
    if v.ndim == 0 or v.ndim > 2 or (v.ndim == 2 and 1 not in v.shape):
        print("v must be a vector")
        return None
    return v.reshape(-1, 1)


@AS_COLUMN.mistake("value", keeps=0.7, read="00 Refuse a bad argument with a ValueError, not with assert or None")
def assert_for_a_refusal(v):
    """An `assert` raises AssertionError, which says that the program itself is wrong. An unfit argument is a
    ValueError.

    >>> as_column(np.zeros((2, 3)))
    What is the type of the error in the last line?
    """
    assert v.ndim == 1 or (v.ndim == 2 and 1 in v.shape)
    return v.reshape(-1, 1)


@AS_COLUMN.mistake("unchanged", read="08 Reshape a view, leave the original")
def turned_in_place(v):
    """Setting `v.shape`, or calling `v.resize`, turns the caller's own array: after the call it is a column there as
    well.

    >>> v = np.zeros(3); as_column(v); print(v.shape)
    """
    if v.ndim == 1 or (v.ndim == 2 and 1 in v.shape):
        v.shape = (v.size, 1)
        return v
    raise ValueError(f"v must be a vector. Got shape {v.shape}.")
