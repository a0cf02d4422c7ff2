"""Lesson 04: a slope as a ratio, a walk downhill, and one step of two parameters that look from the same place."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise, NamedFunction, call

RISE_OVER_RUN = Exercise(
    name="rise_over_run",
    notebook="04_walk_downhill_and_read_slopes",
    parts={"slope": 1},
    returns=("slope",),
    visible=(
        call(NamedFunction("sum of cubes"), 1.3, 0.5),
        call(NamedFunction("sum of sines"), 0.4, 0.1),
        call(NamedFunction("sum of squares"), -2.0, 0.25),
    ),
    hidden=lambda rng: [],
    passed="A slope without any formula: two calls, one difference, one division.",
)


@RISE_OVER_RUN.mistake("value", read="04 Nudge and look")
def value_for_slope(f, x, h):
    """This is f(x), how high the curve is. The slope says how fast it rises there.

    >>> print(rise_over_run(lambda x: 7.0, 1.0, 0.1))
    A level line has the slope 0.
    """
    return f(x)


@RISE_OVER_RUN.mistake("value", read="04 Nudge and look")
def change_for_slope(f, x, h):
    """This is the rise. A slope is the rise divided by the run h; otherwise half the nudge gives half the answer.

    >>> print(rise_over_run(lambda x: 3 * x, 1.0, 0.1))
    The slope of 3x is 3.
    """
    return f(x + h) - f(x)


@RISE_OVER_RUN.mistake("value", read="04 Nudge and look")
def sides_swapped(f, x, h):
    """The sign is turned: the value before the nudge was taken minus the value after it.

    >>> print(rise_over_run(lambda x: 3 * x, 1.0, 0.1))
    A rising line has a positive slope.
    """
    return (f(x) - f(x + h)) / h


@RISE_OVER_RUN.mistake("value", read="04 Nudge and look")
def precedence(f, x, h):
    """Division binds before subtraction: only f(x) was divided by h. A bracket is missing.

    >>> print(5 - 3 / 2, (5 - 3) / 2)
    """
    return f(x + h) - f(x) / h


@RISE_OVER_RUN.mistake("value", read="04 One side or both sides")
def nudge_fixed(f, x, h):
    """The argument h is not used: the same small nudge, 0.001, is taken whatever the caller asks for.

    >>> print(rise_over_run(lambda x: x**2, 1.0, 0.1), rise_over_run(lambda x: x**2, 1.0, 1.0))
    Must they be equal?
    """
    return (f(x + 0.001) - f(x)) / 0.001


DESCEND = Exercise(
    name="descend",
    notebook="04_walk_downhill_and_read_slopes",
    parts={"w": 1},
    returns=("w",),
    visible=(call(0.0, 0.25, 3), call(5.0, 0.6, 2), call(1.0, 0.05, 4)),
    hidden=lambda rng: [],
    passed="Look, step, look again: that is all of gradient descent.",
)


@DESCEND.mistake("value", read="04 Uphill")
def ascent(w, learning_rate, num_iterations):
    """The slope is added. It points uphill, so each step leads further away from the valley.

    >>> print(descend(0.0, 0.25, 1))
    The valley is at 3.
    """
    for _ in range(num_iterations):
        w = w + learning_rate * 2 * (w - 3)
    return w


@DESCEND.mistake("value", read="04 Looked once, or stepped from the same place again")
def slope_once(w, learning_rate, num_iterations):
    """The slope is computed once, before the loop. Each step then repeats the first one, although the ground has
    changed.

    >>> print(descend(0.0, 0.25, 1), descend(0.0, 0.25, 2))
    The second step must be shorter.
    """
    return w - num_iterations * learning_rate * 2 * (w - 3)


@DESCEND.mistake("value", read="04 Walk downhill")
def rate_left_out(w, learning_rate, num_iterations):
    """The whole slope is subtracted: the learning rate does not enter the step.

    >>> print(descend(0.0, 0.25, 1), descend(0.0, 0.05, 1))
    Must they be equal?
    """
    for _ in range(num_iterations):
        w = w - 2 * (w - 3)
    return w


@DESCEND.mistake("value", read="04 The rate, the number of steps, the start: use what was passed in")
def one_step_too_few(w, learning_rate, num_iterations):
    """The loop starts at 1 and stops before num_iterations: one step is missing.

    >>> print(descend(0.0, 0.25, 1))
    Has it moved?
    """
    for _ in range(1, num_iterations):
        w = w - learning_rate * 2 * (w - 3)
    return w


@DESCEND.mistake("value", read="04 Looked once, or stepped from the same place again")
def one_step_only(w, learning_rate, num_iterations):
    """Only one step counts: each turn starts from the same w again, or the return stands inside the loop.

    >>> print(descend(0.0, 0.25, 1), descend(0.0, 0.25, 2))
    Must they be equal?
    """
    return w - learning_rate * 2 * (w - 3)


@DESCEND.mistake("value", read="04 The rate, the number of steps, the start: use what was passed in")
def start_ignored(w, learning_rate, num_iterations):
    """The walk starts at 0, although a w was passed in: that argument is never used.

    >>> print(descend(5.0, 0.25, 0))
    With no step, w is where it was.
    """
    w = 0.0
    for _ in range(num_iterations):
        w = w - learning_rate * 2 * (w - 3)
    return w


STEP = Exercise(
    name="step",
    notebook="04_walk_downhill_and_read_slopes",
    parts={"w": 1, "b": 1},
    rungs={"unchanged": 1},
    returns=("w", "b"),
    visible=(
        call(np.array([[0.5], [-1.0], [2.0]]), 0.25, np.array([[1.0], [2.0], [4.0]]), 0.1),
        call(np.array([[3.0], [1.5]]), -1.0, np.array([[0.0], [1.0]]), 0.25),
    ),
    hidden=lambda rng: [],
    evaluation_order=("dw", "db", "w", "b"),
    passed="First look, then step: both slopes belong to the same place.",
)


@STEP.mistake("value", read="04 First look, then step")
def b_sees_the_new_w(w, b, target, learning_rate):
    """The slope of b is computed after w has moved. Both slopes belong to the same place: first look, then step.

    Print the `w` that the line of `db` uses: has it moved already?
    """
    w = w - learning_rate * 2 * (w + b - target)
    return w, b - learning_rate * 2 * np.sum(w + b - target)


@STEP.mistake("value", read="04 Uphill", id="ascent")
def step_uphill(w, b, target, learning_rate):
    """The slopes are added. They point uphill, so the step makes J larger.

    Compare `np.sum((w + b - target) ** 2)` before the step and after it.
    """
    gap = w + b - target
    return w + learning_rate * 2 * gap, b + learning_rate * 2 * np.sum(gap)


@STEP.mistake("value", read="04 The rate, the number of steps, the start: use what was passed in")
def rate_left_out_of_b(w, b, target, learning_rate):
    """The learning rate scales the step of w and not the step of b.

    >>> w, b = step(np.ones((2, 1)), 1.0, np.zeros((2, 1)), 0.0); print(b)
    With the rate 0 nothing moves.
    """
    gap = w + b - target
    return w - learning_rate * 2 * gap, b - 2 * np.sum(gap)


@STEP.mistake("value", read="04 One of the two stays behind, or moves by the other's slope")
def b_never_moves(w, b, target, learning_rate):
    """w is updated and b is not.

    >>> w, b = step(np.ones((2, 1)), 1.0, np.zeros((2, 1)), 0.1); print(b)
    """
    return w - learning_rate * 2 * (w + b - target), b


@STEP.mistake("shape", read="04 One of the two stays behind, or moves by the other's slope")
def b_moves_by_dw(w, b, target, learning_rate):
    """b moves by dw, the slopes of the weights, and becomes an array with one entry per weight. b is one number.

    >>> w, b = step(np.ones((2, 1)), 1.0, np.zeros((2, 1)), 0.1); print(np.shape(b))
    """
    gap = w + b - target
    return w - learning_rate * 2 * gap, b - learning_rate * 2 * gap


@STEP.mistake("unchanged", read="04 The caller's own array")
def w_in_place(w, b, target, learning_rate):
    """The values are right, and the caller's w has moved with them: `-=` writes into the array that was passed in.

    >>> w = np.ones((2, 1)); step(w, 1.0, np.zeros((2, 1)), 0.1); print(w)
    """
    gap = w + b - target
    w -= learning_rate * 2 * gap
    return w, b - learning_rate * 2 * np.sum(gap)
