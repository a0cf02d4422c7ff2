"""Right answers to the exercises of lesson 02, in other styles than the folded ones."""

import numpy as np


def decide_as_a_bool(w1, w2, b, x1, x2):
    return w1 * x1 + w2 * x2 + b > 0


def decide_through_the_probability(w1, w2, b, x1, x2):
    z = np.dot([w1, w2], [x1, x2]) + b
    return int(1 / (1 + np.exp(-z)) > 0.5)


def boundary_term_by_term(w1, w2, b, x1):
    return -w1 / w2 * x1 - b / w2


def boundary_turned(w1, w2, b, x1):
    return (w1 * x1 + b) / -w2


def no_as_the_rest(z):
    return 1 - 1 / (1 + np.exp(-z))


def no_as_a_fraction(z):
    return np.exp(-z) / (1 + np.exp(-z))


RIGHT = {
    "decide": [decide_as_a_bool, decide_through_the_probability],
    "boundary": [boundary_term_by_term, boundary_turned],
    "probability_of_no": [no_as_the_rest, no_as_a_fraction],
}
