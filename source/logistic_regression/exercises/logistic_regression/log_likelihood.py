"""`log_likelihood`: the same number as the cost, seen as a probability of all labels together."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from ..guards import calm_probabilities, drawn
from .problems import labels


def fresh(rng: np.random.Generator) -> list[Call]:
    """Rows of probabilities with labels that are whole numbers, floats, and a single one.

    In the first row the first label 1 is nearly certain; no other probability is close to 0 or 1.
    """
    kinds = ((int(rng.integers(6, 20)), int), (int(rng.integers(6, 20)), float), (1, int))

    def draw(m: int, kind: type) -> Call:
        A, Y = rng.uniform(0.05, 0.95, (1, m)), labels(rng, m).astype(kind)
        if m > 1 and kind is int:
            A[0, np.argmax(Y)] = rng.uniform(0.9996, 0.9999)
        return call(A, Y)

    return [drawn(lambda one=one: draw(*one), lambda made: calm_probabilities(*made.arguments)) for one in kinds]


LOG_LIKELIHOOD = Exercise(
    name="log_likelihood",
    notebook="4_logistic_regression",
    parts={"log_likelihood": 1.5},
    rungs={"unchanged": 0.5},
    returns=("log_likelihood",),
    visible=(
        call(np.array([[0.9, 0.2, 0.6]]), np.array([[1, 0, 0]])),
        call(np.array([[0.3, 0.75, 0.1, 0.55, 0.9997]]), np.array([[0, 1, 1, 0, 1]])),
        call(np.array([[0.4, 0.65]]), np.array([[0.0, 1.0]])),
    ),
    hidden=fresh,
    evaluation_order=("log_likelihood",),
    passed="the largest likelihood and the smallest cost are at the same w and b.",
)


@LOG_LIKELIHOOD.mistake("value", keeps=0.5, read="09 Turn it over and average")
def minus_kept(A, Y):
    """The sum is turned over, usually by a minus, as in the cost, or by an absolute value. The logarithm of a
    probability is negative, and likelier labels bring it closer to 0.

    >>> print(np.log(0.9))
    """
    return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))


@LOG_LIKELIHOOD.mistake("value", keeps=0.3, read="03 The logarithm of 0: from −inf to nan")
@LOG_LIKELIHOOD.slip({"np.log(A) +": "np.log(np.clip(A, 0.001, 0.999)) +"})
def cut_off():
    """A is cut off well before 1, so a label that is almost certain counts as less likely than it is. A guard against
    log 0 has to be much smaller.

    >>> print(np.log(0.999), np.log(0.9999))
    """


for least in ("0.05", "0.01"):
    LOG_LIKELIHOOD.more("cut-off", {"np.log(A) +": f"np.log(np.clip(A, {least}, 1 - {least})) +"})


@LOG_LIKELIHOOD.mistake("value", keeps=0.5, read="09 Turn it over and average")
def mean(A, Y):
    """This is an average per picture. The likelihood is a product over all pictures, so its logarithm is a sum.

    >>> print(log_likelihood(A, Y), log_likelihood(np.hstack([A, A]), np.hstack([Y, Y])))
    The same pictures twice: the log likelihood must be twice as large.
    """
    return np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


@LOG_LIKELIHOOD.mistake("value", keeps=0.3, read="09 Turn it over and average")
def cost(A, Y):
    """This is the cost: a minus and an average away from the log-likelihood.

    >>> print(log_likelihood(A, Y), np.log(A))
    Compare the sign and the size.
    """
    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


@LOG_LIKELIHOOD.mistake("value", keeps=0.3, read="09 Watch the product vanish")
def not_logged(A, Y):
    """This is the likelihood itself, a product of probabilities. With 209 pictures it is close to 0, with thousands it
    is exactly 0.

    >>> print(0.5 ** 209, 0.5 ** 2000)
    """
    return np.prod(A**Y * (1 - A) ** (1 - Y))


@LOG_LIKELIHOOD.mistake("value", keeps=0.3, read="09 Write both labels in one formula")
def only_label_1(A, Y):
    """Only the labels 1 count. How likely the labels 0 are is left out.

    >>> print((1 - Y) * np.log(1 - A))
    Where did these go?
    """
    return np.sum(Y * np.log(A))


@LOG_LIKELIHOOD.mistake("value", keeps=0.3, read="09 Write both labels in one formula")
def only_label_0(A, Y):
    """Only the labels 0 count. How likely the labels 1 are is left out.

    >>> print(Y * np.log(A))
    Where did these go?
    """
    return np.sum((1 - Y) * np.log(1 - A))


@LOG_LIKELIHOOD.mistake("value", keeps=0.5, read="09 Take the logarithm")
def minus_on_second_term(A, Y):
    """The two terms are subtracted. Each label is one factor of the product, so each logarithm is added.

    >>> print(np.log(0.9 * 0.8), np.log(0.9) + np.log(0.8))
    """
    return np.sum(Y * np.log(A) - (1 - Y) * np.log(1 - A))


@LOG_LIKELIHOOD.mistake("value", keeps=0.5, read="09 Write both labels in one formula")
def labels_swapped(A, Y):
    """This is the likelihood of the other labels: log A goes with the pictures whose label is 0.

    >>> print(log_likelihood(np.array([[0.99]]), np.array([[1]])))
    A likely label should be close to 0.
    """
    return np.sum((1 - Y) * np.log(A) + Y * np.log(1 - A))


@LOG_LIKELIHOOD.mistake("value", keeps=0.5, read="03 The bracket of the logarithm")
def one_minus_log(A, Y):
    """This is 1 − log A where log(1 − A) is meant.

    >>> print(1 - np.log(0.9), np.log(1 - 0.9))
    """
    return np.sum(Y * np.log(A) + (1 - Y) * (1 - np.log(A)))


@LOG_LIKELIHOOD.mistake("value", keeps=0.5, read="03 Another base, another price")
def log_10(A, Y):
    """This logarithm has base 10; the cost uses the natural one.

    >>> print(np.log10(0.5), np.log(0.5))
    """
    return np.sum(Y * np.log10(A) + (1 - Y) * np.log10(1 - A))


@LOG_LIKELIHOOD.mistake("value", keeps=0.5, read="03 Another base, another price")
def log_2(A, Y):
    """This logarithm has base 2; the cost uses the natural one.

    >>> print(np.log2(0.5), np.log(0.5))
    """
    return np.sum(Y * np.log2(A) + (1 - Y) * np.log2(1 - A))


@LOG_LIKELIHOOD.mistake("value", keeps=0.3, read="08 Two vectors that became a table")
def table(A, Y):
    """Each probability met every label: a column and a row made an m×m table, and all of it was summed.

    >>> print((Y.T * np.log(A)).shape)
    """
    return np.sum(Y.T * np.log(A) + (1 - Y).T * np.log(1 - A))


@LOG_LIKELIHOOD.mistake("kind", keeps=0.5, read="07 Let the shapes click", same_as=("two-rows-matmul",))
def two_rows(A, Y):
    """A matrix product cannot pair two rows: (1, m) and (1, m) do not fit.

    >>> print(Y.shape, np.log(A).shape)
    """
    return np.dot(Y, np.log(A)) + np.dot(1 - Y, np.log(1 - A))


@LOG_LIKELIHOOD.mistake("shape", keeps=0.5, read="09 Take the logarithm")
def not_summed(A, Y):
    """There is still one number per picture. The log-likelihood is one number for all labels together.

    >>> print(np.shape(log_likelihood(A, Y)))
    """
    return Y * np.log(A) + (1 - Y) * np.log(1 - A)


@LOG_LIKELIHOOD.mistake("unchanged", read="07 Leave what you were given")
def probabilities_overwritten(A, Y):
    """The probabilities of label 0 were turned over in A, the caller's own array. After the call A is not what it was.

    >>> before = A.copy(); log_likelihood(A, Y); print(np.array_equal(before, A))
    """
    A[Y == 0] = 1 - A[Y == 0]
    return np.sum(np.log(A))


@LOG_LIKELIHOOD.mistake("kind", read="00 Printed and not returned")
def nothing_returned(A, Y):
    """The value is computed and then dropped: without a return, a function gives None.

    >>> print(log_likelihood(A, Y))
    """
    log_likelihood = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))  # noqa: F841


@LOG_LIKELIHOOD.mistake("kind", keeps=0.5, read="07 Let the shapes click", same_as=("two-rows",))
def two_rows_matmul(A, Y):
    """A matrix product cannot pair two rows: (1, m) and (1, m) do not fit.

    >>> print(Y.shape, np.log(A).shape)
    """
    return Y @ np.log(A) + (1 - Y) @ np.log(1 - A)


@LOG_LIKELIHOOD.mistake("shape", keeps=0.5, read="09 Take the logarithm")
def sum_closed_early(A, Y):
    """The bracket of the sum closes after its first term: the term with log(1 − A) is added outside, once per picture.

    >>> print(np.shape(log_likelihood(A, Y)))
    Then count the brackets.
    """
    return np.sum(Y * np.log(A)) + (1 - Y) * np.log(1 - A)
