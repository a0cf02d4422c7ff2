"""`residuals`: A − Y, one number per example, repaired from code that makes a table of pairs.

Labels come in three forms, (m,), (m, 1) and (1, m); other forms are left open and never tested.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """The labels in their three forms, a single label; and one label, then one too many, for several probabilities."""
    m = int(rng.integers(4, 9))

    def pair(m: int, *labels: int, whole: bool = False) -> Call:
        Y = rng.integers(0, 2, labels)
        return call(rng.uniform(0.05, 0.95, (1, m)), Y if whole else Y.astype(float))

    right = [pair(m, m, whole=True), pair(m + 1, m + 1, 1), pair(m + 2, 1, m + 2), pair(1, 1)]
    return [*right, pair(m, 1), pair(m, m + 1, 1)]


RESIDUALS = Exercise(
    name="residuals",
    notebook="2_broadcasting",
    parts={"residuals": 2.5},
    rungs={"unchanged": 0.5},
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


@RESIDUALS.mistake("shape", read="08 Two vectors that became a table")
def table_of_pairs(A, Y):
    """Each probability met each label: a row (1, m) and a column (m, 1) both stretched and made an m × m table. The
    numbers you want lie on its diagonal.

    >>> print(A.shape, Y.shape, (A - Y).shape)
    """
    return A - Y


@RESIDUALS.mistake("shape", keeps=0.3, read="08 Two vectors that became a table")
def counted_and_not_laid_down(A, Y):
    """The labels are counted, and then they meet A as they came: a column (m, 1) holds the right number of labels and
    still makes an m × m table.

    >>> print(A.shape, Y.shape, (A - Y).shape)
    """
    if A.size != Y.size:
        raise ValueError(f"A and Y must hold the same number of entries. Got {A.size} and {Y.size}.")
    return A - Y


@RESIDUALS.mistake("shape", keeps=0.3, read="08 Two vectors that became a table")
def always_turned(A, Y):
    """Y is turned whatever its form. That lays a column down, does nothing to (m,), and stands a row up: then the m × m
    table comes from labels that were right before.

    >>> print(np.zeros((1, 3)).T.shape, np.zeros(3).T.shape)
    """
    return A - Y.T


@RESIDUALS.mistake("shape", read="08 Two vectors that became a table")
def labels_stood_up(A, Y):
    """The labels are made a column, and A is a row: both stretch, and every probability meets every label.

    >>> print(A.shape, Y.reshape(-1, 1).shape)
    """
    return A - Y.reshape(-1, 1)


@RESIDUALS.mistake("shape", keeps=0.5, read="08 Two vectors that became a table")
def residuals_stood_up(A, Y):
    """The differences are right and stand upright, (m, 1). A residual per example lies beside A, in a row.

    >>> print(A.shape, residuals(A, Y).shape)
    """
    return A.reshape(-1, 1) - Y.reshape(-1, 1)


@RESIDUALS.mistake("shape", keeps=0.5, read="08 Tell three vectors apart")
def residuals_flat(A, Y):
    """The differences are right and have one axis, (m,). The next array that stands upright will make a table of them.

    >>> print(A.shape, residuals(A, Y).shape)
    """
    return A.ravel() - Y.ravel()


@RESIDUALS.mistake("value", keeps=0.7, read="08 Two vectors that became a table")
def one_label_for_all(A, Y):
    """The labels are laid down as a row, and nobody counts them: a single label stretches over all m probabilities in
    silence.

    >>> print(residuals(np.array([[0.3, 0.6]]), np.array([1.0])))
    """
    return A - Y.reshape(1, -1)


@RESIDUALS.mistake("value", keeps=0.3, read="08 Two vectors that became a table")
def labels_repeated(A, Y):
    """`resize` repeats labels, or drops some, until their number fits. Labels that are missing must not be made up.

    >>> print(np.resize(np.array([1, 0]), (1, 5)))
    """
    return A - np.resize(Y, A.shape)


@RESIDUALS.mistake("kind", keeps=0.3, read="08 Two vectors that became a table")
def refuses_other_forms(A, Y):
    """Labels whose shape is not that of A are refused. (m,) and (m, 1) hold the same m labels and are welcome.

    >>> print(A.shape, Y.shape, A.size, Y.size)
    """
    if A.shape != Y.shape:
        raise ValueError(f"Y must have the shape {A.shape} of A. Got {Y.shape}.")
    return A - Y


@RESIDUALS.mistake("value", keeps=0.7, read="00 Refuse a bad argument with a ValueError, not with assert or None")
def assert_for_the_sizes(A, Y):
    """An `assert` raises AssertionError, which says that the program itself is wrong. Labels that do not fit are a
    ValueError.

    >>> residuals(np.zeros((1, 3)), np.zeros(4))
    What is the type of the error in the last line?
    """
    assert A.size == Y.size
    return A - Y.reshape(1, -1)


@RESIDUALS.mistake("value", keeps=0.5, read="05 See what a wrong arrow does")
def labels_minus_probabilities(A, Y):
    """The order is turned: these are Y − A. Every sign is the other way round, and so is every step that training takes
    from them.

    >>> print(residuals(np.array([[0.9]]), np.array([[1.0]])))
    """
    return Y.reshape(A.shape) - A


@RESIDUALS.mistake("value", keeps=0.5, read="05 The sign says where to go, the size says how urgently")
def sizes_of_the_errors(A, Y):
    """The sign is taken away. Training needs it: it says whether a probability is too high or too low.

    >>> print(residuals(np.array([[0.2]]), np.array([[1.0]])))
    """
    return np.abs(A - Y.reshape(A.shape))


@RESIDUALS.mistake("unchanged", read="08 Reshape a view, leave the original")
def labels_turned_in_place(A, Y):
    """If it is Y: setting `Y.shape`, or calling `Y.resize`, turns the caller's own labels: after the call they have
    another shape there too.

    >>> Y = np.zeros((3, 1)); residuals(np.zeros((1, 3)), Y); print(Y.shape)
    """
    Y.shape = A.shape
    return A - Y


@RESIDUALS.mistake("unchanged", read="08 Reshape a view, leave the original")
def probabilities_overwritten(A, Y):
    """If it is A: `-=` writes the differences into the caller's A: after the call the probabilities are gone.

    >>> A = np.array([[0.9, 0.2]]); residuals(A, np.array([1.0, 0.0])); print(A)
    """
    A -= Y.reshape(A.shape)
    return A
