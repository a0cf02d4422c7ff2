"""`standardize`: each feature at mean 0 and variance 1, over the population.

The constant rows of the tests are exact in binary, so that their deviation is exactly zero.
"""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh_features(rng: np.random.Generator) -> list[Call]:
    """A tall table, one with a constant row, a single feature and a single example."""
    tall, flat, m = rng.integers(5, 8), rng.integers(5, 9), rng.integers(6, 10)
    X = rng.normal(2, 3, (4, flat))
    X[rng.integers(4)] = rng.choice([-6.0, -0.5, 1.25, 12.0])
    # the single feature varies little: a constant added to its variance shows
    return [
        call(rng.normal(10, 2, (tall, 4))),
        call(X),
        call(rng.normal(1, 0.3, (1, m))),
        call(rng.normal(3, 2, (3, 1))),
    ]


def on_m_examples(m: int, rng: np.random.Generator) -> Call:
    return call(rng.normal(3, 2, (3, m)))


STANDARDIZE = Exercise(
    name="standardize",
    notebook="2_broadcasting",
    parts={"standardized": 3.5},
    rungs={"unchanged": 0.5, "vectorized": 0},
    returns=("standardized",),
    visible=(
        call(np.array([[2.0, 5.0, -1.0, 4.0, 0.5], [310.0, 120.0, 95.0, 240.0, 185.0], [-3.0, 1.0, 0.0, 2.5, -1.5]])),
        call(np.array([[1.0, 2.0, 4.0, 8.0, 16.0, 32.0], [-2.0, 0.0, 2.0, -3.0, 3.0, 6.0]])),
        call(np.array([[4.0, -2.0, 7.0], [0.0, 10.0, 5.5], [-8.0, 1.0, 2.0]])),
        call(np.array([[3.0, -1.0, 6.0, 2.0], [7.0, 7.0, 7.0, 7.0], [0.0, 9.0, 4.0, 1.0]])),
    ),
    hidden=fresh_features,
    scaling=on_m_examples,
    evaluation_order=("mu", "sigma", "standardized"),
    passed="A row that never changes says nothing about an example. Yours became zeros, not NaN.",
)


@STANDARDIZE.mistake("value", keeps=0.5, read="08 Give each row a number of its own")
def columns(X):
    """Mean and deviation are taken down the columns, so each example is standardized against its own features. The
    features are the rows.

    >>> print(standardize(X).mean(axis=0), standardize(X).mean(axis=1))
    """
    return (X - X.mean(axis=0)) / X.std(axis=0)


@STANDARDIZE.mistake("kind", keeps=0.5, read="08 Name the axis that disappears")
def no_keepdims(X):
    """The row means have the shape (n_x,) and stretch as if they were a row. A square X lets that pass with wrong
    numbers; any other raises an error.

    >>> print(X.shape, X.mean(axis=1).shape, X.mean(axis=1, keepdims=True).shape)
    """
    return (X - X.mean(axis=1)) / X.std(axis=1)


@STANDARDIZE.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def whole_array(X):
    """One mean and one deviation serve all the features together, so a feature with large numbers still dwarfs the
    rest.

    >>> print(X.mean(), X.mean(axis=1))
    """
    return (X - X.mean()) / X.std()


@STANDARDIZE.mistake("value", keeps=0.7, read="08 A row that never changes")
def constant_row(X):
    """A row that never changes has deviation 0, and 0 / 0 is NaN. One such feature is enough to turn every later sum
    into NaN.

    >>> print(X.std(axis=1))
    What does your code do with the zero?
    """
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)


@STANDARDIZE.mistake("value", keeps=0.5, read="08 Give each row a number of its own")
def sample_deviation(X):
    """The squares are averaged over m − 1, which gives the deviation of a sample. The text asks for that of the
    population, over m.

    >>> print(standardize(X).std(axis=1))
    """
    sigma = X.std(axis=1, keepdims=True, ddof=1)
    return (X - X.mean(axis=1, keepdims=True)) / np.where(sigma == 0, 1, sigma)


@STANDARDIZE.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def sample_deviation_and_constant_row(X):
    """Two things: the squares are averaged over m − 1 (the text asks for m), and a row that never changes becomes 0 / 0
    = NaN.

    >>> print(standardize(X).std(axis=1))
    """
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True, ddof=1)


@STANDARDIZE.mistake("value", keeps=0.5, read="08 Give each row a number of its own")
def variance(X):
    """The rows are divided by their variance, which is the deviation squared: a row measured in metres comes out in 1 /
    metres.

    >>> print(X.var(axis=1), X.std(axis=1), standardize(X).std(axis=1))
    """
    sigma = X.var(axis=1, keepdims=True)
    return (X - X.mean(axis=1, keepdims=True)) / np.where(sigma == 0, 1, sigma)


@STANDARDIZE.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def variance_and_constant_row(X):
    """Two things: the rows are divided by their variance, the deviation squared, and a row that never changes becomes 0
    / 0 = NaN.

    >>> print(X.var(axis=1), X.std(axis=1), standardize(X).std(axis=1))
    """
    return (X - X.mean(axis=1, keepdims=True)) / X.var(axis=1, keepdims=True)


@STANDARDIZE.mistake("value", keeps=0.5, read="08 Give each row a number of its own")
def length_for_deviation(X):
    """Each centred row is divided by its length. The deviation is the length divided by the root of m, so the values
    shrink as m grows.

    >>> print(standardize(X).std(axis=1))
    How does it change with m?
    """
    centred = X - X.mean(axis=1, keepdims=True)
    norm = np.linalg.norm(centred, axis=1, keepdims=True)
    return centred / np.where(norm == 0, 1, norm)


@STANDARDIZE.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def only_centred(X):
    """The mean is gone and the scale is still there: a row in thousands and a row in tenths keep their sizes.

    >>> print(standardize(X).std(axis=1))
    """
    return X - X.mean(axis=1, keepdims=True)


@STANDARDIZE.mistake("value", keeps=0.3, read="08 Give each row a number of its own")
def not_centred(X):
    """The rows are scaled and never moved: their deviation is 1, their mean is not 0.

    >>> print(standardize(X).mean(axis=1))
    """
    sigma = X.std(axis=1, keepdims=True)
    return X / np.where(sigma == 0, 1, sigma)


@STANDARDIZE.mistake("value", read="08 Give each row a number of its own")
def min_max(X):
    """Each row is squeezed between its smallest and its largest value, so one outlier squeezes all the others. The text
    asks for mean 0 and variance 1.

    >>> print(standardize(X).min(axis=1), standardize(X).max(axis=1))
    """
    low, high = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)
    return (X - low) / np.where(high == low, 1, high - low)


@STANDARDIZE.mistake("value", keeps=0.7, read="08 A row that never changes")
def epsilon_for_all(X):
    """A constant is added to the variance of every row to save the rows that have none. It moves every other value as
    well, in the sixth digit or earlier.

    >>> print(standardize(X).var(axis=1) - 1)
    """
    return (X - X.mean(axis=1, keepdims=True)) / np.sqrt(X.var(axis=1, keepdims=True) + 1e-5)


@STANDARDIZE.mistake("kind", keeps=0.5, read="08 A row that never changes")
def one_if_for_all_rows(X):
    """An `if` asks one question, and `sigma == 0` holds one answer per row: Python cannot tell which one you mean.

    >>> print(X.std(axis=1, keepdims=True) == 0)
    """
    sigma = X.std(axis=1, keepdims=True)
    if sigma == 0:
        sigma = 1
    return (X - X.mean(axis=1, keepdims=True)) / sigma


@STANDARDIZE.mistake("unchanged", read="08 Reshape a view, leave the original")
def standardize_in_place(X):
    """`-=` and `/=` write into the caller's array: after the call the original data are gone.

    >>> X = np.array([[1.0, 3.0]]); standardize(X); print(X)
    """
    X -= X.mean(axis=1, keepdims=True)
    sigma = X.std(axis=1, keepdims=True)
    X /= np.where(sigma == 0, 1, sigma)
    return X
