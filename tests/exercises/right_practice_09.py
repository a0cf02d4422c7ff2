"""Right answers to the exercises of lesson 09, in other styles than the lesson's."""

from __future__ import annotations

import numpy as np


def coin_likelihood_by_product(p, Y):
    return np.prod(p**Y * (1 - p) ** (1 - Y))


def coin_likelihood_by_a_loop(p, Y):
    chance = 1
    for toss in Y[0]:
        chance *= p if toss == 1 else 1 - p
    return chance


def chance_by_an_if(a, y):
    return a if y == 1 else 1 - a


def chance_by_a_sum(a, y):
    return np.array([y * a + (1 - y) * (1 - a)])


def log_of_tosses_by_counting(p, Y):
    heads = int(Y.sum())
    return heads * np.log(p) + (Y.size - heads) * np.log(1 - p)


def log_of_tosses_by_matrix_product(p, Y):
    return np.log(p) * Y @ np.ones((Y.size, 1)) + np.log1p(-p) * (1 - Y) @ np.ones((Y.size, 1))


RIGHT = {
    "coin_likelihood": [coin_likelihood_by_product, coin_likelihood_by_a_loop],
    "chance_of_label": [chance_by_an_if, chance_by_a_sum],
    "log_of_tosses": [log_of_tosses_by_counting, log_of_tosses_by_matrix_product],
}
