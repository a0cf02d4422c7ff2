"""Right answers to the exercises of lesson 03, in other styles than the folded ones."""

import math

import numpy as np


def price_in_one_formula(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


def price_of_what_was_given_to_the_truth(a, y):
    return -math.log(a if y else 1 - a)


def costliest_by_the_distance(A, Y):
    return np.argmax(np.abs(A - Y))


def costliest_by_a_loop(A, Y):
    given = [A[0, i] if Y[0, i] == 1 else 1 - A[0, i] for i in range(A.shape[1])]
    return given.index(min(given))


def average_price_at_once(A, Y):
    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


def average_price_over_pairs(A, Y):
    pairs = list(zip(A[0], Y[0], strict=True))
    return sum(price_of_what_was_given_to_the_truth(a, y) for a, y in pairs) / len(pairs)


RIGHT = {
    "price": [price_in_one_formula, price_of_what_was_given_to_the_truth],
    "costliest": [costliest_by_the_distance, costliest_by_a_loop],
    "average_price": [average_price_at_once, average_price_over_pairs],
}
