"""`softmax`: each row of scores becomes probabilities. One-dimensional scores are left open and never probed."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """A wide array, a tall one, and a tall one of whole numbers; no row sums to zero."""
    few, many = rng.integers(3, 5, size=3), rng.integers(5, 9, size=3)
    whole = rng.integers(-4, 5, (many[2], few[2]))
    whole[:, 0] += np.where(whole.sum(axis=1) == 0, 1, 0)
    return [call(rng.normal(0, 2, (few[0], many[0]))), call(rng.normal(1, 2, (many[1], few[1]))), call(whole)]


def on_m_rows(m: int) -> Call:
    return call(np.random.default_rng(m).normal(0, 1, (m, 3)))


SOFTMAX = Exercise(
    name="softmax",
    notebook="2_broadcasting",
    rungs={"kind": 0.5, "shape": 0.5, "value": 1.5, "hidden": 1, "unchanged": 0.5, "vectorized": 0, "stable": 1},
    returns=("probabilities",),
    visible=(
        call(np.array([[2.0, -1.0, 0.5, 3.0], [0.0, 1.5, -2.0, 1.0]])),
        call(np.array([[-0.5, 1.0], [2.5, 0.7], [-3.0, -1.2]])),
        call(np.array([[3, 1, 0], [2, 2, -1], [0, 4, 1]])),
        call(np.array([[0.1, 0.4, -0.8, 1.2, 0.3]])),
    ),
    hidden=fresh,
    stable=(
        call(np.array([[1000.0, 1001.0, 999.0]])),
        call(np.array([[-1000.0, -1001.0, -1003.0], [1000.0, 998.0, 0.0], [0.0, 1.0, 2.0]])),
        call(np.array([[1000.0, -1000.0, -1000.0, -1000.0]])),  # far from its mean as well
    ),
    scaling=on_m_rows,
    passed="Each row is positive and sums to 1, even for scores of 1000. Only the differences within a row matter.",
)


@SOFTMAX.mistake("value", read="08 Give each row a number of its own")
def down_the_columns(x):
    """The sums run down the columns, so the scores of different rows compete with each other. Each row is an example of
    its own.

    >>> print(softmax(x).sum(axis=1), softmax(x).sum(axis=0))
    """
    exps = np.exp(x)
    return exps / exps.sum(axis=0)


@SOFTMAX.mistake("value", read="08 Name the axis that goes")
def over_everything(x):
    """A sum without an axis runs over all rows: everything together sums to 1, and a single row sums to less.

    >>> print(softmax(x).sum(axis=1), softmax(x).sum())
    """
    exps = np.exp(x)
    return exps / exps.sum()


@SOFTMAX.mistake("value", read="08 Give each row a number of its own")
def sums_of_scores(x):
    """The exponentials are divided by the sum of the raw scores, so nothing makes a row sum to 1, and a negative sum
    gives negative probabilities.

    >>> print(softmax(x).sum(axis=1))
    """
    return np.exp(x) / np.sum(x, axis=1, keepdims=True)


@SOFTMAX.mistake("value", read="08 Give each row a number of its own")
def raw_scores_above(x):
    """The raw scores are divided by the sum of the exponentials: a negative score gives a negative probability, and the
    rows do not sum to 1.

    >>> print(softmax(x).min(), softmax(x).sum(axis=1))
    """
    return x / np.sum(np.exp(x), axis=1, keepdims=True)


@SOFTMAX.mistake("value", read="08 Give each row a number of its own")
def no_exponential(x):
    """The scores are divided by their own sum, without an exponential: a negative score gives a negative probability.

    >>> print(softmax(x).min())
    """
    return x / np.sum(x, axis=1, keepdims=True)


@SOFTMAX.mistake("value", read="08 Give each row a number of its own")
def only_exponentials(x):
    """The exponentials are right and stay unshared: nothing divides them, so a row does not sum to 1.

    >>> print(softmax(x).sum(axis=1))
    """
    return np.exp(x)


@SOFTMAX.mistake("value", read="02 Overflow: e to the power 1000 is no float")
def minus_in_the_exponent(x):
    """The exponent carries a minus, as in the sigmoid: here the smallest score gets the largest probability.

    >>> print(x.argmax(axis=1), softmax(x).argmax(axis=1))
    """
    exps = np.exp(-x)
    return exps / exps.sum(axis=1, keepdims=True)


@SOFTMAX.mistake("kind", read="08 Name the axis that goes")
def sums_without_keepdims(x):
    """The sums have the shape (n,) and stretch as if they were a row. A square x lets that pass with wrong numbers; any
    other raises an error.

    >>> print(x.shape, np.exp(x).sum(axis=1).shape)
    """
    exps = np.exp(x)
    return exps / exps.sum(axis=1)


@SOFTMAX.mistake("kind", read="08 Name the axis that goes")
def maximum_without_keepdims(x):
    """The maxima have the shape (n,) and stretch as if they were a row. A square x lets that pass with wrong numbers;
    any other raises an error.

    >>> print(x.shape, x.max(axis=1).shape)
    """
    exps = np.exp(x - x.max(axis=1))
    return exps / exps.sum(axis=1, keepdims=True)


@SOFTMAX.mistake("kind", read="08 Name the axis that goes")
def neither_with_keepdims(x):
    """The maxima and the sums both have the shape (n,) and stretch as if they were rows. A square x lets that pass with
    wrong numbers; any other raises an error.

    >>> print(x.shape, x.max(axis=1).shape, np.exp(x).sum(axis=1).shape)
    """
    exps = np.exp(x - x.max(axis=1))
    return exps / exps.sum(axis=1)


@SOFTMAX.mistake("kind", read="08 Name the axis that goes")
def two_rows(x):
    """The 2 of the first example is written into the code: an array with another number of rows raises an error.

    print(x.shape): which of these numbers does your code hold fixed?
    """
    exps = np.exp(x)
    return exps / exps.sum(axis=1).reshape(2, 1)


@SOFTMAX.mistake("value", read="08 Exponentials that are too large")
def maximum_of_columns(x):
    """What is subtracted is the largest score of each column, so the scores of one row move by different amounts and
    their differences change.

    >>> print(x.max(axis=0), x.max(axis=1))
    """
    exps = np.exp(x - x.max(axis=0))
    return exps / exps.sum(axis=1, keepdims=True)


@SOFTMAX.mistake("stable", read="08 Exponentials that are too large")
def overflow(x):
    """exp(1000) is larger than any float, so it becomes inf, and inf / inf is NaN. At −1000 every exponential is 0, and
    0 / 0 is NaN.

    print(softmax(np.array([[1000.0, 1001.0]]))): which number could you take from every score in a row without changing
    the answer?
    """
    exps = np.exp(x)
    return exps / exps.sum(axis=1, keepdims=True)


@SOFTMAX.mistake("stable", read="08 Exponentials that are too large")
def one_maximum_for_all(x):
    """All rows are moved by the largest score of the whole array. A row far below it has nothing but zeros left: 0 / 0
    is NaN.

    >>> print(softmax(np.array([[1000.0, 999.0], [0.0, 1.0]])))
    """
    exps = np.exp(x - x.max())
    return exps / exps.sum(axis=1, keepdims=True)


@SOFTMAX.mistake("stable", read="02 Overflow: e to the power 1000 is no float")
def clipped(x):
    """The scores are cut at a bound, so 1000 and 1001 become the same score: no NaN, and the probabilities are wrong.

    >>> print(softmax(np.array([[1000.0, 1001.0]])), softmax(np.array([[0.0, 1.0]])))
    """
    exps = np.exp(np.clip(x, -500, 500))
    return exps / exps.sum(axis=1, keepdims=True)


@SOFTMAX.mistake("unchanged", read="08 Reshape a view, leave the original")
def softmax_in_place(x):
    """`-=` writes into the caller's scores: after the call they are all moved, and whoever called you did not ask for
    that.

    >>> x = np.array([[3.0, 4.0]]); softmax(x); print(x)
    """
    x -= x.max(axis=1, keepdims=True)
    exps = np.exp(x)
    return exps / exps.sum(axis=1, keepdims=True)
