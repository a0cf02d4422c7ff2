"""What goes wrong in `softmax` after the scores were moved, and what is taken for the sum of a row."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .softmax import SOFTMAX


def moved(x):
    """The scores, each row moved so that its largest is 0."""
    return x - np.max(x, axis=1, keepdims=True)


def sums(exps):
    """The sum of each row, as a column."""
    return np.sum(exps, axis=1, keepdims=True)


@SOFTMAX.variant("down-the-columns")
def down_the_columns_moved(x):
    exps = np.exp(moved(x))
    return exps / exps.sum(axis=0)


@SOFTMAX.variant("over-everything")
def over_everything_moved(x):
    exps = np.exp(moved(x))
    return exps / exps.sum()


@SOFTMAX.variant("over-everything")
def first_row_for_all(x):
    exps = np.exp(x)
    return exps / exps[0].sum()


@SOFTMAX.variant("sums-of-scores")
def sums_of_moved_scores(x):
    return np.exp(moved(x)) / sums(moved(x))


@SOFTMAX.variant("sums-of-scores")
def sums_of_all_scores(x):
    return np.exp(x) / np.sum(x)


@SOFTMAX.variant("sums-of-scores")
def sums_of_all_moved_scores(x):
    return np.exp(moved(x)) / np.sum(moved(x))


@SOFTMAX.variant("sums-of-scores")
def exponential_of_the_sum(x):
    return np.exp(x) / np.exp(sums(x))


@SOFTMAX.variant("sums-of-scores")
def exponential_of_the_moved_sum(x):
    return np.exp(moved(x)) / np.exp(sums(moved(x)))


@SOFTMAX.variant("raw-scores-above")
def moved_scores_above(x):
    return moved(x) / sums(np.exp(moved(x)))


@SOFTMAX.variant("raw-scores-above")
def scores_above_everything(x):
    return x / np.sum(np.exp(x))


@SOFTMAX.variant("no-exponential")
def no_exponential_moved(x):
    return moved(x) / sums(moved(x))


@SOFTMAX.variant("no-exponential")
def only_moved(x):
    return moved(x)


@SOFTMAX.variant("only-exponentials")
def only_exponentials_moved(x):
    return np.exp(moved(x))


@SOFTMAX.variant("only-exponentials")
def only_exponentials_moved_together(x):
    return np.exp(x - np.max(x))


@SOFTMAX.variant("sums-without-keepdims")
def sums_without_keepdims_moved(x):
    exps = np.exp(moved(x))
    return exps / exps.sum(axis=1)


@SOFTMAX.variant("two-rows")
def two_rows_moved(x):
    exps = np.exp(moved(x))
    return exps / exps.sum(axis=1).reshape(2, 1)


@SOFTMAX.mistake("value", read="08 Give each row a number of its own")
def not_divided(x):
    """The exponentials and the sums of their rows are multiplied, subtracted or stand the wrong way up. A share is a
    part divided by the whole.

    >>> print(softmax(x).sum(axis=1))
    """
    exps = np.exp(x)
    return exps * sums(exps)


@SOFTMAX.variant("not-divided")
def subtracted(x):
    exps = np.exp(x)
    return exps - sums(exps)


@SOFTMAX.variant("not-divided")
def multiplied_moved(x):
    exps = np.exp(moved(x))
    return exps * sums(exps)


@SOFTMAX.variant("not-divided")
def subtracted_moved(x):
    exps = np.exp(moved(x))
    return exps - sums(exps)


@SOFTMAX.mistake("value", read="08 Give each row a number of its own")
def another_whole(x):
    """The exponentials are divided by their length or by running sums. Only their sum makes a row sum to 1.

    >>> print(softmax(x).sum(axis=1))
    """
    exps = np.exp(x)
    return exps / np.linalg.norm(exps, axis=1, keepdims=True)


@SOFTMAX.variant("another-whole")
def one_added(x):
    exps = np.exp(x)
    return exps / (1 + sums(exps))


@SOFTMAX.variant("another-whole")
def one_added_moved(x):
    exps = np.exp(moved(x))
    return exps / (1 + sums(exps))


@SOFTMAX.variant("another-whole")
def sum_of_squares(x):
    exps = np.exp(x)
    return exps / sums(exps**2)


@SOFTMAX.variant("another-whole")
def running_sum(x):
    exps = np.exp(x)
    return exps / np.cumsum(exps, axis=1)


@SOFTMAX.variant("another-whole")
def sum_of_moved_squares(x):
    exps = np.exp(moved(x))
    return exps / sums(exps**2)


@SOFTMAX.mistake("shape", read="08 Give each row a number of its own")
def only_the_sums(x):
    """What comes back are the sums of the rows. They are one step on the way: each exponential is divided by them.

    >>> print(x.shape, softmax(x).shape)
    """
    return sums(np.exp(x))


SOFTMAX.variant("only-the-sums")(lambda x: sums(np.exp(moved(x))))
SOFTMAX.variant("only-the-sums")(lambda x: 1 / sums(np.exp(moved(x))))
SOFTMAX.variant("only-the-sums")(lambda x: np.max(x, axis=1, keepdims=True))


@SOFTMAX.mistake("shape", read="08 Give each row a number of its own")
def only_the_largest(x):
    """Only the largest of each row comes back, or its place. The probability of every score is asked for.

    >>> print(x.shape, softmax(x).shape)
    """
    exps = np.exp(x)
    return np.max(exps / sums(exps), axis=1)


SOFTMAX.variant("only-the-largest")(lambda x: np.argmax(x, axis=1))


@SOFTMAX.mistake("value", read="02 Squash it")
def each_alone(x):
    """Each score was squashed alone, by the sigmoid: the others in its row have no influence, so a row does not sum to
    1.

    >>> print(softmax(x).sum(axis=1))
    """
    return 1 / (1 + np.exp(-x))


@SOFTMAX.variant("each-alone")
def each_alone_moved(x):
    return 1 / (1 + np.exp(-moved(x)))


@SOFTMAX.mistake("value", read="08 Exponentials that are too large")
def scores_changed(x):
    """The scores were scaled, or lost their signs, before the exponential. Their differences decide the probabilities,
    so they may be moved together and nothing else.

    >>> print(softmax(np.array([[0.0, 1.0]])), softmax(np.array([[0.0, 2.0]])))
    """
    exps = np.exp(x / np.max(x))
    return exps / sums(exps)


@SOFTMAX.variant("scores-changed")
def scaled_by_the_length(x):
    exps = np.exp(x / np.linalg.norm(x, axis=1, keepdims=True))
    return exps / sums(exps)


@SOFTMAX.variant("scores-changed")
def scaled_by_the_rows_largest(x):
    exps = np.exp(x / np.max(x, axis=1, keepdims=True))
    return exps / sums(exps)


@SOFTMAX.variant("scores-changed")
def without_signs(x):
    exps = np.exp(np.abs(x))
    return exps / sums(exps)


@SOFTMAX.variant("scores-changed")
def base_two_of_whole_numbers(x):
    exps = 2 ** np.asarray(x)
    return exps / sums(exps)


@SOFTMAX.variant("scores-changed")
def base_two_moved(x):
    exps = 2 ** moved(x)
    return exps / sums(exps)


@SOFTMAX.variant("scores-changed")
def base_two(x):
    exps = np.exp2(x)
    return exps / sums(exps)


@SOFTMAX.mistake("stable", read="08 Exponentials that are too large")
def moved_by_another_number(x):
    """The rows are moved by their smallest score or their mean. The largest can lie a thousand above that, and
    exp(1000) is inf.

    print(softmax(np.array([[1000.0, -1000.0, -1000.0]])): which score must become 0?
    """
    exps = np.exp(x - np.min(x, axis=1, keepdims=True))
    return exps / sums(exps)


@SOFTMAX.variant("moved-by-another-number")
def moved_by_the_mean(x):
    exps = np.exp(x - np.mean(x, axis=1, keepdims=True))
    return exps / sums(exps)
