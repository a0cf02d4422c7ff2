"""`residuals`: A − Y, one number per example, repaired from code that makes a table of pairs.

Labels come in three forms, (m,), (m, 1) and (1, m); other forms are left open and never probed.
"""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """The labels in their three forms, and a column with one label too many."""

    def pair(form: tuple[int, ...], more: int = 0) -> Call:
        m = int(rng.integers(4, 9))
        shape = tuple(m + more if size < 0 else size for size in form)
        return call(rng.uniform(0, 1, (1, m)), rng.integers(0, 2, shape).astype(float))

    return [pair((-1,)), pair((-1, 1)), pair((1, -1)), pair((-1, 1), more=1)]


RESIDUALS = Exercise(
    name="residuals",
    notebook="2_broadcasting",
    rungs={"kind": 0, "shape": 1, "value": 1, "hidden": 0.5, "unchanged": 0.5},
    raises=("ValueError",),
    returns=("residuals",),
    visible=(
        call(np.array([[0.9, 0.2, 0.6, 0.4, 0.7]]), np.array([[1.0], [0.0], [1.0], [1.0], [0.0]])),
        call(np.array([[0.1, 0.8, 0.3, 0.55]]), np.array([0, 1, 1, 0])),
        call(np.array([[0.75, 0.05, 0.5]]), np.array([[1.0, 0.0, 0.0]])),
        call(np.array([[0.3, 0.6, 0.2, 0.85]]), np.array([1.0])),
        call(np.array([[0.4, 0.65, 0.15]]), np.array([[1.0], [0.0], [0.0], [1.0]])),
    ),
    hidden=fresh,
    uses=("as_column",),
    passed="One residual per example, whichever form the labels came in; labels that do not fit are refused.",
)

as_column = RESIDUALS.sibling("as_column")


@RESIDUALS.mistake(
    "table-of-pairs",
    fails="shape",
    why="Each probability met each label: a row (1, m) and a column (m, 1) both stretched and made an m × m table. "
    "The numbers you want lie on its diagonal.",
    look="print(A.shape, Y.shape, (A - Y).shape)",
    lesson="08",
    heading="Two vectors that became a table",
)
def table_of_pairs(A, Y):
    return A - Y


@RESIDUALS.mistake(
    "counted-and-not-laid-down",
    fails="shape",
    why="The labels are counted, and then they meet A as they came: a column (m, 1) holds the right number of labels "
    "and still makes an m × m table.",
    look="print(A.shape, Y.shape, (A - Y).shape)",
    lesson="08",
    heading="Two vectors that became a table",
)
def counted_and_not_laid_down(A, Y):
    if A.size != Y.size:
        raise ValueError(f"A and Y must hold the same number of entries. Got {A.size} and {Y.size}.")
    return A - Y


@RESIDUALS.mistake(
    "always-turned",
    fails="shape",
    why="Y is turned whatever its form. That lays a column down, does nothing to (m,), and stands a row up: then the "
    "m × m table comes from labels that were right before.",
    look="print(np.zeros((1, 3)).T.shape, np.zeros(3).T.shape)",
    lesson="08",
    heading="Two vectors that became a table",
)
def always_turned(A, Y):
    return A - Y.T


@RESIDUALS.mistake(
    "labels-stood-up",
    fails="shape",
    why="The labels are made a column, and A is a row: both stretch, and every probability meets every label.",
    look="print(A.shape, Y.reshape(-1, 1).shape)",
    lesson="08",
    heading="Two vectors that became a table",
)
def labels_stood_up(A, Y):
    return A - Y.reshape(-1, 1)


@RESIDUALS.mistake(
    "residuals-stood-up",
    fails="shape",
    why="The differences are right and stand upright, (m, 1). A residual per example lies beside A, in a row.",
    look="print(A.shape, residuals(A, Y).shape)",
    lesson="08",
    heading="Two vectors that became a table",
)
def residuals_stood_up(A, Y):
    return A.reshape(-1, 1) - Y.reshape(-1, 1)


@RESIDUALS.mistake(
    "residuals-flat",
    fails="shape",
    why="The differences are right and have one axis, (m,). The next array that stands upright will make a table of "
    "them.",
    look="print(A.shape, residuals(A, Y).shape)",
    lesson="08",
    heading="Tell three vectors apart",
)
def residuals_flat(A, Y):
    return A.ravel() - Y.ravel()


@RESIDUALS.mistake(
    "one-label-for-all",
    fails="value",
    why="The labels are laid down as a row, and nobody counts them: a single label stretches over all m probabilities "
    "in silence.",
    look="print(residuals(np.array([[0.3, 0.6]]), np.array([1.0])))",
    lesson="08",
    heading="Two vectors that became a table",
)
def one_label_for_all(A, Y):
    return A - Y.reshape(1, -1)


@RESIDUALS.mistake(
    "labels-repeated",
    fails="value",
    why="`resize` repeats labels, or drops some, until their number fits. Labels that are missing must not be made up.",
    look="print(np.resize(np.array([1, 0]), (1, 5)))",
    lesson="08",
    heading="Two vectors that became a table",
)
def labels_repeated(A, Y):
    return A - np.resize(Y, A.shape)


@RESIDUALS.mistake(
    "refuses-other-forms",
    fails="kind",
    why="Labels whose shape is not that of A are refused. (m,) and (m, 1) hold the same m labels and are welcome.",
    look="print(A.shape, Y.shape, A.size, Y.size)",
    lesson="08",
    heading="Two vectors that became a table",
)
def refuses_other_forms(A, Y):
    if A.shape != Y.shape:
        raise ValueError(f"Y must have the shape {A.shape} of A. Got {Y.shape}.")
    return A - Y


@RESIDUALS.mistake(
    "assert-for-the-sizes",
    fails="value",
    why="An `assert` raises AssertionError, which says that the program itself is wrong. Labels that do not fit are a "
    "ValueError.",
    look="residuals(np.zeros((1, 3)), np.zeros(4)): what is the type of the error in the last line?",
    lesson="00",
    heading="Refused in words: ValueError, not assert, not None",
)
def assert_for_the_sizes(A, Y):
    assert A.size == Y.size
    return A - Y.reshape(1, -1)


@RESIDUALS.mistake(
    "labels-minus-probabilities",
    fails="value",
    why="The order is turned: these are Y − A. Every sign is the other way round, and so is every step that training "
    "takes from them.",
    look="print(residuals(np.array([[0.9]]), np.array([[1.0]])))",
    lesson="05",
    heading="See what a wrong arrow does",
)
def labels_minus_probabilities(A, Y):
    return Y.reshape(A.shape) - A


@RESIDUALS.mistake(
    "sizes-of-the-errors",
    fails="value",
    why="The sign is taken away. Training needs it: it says whether a probability is too high or too low.",
    look="print(residuals(np.array([[0.2]]), np.array([[1.0]])))",
    lesson="05",
    heading="The sign says where to go, the size says how urgently",
)
def sizes_of_the_errors(A, Y):
    return np.abs(A - Y.reshape(A.shape))


@RESIDUALS.mistake(
    "labels-turned-in-place",
    fails="unchanged",
    why="If it is Y: setting `Y.shape`, or calling `Y.resize`, turns the caller's own labels: after the call they "
    "have another shape there too.",
    look="Y = np.zeros((3, 1)); residuals(np.zeros((1, 3)), Y); print(Y.shape)",
    lesson="08",
    heading="Reshape a view, leave the original",
)
def labels_turned_in_place(A, Y):
    Y.shape = A.shape
    return A - Y


@RESIDUALS.mistake(
    "probabilities-overwritten",
    fails="unchanged",
    why="If it is A: `-=` writes the differences into the caller's A: after the call the probabilities are gone.",
    look="A = np.array([[0.9, 0.2]]); residuals(A, np.array([1.0, 0.0])); print(A)",
    lesson="08",
    heading="Reshape a view, leave the original",
)
def probabilities_overwritten(A, Y):
    A -= Y.reshape(A.shape)
    return A
