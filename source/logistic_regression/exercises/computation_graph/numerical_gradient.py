"""`numerical_gradient`: slopes of any function, asked from the function itself by central differences."""

# mypy: allow-untyped-defs, no-check-untyped-defs
# a mistake is written as a learner writes it: without annotations
from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, NamedFunction, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """One function each whose entries stand alone, meet in columns and all meet; one, two and three axes."""
    row, table, block = rng.uniform(-1.5, 1.5, 5), rng.uniform(-1.5, 1.5, (4, 2)), rng.uniform(-1, 1, (2, 3, 2))
    return [
        call(NamedFunction("sum of cubes"), row, float(rng.uniform(0.1, 0.3))),
        call(NamedFunction("squared column sums"), table),
        call(NamedFunction("log sum exp"), block, epsilon=float(rng.uniform(0.3, 0.6))),
    ]


# A large epsilon tells central differences from one-sided ones and from exact slopes. A sum of terms that each hold
# one entry is blind to an entry left nudged and to `f` called on an entry alone, hence the logarithm and the columns.
NUMERICAL_GRADIENT = Exercise(
    name="numerical_gradient",
    notebook="3_computation_graph",
    rungs={"kind": 0.5, "shape": 0.5, "value": 1.5, "hidden": 1, "unchanged": 0.5},
    returns=("gradient",),
    visible=(
        call(NamedFunction("sum of cubes"), np.array([0.7, -1.2, 0.5]), 0.1),
        call(NamedFunction("log sum exp"), np.array([[0.3, -0.6, 1.1], [0.8, 0.0, -0.4]]), epsilon=0.5),
        call(NamedFunction("squared column sums"), np.array([[0.9, -0.3], [0.4, 1.7], [-0.8, 0.6]]), epsilon=0.25),
        call(NamedFunction("sum of cubes"), np.array([[1.3], [-0.7], [0.9], [2.1]])),
        call(NamedFunction("sum of fast sines"), np.array([0.3, -0.7, 1.1])),
    ),
    hidden=fresh,
    # rounding: f is of size 10 and exact to 1e-15, a difference over 2e-6 of it to 1e-9 and a little more
    rtol=1e-5,
    passed="From here on you own a check that needs nobody: it judges the next four functions.",
)


@NUMERICAL_GRADIENT.mistake("value", read="04 One side or both sides")
def forward_difference(f, x, epsilon=1e-6):
    """One side is nudged and the other is x itself. The answer leans to the nudged side, by an amount that grows with
    epsilon; the text asks for both sides.

    >>> print(numerical_gradient(lambda x: float(np.sum(x**2)), np.array([1.0]), 0.5))
    """
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        nudged = x.astype(float)
        nudged[index] += epsilon
        gradient[index] = (f(nudged) - f(x)) / epsilon
    return gradient


@NUMERICAL_GRADIENT.mistake("value", read="04 One side or both sides")
def missing_two(f, x, epsilon=1e-6):
    """From x − epsilon to x + epsilon is a way of two epsilon. Divided by one of them, every slope is twice as steep.

    >>> print(numerical_gradient(lambda x: float(np.sum(x)), np.array([1.0, 2.0])))
    """
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        plus, minus = x.astype(float), x.astype(float)
        plus[index] += epsilon
        minus[index] -= epsilon
        gradient[index] = (f(plus) - f(minus)) / epsilon
    return gradient


@NUMERICAL_GRADIENT.mistake("value", read="04 One side or both sides")
def precedence(f, x, epsilon=1e-6):
    """Division and multiplication are worked off from left to right: this divides by 2 and then multiplies by epsilon.

    >>> print(1 / 2 * 0.1, 1 / (2 * 0.1))
    """
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        plus, minus = x.astype(float), x.astype(float)
        plus[index] += epsilon
        minus[index] -= epsilon
        gradient[index] = (f(plus) - f(minus)) / 2 * epsilon
    return gradient


@NUMERICAL_GRADIENT.mistake("value", read="04 Nudge and look")
def change_for_slope(f, x, epsilon=1e-6):
    """These are changes of f, not yet slopes: nothing divides them by the way between the two points.

    >>> print(numerical_gradient(lambda x: float(np.sum(x)), np.array([1.0, 2.0])))
    """
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        plus, minus = x.astype(float), x.astype(float)
        plus[index] += epsilon
        minus[index] -= epsilon
        gradient[index] = f(plus) - f(minus)
    return gradient


@NUMERICAL_GRADIENT.mistake("value", read="04 One side or both sides")
def sides_swapped(f, x, epsilon=1e-6):
    """Every slope has the wrong sign: the value on the left is taken minus the value on the right, or the step back is
    taken for the step ahead.

    >>> print(numerical_gradient(lambda x: float(np.sum(x)), np.array([1.0, 2.0])))
    """
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        plus, minus = x.astype(float), x.astype(float)
        plus[index] += epsilon
        minus[index] -= epsilon
        gradient[index] = (f(minus) - f(plus)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake("value", read="04 One side or both sides")
def epsilon_fixed(f, x, epsilon=1e-6):
    """The argument epsilon is not used: the same small step is taken whatever the caller asks for.

    >>> print(numerical_gradient(lambda x: float(np.sum(x**3)), np.array([1.0]), epsilon=0.5))
    """
    epsilon = 1e-6
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        plus, minus = x.astype(float), x.astype(float)
        plus[index] += epsilon
        minus[index] -= epsilon
        gradient[index] = (f(plus) - f(minus)) / (2 * epsilon)
    return gradient
