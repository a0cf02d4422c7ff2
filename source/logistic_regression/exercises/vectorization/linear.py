"""One score per example, Z = wᵀX + b, without a loop over the examples."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def example(rng: np.random.Generator, n: int, m: int) -> Call:
    """n weights, a bias that is not near 0, and m examples of both signs."""
    w = rng.uniform(0.2, 1.5, (n, 1)) * rng.choice([-1, 1], (n, 1))
    b = rng.uniform(0.5, 2) * rng.choice([-1, 1])
    return call(w.round(2), round(float(b), 2), rng.normal(0, 1, (n, m)).round(2))


def fresh(rng: np.random.Generator) -> list[Call]:
    """Four calls: more features than examples, fewer, a single example, and a single feature."""
    return [example(rng, n, m) for n, m in ((5, 2), (2, 6), (4, 1), (1, 3))]


LINEAR = Exercise(
    name="linear",
    notebook="1_vectorization",
    parts={"Z": 1.5},
    rungs={"unchanged": 0.5, "vectorized": 1},
    returns=("Z",),
    visible=tuple(example(np.random.default_rng(n), n, m) for n, m in ((3, 5), (2, 1), (4, 3))),
    hidden=fresh,
    scaling=lambda m, rng: example(rng, 4, m),
    evaluation_order=("Z",),
    passed="Z has one score per example, (1, m). With w = 0 every score is b.",
)

sigmoid = LINEAR.sibling("sigmoid")


@LINEAR.mistake("shape", keeps=0.3, read="07 Multiply, or multiply and add")
def entry_by_entry(w, b, X):
    """* multiplied each weight into its row of X and kept all the products: (n_x, m). The products of one example are
    not yet added.

    >>> print((np.ones((3, 1)) * np.ones((3, 5))).shape)
    How many scores should one example get?
    """
    return w * X + b


@LINEAR.mistake("kind", keeps=0.5, read="07 Let the shapes click", same_as=("weights-not-turned-in-dot",))
def weights_not_turned(w, b, X):
    """(n_x, 1) times (n_x, m): the inner sizes of a matrix product must be equal, and here they are 1 and n_x.

    >>> print(w.shape, X.shape)
    Which of the two has to lie down?
    """
    return w @ X + b


@LINEAR.mistake("kind", keeps=0.5, read="07 Let the shapes click", same_as=("weights-not-turned",))
def weights_not_turned_in_dot(w, b, X):
    """(n_x, 1) times (n_x, m): the inner sizes of a matrix product must be equal, and here they are 1 and n_x.

    >>> print(w.shape, X.shape)
    Which of the two has to lie down?
    """
    return np.dot(w, X) + b


@LINEAR.mistake("kind", read="07 Let the shapes click", same_as=("factors-swapped-in-dot",))
def factors_swapped(w, b, X):
    """(n_x, m) times (n_x, 1): the inner sizes of a matrix product must be equal, and here they are m and n_x.

    >>> print(X.shape, w.shape)
    Which order, and which of the two turned, leaves (1, m)?
    """
    return X @ w + b


@LINEAR.mistake("kind", read="07 Let the shapes click", same_as=("factors-swapped",))
def factors_swapped_in_dot(w, b, X):
    """(n_x, m) times (n_x, 1): the inner sizes of a matrix product must be equal, and here they are m and n_x.

    >>> print(X.shape, w.shape)
    Which order, and which of the two turned, leaves (1, m)?
    """
    return np.dot(X, w) + b


@LINEAR.mistake("kind", keeps=0.3, read="07 Multiply, or multiply and add")
def turned_but_entry_by_entry(w, b, X):
    """w lies down as it should, and * then tries to pair its entries with those of X one by one. The shapes do not fit.

    >>> print(w.T.shape, X.shape)
    Which product sums over the inner size?
    """
    return w.T * X + b


@LINEAR.mistake("shape", keeps=0.7, read="07 Score every picture at once")
def scores_upright(w, b, X):
    """The scores are right and stand in a column, (m, 1). A row meets the labels Y of shape (1, m); a column makes a
    table.

    >>> print(linear(np.ones((3, 1)), 0.5, np.ones((3, 5))).shape)
    Z must be (1, m).
    """
    return X.T @ w + b


@LINEAR.mistake("shape", keeps=0.7, read="08 Tell three vectors apart")
def rank_1(w, b, X):
    """The scores have a single axis: (m,) instead of (1, m). That is neither a row nor a column.

    >>> print(linear(np.ones((3, 1)), 0.5, np.ones((3, 5))).shape)
    How many axes are there?
    """
    return np.sum(w * X, axis=0) + b


@LINEAR.mistake("shape", keeps=0.3, read="08 Name the axis that disappears")
def wrong_axis(w, b, X):
    """The products were added over the examples. That leaves one number per feature, not one score per example.

    >>> print((np.ones((3, 1)) * np.ones((3, 5))).shape)
    Which axis counts the features?
    """
    return np.sum(w * X, axis=1, keepdims=True) + b


@LINEAR.mistake("shape", keeps=0.3, read="07 Score every picture at once")
def everything_summed(w, b, X):
    """All the products of all the examples were added into one number. Each example needs its own score.

    >>> print(np.shape(linear(np.ones((3, 1)), 0.5, np.ones((3, 5)))))
    There are 5 examples.
    """
    return np.sum(w * X) + b


@LINEAR.mistake("value", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
def bias_left_out(w, b, X):
    """The bias never enters. With w = 0 every score would be 0, whatever b is.

    >>> print(linear(np.zeros((2, 1)), 5.0, np.ones((2, 3))))
    Every score must be 5.
    """
    return w.T @ X


@LINEAR.mistake("value", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
def bias_subtracted(w, b, X):
    """The bias is subtracted. A larger b must raise every score.

    >>> print(linear(np.zeros((2, 1)), 5.0, np.ones((2, 3))))
    Every score must be 5.
    """
    return w.T @ X - b


@LINEAR.mistake("value", keeps=0.5, read="06 Put a loop inside the loop")
def bias_per_feature(w, b, X):
    """The bias is added once for each feature, n_x times in all. Each score gets it once.

    >>> print(linear(np.zeros((2, 1)), 5.0, np.ones((2, 3))))
    Every score must be 5.
    """
    return np.sum(w * X + b, axis=0, keepdims=True)


@LINEAR.mistake("value", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
def bias_weighted(w, b, X):
    """The bias was added to the pixels, before the weights. So it is multiplied by the sum of all weights.

    >>> print(linear(np.zeros((2, 1)), 5.0, np.ones((2, 3))))
    Every score must be 5.
    """
    return w.T @ (X + b)


@LINEAR.mistake("value", keeps=0.5, read="02 Squashed already, twice, or not at all")
def already_squashed(w, b, X):
    """The result went through the sigmoid: these are probabilities. Z is the score before it.

    >>> print(linear(np.ones((3, 1)), 0.5, np.ones((3, 5))))
    1 + 1 + 1 + 0.5 is 3.5.
    """
    return sigmoid(w.T @ X + b)


@LINEAR.mistake("value", keeps=0.5, read="06 Write a loop that adds up")
def last_feature_only(w, b, X):
    """Each turn of the inner loop replaces the score, so only the product of the last feature is left.

    >>> print(linear(np.ones((3, 1)), 0.5, np.ones((3, 5))))
    1 + 1 + 1 + 0.5 is 3.5.
    """
    Z = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        for j in range(X.shape[0]):
            Z[0, i] = w[j, 0] * X[j, i]
        Z[0, i] += b
    return Z


@LINEAR.mistake("kind", read="00 Printed and not returned")
def nothing_returned(w, b, X):
    """The value was computed and not handed back. A function without return gives None, also if it prints.

    >>> print(linear(np.ones((3, 1)), 0.5, np.ones((3, 5))))
    """
    print(w.T @ X + b)


@LINEAR.mistake("unchanged", read="07 Leave what you were given")
def in_place(w, b, X):
    """The products were written into X, the caller's own examples. The next function that gets X gets other data.

    >>> X = np.ones((3, 5)); linear(np.zeros((3, 1)), 0.5, X); print(X)
    """
    X *= w
    return np.sum(X, axis=0, keepdims=True) + b


@LINEAR.mistake("vectorized", read="07 Spot the loop in disguise")
def loop_over_examples(w, b, X):
    """The scores are right, and Python still takes one step per example. A comprehension, map and np.vectorize are
    loops too.

    Count the Python steps for 209 pictures, and for a million.
    """
    Z = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        Z[0, i] = np.sum(w[:, 0] * X[:, i]) + b
    return Z
