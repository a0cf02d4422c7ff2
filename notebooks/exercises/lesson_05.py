"""Lesson 05: the way back through a circuit, a value used twice, and one picture."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Exercise, call

SLOPES = Exercise(
    name="slopes",
    notebook="05_follow_the_arrows_back",
    parts={"slopes": 1},
    returns=("slopes",),
    visible=(call(2.0, 3.0, -4.0), call(0.5, -2.5, 1.5), call(-1.0, 4.0, 0.25)),
    hidden=lambda rng: [],
    evaluation_order=("s", "ds", "dt", "dx", "dy"),
    passed="Two boxes, two rules. dx and dy are equal for every input: why?",
)


@SLOPES.mistake("value", read="05 Multiply along the path")
def wrong_parent(x, y, t):
    """Each factor got its own value. If s moves by a little, s · t moves by t times as much: the other factor.

    >>> print(slopes(2.0, 3.0, -4.0))
    Which of ds and dt must be -4?
    """
    s = x + y
    ds, dt = s, t
    return {"ds": ds, "dt": dt, "dx": ds, "dy": ds}


@SLOPES.mistake("value", read="05 Multiply along the path")
def not_chained(x, y, t):
    """dx and dy are 1, the slopes of s. J moves t times as far as s: what arrives at the + box is left out.

    >>> print(slopes(2.0, 3.0, -4.0))
    Nudge x by 0.001; how far does J move?
    """
    return {"ds": t, "dt": x + y, "dx": 1, "dy": 1}


@SLOPES.mistake("value", read="05 Multiply along the path")
def sum_like_a_product(x, y, t):
    """The + box handed back the other input, as a × box does. A sum hands on what arrives, unchanged, to both.

    >>> print((2.001 + 3) - (2 + 3))
    How far does x + y move when x moves by 0.001?
    """
    return {"ds": t, "dt": x + y, "dx": t * y, "dy": t * x}


@SLOPES.mistake("value", read="05 Multiply along the path")
def value_as_seed(x, y, t):
    """The walk began with the value of J. J moves exactly as far as J: the slope to begin with is 1.

    >>> print(slopes(2.0, 3.0, -4.0))
    By what factor is each number too large?
    """
    s = x + y
    dJ = s * t
    return {"ds": dJ * t, "dt": dJ * s, "dx": dJ * t, "dy": dJ * t}


REUSE = Exercise(
    name="reuse",
    notebook="05_follow_the_arrows_back",
    parts={"slopes": 1},
    returns=("slopes",),
    visible=(call(0.5, 2.0), call(-1.0, 3.0), call(1.5, -0.5)),
    hidden=lambda rng: [],
    evaluation_order=("e", "p", "de", "dp", "dx", "dy"),
    passed="Both parts of dx are there. How many characters did the repair take?",
)


@REUSE.mistake("value", read="05 Add up where a value is used twice")
def overwritten(x, y):
    """x enters two boxes, and the second line with dx throws the first part away. Parts that meet are added.

    >>> print(reuse(0.5, 2.0)["dx"], np.exp(0.5), 2.0)
    Which two numbers should it be made of?
    """
    return {"dx": 1.0 * y, "dy": 1.0 * x}


@REUSE.mistake("value", read="05 Add up where a value is used twice")
def first_part_only(x, y):
    """Only the part that comes through exp is in dx. x moves the product too, and that part is added.

    >>> print(reuse(0.5, 2.0)["dx"], np.exp(0.5))
    Where is y?
    """
    return {"dx": np.exp(x), "dy": x}


@REUSE.mistake("value", read="05 Add up where a value is used twice")
def parts_multiplied(x, y):
    """The two parts of dx are multiplied. Slopes multiply along one path; where two paths meet they are added.

    >>> print(reuse(0.5, 2.0)["dx"], np.exp(0.5) * 2.0, np.exp(0.5) + 2.0)
    """
    return {"dx": np.exp(x) * y, "dy": x}


@REUSE.mistake("value", read="05 Multiply along the path")
def exp_slope_of_input(x, y):
    """The slope of exp is taken as its input, x. exp is its own slope: the value that left the box.

    >>> print((np.exp(0.501) - np.exp(0.5)) / 0.001, np.exp(0.5), 0.5)
    """
    return {"dx": x + y, "dy": x}


_w, _x = np.array([[0.8], [-0.5], [0.3], [1.1]]), np.array([[0.2], [0.9], [-0.4], [0.6]])

ONE_PICTURE = Exercise(
    name="one_picture",
    notebook="05_follow_the_arrows_back",
    parts={"slopes": 1},
    rungs={"unchanged": 1},
    returns=("slopes",),
    visible=(
        call(_w, 0.7, _x, 1),
        call(-_w, -0.3, 2 * _x, 0),
        call(np.array([[-1.5], [2.0]]), 0.4, np.array([[0.5], [0.25]]), 1),
    ),
    hidden=lambda rng: [],
    evaluation_order=("z", "a", "dz", "dw", "db"),
    passed="dw looks like w: one slope for each pixel and colour.",
)


def _probability(w, b, x):
    return 1 / (1 + np.exp(-(np.sum(w * x) + b)))


@ONE_PICTURE.mistake("value", read="05 See what a wrong arrow does")
def sigmoid_counted_twice(w, b, x, y):
    """a − y is already the whole way from the loss to the score. Another a(1 − a) counts the sigmoid twice, and an
    example that is badly wrong then teaches almost nothing.

    >>> print((0.01 - 1), (0.01 - 1) * 0.01 * 0.99)
    Label 1, probability 0.01. Which one shouts?
    """
    a = _probability(w, b, x)
    dz = (a - y) * a * (1 - a)
    return {"dw": x * dz, "db": dz}


@ONE_PICTURE.mistake("value", read="05 See what a wrong arrow does")
def dz_turned(w, b, x, y):
    """dz is y − a: every slope has the wrong sign. With label 1 a higher score lowers the loss, so dz is negative.

    >>> print(0.9 - 1)
    Label 1 and probability 0.9.
    """
    dz = y - _probability(w, b, x)
    return {"dw": x * dz, "db": dz}


@ONE_PICTURE.mistake("value", read="05 A weight meets its own feature, a bias meets none", id="wrong-parent")
def weight_by_itself(w, b, x, y):
    """dw carries w. If a weight moves by a little, w · x moves by x times as much: the other factor.

    >>> print(w.shape, x.shape)
    Both fit, so the shape cannot tell you. Which one is nudged?
    """
    dz = _probability(w, b, x) - y
    return {"dw": w * dz, "db": dz}


@ONE_PICTURE.mistake("value", read="05 A weight meets its own feature, a bias meets none")
def bias_takes_pixels(w, b, x, y):
    """The pixels are in db. b is added to the score: its slope is dz, and no feature stands on that way.

    >>> print(np.sum(x))
    Your db is too large by this factor.
    """
    dz = _probability(w, b, x) - y
    return {"dw": x * dz, "db": np.sum(x * dz)}
