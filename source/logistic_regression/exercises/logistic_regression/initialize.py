"""`initialize_with_zeros`: where training starts."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three other sizes."""
    return [call(int(dim)) for dim in rng.choice(np.arange(6, 40), 3, replace=False)]


INITIALIZE_WITH_ZEROS = Exercise(
    name="initialize_with_zeros",
    notebook="4_logistic_regression",
    rungs={"kind": 0.5, "shape": 0.5, "value": 0.5, "hidden": 0.5},
    returns=("w", "b"),
    visible=(call(2), call(3), call(5)),
    hidden=fresh,
    evaluation_order=("w", "b"),
    strict=("b",),
    floats=("w",),
    passed="the start is the same for everyone, so the first cost is known before any training.",
)


@INITIALIZE_WITH_ZEROS.mistake(
    "rank-1",
    fails="shape",
    lesson="08",
    heading="Keep the shape of w",
    why=(
        "This w has one axis, shape (dim,). Transposing it changes nothing, and products with it lose an axis "
        "without a word."
    ),
    look="w, b = initialize_with_zeros(3); print(w.shape, w.T.shape)",
)
def rank_1(dim):
    w = np.zeros(dim)
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake(
    "row",
    fails="shape",
    lesson="08",
    heading="Keep the shape of w",
    why="This w is a row, (1, dim). The weights are a column here, like one picture in X.",
    look="w, b = initialize_with_zeros(3); print(w.shape)",
)
def row(dim):
    w = np.zeros((1, dim))
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake(
    "square",
    fails="shape",
    lesson="08",
    heading="Keep the shape of w",
    why="This w is a table with dim rows and dim columns: one weight per pair of pixels, where one per pixel is meant.",
    look="w, b = initialize_with_zeros(3); print(w.shape)",
)
def square(dim):
    w = np.zeros((dim, dim))
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake(
    "shape-in-two-arguments",
    fails="kind",
    lesson="08",
    heading="Keep the shape of w",
    why="`np.zeros` takes the whole shape as its first argument; a second number is read as a type of data.",
    look="help(np.zeros): how many arguments describe the shape?",
)
def shape_in_two_arguments(dim):
    w = np.zeros(dim, 1)
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake(
    "int-zeros",
    fails="kind",
    lesson="04",
    heading="Where to start",
    why="These zeros are integers. Weights move by small fractions, and an integer array cannot hold a fraction.",
    look="w, b = initialize_with_zeros(3); print(w.dtype)",
)
def int_zeros(dim):
    w = np.zeros((dim, 1), dtype=int)
    b = 0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake(
    "random",
    fails="value",
    lesson="04",
    heading="Where to start",
    why=(
        "These weights are random. A single neuron has no twin to differ from, so it can start at zero, and the "
        "first cost is then known."
    ),
    look="w, b = initialize_with_zeros(3); print(w)",
)
def random(dim):
    w = np.random.default_rng(1).standard_normal((dim, 1)) * 0.01
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake(
    "ones",
    fails="value",
    lesson="04",
    heading="Where to start",
    why="These weights are ones: every pixel already speaks for a cat before any picture was seen.",
    look="w, b = initialize_with_zeros(3); print(w)",
)
def ones(dim):
    w = np.ones((dim, 1))
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake(
    "dim-hard-coded",
    fails="shape",
    lesson="01",
    heading="A size typed in",
    why="The length is written into the function, so `dim` is never used: this fits one size and no other.",
    look="for dim in (2, 3): print(initialize_with_zeros(dim)[0].shape)",
)
def dim_hard_coded(dim):
    w = np.zeros((2, 1))
    b = 0.0
    return w, b


@INITIALIZE_WITH_ZEROS.mistake(
    "b-missing",
    fails="kind",
    lesson="02",
    heading="The bias left out, subtracted, weighted, or added too late",
    why="Only w comes back. The bias is a parameter too, and it needs a start.",
    look="print(initialize_with_zeros(3))",
)
def b_missing(dim):
    return np.zeros((dim, 1))


@INITIALIZE_WITH_ZEROS.mistake(
    "b-array",
    fails="shape",
    lesson="08",
    heading="Want a number, get a number",
    why="This b is an array. There is one bias for all pixels, so it is a plain number.",
    look="w, b = initialize_with_zeros(3); print(np.shape(b))",
)
def b_array(dim):
    w = np.zeros((dim, 1))
    b = np.zeros((1, 1))
    return w, b


@INITIALIZE_WITH_ZEROS.mistake(
    "b-like-w",
    fails="shape",
    lesson="02",
    heading="The bias left out, subtracted, weighted, or added too late",
    why="This b has as many entries as w. The bias is added once, to the finished score, so there is only one.",
    look="w, b = initialize_with_zeros(3); print(np.shape(b))",
)
def b_like_w(dim):
    w = np.zeros((dim, 1))
    b = np.zeros((dim, 1))
    return w, b


@INITIALIZE_WITH_ZEROS.mistake(
    "dictionary",
    fails="kind",
    lesson="00",
    heading="In another order, or in another box",
    why="w and b come back inside a dictionary. Whoever calls this unpacks two values.",
    look="print(type(initialize_with_zeros(3)))",
)
def dictionary(dim):
    return {"w": np.zeros((dim, 1)), "b": 0.0}


@INITIALIZE_WITH_ZEROS.mistake(
    "b-first",
    fails="shape",
    lesson="00",
    heading="In another order, or in another box",
    why="b comes back first and w second. Whoever calls this unpacks w first.",
    look="w, b = initialize_with_zeros(3); print(w)",
)
def b_first(dim):
    return 0.0, np.zeros((dim, 1))


@INITIALIZE_WITH_ZEROS.mistake(
    "nothing-returned",
    fails="kind",
    lesson="00",
    heading="Printed and not returned",
    why="w and b are made and then dropped: without a return, a function gives None.",
    look="print(initialize_with_zeros(3))",
)
def nothing_returned(dim):
    w = np.zeros((dim, 1))  # noqa: F841
    b = 0.0  # noqa: F841
