"""Lesson 09: the likelihood of a coin, one formula for both labels, and a product that vanishes."""

from __future__ import annotations

import math

import numpy as np

from autograder.exercises import Exercise, call

_TEN = np.array([[1, 1, 0, 1, 1, 1, 0, 1, 0, 1]])
_MANY = np.tile(np.array([[1, 1, 0, 1]]), 500)  # a product of 2,000 chances is 0 as a float

COIN_LIKELIHOOD = Exercise(
    name="coin_likelihood",
    notebook="09_ask_why_this_cost",
    parts={"likelihood": 1},
    returns=("likelihood",),
    visible=(call(0.7, _TEN), call(0.2, np.array([[0, 0, 1, 0]])), call(0.9, np.array([[1, 0, 1]]))),
    hidden=lambda rng: [],
    passed="One factor for each toss. Which p makes it largest for seven heads in ten?",
)


@COIN_LIKELIHOOD.mistake("value", read="09 Turn the question round")
def summed(p, Y):
    """The chances were added. That one thing happens *and* another: their chances multiply.

    >>> print(coin_likelihood(0.5, np.array([[1, 1, 1]])))
    Can a chance be above 1?
    """
    return np.sum(np.where(Y == 1, p, 1 - p))


@COIN_LIKELIHOOD.mistake("value", read="09 Turn the question round")
def heads_only(p, Y):
    """Only the heads have a factor. Each tail had to happen too, with the chance 1 − p.

    >>> print(coin_likelihood(1.0, np.array([[1, 0]])))
    A coin that always shows heads cannot have shown tails.
    """
    return p ** np.sum(Y)


@COIN_LIKELIHOOD.mistake("value", read="09 Write both labels in one formula", id="labels-swapped")
def coin_swapped(p, Y):
    """p went with the tails. It is the chance of heads, so it belongs to the tosses that are 1.

    >>> print(coin_likelihood(0.9, np.array([[1]])))
    """
    return np.prod(np.where(Y == 1, 1 - p, p))


@COIN_LIKELIHOOD.mistake("value", read="09 Turn the question round")
def any_order(p, Y):
    """The number of orders in which as many heads can come is in it. Asked for are these tosses, in their order.

    >>> print(coin_likelihood(0.5, np.array([[1, 0]])))
    One half times one half.
    """
    m, heads = Y.size, int(np.sum(Y))
    return math.comb(m, heads) * p**heads * (1 - p) ** (m - heads)


CHANCE_OF_LABEL = Exercise(
    name="chance_of_label",
    notebook="09_ask_why_this_cost",
    parts={"chance": 1},
    returns=("chance",),
    visible=(call(0.8, 1), call(0.8, 0), call(0.15, 1), call(0.3, 0)),
    hidden=lambda rng: [],
    passed="One factor speaks, the other is silent: a number to the power 0 is 1.",
)


@CHANCE_OF_LABEL.mistake("value", read="09 Write both labels in one formula")
def label_ignored(a, y):
    """The answer is a for both labels. a is the chance of label 1; label 0 has what is left, 1 − a.

    >>> print(chance_of_label(0.8, 1) + chance_of_label(0.8, 0))
    The two must make 1.
    """
    return a


@CHANCE_OF_LABEL.mistake("value", read="09 Write both labels in one formula", id="labels-swapped")
def chances_swapped(a, y):
    """The two chances changed places: a belongs to label 1.

    >>> print(chance_of_label(0.8, 1))
    """
    return a ** (1 - y) * (1 - a) ** y


@CHANCE_OF_LABEL.mistake("value", read="09 Write both labels in one formula")
def factors_for_powers(a, y):
    """y and 1 − y stand as factors, and one of them is always 0. They are exponents: a power of 0 is 1.

    >>> print(0.8 * 0, 0.8**0)
    """
    return (a * y) * ((1 - a) * (1 - y))


@CHANCE_OF_LABEL.mistake("value", read="09 Write both labels in one formula")
def logged_already(a, y):
    """This is the logarithm of the chance. Asked for is the chance itself, between 0 and 1.

    >>> print(np.log(0.8))
    """
    return y * np.log(a) + (1 - y) * np.log(1 - a)


LOG_OF_TOSSES = Exercise(
    name="log_of_tosses",
    notebook="09_ask_why_this_cost",
    parts={"log_likelihood": 1},
    returns=("log_likelihood",),
    visible=(call(0.7, _TEN), call(0.75, _MANY), call(0.2, np.array([[0, 0, 1, 0]]))),
    hidden=lambda rng: [],
    passed="First the logarithm, then the sum: 2,000 tosses are as easy as ten.",
)


def _logs(p, Y):
    return Y * np.log(p) + (1 - Y) * np.log(1 - p)


@LOG_OF_TOSSES.mistake("value", read="09 Watch the product vanish")
def product_vanishes(p, Y):
    """The chances are multiplied first. With 2,000 of them the product is exactly 0, and its logarithm is minus
    infinity. Take the logarithm of each, then add.

    >>> print(0.5**1000, 0.5**2000)
    """
    return np.log(np.prod(np.where(Y == 1, p, 1 - p)))


@LOG_OF_TOSSES.mistake("value", read="09 Take the logarithm")
def mean(p, Y):
    """This is an average per toss. The logarithm of a product is the sum of the logarithms.

    >>> print(log_of_tosses(0.5, np.ones((1, 10))), 10 * np.log(0.5))
    """
    return np.mean(_logs(p, Y))


@LOG_OF_TOSSES.mistake("value", read="09 Take the logarithm")
def minus_kept(p, Y):
    """The minus of the cost is in it. The logarithm of a chance is never above 0.

    >>> print(np.log(0.5))
    """
    return -np.sum(_logs(p, Y))


@LOG_OF_TOSSES.mistake("value", read="09 Write both labels in one formula", id="heads-only")
def heads_only_logged(p, Y):
    """Only the heads are in the sum. Each tail adds log(1 − p).

    >>> print(log_of_tosses(0.9, np.array([[1, 0]])), np.log(0.9) + np.log(0.1))
    """
    return np.sum(Y) * np.log(p)
