"""`softmax`: each row of scores becomes probabilities. One-dimensional scores are left open and never tested."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """Two rows, a tall array of whole numbers, a single row and a single column; no row sums to zero."""
    few, many = rng.integers(3, 5), rng.integers(5, 9, size=4)
    whole = rng.integers(-4, 5, (many[1], few))
    whole[:, 0] += np.where(whole.sum(axis=1) == 0, 1, 0)
    two, row, column = rng.normal(0, 2, (2, many[0])), rng.normal(1, 2, (1, many[2])), rng.normal(0, 1, (many[3], 1))
    return [call(two), call(whole), call(row), call(column)]


def extremes(rng: np.random.Generator) -> list[Call]:
    """Rows of scores of about 1000 and −1000, also beside each other and beside a row of small scores."""
    high, low = rng.uniform(950, 1050, 3), rng.uniform(-1050, -950, 4)
    near = rng.permutation([0.0, 1.0, -1.0]) + rng.uniform(-0.4, 0.4, 3)
    return [
        call((high[0] + near)[np.newaxis]),
        call(np.array([low[0] + near, [high[1], high[1] - 2, near[0]], 1 + near])),
        call(np.array([[high[2], *low[1:]]])),  # far from its mean as well
    ]


def on_m_rows(m: int, rng: np.random.Generator) -> Call:
    return call(rng.normal(0, 1, (m, 3)))


SOFTMAX = Exercise(
    name="softmax",
    notebook="2_broadcasting",
    parts={"probabilities": 3.5},
    rungs={"unchanged": 0.5, "vectorized": 0, "stable": 1},
    returns=("probabilities",),
    visible=(
        call(np.array([[2.0, -1.0, 0.5, 3.0], [0.0, 1.5, -2.0, 1.0]])),
        call(np.array([[-0.5, 1.0], [2.5, 0.7], [-3.0, -1.2]])),
        call(np.array([[3, 1, 0], [2, 2, -1], [0, 4, 1]])),
        call(np.array([[0.1, 0.4, -0.8, 1.2, 0.3]])),
    ),
    hidden=fresh,
    stable=extremes,
    scaling=on_m_rows,
    passed="Each row is positive and sums to 1, even for scores of 1000. Only the differences within a row matter.",
)


def moved(x):
    """The scores, each row moved so that its largest is 0."""
    return x - np.max(x, axis=1, keepdims=True)


def sums(exps):
    """The sum of each row, as a column."""
    return np.sum(exps, axis=1, keepdims=True)


def share(exps):
    """Each entry as a part of its row's sum."""
    return exps / sums(exps)


# ---- which sum, which axis


@SOFTMAX.mistake("value", keeps=0.5, read="08 Give each row a number of its own")
def down_the_columns(x):
    """The sums run down the columns, so the scores of different rows compete with each other. Each row is an example of
    its own.

    >>> print(softmax(x).sum(axis=1), softmax(x).sum(axis=0))
    """
    exps = np.exp(x)
    return exps / exps.sum(axis=0)


SOFTMAX.more(
    "down-the-columns",
    lambda x: np.exp(moved(x)) / np.exp(moved(x)).sum(axis=0),
)


@SOFTMAX.mistake("value", keeps=0.3, read="08 Name the axis that disappears")
def over_everything(x):
    """A sum without an axis runs over all rows: everything together sums to 1, and a single row sums to less.

    >>> print(softmax(x).sum(axis=1), softmax(x).sum())
    """
    exps = np.exp(x)
    return exps / exps.sum()


SOFTMAX.more(
    "over-everything",
    lambda x: np.exp(moved(x)) / np.exp(moved(x)).sum(),
    lambda x: np.exp(x) / np.exp(x)[0].sum(),
)


@SOFTMAX.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def sums_of_scores(x):
    """The raw scores are summed, not their exponentials. Divided by that sum, or by e to its power, the rows do not sum
    to 1.

    >>> print(softmax(x).sum(axis=1))
    """
    return np.exp(x) / np.sum(x, axis=1, keepdims=True)


SOFTMAX.more(
    "sums-of-scores",
    lambda x: np.exp(moved(x)) / sums(moved(x)),
    lambda x: np.exp(x) / np.sum(x),
    lambda x: np.exp(moved(x)) / np.sum(moved(x)),
    lambda x: np.exp(x) / np.exp(sums(x)),
    lambda x: np.exp(moved(x)) / np.exp(sums(moved(x))),
)


@SOFTMAX.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def raw_scores_above(x):
    """The raw scores are divided by the sum of the exponentials: a negative score gives a negative probability, and the
    rows do not sum to 1.

    >>> print(softmax(x).min(), softmax(x).sum(axis=1))
    """
    return x / np.sum(np.exp(x), axis=1, keepdims=True)


SOFTMAX.more(
    "raw-scores-above",
    lambda x: moved(x) / sums(np.exp(moved(x))),
    lambda x: x / np.sum(np.exp(x)),
)


@SOFTMAX.mistake("value", read="08 Give each row a number of its own")
def no_exponential(x):
    """The scores are divided by their own sum, without an exponential: a negative score gives a negative probability.

    >>> print(softmax(x).min())
    """
    return x / np.sum(x, axis=1, keepdims=True)


SOFTMAX.more(
    "no-exponential",
    lambda x: moved(x) / sums(moved(x)),
    lambda x: moved(x),
)


@SOFTMAX.mistake("value", read="08 Give each row a number of its own")
def only_exponentials(x):
    """Nothing divides the exponentials by the sum of their row, so a row does not sum to 1.

    >>> print(softmax(x).sum(axis=1))
    """
    return np.exp(x)


SOFTMAX.more(
    "only-exponentials",
    lambda x: np.exp(moved(x)),
    lambda x: np.exp(x - np.max(x)),
)


@SOFTMAX.mistake("value", keeps=0.5, read="02 Overflow: e to the power 1000 is no float")
def minus_in_the_exponent(x):
    """The exponent carries a minus, as in the sigmoid: here the smallest score gets the largest probability.

    >>> print(x.argmax(axis=1), softmax(x).argmax(axis=1))
    """
    exps = np.exp(-x)
    return exps / exps.sum(axis=1, keepdims=True)


@SOFTMAX.mistake("kind", keeps=0.5, read="08 Name the axis that disappears")
def sums_without_keepdims(x):
    """The sums have the shape (n,) and stretch as if they were a row. A square x lets that pass with wrong numbers; any
    other raises an error.

    >>> print(x.shape, np.exp(x).sum(axis=1).shape)
    """
    exps = np.exp(x)
    return exps / exps.sum(axis=1)


SOFTMAX.more(
    "sums-without-keepdims",
    lambda x: np.exp(moved(x)) / np.exp(moved(x)).sum(axis=1),
)


@SOFTMAX.mistake("kind", keeps=0.5, read="08 Name the axis that disappears")
def maximum_without_keepdims(x):
    """The maxima have the shape (n,) and stretch as if they were a row. A square x lets that pass with wrong numbers;
    any other raises an error.

    >>> print(x.shape, x.max(axis=1).shape)
    """
    exps = np.exp(x - x.max(axis=1))
    return exps / exps.sum(axis=1, keepdims=True)


@SOFTMAX.mistake("kind", keeps=0.3, read="08 Name the axis that disappears")
def neither_with_keepdims(x):
    """The maxima and the sums both have the shape (n,) and stretch as if they were rows. A square x lets that pass with
    wrong numbers; any other raises an error.

    >>> print(x.shape, x.max(axis=1).shape, np.exp(x).sum(axis=1).shape)
    """
    exps = np.exp(x - x.max(axis=1))
    return exps / exps.sum(axis=1)


@SOFTMAX.mistake("kind", keeps=0.5, read="08 Name the axis that disappears")
def two_rows(x):
    """The 2 of the first example is written into the code: an array with another number of rows raises an error.

    >>> print(x.shape)
    Which of these numbers does your code hold fixed?
    """
    exps = np.exp(x)
    return exps / exps.sum(axis=1).reshape(2, 1)


SOFTMAX.more(
    "two-rows",
    lambda x: np.exp(moved(x)) / np.exp(moved(x)).sum(axis=1).reshape(2, 1),
)


@SOFTMAX.mistake("value", keeps=0.5, read="08 Exponentials that are too large")
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

    >>> print(softmax(np.array([[1000.0, 1001.0]])))
    Which number could you take from every score in a row without changing the answer?
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


# ---- other shares, other scores


@SOFTMAX.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def not_divided(x):
    """The exponentials and the sums of their rows are multiplied, subtracted or stand the wrong way up. A share is a
    part divided by the whole.

    >>> print(softmax(x).sum(axis=1))
    """
    exps = np.exp(x)
    return exps * sums(exps)


SOFTMAX.more(
    "not-divided",
    lambda x: np.exp(x) - sums(np.exp(x)),
    lambda x: np.exp(moved(x)) * sums(np.exp(moved(x))),
    lambda x: np.exp(moved(x)) - sums(np.exp(moved(x))),
)


@SOFTMAX.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def another_whole(x):
    """The exponentials are divided by their length or by running sums. Only their sum makes a row sum to 1.

    >>> print(softmax(x).sum(axis=1))
    """
    exps = np.exp(x)
    return exps / np.linalg.norm(exps, axis=1, keepdims=True)


SOFTMAX.more(
    "another-whole",
    lambda x: np.exp(x) / (1 + sums(np.exp(x))),
    lambda x: np.exp(moved(x)) / (1 + sums(np.exp(moved(x)))),
    lambda x: np.exp(x) / sums(np.exp(x) ** 2),
    lambda x: np.exp(x) / np.cumsum(np.exp(x), axis=1),
    lambda x: np.exp(moved(x)) / sums(np.exp(moved(x)) ** 2),
)


@SOFTMAX.mistake("shape", read="08 Give each row a number of its own")
def only_the_sums(x):
    """What comes back are the sums of the rows. They are one step on the way: each exponential is divided by them.

    >>> print(x.shape, softmax(x).shape)
    """
    return sums(np.exp(x))


SOFTMAX.more(
    "only-the-sums",
    lambda x: sums(np.exp(moved(x))),
    lambda x: sums(np.exp(x - np.max(x))),
    lambda x: 1 / sums(np.exp(moved(x))),
    lambda x: np.max(x, axis=1, keepdims=True),
)


@SOFTMAX.mistake("shape", read="08 Give each row a number of its own")
def only_the_largest(x):
    """Only the largest of each row comes back, or its place. The probability of every score is asked for.

    >>> print(x.shape, softmax(x).shape)
    """
    exps = np.exp(x)
    return np.max(exps / sums(exps), axis=1)


SOFTMAX.more(
    "only-the-largest",
    lambda x: np.argmax(x, axis=1),
)


@SOFTMAX.mistake("value", read="02 Squash it")
def each_alone(x):
    """Each score was squashed alone, by the sigmoid: the others in its row have no influence, so a row does not sum to
    1.

    >>> print(softmax(x).sum(axis=1))
    """
    return 1 / (1 + np.exp(-x))


SOFTMAX.more(
    "each-alone",
    lambda x: 1 / (1 + np.exp(-moved(x))),
)


@SOFTMAX.mistake("value", keeps=0.3, read="08 Exponentials that are too large")
def scores_changed(x):
    """The scores were scaled, or lost their signs, before the exponential. Their differences decide the probabilities,
    so they may be moved together and nothing else.

    >>> print(softmax(np.array([[0.0, 1.0]])), softmax(np.array([[0.0, 2.0]])))
    """
    exps = np.exp(x / np.max(x))
    return exps / sums(exps)


SOFTMAX.more(
    "scores-changed",
    lambda x: share(np.exp(x / np.linalg.norm(x, axis=1, keepdims=True))),
    lambda x: share(np.exp(x / np.max(x, axis=1, keepdims=True))),
    lambda x: share(np.exp(np.abs(x))),
    lambda x: share(2 ** np.asarray(x)),
    lambda x: share(2 ** moved(x)),
    lambda x: share(np.exp2(x)),
)


@SOFTMAX.mistake("stable", read="08 Exponentials that are too large")
def moved_by_another_number(x):
    """The rows are moved by their smallest score or their mean. The largest can lie a thousand above that, and
    exp(1000) is inf.

    >>> print(softmax(np.array([[1000.0, -1000.0, -1000.0]])))
    Which score must become 0?
    """
    exps = np.exp(x - np.min(x, axis=1, keepdims=True))
    return exps / sums(exps)


SOFTMAX.more(
    "moved-by-another-number",
    lambda x: share(np.exp(x - np.mean(x, axis=1, keepdims=True))),
)
