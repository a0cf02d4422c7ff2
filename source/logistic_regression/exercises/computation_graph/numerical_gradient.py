"""`numerical_gradient`: slopes of any function, asked from the function itself by central differences."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, NamedFunction, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """Entries that stand alone, meet in columns and all meet, on one, two and three axes; then whole numbers."""
    row, table, block = rng.uniform(-1.5, 1.5, 5), rng.uniform(-1.5, 1.5, (4, 2)), rng.uniform(-1, 1, (2, 3, 2))
    whole = rng.integers(1, 5, (2, 3)) * rng.choice([-1, 1], (2, 3))
    return [
        call(NamedFunction("sum of cubes"), row, float(rng.uniform(0.1, 0.3))),
        call(NamedFunction("squared column sums"), table, epsilon=float(rng.uniform(0.2, 0.4))),
        call(NamedFunction("log sum exp"), block, epsilon=float(rng.uniform(0.3, 0.6))),
        call(NamedFunction("sum of fast sines"), rng.uniform(-1.5, 1.5, 4)),
        call(NamedFunction("sum of cubes"), rng.uniform(0.4, 1.5, (3, 1)) * rng.choice([-1, 1], (3, 1))),
        call(NamedFunction("sum of cubes"), whole),
    ]


# A large epsilon tells central differences from one-sided ones and from exact slopes. A sum of terms that each hold
# one entry is blind to an entry left nudged and to `f` called on an entry alone, hence the logarithm and the columns.
NUMERICAL_GRADIENT = Exercise(
    name="numerical_gradient",
    notebook="3_computation_graph",
    parts={"gradient": 3.5},
    rungs={"unchanged": 0.5},
    returns=("gradient",),
    visible=(
        call(NamedFunction("sum of cubes"), np.array([0.7, -1.2, 0.5]), 0.1),
        call(NamedFunction("log sum exp"), np.array([[0.3, -0.6, 1.1], [0.8, 0.0, -0.4]]), epsilon=0.5),
        call(NamedFunction("squared column sums"), np.array([[0.9, -0.3], [0.4, 1.7], [-0.8, 0.6]]), epsilon=0.25),
        call(NamedFunction("sum of cubes"), np.array([[1.3], [-0.7], [0.9], [2.1]])),
        call(NamedFunction("sum of fast sines"), np.array([0.3, -0.7, 1.1])),
        call(NamedFunction("sum of cubes"), np.array([[2, -1, 3], [1, 4, -2]])),
    ),
    hidden=fresh,
    # rounding: f is of size 10 and exact to 1e-15, a difference over 2e-6 of it to 1e-9 and a little more
    rtol=1e-5,
    passed="From here on you own a check that needs nobody: it judges the next four functions.",
)


# ---- the difference and what it is divided by


@NUMERICAL_GRADIENT.mistake("value", keeps=0.5, read="04 One side or both sides")
@NUMERICAL_GRADIENT.slip({"here - epsilon": "here", "(2 * epsilon)": "epsilon"})
def forward_difference():
    """One side is nudged and the other is x itself. The answer leans to the nudged side, by an amount that grows with
    epsilon; the text asks for both sides.

    >>> print(numerical_gradient(lambda x: float(np.sum(x**2)), np.array([1.0]), 0.5))
    """


NUMERICAL_GRADIENT.more("forward-difference", {"here + epsilon": "here", "(2 * epsilon)": "epsilon"})


@NUMERICAL_GRADIENT.mistake("value", keeps=0.3, read="04 One side or both sides")
@NUMERICAL_GRADIENT.slip({"here - epsilon": "here", "(2 * epsilon)": "epsilon", "J_plus - J_minus": "J_minus - J_plus"})
def forward_difference_turned():
    """The two values lie one nudge apart, on one side of x, where the text asks for both sides, and their difference is
    the other way round.

    >>> print(numerical_gradient(lambda x: float(np.sum(x**2)), np.array([1.0]), 0.5))
    """


NUMERICAL_GRADIENT.more(
    "forward-difference-turned",
    {"here + epsilon": "here", "(2 * epsilon)": "epsilon", "J_plus - J_minus": "J_minus - J_plus"},
)


@NUMERICAL_GRADIENT.mistake("value", keeps=0.3, read="04 One side or both sides")
@NUMERICAL_GRADIENT.slip({"here - epsilon": "here"})
def forward_difference_halved():
    """The two values lie one nudge apart, on one side of x, where the text asks for both sides: the other value is
    taken at x itself. Divided by the distance of both sides, their difference is half of a slope.

    >>> print(numerical_gradient(lambda x: float(np.sum(x**2)), np.array([1.0]), 0.5))
    """


@NUMERICAL_GRADIENT.mistake("value", keeps=0.5, read="04 One side or both sides")
@NUMERICAL_GRADIENT.slip({"(2 * epsilon)": "epsilon"})
def missing_two():
    """From x − epsilon to x + epsilon is a way of two epsilon. Divided by one of them, every slope is twice as steep.

    >>> print(numerical_gradient(lambda x: float(np.sum(x)), np.array([1.0, 2.0])))
    """


@NUMERICAL_GRADIENT.mistake("value", keeps=0.5, read="04 One side or both sides")
@NUMERICAL_GRADIENT.slip({"(2 * epsilon)": "2 * epsilon"})
def precedence():
    """Division and multiplication are worked off from left to right: this divides by 2 and then multiplies by epsilon.

    >>> print(1 / 2 * 0.1, 1 / (2 * 0.1))
    """


@NUMERICAL_GRADIENT.mistake("value", keeps=0.3, read="04 Nudge and look")
@NUMERICAL_GRADIENT.slip({" / (2 * epsilon)": ""})
def change_for_slope():
    """These are changes of f, not yet slopes: nothing divides them by the way between the two points.

    >>> print(numerical_gradient(lambda x: float(np.sum(x)), np.array([1.0, 2.0])))
    """


@NUMERICAL_GRADIENT.mistake("value", keeps=0.5, read="04 One side or both sides")
@NUMERICAL_GRADIENT.slip({"J_plus - J_minus": "J_minus - J_plus"})
def sides_swapped():
    """Every slope has the wrong sign. Usually the value on the left is taken minus the value on the right, or the step
    back is taken for the step ahead.

    >>> print(numerical_gradient(lambda x: float(np.sum(x)), np.array([1.0, 2.0])))
    """


@NUMERICAL_GRADIENT.mistake("value", keeps=0.5, read="04 One side or both sides")
@NUMERICAL_GRADIENT.slip({"    nudged = np.array": "    epsilon = 1e-6\n    nudged = np.array"})
def epsilon_fixed():
    """The argument epsilon is not used: the same small step is taken whatever the caller asks for.

    >>> print(numerical_gradient(lambda x: float(np.sum(x**3)), np.array([1.0]), epsilon=0.5))
    """


# ---- what is nudged, and what f gets to see


@NUMERICAL_GRADIENT.mistake("value", keeps=0.5, read="04 Nudged together, nudged for good")
@NUMERICAL_GRADIENT.slip({"        nudged[index] = here\n": ""})
def left_nudged():
    """An entry keeps its nudge when the next one's turn comes, so later slopes are taken at another place than x.

    >>> print(numerical_gradient(lambda x: float(np.prod(x)), np.array([1.0, 2.0, 3.0]), 0.5))
    """


@NUMERICAL_GRADIENT.mistake("value", keeps=0.5, read="04 Nudged together, nudged for good")
def nudges_pile_up(f, x, epsilon=1e-6):
    """The two nudged copies are made once, before the loop, so the nudges of earlier entries stay in them and each
    difference holds all of those changes as well.

    >>> print(numerical_gradient(lambda x: float(np.sum(x)), np.array([1.0, 2.0, 3.0])))
    """
    plus, minus = x.astype(float), x.astype(float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        plus[index] += epsilon
        minus[index] -= epsilon
        gradient[index] = (f(plus) - f(minus)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake("value", keeps=0.3, read="04 Nudged together, nudged for good")
def all_nudged(f, x, epsilon=1e-6):
    """x + epsilon moves every entry at once. What comes out is how f answers to all of them together, the same number
    for each entry.

    >>> print(np.array([1.0, 2.0, 3.0]) + 0.1)
    """
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        gradient[index] = (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake("shape", keeps=0.3, read="04 Nudged together, nudged for good")
def one_number(f, x, epsilon=1e-6):
    """x + epsilon moves every entry at once and gives one number. A gradient looks like x: one slope per entry.

    >>> print(np.array([1.0, 2.0, 3.0]) + 0.1)
    """
    return (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon)


@NUMERICAL_GRADIENT.mistake("value", keeps=0.3, read="04 Nudged together, nudged for good")
@NUMERICAL_GRADIENT.slip(
    {"np.ndindex(nudged.shape)": "range(len(nudged))", "here = nudged[index]": "here = nudged[index].copy()"}
)
def rows_nudged():
    """The loop runs over the first axis only: x[i] is a whole row when x has two axes, and all of it is nudged at once.

    >>> x = np.zeros((2, 3)); x[0] += 0.1; print(x)
    """


@NUMERICAL_GRADIENT.mistake("value", keeps=0.3, read="04 Nudged together, nudged for good")
def one_entry_alone(f, x, epsilon=1e-6):
    """f is called on one entry instead of the whole array. It then does not see the other entries, and their part in
    the slope is lost.

    >>> numerical_gradient(lambda x: print(np.shape(x)) or 0.0, np.zeros((2, 2)))
    """
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        gradient[index] = (f(x[index] + epsilon) - f(x[index] - epsilon)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake("value", keeps=0.5, read="04 Nudged together, nudged for good")
@NUMERICAL_GRADIENT.slip(
    {
        "np.array(x, dtype=float)": "np.array(x, dtype=float).ravel()",
        "return gradient": "return gradient.reshape(x.shape)",
    }
)
def f_gets_a_flat_copy():
    """f is called on x flattened to one axis. A function that looks at rows or columns then computes something else.

    >>> numerical_gradient(lambda x: print(np.shape(x)) or 0.0, np.zeros((2, 2)))
    """


@NUMERICAL_GRADIENT.mistake("shape", keeps=0.7, read="04 Nudged together, nudged for good")
@NUMERICAL_GRADIENT.slip({"return gradient": "return gradient.ravel()"})
def flat_gradient():
    """The slopes are right and lie in one row. A gradient has the shape of x, so that the two can be subtracted.

    >>> print(numerical_gradient(lambda x: float(np.sum(x)), np.zeros((2, 3))).shape)
    """


@NUMERICAL_GRADIENT.mistake("value", keeps=0.7, read="02 A box for whole numbers, and the caller's own array")
@NUMERICAL_GRADIENT.slip({"np.array(x, dtype=float)": "x.copy()"})
def nudge_cut_off():
    """An array of whole numbers holds no fractions: a nudge that is written into it is cut off, and f sees no change or
    a change of 1. Nudge a copy that holds floats.

    >>> x = np.array([2, 3]); x[0] += 0.1; print(x)
    """


@NUMERICAL_GRADIENT.variant("nudge-cut-off")
def cut_off_in_two_copies(f, x, epsilon=1e-6):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        plus, minus = x.copy(), x.copy()
        plus[index] += epsilon
        minus[index] -= epsilon
        gradient[index] = (f(plus) - f(minus)) / (2 * epsilon)
    return gradient


@NUMERICAL_GRADIENT.mistake("unchanged", read="04 Nudged together, nudged for good")
def callers_x_nudged(f, x, epsilon=1e-6):
    """The nudges are made in the caller's own array. Adding and taking away again does not lead back to the same
    number: rounding leaves a trace, and the caller's x has moved.

    >>> print(0.7 + 0.1 - 0.2 + 0.1)
    """
    x = np.asarray(x, dtype=float)  # a copy of whole numbers only
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += epsilon
        plus = f(x)
        x[index] -= 2 * epsilon
        minus = f(x)
        x[index] += epsilon
        gradient[index] = (plus - minus) / (2 * epsilon)
    return gradient
