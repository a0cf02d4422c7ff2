"""`initialize_with_zeros`: where training starts."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """Two other sizes, and a single weight."""
    return [call(int(dim)) for dim in (*rng.choice(np.arange(6, 40), 2, replace=False), 1)]


INITIALIZE_WITH_ZEROS = Exercise(
    name="initialize_with_zeros",
    notebook="4_logistic_regression",
    parts={"w": 2},  # b is 0 for everyone: it pays nothing by itself
    returns=("w", "b"),
    visible=(call(2), call(3), call(5)),
    hidden=fresh,
    evaluation_order=("w", "b"),
    strict=("b",),
    floats=("w",),
    passed="the start is the same for everyone, so the first cost is known before any training.",
)


@INITIALIZE_WITH_ZEROS.mistake("shape", keeps=0.5, read="08 Keep the shape of w")
def rank_1(dim):
    """This w has one axis, shape (dim,). Transposing it changes nothing, and products with it lose an axis without a
    word.

    >>> w, b = initialize_with_zeros(3); print(w.shape, w.T.shape)
    """
    w = np.zeros(dim)
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake("shape", keeps=0.5, read="08 Keep the shape of w")
def row(dim):
    """This w is a row, (1, dim). The weights are a column here, like one picture in X.

    >>> w, b = initialize_with_zeros(3); print(w.shape)
    """
    w = np.zeros((1, dim))
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake("shape", read="08 Keep the shape of w")
def square(dim):
    """This w is a table with dim rows and dim columns: one weight per pair of pixels, where one per pixel is meant.

    >>> w, b = initialize_with_zeros(3); print(w.shape)
    """
    w = np.zeros((dim, dim))
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake("kind", read="08 Keep the shape of w")
def shape_in_two_arguments(dim):
    """`np.zeros` takes the whole shape as its first argument; a second number is read as a type of data.

    >>> help(np.zeros)
    How many arguments describe the shape?
    """
    w = np.zeros(dim, 1)
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake("kind", keeps=0.7, read="04 Where to start")
def int_zeros(dim):
    """These zeros are integers. Weights move by small fractions, and an integer array cannot hold a fraction.

    >>> w, b = initialize_with_zeros(3); print(w.dtype)
    """
    w = np.zeros((dim, 1), dtype=int)
    b = 0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake("value", read="04 Where to start")
def random(dim):
    """These weights are random. A single neuron has no twin to differ from, so it can start at zero, and the first cost
    is then known.

    >>> w, b = initialize_with_zeros(3); print(w)
    """
    w = np.random.default_rng(1).standard_normal((dim, 1)) * 0.01
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake("value", read="04 Where to start")
def ones(dim):
    """These weights are ones: every pixel already speaks for a cat before any picture was seen.

    >>> w, b = initialize_with_zeros(3); print(w)
    """
    w = np.ones((dim, 1))
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake("shape", read="01 A size typed in")
def dim_hard_coded(dim):
    """The length is written into the function, so `dim` is never used: this fits one size and no other.

    >>> for dim in (2, 3): print(initialize_with_zeros(dim)[0].shape)
    """
    w = np.zeros((2, 1))
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake("kind", keeps=0.7, read="02 The bias left out, subtracted, weighted, or added too late")
def b_missing(dim):
    """Only w comes back. The bias is a parameter too, and it needs a start.

    >>> print(initialize_with_zeros(3))
    """
    return np.zeros((dim, 1))


@INITIALIZE_WITH_ZEROS.mistake("shape", keeps=0.7, read="08 Want a number, get a number")
def b_array(dim):
    """This b is an array. There is one bias for all pixels, so it is a plain number.

    >>> w, b = initialize_with_zeros(3); print(np.shape(b))
    """
    w = np.zeros((dim, 1))
    b = np.zeros((1, 1))
    return w, b


@INITIALIZE_WITH_ZEROS.mistake("shape", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
def b_like_w(dim):
    """This b has as many entries as w. The bias is added once, to the finished score, so there is only one.

    >>> w, b = initialize_with_zeros(3); print(np.shape(b))
    """
    w = np.zeros((dim, 1))
    b = np.zeros((dim, 1))
    return w, b


@INITIALIZE_WITH_ZEROS.mistake("kind", keeps=0.7, read="00 In another order, or in another box")
def dictionary(dim):
    """w and b come back inside a dictionary. Whoever calls this unpacks two values.

    >>> print(type(initialize_with_zeros(3)))
    """
    return {"w": np.zeros((dim, 1)), "b": 0.0}


@INITIALIZE_WITH_ZEROS.mistake("shape", keeps=0.7, read="00 In another order, or in another box")
def b_first(dim):
    """b comes back first and w second. Whoever calls this unpacks w first.

    >>> w, b = initialize_with_zeros(3); print(w)
    """
    return 0.0, np.zeros((dim, 1))


@INITIALIZE_WITH_ZEROS.mistake("kind", read="00 Printed and not returned")
def nothing_returned(dim):
    """w and b are made and then dropped: without a return, a function gives None.

    >>> print(initialize_with_zeros(3))
    """
    w = np.zeros((dim, 1))  # noqa: F841
    b = 0.0  # noqa: F841
