"""Lesson 03: the price of one answer, the costliest of many, and an average that asked for the wrong m."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise, call


def prices(A, Y):
    """The price of each answer, (1, m)."""
    return -np.where(Y == 1, np.log(A), np.log(1 - A))


PRICE = Exercise(
    name="price",
    notebook="03_price_a_wrong_answer",
    parts={"price": 1},
    returns=("price",),
    visible=(call(0.8, 1), call(0.8, 0), call(0.3, 0), call(0.05, 1)),
    hidden=lambda rng: [],
    passed="Never negative, 0 only for a sure and right answer, and without limit for a sure and wrong one.",
)


@PRICE.mistake("value", read="03 The minus missing, or on one term")
def missing_minus(a, y):
    """The logarithm of a probability is negative, and nothing turns the sign: a price below 0.

    >>> print(np.log(0.8), price(0.8, 1))
    """
    return np.log(a) if y == 1 else np.log(1 - a)


@PRICE.mistake("value", read="03 Half of the labels forgotten, the label ignored, or swapped")
def label_ignored(a, y):
    """The price is −log(a) for both labels: it asks for a high probability even where the answer is no.

    >>> print(price(0.05, 0))
    A sure and right no must be cheap.
    """
    return -np.log(a)


@PRICE.mistake("value", read="03 Half of the labels forgotten, the label ignored, or swapped")
def labels_swapped(a, y):
    """The two labels changed places: a sure and right answer costs most.

    >>> print(price(0.99, 1), price(0.01, 1))
    Which must be cheap?
    """
    return -np.log(1 - a) if y == 1 else -np.log(a)


@PRICE.mistake("value", read="03 The bracket of the logarithm")
def one_minus_log(a, y):
    """For y = 0 the bracket closed too late: this is 1 − log(a) where log(1 − a) is meant.

    >>> print(1 - np.log(0.8), np.log(1 - 0.8))
    """
    return -np.log(a) if y == 1 else -(1 - np.log(a))


@PRICE.mistake("value", read="03 Another base, another price")
def log_ten(a, y):
    """The logarithm is the one to base 10. Here it is the natural one, `np.log`, whose slope is 1/a.

    >>> print(np.log(0.5), np.log10(0.5), np.log2(0.5))
    """
    return -np.log10(a if y == 1 else 1 - a)


@PRICE.mistake("value", read="03 See why squares get stuck")
def squared_error(a, y):
    """This is the squared distance. It prices a sure and wrong answer at 1 at most; the logarithm has no limit.

    >>> print(price(0.000001, 1))
    """
    return (a - y) ** 2


COSTLIEST = Exercise(
    name="costliest",
    notebook="03_price_a_wrong_answer",
    parts={"i": 1},
    returns=("i",),
    visible=(
        call(np.array([[0.9, 0.2, 0.6, 0.05, 0.7]]), np.array([[1, 0, 0, 0, 1]])),
        call(np.array([[0.3, 0.95, 0.1, 0.5]]), np.array([[1, 1, 0, 0]])),
        call(np.array([[0.4, 0.02, 0.99]]), np.array([[0, 1, 1]])),
    ),
    hidden=lambda rng: [],
    passed="The costliest answers are the surest wrong ones. In notebook 4 they are the first pictures to look at.",
)


@COSTLIEST.mistake("value", read="03 Price one answer")
def largest_probability(A, Y):
    """This is the example with the largest probability. It costs most only if its label is 0.

    >>> print(A, Y)
    Is the label of the largest probability 0 or 1?
    """
    return int(np.argmax(A))


@COSTLIEST.mistake("value", read="03 Price one answer")
def smallest_probability(A, Y):
    """This is the example with the smallest probability: the label was not asked, as if every answer were yes.

    >>> print(A, Y)
    Is the label of the smallest probability 0 or 1?
    """
    return int(np.argmin(A))


@COSTLIEST.mistake("value", read="03 Price one answer")
def cheapest(A, Y):
    """This is the cheapest example. The minus sign is missing, or the labels are swapped: either turns the order of
    the prices round.

    Print the prices of all the examples: they must be positive, and the largest one is asked for.
    """
    return int(np.argmin(prices(A, Y)))


@COSTLIEST.mistake("value", read="03 Average it: from loss to cost")
def price_for_place(A, Y):
    """This is the highest price. The place of that example is asked, counted from 0.

    >>> print(np.max([0.1, 3.0, 0.2]), np.argmax([0.1, 3.0, 0.2]))
    """
    return float(np.max(prices(A, Y)))


AVERAGE_PRICE = Exercise(
    name="average_price",
    notebook="03_price_a_wrong_answer",
    parts={"average_price": 1},
    returns=("average_price",),
    visible=(
        call(np.array([[0.9, 0.2, 0.6, 0.05, 0.7]]), np.array([[1, 0, 0, 0, 1]])),
        call(np.array([[0.3, 0.95, 0.4]]), np.array([[0, 1, 1]])),
        call(np.array([[0.25]]), np.array([[0]])),
    ),
    hidden=lambda rng: [],
    evaluation_order=("m", "total"),
    passed="This average is the cost. A (1, m) has length 1: ask shape[1] for m.",
)


@AVERAGE_PRICE.mistake("value", read="06 Count the columns")
def only_the_first(A, Y):
    """`len` of a (1, m) is 1, the number of its rows. So the loop saw one example and averaged nothing.

    >>> A = np.array([[0.9, 0.2, 0.6]]); print(len(A), A.shape, A.shape[1])
    """
    return float(prices(A, Y)[0, 0])


@AVERAGE_PRICE.mistake("value", read="03 Average it: from loss to cost")
def not_averaged(A, Y):
    """This is the sum of the prices. The cost is their mean, so that it does not grow with the number of examples.

    >>> print(average_price(A, Y), average_price(np.hstack([A, A]), np.hstack([Y, Y])))
    The same examples twice: must the average change?
    """
    return float(np.sum(prices(A, Y)))


@AVERAGE_PRICE.mistake("value", read="03 The minus missing, or on one term")
def minus_on_one_term(A, Y):
    """The minus sign reaches only the answers with y = 1. Each one with y = 0 lowers the cost.

    >>> print(average_price(np.array([[0.25]]), np.array([[0]])))
    """
    return float(np.mean(np.where(Y == 1, -np.log(A), np.log(1 - A))))


@AVERAGE_PRICE.mistake("value", read="06 Write a loop that adds up")
def last_one_only(A, Y):
    """`=` stands where `+=` is meant: each turn overwrites the total, and the last price alone is divided by m.

    >>> total = 0; total = 5; total = 7; print(total)
    """
    return float(prices(A, Y)[0, -1]) / A.shape[1]
