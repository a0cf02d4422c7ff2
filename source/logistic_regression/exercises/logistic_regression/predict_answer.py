"""What goes wrong in `predict` with the answers: the limit, the shape, the loop."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .predict import PREDICT

sigmoid = PREDICT.sibling("sigmoid")


@PREDICT.mistake("value", read="00 Computed and thrown away")
def always_0(w, b, X):
    """Every answer is 0: the prepared zeros come back as they were.

    print(A): which of these are above one half?
    """
    return np.zeros((1, X.shape[1]))


@PREDICT.mistake("value", read="02 Answers: the limit, the swap, the probability itself")
def always_1(w, b, X):
    """Every answer is 1: the probability is compared with 0, and every probability is above 0.

    >>> print(A > 0, A > 0.5)
    """
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0).astype(float)


@PREDICT.mistake("value", read="02 Answers: the limit, the swap, the probability itself")
def swapped(w, b, X):
    """The answers are swapped: a picture that is probably a cat gets 0.

    >>> print(A, predict(w, b, X))
    """
    A = sigmoid(np.dot(w.T, X) + b)
    return (A < 0.5).astype(float)


@PREDICT.mistake("value", read="02 Answers: the limit, the swap, the probability itself")
def threshold_above_half(w, b, X):
    """A probability just above one half still got the answer 0: the limit is higher than 0.5.

    print(A, predict(w, b, X)): from where on is the answer 1?
    """
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.55).astype(float)


@PREDICT.mistake("value", read="02 Answers: the limit, the swap, the probability itself")
def threshold_below_half(w, b, X):
    """A probability just below one half already got the answer 1: the limit is lower than 0.5.

    print(A, predict(w, b, X)): from where on is the answer 1?
    """
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.45).astype(float)


@PREDICT.mistake("value", read="08 Keep the shape of w")
def only_the_first(w, b, X):
    """Only the first picture was looked at: A has one row, and the loop ran over the rows.

    >>> print(A.shape, A.shape[0], A.shape[1])
    """
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = np.zeros((1, X.shape[1]))
    for i in range(A.shape[0]):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction


@PREDICT.mistake("kind", read="08 Keep the shape of w")
def row_for_an_entry(w, b, X):
    """A[i] of a (1, m) array is a whole row, and an `if` needs one number.

    >>> print(A.shape, A[0].shape, A[0, 0])
    """
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        Y_prediction[0, i] = 1 if A[i] > 0.5 else 0
    return Y_prediction


@PREDICT.mistake("shape", read="01 A size typed in")
def columns_hard_coded(w, b, X):
    """Three answers come back, however many pictures were asked: the number of columns is written into the function.

    >>> print(X.shape, predict(w, b, X).shape)
    """
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = np.zeros((1, 3))
    for i in range(3):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction


@PREDICT.mistake("shape", read="08 Tell three vectors apart")
def rank_1(w, b, X):
    """The answers have one axis, (m,). Labels are a row, (1, m); together with them other shapes can stretch into a
    table.

    >>> print(predict(w, b, X).shape)
    """
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.5).astype(float).ravel()


@PREDICT.mistake("kind", read="00 Printed and not returned")
def nothing_returned(w, b, X):
    """The answers are computed and then dropped: without a return, a function gives None.

    >>> print(predict(w, b, X))
    """
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = (A > 0.5).astype(float)  # noqa: F841


@PREDICT.mistake("shape", read="08 Two vectors that became a table")
def table_of_answers(w, b, X):
    """The answers stand in a table with more than one row. There is one answer per picture: a single row, (1, m).

    >>> print(X.shape, predict(w, b, X).shape)
    """
    return np.zeros((X.shape[1], X.shape[1]))


@PREDICT.variant("table-of-answers")
def as_large_as_the_pictures(w, b, X):
    return np.zeros(X.shape)


@PREDICT.mistake("value", read="02 Answers: the limit, the swap, the probability itself")
def another_pair_of_answers(w, b, X):
    """The answers are other numbers than 0 and 1. Labels are 0 and 1, and answers are compared with them.

    >>> print(np.unique(predict(w, b, X)))
    """
    return np.where(sigmoid(np.dot(w.T, X) + b) > 0.5, 1.0, -1.0)


PREDICT.variant("another-pair-of-answers")(lambda w, b, X: np.where(sigmoid(np.dot(w.T, X) + b) > 0.5, 2.0, 1.0))
PREDICT.variant("another-pair-of-answers")(lambda w, b, X: np.where(sigmoid(np.dot(w.T, X) + b) > 0.5, 1.0, 0.5))


@PREDICT.mistake("value", read="06 Count the columns")
def loop_over_the_pixels(w, b, X):
    """The loop takes as many turns as X has rows. The rows are pixels; the pictures are the columns.

    print(X.shape): which of the two counts pictures?
    """
    A = sigmoid(np.dot(w.T, X) + b)
    answers = np.zeros((1, X.shape[1]))
    for i in range(min(X.shape)):
        answers[0, i] = A[0, i] > 0.5
    return answers


for _limit in (0.7, 0.75, 0.8):
    PREDICT.variant("threshold-above-half")(lambda w, b, X, t=_limit: (sigmoid(np.dot(w.T, X) + b) > t) * 1.0)
for _limit in (0.4, 0.3, 0.25, 0.2):
    PREDICT.variant("threshold-below-half")(lambda w, b, X, t=_limit: (sigmoid(np.dot(w.T, X) + b) > t) * 1.0)
