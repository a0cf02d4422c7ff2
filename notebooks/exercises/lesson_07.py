"""Lesson 07: the average cat, the positive part, and an entry-by-entry product where a matrix product is meant."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

_X = np.array([[0.5, -1.0, 2.0, 0.25], [1.5, 0.75, -0.5, 1.0], [-2.0, 0.4, 1.25, 0.6]])
_WIDE = np.array([[1.0, -0.5, 2.0, 0.3, -1.4], [0.2, 0.9, -0.8, 1.1, 0.5]])


def pictures_of(m: int, rng: np.random.Generator) -> Call:
    return call(rng.normal(size=(3, m)), np.arange(m).reshape(1, m) % 2)


AVERAGE_PICTURE = Exercise(
    name="average_picture",
    notebook="07_throw_the_loops_away",
    parts={"average": 1},
    rungs={"unchanged": 1, "vectorized": 1},
    returns=("average",),
    visible=(
        call(_X, np.array([[1, 0, 1, 1]])),
        call(_WIDE, np.array([[0, 1, 0, 0, 1]])),
        call(_X[:, :3], np.array([[0, 1, 0]])),
    ),
    hidden=lambda rng: [],
    scaling=pictures_of,
    passed="One product of matrices chose the cats and added them up.",
)


@AVERAGE_PICTURE.mistake("shape", read="07 Multiply, or multiply and add")
def entry_by_entry(X, Y):
    """* multiplies each column by its label and keeps them all: (n_x, m). They are not yet added.

    >>> print(X.shape, Y.shape, (X * Y).shape, (X @ Y.T).shape)
    """
    return X * Y / np.sum(Y)


@AVERAGE_PICTURE.mistake("kind", read="07 Let the shapes click")
def not_turned(X, Y):
    """(n_x, m) times (1, m): the inner sizes of a matrix product must be equal, and here they are m and 1.

    >>> print(X.shape, Y.shape, Y.T.shape)
    """
    return X @ Y / np.sum(Y)


@AVERAGE_PICTURE.mistake("value", read="07 Add up over the pictures")
def divided_by_all(X, Y):
    """The sum of the columns with label 1 is divided by the number of all columns. Divide by how many were added.

    >>> print(Y.size, np.sum(Y))
    """
    return X @ Y.T / Y.size


@AVERAGE_PICTURE.mistake("shape", read="08 Keep the shape of w")
def axis_lost(X, Y):
    """The numbers are right, and the mean took the axis away: (n_x,) instead of (n_x, 1).

    >>> print(average_picture(X, Y).shape)
    """
    return X[:, Y[0] == 1].mean(axis=1)


@AVERAGE_PICTURE.mistake("vectorized", read="07 Spot the loop in disguise")
def loop_over_pictures(X, Y):
    """The average is right, and Python still takes one step per picture. Let a matrix product run over them.

    Which product of X and Y has the shape (n_x, 1)?
    """
    total = np.zeros((X.shape[0], 1))
    for i in range(X.shape[1]):
        total += X[:, i : i + 1] * Y[0, i]
    return total / np.sum(Y)


POSITIVE_PART = Exercise(
    name="positive_part",
    notebook="07_throw_the_loops_away",
    parts={"positive": 1},
    rungs={"unchanged": 1, "vectorized": 1},
    returns=("positive",),
    visible=(
        call(np.array([[1.5, -0.5, 0.0, -3.0, 2.25]])),
        call(np.array([[-1.0, 4.0, -0.25]])),
        call(np.array([[-2.0, -7.5]])),
    ),
    hidden=lambda rng: [],
    scaling=lambda m, rng: call(rng.normal(size=(1, m))),
    passed="m choices, and no if.",
)


@POSITIVE_PART.mistake("kind", read="07 An `if` asks one question")
def one_if_for_all(Z):
    """An if asks one question, and Z > 0 holds m answers: Python cannot tell which one you mean.

    >>> print(np.array([[1.5, -0.5]]) > 0)
    """
    if Z > 0:
        return Z
    return 0 * Z


@POSITIVE_PART.mistake("unchanged", read="07 Leave what you were given")
def written_into_the_argument(Z):
    """The zeros were written into the caller's own scores. After the call its negative numbers are gone.

    >>> Z = np.array([[-1.0, 2.0]]); positive_part(Z); print(Z)
    """
    Z[Z < 0] = 0
    return Z


@POSITIVE_PART.mistake("value", read="07 Your turn: keep the positive part")
def sign_dropped(Z):
    """The negative entries came back positive. They become 0.

    >>> print(positive_part(np.array([[-3.0, 2.0]])))
    """
    return np.abs(Z)


@POSITIVE_PART.mistake("shape", read="07 An `if` asks one question")
def negatives_left_out(Z):
    """The negative entries were left out, and the others closed ranks. Each entry keeps its place: (1, m).

    >>> print(Z.shape, Z[Z > 0].shape)
    """
    return Z[Z > 0]


@POSITIVE_PART.mistake("vectorized", read="07 Spot the loop in disguise")
def loop_in_other_clothes(Z):
    """The values are right, and Python takes one step per entry: a comprehension, map and np.vectorize are loops.

    >>> print(np.maximum(np.array([1, 5]), 3))
    """
    return np.array([[z if z > 0 else 0.0 for z in Z[0]]])


SLOPES = Exercise(
    name="slopes",
    notebook="07_throw_the_loops_away",
    parts={"slopes": 1},
    rungs={"unchanged": 1},
    returns=("slopes",),
    visible=(
        call(_X, np.array([[0.3, -0.6, 0.45, -0.2]])),
        call(_WIDE, np.array([[0.5, -0.1, 0.2, -0.9, 0.7]])),
        call(_X[:, :2], np.array([[-0.7, 0.1]])),
    ),
    hidden=lambda rng: [],
    evaluation_order=("dw", "db"),
    passed="dw looks like w, and the sum over the examples is out of sight, inside the product.",
)


@SLOPES.mistake("shape", read="07 Add up over the pictures", id="entry-by-entry")
def slopes_entry_by_entry(X, dZ):
    """* multiplies entry by entry: one number per pixel and picture. Nothing was added over the pictures.

    >>> print(X.shape, dZ.shape, (X * dZ).shape)
    Which product adds up?
    """
    return {"dw": X * dZ / X.shape[1], "db": np.mean(dZ)}


@SLOPES.mistake("kind", read="07 Let the shapes click", id="not-turned")
def slopes_not_turned(X, dZ):
    """(n_x, m) times (1, m): the inner sizes of a matrix product must be equal, and here they are m and 1.

    >>> print(X.shape, dZ.shape, dZ.T.shape)
    """
    return {"dw": X @ dZ / X.shape[1], "db": np.mean(dZ)}


@SLOPES.mistake("shape", read="07 Add up over the pictures")
def lying_down(X, dZ):
    """The numbers are right, and they lie in a row, (1, n_x). dw must look like w, (n_x, 1).

    >>> print((dZ @ X.T).shape, (X @ dZ.T).shape)
    """
    return {"dw": dZ @ X.T / X.shape[1], "db": np.mean(dZ)}


@SLOPES.mistake("value", read="06 Average the losses", id="missing-mean")
def slopes_missing_mean(X, dZ):
    """dw is a sum over the examples, and an average is meant. The product adds up; dividing by m is your part.

    >>> print(X.shape)
    By how many is dw too large?
    """
    return {"dw": X @ dZ.T, "db": np.mean(dZ)}
