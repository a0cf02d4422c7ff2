"""`predict`: a probability becomes an answer. The tests stand close to one half, and the bias decides some of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.exercises import Call, Exercise, call


def fresh(rng: np.random.Generator) -> list[Call]:
    """Two tests of other sizes, one with one feature, one with one example; probabilities near .49 and .51."""
    m = rng.integers(5, 9, 2).tolist()
    return [with_scores(rng, n_x, m) for n_x, m in ((3, m[0]), (5, m[1]), (1, 6), (4, 1))]


def with_scores(rng: np.random.Generator, n_x: int, m: int) -> Call:
    """Examples whose scores are ±0.03 (A = .4925, .5075) and, beyond the bias on both sides, large; one: 0.03."""
    w, b = rng.normal(0, 1, (n_x, 1)), float(rng.choice([-1, 1]) * rng.uniform(0.4, 0.8))
    scores = rng.permutation(np.concatenate([[0.03, -0.03], np.resize([1.9, -1.7, -2.4], max(m - 2, 0))])[:m])
    scores *= np.sign(scores[0])  # a first answer of 1 tells "only the first" from "always 0"
    X = rng.normal(0, 1, (n_x, m))
    return call(w, b, _moved(X, w, scores - b))


def _moved(X: Any, w: Any, products: Any) -> Any:
    """X (n_x, m), each column moved along w so that wᵀx is the given product (m,)."""
    return X + w * (products - w.T @ X) / np.sum(w * w)


PREDICT = Exercise(
    name="predict",
    notebook="4_logistic_regression",
    parts={"Y_prediction": 3.5},
    rungs={"unchanged": 0.5},
    returns=("Y_prediction",),
    visible=(
        # scores .04, −.04, 1.5, −2, −1.25: A = .51, .49, .82, .12, .22
        call(np.array([[0.5], [-0.25]]), -0.3, np.array([[1.0, 0.0, 2.0, -3.0, -1.0], [0.64, -1.04, -3.2, 0.8, 1.8]])),
        # scores −.04, 2.1, .04, −1.9, .35: A = .49, .89, .51, .13, .59
        call(
            np.array([[1.0], [-2.0], [0.5]]),
            0.7,
            np.array([[0.2, -1.0, 1.5, -2.0, 0.1], [0.5, -1.3, 1.0, 0.1, 0.25], [0.12, -0.4, -0.32, -0.8, 0.1]]),
        ),
        # scores .9, −.6, .02, −.02, .6, −1.4: A = .71, .35, .505, .495, .65, .20
        call(
            np.array([[2.0], [1.0]]),
            -0.4,
            np.array([[0.5, 0.1, -1.0, 0.3, 0.5, -0.5], [0.3, -0.4, 2.42, -0.22, 0.0, 0.0]]),
        ),
    ),
    hidden=fresh,
    evaluation_order=("A", "Y_prediction"),
    uses=("sigmoid",),
    passed="a yes is a yes at 0.51 and at 0.99; only the probability tells them apart.",
)

sigmoid = PREDICT.sibling("sigmoid")


# ---- the probability


@PREDICT.mistake("value", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
def b_left_out(w, b, X):
    """The bias never enters the score. Where wᵀx is small, the bias decides, and those pictures get the other answer.

    >>> print(predict(w, -100, X))
    A bias this low should answer 0 everywhere.
    """
    A = sigmoid(np.dot(w.T, X))
    return (A > 0.5).astype(float)


@PREDICT.mistake("value", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
def sign_of_b(w, b, X):
    """The bias enters with the other sign. Inside the exponential the whole score is negated, the bias with it.

    >>> print(predict(w, -100, X))
    A bias this low should answer 0 everywhere.
    """
    A = 1 / (1 + np.exp(-np.dot(w.T, X) + b))
    return (A > 0.5).astype(float)


@PREDICT.mistake("value", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
def b_outside(w, b, X):
    """The bias is added to the probability. It belongs to the score, before the sigmoid.

    Print `A.min()` and `A.max()` inside the function: are these probabilities?
    """
    A = sigmoid(np.dot(w.T, X)) + b
    return (A > 0.5).astype(float)


@PREDICT.mistake(
    "value", keeps=0.5, read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned"
)
def probabilities(w, b, X):
    """These are the probabilities. An answer is 0 or 1.

    >>> print(predict(w, b, X))
    """
    return sigmoid(np.dot(w.T, X) + b)


@PREDICT.mistake(
    "value", keeps=0.5, read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned"
)
def score_against_half(w, b, X):
    """The score is compared with 0.5, and no sigmoid was applied. A score of 0.5 is a probability of 0.62.

    >>> print(sigmoid(0.5), sigmoid(0))
    """
    Z = np.dot(w.T, X) + b
    return (Z > 0.5).astype(float)


@PREDICT.mistake("shape", keeps=0.7, read="08 Two vectors that became a table")
def column(w, b, X):
    """The answers stand in a column, (m, 1). With labels in a row, a comparison becomes an m×m table without an error.

    >>> print(predict(w, b, X).shape)
    """
    A = sigmoid(np.dot(X.T, w) + b)
    return (A > 0.5).astype(float)


@PREDICT.mistake("kind", keeps=0.5, read="07 Let the shapes click", same_as=("w-not-turned-matmul",))
def w_not_turned(w, b, X):
    """A matrix product pairs the columns of the left factor with the rows of the right one. w has one column, X has n_x
    rows.

    >>> print(w.shape, X.shape)
    Which of the two must be turned?
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


@PREDICT.mistake("kind", keeps=0.5, read="07 Let the shapes click", same_as=("w-not-turned",))
def w_not_turned_matmul(w, b, X):
    """A matrix product pairs the columns of the left factor with the rows of the right one. w has one column, X has n_x
    rows.

    >>> print(w.shape, X.shape)
    Which of the two must be turned?
    """
    A = sigmoid(w @ X + b)
    return (A > 0.5).astype(float)


@PREDICT.mistake(
    "value", keeps=0.3, read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned"
)
def scores(w, b, X):
    """These are the scores: no sigmoid was applied, and no decision made. An answer is 0 or 1.

    >>> print(np.unique(predict(w, b, X)))
    """
    return np.dot(w.T, X) + b


@PREDICT.variant("scores")
def scores_in_one_axis(w, b, X):
    return sum(w[k] * X[k] for k in range(len(w))) + b


# ---- the answer


@PREDICT.mistake("value", read="00 Computed and thrown away")
def always_0(w, b, X):
    """Every answer is 0, also where the probability is above one half. Usually no 1 is made, or it is lost again.

    >>> A = sigmoid(w.T @ X + b); print(A)
    Which of these are above one half?
    """
    return np.zeros((1, X.shape[1]))


@PREDICT.mistake("value", read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned")
def always_1(w, b, X):
    """Every answer is 1, whatever the picture. Usually that comes from a limit of 0, one of 0.5 for a probability in
    percent, a sigmoid that is taken twice, a number that is always rounded up, or an array of ones into which no 0 is
    put.

    >>> A = sigmoid(w.T @ X + b); print(A > 0, A > 0.5)
    """
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0).astype(float)


@PREDICT.mistake(
    "value", keeps=0.5, read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned"
)
def swapped(w, b, X):
    """The answers are swapped: a picture that is probably a cat gets 0.

    >>> A = sigmoid(w.T @ X + b); print(A, predict(w, b, X))
    """
    A = sigmoid(np.dot(w.T, X) + b)
    return (A < 0.5).astype(float)


@PREDICT.mistake(
    "value", keeps=0.5, read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned"
)
def threshold_above_half(w, b, X):
    """A probability just above one half still got the answer 0. Usually the limit is higher than 0.5, or A is rounded
    before it is compared.

    >>> A = sigmoid(w.T @ X + b); print(A, predict(w, b, X))
    From where on is the answer 1?
    """
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.55).astype(float)


for limit in (0.7, 0.75, 0.8):
    PREDICT.more("threshold-above-half", lambda w, b, X, limit=limit: (sigmoid(np.dot(w.T, X) + b) > limit) * 1.0)


@PREDICT.mistake(
    "value", keeps=0.5, read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned"
)
def threshold_below_half(w, b, X):
    """A probability just below one half already got the answer 1: the limit is lower than 0.5.

    >>> A = sigmoid(w.T @ X + b); print(A, predict(w, b, X))
    From where on is the answer 1?
    """
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.45).astype(float)


for limit in (0.4, 0.3, 0.25, 0.2):
    PREDICT.more("threshold-below-half", lambda w, b, X, limit=limit: (sigmoid(np.dot(w.T, X) + b) > limit) * 1.0)


@PREDICT.mistake("value", read="08 Keep the shape of w")
def only_the_first(w, b, X):
    """Only the first picture was looked at. Usually the loop ran over the rows of A, which has one, or a return ended
    it in its first turn.

    >>> A = sigmoid(w.T @ X + b); print(A.shape, A.shape[0], A.shape[1])
    """
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = np.zeros((1, X.shape[1]))
    for i in range(A.shape[0]):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction


@PREDICT.mistake("shape", read="00 Computed and thrown away")
def one_answer_for_all(w, b, X):
    """A single answer comes back for all pictures: each turn of the loop gives one name another number. To fill a
    prepared row, an entry has to be named.

    >>> row = np.zeros((1, 3)); row[0, 1] = 1; print(row)
    """
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(X.shape[1]):
        Y_prediction = 1 if A[0, i] > 0.5 else 0
    return Y_prediction


@PREDICT.mistake("kind", read="08 Keep the shape of w")
def row_for_an_entry(w, b, X):
    """An `if` needs one number. A is a table with one row: A, and A[i] too, is as much as a whole row.

    >>> A = sigmoid(w.T @ X + b); print(A.shape, A[0].shape, A[0, 0])
    """
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        Y_prediction[0, i] = 1 if A[i] > 0.5 else 0
    return Y_prediction


@PREDICT.mistake("shape", keeps=0.5, read="01 A size typed in")
def columns_hard_coded(w, b, X):
    """Three answers come back, however many pictures were asked: the number of columns is written into the function.

    >>> print(X.shape, predict(w, b, X).shape)
    """
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = np.zeros((1, 3))
    for i in range(3):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction


@PREDICT.mistake("shape", keeps=0.7, read="08 Tell three vectors apart")
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


@PREDICT.mistake(
    "value", keeps=0.5, read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned"
)
def another_pair_of_answers(w, b, X):
    """The answers are other numbers than 0 and 1. Labels are 0 and 1, and answers are compared with them.

    >>> print(np.unique(predict(w, b, X)))
    """
    return np.where(sigmoid(np.dot(w.T, X) + b) > 0.5, 1.0, -1.0)


PREDICT.more("another-pair-of-answers", lambda w, b, X: np.where(sigmoid(np.dot(w.T, X) + b) > 0.5, 2.0, 1.0))


PREDICT.more("another-pair-of-answers", lambda w, b, X: np.where(sigmoid(np.dot(w.T, X) + b) > 0.5, 1.0, 0.5))


@PREDICT.mistake("value", keeps=0.5, read="06 Count the columns")
def loop_over_the_pixels(w, b, X):
    """The loop takes as many turns as X has rows. The rows are pixels; the pictures are the columns.

    >>> print(X.shape)
    Which of the two counts pictures?
    """
    A = sigmoid(np.dot(w.T, X) + b)
    answers = np.zeros((1, X.shape[1]))
    for i in range(min(X.shape)):
        answers[0, i] = A[0, i] > 0.5
    return answers
