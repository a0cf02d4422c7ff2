"""Lesson 09: the likelihood of a coin, one formula for both labels, and a product that vanishes."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import math

import numpy as np

from autograder.exercises import Exercise, call

_TEN = np.array([[1, 1, 0, 1, 1, 1, 0, 1, 0, 1]])
_MANY = np.tile(np.array([[1, 1, 0, 1]]), 500)  # a product of 2,000 chances is 0 as a float

COIN_LIKELIHOOD = Exercise(
    name="coin_likelihood",
    notebook="09_ask_why_this_cost",
    rungs={"kind": 1, "value": 1},
    returns=("likelihood",),
    visible=(call(0.7, _TEN), call(0.2, np.array([[0, 0, 1, 0]])), call(0.9, np.array([[1, 0, 1]]))),
    hidden=lambda rng: [],
    passed="One factor for each toss. Which p makes it largest for seven heads in ten?",
)


@COIN_LIKELIHOOD.mistake(
    "summed",
    fails="value",
    why="The chances were added. That one thing happens *and* another: their chances multiply.",
    look="print(coin_likelihood(0.5, np.array([[1, 1, 1]]))): can a chance be above 1?",
    lesson="09",
    heading="Turn the question round",
)
def summed(p, Y):
    return np.sum(np.where(Y == 1, p, 1 - p))


@COIN_LIKELIHOOD.mistake(
    "heads-only",
    fails="value",
    why="Only the heads have a factor. Each tail had to happen too, with the chance 1 − p.",
    look="print(coin_likelihood(1.0, np.array([[1, 0]]))): a coin that always shows heads cannot have shown tails",
    lesson="09",
    heading="Turn the question round",
)
def heads_only(p, Y):
    return p ** np.sum(Y)


@COIN_LIKELIHOOD.mistake(
    "labels-swapped",
    fails="value",
    why="p went with the tails. It is the chance of heads, so it belongs to the tosses that are 1.",
    look="print(coin_likelihood(0.9, np.array([[1]])))",
    lesson="09",
    heading="Write both labels in one formula",
)
def coin_swapped(p, Y):
    return np.prod(np.where(Y == 1, 1 - p, p))


@COIN_LIKELIHOOD.mistake(
    "any-order",
    fails="value",
    why="The number of orders in which as many heads can come is in it. Asked for are these tosses, in their order.",
    look="print(coin_likelihood(0.5, np.array([[1, 0]]))): one half times one half",
    lesson="09",
    heading="Turn the question round",
)
def any_order(p, Y):
    m, heads = Y.size, int(np.sum(Y))
    return math.comb(m, heads) * p**heads * (1 - p) ** (m - heads)


CHANCE_OF_LABEL = Exercise(
    name="chance_of_label",
    notebook="09_ask_why_this_cost",
    rungs={"kind": 1, "value": 1},
    returns=("chance",),
    visible=(call(0.8, 1), call(0.8, 0), call(0.15, 1), call(0.3, 0)),
    hidden=lambda rng: [],
    passed="One factor speaks, the other is silent: a number to the power 0 is 1.",
)


@CHANCE_OF_LABEL.mistake(
    "label-ignored",
    fails="value",
    why="The answer is a for both labels. a is the chance of label 1; label 0 has what is left, 1 − a.",
    look="print(chance_of_label(0.8, 1) + chance_of_label(0.8, 0)): the two must make 1",
    lesson="09",
    heading="Write both labels in one formula",
)
def label_ignored(a, y):
    return a


@CHANCE_OF_LABEL.mistake(
    "labels-swapped",
    fails="value",
    why="The two chances changed places: a belongs to label 1.",
    look="print(chance_of_label(0.8, 1))",
    lesson="09",
    heading="Write both labels in one formula",
)
def chances_swapped(a, y):
    return a ** (1 - y) * (1 - a) ** y


@CHANCE_OF_LABEL.mistake(
    "factors-for-powers",
    fails="value",
    why="y and 1 − y stand as factors, and one of them is always 0. They are exponents: a power of 0 is 1.",
    look="print(0.8 * 0, 0.8**0)",
    lesson="09",
    heading="Write both labels in one formula",
)
def factors_for_powers(a, y):
    return (a * y) * ((1 - a) * (1 - y))


@CHANCE_OF_LABEL.mistake(
    "logged-already",
    fails="value",
    why="This is the logarithm of the chance. Asked for is the chance itself, between 0 and 1.",
    look="print(np.log(0.8))",
    lesson="09",
    heading="Write both labels in one formula",
)
def logged_already(a, y):
    return y * np.log(a) + (1 - y) * np.log(1 - a)


LOG_OF_TOSSES = Exercise(
    name="log_of_tosses",
    notebook="09_ask_why_this_cost",
    rungs={"kind": 1, "value": 1},
    returns=("log_likelihood",),
    visible=(call(0.7, _TEN), call(0.75, _MANY), call(0.2, np.array([[0, 0, 1, 0]]))),
    hidden=lambda rng: [],
    passed="First the logarithm, then the sum: 2,000 tosses are as easy as ten.",
)


def _logs(p, Y):
    return Y * np.log(p) + (1 - Y) * np.log(1 - p)


@LOG_OF_TOSSES.mistake(
    "product-vanishes",
    fails="value",
    why="The chances are multiplied first. With 2,000 of them the product is exactly 0, and its logarithm is minus "
    "infinity. Take the logarithm of each, then add.",
    look="print(0.5**1000, 0.5**2000)",
    lesson="09",
    heading="Watch the product vanish",
)
def product_vanishes(p, Y):
    return np.log(np.prod(np.where(Y == 1, p, 1 - p)))


@LOG_OF_TOSSES.mistake(
    "mean",
    fails="value",
    why="This is an average per toss. The logarithm of a product is the sum of the logarithms.",
    look="print(log_of_tosses(0.5, np.ones((1, 10))), 10 * np.log(0.5))",
    lesson="09",
    heading="Take the logarithm",
)
def mean(p, Y):
    return np.mean(_logs(p, Y))


@LOG_OF_TOSSES.mistake(
    "minus-kept",
    fails="value",
    why="The minus of the cost is in it. The logarithm of a chance is never above 0.",
    look="print(np.log(0.5))",
    lesson="09",
    heading="Take the logarithm",
)
def minus_kept(p, Y):
    return -np.sum(_logs(p, Y))


@LOG_OF_TOSSES.mistake(
    "heads-only",
    fails="value",
    why="Only the heads are in the sum. Each tail adds log(1 − p).",
    look="print(log_of_tosses(0.9, np.array([[1, 0]])), np.log(0.9) + np.log(0.1))",
    lesson="09",
    heading="Write both labels in one formula",
)
def heads_only_logged(p, Y):
    return np.sum(Y) * np.log(p)
