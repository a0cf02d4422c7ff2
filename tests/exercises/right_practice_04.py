"""Right answers to the exercises of lesson 04, in other styles than the folded ones."""

import numpy as np


def rise_over_run_term_by_term(f, x, h):
    return f(x + h) / h - f(x) / h


def rise_over_run_from_a_list(f, x, h):
    before, after = [f(place) for place in (x, x + h)]
    return (after - before) / h


def descend_by_the_formula(w, learning_rate, num_iterations):
    return 3 + (w - 3) * (1 - 2 * learning_rate) ** num_iterations


def descend_while(w, learning_rate, num_iterations):
    while num_iterations > 0:
        w, num_iterations = w - learning_rate * (2 * w - 6), num_iterations - 1
    return w


def step_at_once(w, b, target, learning_rate):
    return w - 2 * learning_rate * (w + b - target), b - 2 * learning_rate * np.sum(w + b - target)


def step_on_copies(w, b, target, learning_rate):
    dw = 2 * (w + b - target)
    w = w.copy()
    w -= learning_rate * dw
    return [w, b - learning_rate * dw.sum(axis=0)]


RIGHT = {
    "rise_over_run": [rise_over_run_term_by_term, rise_over_run_from_a_list],
    "descend": [descend_by_the_formula, descend_while],
    "step": [step_at_once, step_on_copies],
}
