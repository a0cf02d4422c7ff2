"""What goes wrong in `predict` before the question: the score and its probability."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .predict import PREDICT

sigmoid = PREDICT.sibling("sigmoid")


@PREDICT.mistake("value", read="02 The bias left out, subtracted, weighted, or added too late")
def b_left_out(w, b, X):
    """The bias never enters the score. Where wᵀx is small, the bias decides, and those pictures get the other answer.

    print(predict(w, -100, X)): a bias this low should answer 0 everywhere
    """
    A = sigmoid(np.dot(w.T, X))
    return (A > 0.5).astype(float)


@PREDICT.mistake("value", read="02 The bias left out, subtracted, weighted, or added too late")
def sign_of_b(w, b, X):
    """The bias enters with the other sign. Inside the exponential the whole score is negated, the bias with it.

    print(predict(w, -100, X)): a bias this low should answer 0 everywhere
    """
    A = 1 / (1 + np.exp(-np.dot(w.T, X) + b))
    return (A > 0.5).astype(float)


@PREDICT.mistake("value", read="02 The bias left out, subtracted, weighted, or added too late")
def b_outside(w, b, X):
    """The bias is added to the probability. It belongs to the score, before the sigmoid.

    print(A.min(), A.max()): are these probabilities?
    """
    A = sigmoid(np.dot(w.T, X)) + b
    return (A > 0.5).astype(float)


@PREDICT.mistake("value", read="02 Answers: the limit, the swap, the probability itself")
def probabilities(w, b, X):
    """These are the probabilities. An answer is 0 or 1.

    >>> print(predict(w, b, X))
    """
    return sigmoid(np.dot(w.T, X) + b)


@PREDICT.mistake("value", read="02 Answers: the limit, the swap, the probability itself")
def score_against_half(w, b, X):
    """The score is compared with 0.5, and no sigmoid was applied. A score of 0.5 is a probability of 0.62.

    >>> print(sigmoid(0.5), sigmoid(0))
    """
    Z = np.dot(w.T, X) + b
    return (Z > 0.5).astype(float)


@PREDICT.mistake("shape", read="08 Two vectors that became a table")
def column(w, b, X):
    """The answers stand in a column, (m, 1). With labels in a row, a comparison becomes an m×m table without an error.

    >>> print(predict(w, b, X).shape)
    """
    A = sigmoid(np.dot(X.T, w) + b)
    return (A > 0.5).astype(float)


@PREDICT.mistake("kind", read="07 Let the shapes click")
def w_not_turned(w, b, X):
    """A matrix product pairs the columns of the left factor with the rows of the right one. w has one column, X has n_x
    rows.

    print(w.shape, X.shape): which of the two must be turned?
    """
    A = sigmoid(np.dot(w, X) + b)
    return (A > 0.5).astype(float)


@PREDICT.mistake("unchanged", read="07 Leave what you were given")
def pictures_overwritten(w, b, X):
    """The answers are right, and the caller's X is gone: an in-place operation such as `*=` wrote into the array that
    was passed in.

    >>> before = X.copy(); predict(w, b, X); print(np.array_equal(before, X))
    """
    X *= w
    A = sigmoid(np.sum(X, axis=0, keepdims=True) + b)
    return (A > 0.5).astype(float)


@PREDICT.mistake("kind", read="07 Let the shapes click")
def w_not_turned_matmul(w, b, X):
    """A matrix product pairs the columns of the left factor with the rows of the right one. w has one column, X has n_x
    rows.

    print(w.shape, X.shape): which of the two must be turned?
    """
    A = sigmoid(w @ X + b)
    return (A > 0.5).astype(float)


@PREDICT.mistake("value", read="02 Answers: the limit, the swap, the probability itself")
def scores(w, b, X):
    """These are the scores: no sigmoid was applied, and no decision made. An answer is 0 or 1.

    >>> print(np.unique(predict(w, b, X)))
    """
    return np.dot(w.T, X) + b


@PREDICT.variant("scores")
def scores_in_one_axis(w, b, X):
    return sum(w[k] * X[k] for k in range(len(w))) + b
