"""`log_likelihood`: the same number as the cost, seen as a probability of all labels together."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from .problems import labels


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three rows of probabilities of other lengths, none close to 0 or 1."""
    return [call(rng.uniform(0.05, 0.95, (1, int(m))), labels(rng, int(m))) for m in rng.choice(np.arange(6, 20), 3)]


LOG_LIKELIHOOD = Exercise(
    name="log_likelihood",
    notebook="4_logistic_regression",
    rungs={"kind": 0, "shape": 0.5, "value": 1, "hidden": 0.5, "unchanged": 0},
    returns=("log_likelihood",),
    visible=(
        call(np.array([[0.9, 0.2, 0.6]]), np.array([[1, 0, 0]])),
        call(np.array([[0.3, 0.75, 0.1, 0.55, 0.8]]), np.array([[0, 1, 1, 0, 1]])),
        call(np.array([[0.4, 0.65]]), np.array([[0.0, 1.0]])),
    ),
    hidden=fresh,
    evaluation_order=("log_likelihood",),
    passed="the largest likelihood and the smallest cost are at the same w and b.",
)


@LOG_LIKELIHOOD.mistake(
    "minus-kept",
    fails="value",
    lesson="09",
    heading="Turn it over and average",
    why=(
        "The minus of the cost is still there. The logarithm of a probability is negative, and likelier labels "
        "bring it closer to 0."
    ),
    look="print(np.log(0.9))",
)
def minus_kept(A, Y):
    return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))


@LOG_LIKELIHOOD.mistake(
    "mean",
    fails="value",
    lesson="09",
    heading="Turn it over and average",
    why="This is an average per picture. The likelihood is a product over all pictures, so its logarithm is a sum.",
    look="print(log_likelihood(A, Y)) for one picture and for the same picture twice",
)
def mean(A, Y):
    return np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


@LOG_LIKELIHOOD.mistake(
    "cost",
    fails="value",
    lesson="09",
    heading="Turn it over and average",
    why="This is the cost: a minus and an average away from the log-likelihood.",
    look="compare the sign and the size with np.log(A)",
)
def cost(A, Y):
    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


@LOG_LIKELIHOOD.mistake(
    "not-logged",
    fails="value",
    lesson="09",
    heading="Watch the product vanish",
    why=(
        "This is the likelihood itself, a product of probabilities. With 209 pictures it is close to 0, with "
        "thousands it is exactly 0."
    ),
    look="print(0.5 ** 209, 0.5 ** 2000)",
)
def not_logged(A, Y):
    return np.prod(A**Y * (1 - A) ** (1 - Y))


@LOG_LIKELIHOOD.mistake(
    "only-label-1",
    fails="value",
    lesson="09",
    heading="Write both labels in one formula",
    why="Only the labels 1 count. How likely the labels 0 are is left out.",
    look="print((1 - Y) * np.log(1 - A)): where did these go?",
)
def only_label_1(A, Y):
    return np.sum(Y * np.log(A))


@LOG_LIKELIHOOD.mistake(
    "only-label-0",
    fails="value",
    lesson="09",
    heading="Write both labels in one formula",
    why="Only the labels 0 count. How likely the labels 1 are is left out.",
    look="print(Y * np.log(A)): where did these go?",
)
def only_label_0(A, Y):
    return np.sum((1 - Y) * np.log(1 - A))


@LOG_LIKELIHOOD.mistake(
    "minus-on-second-term",
    fails="value",
    lesson="09",
    heading="Take the logarithm",
    why="The two terms are subtracted. Each label is one factor of the product, so each logarithm is added.",
    look="print(np.log(0.9 * 0.8), np.log(0.9) + np.log(0.8))",
)
def minus_on_second_term(A, Y):
    return np.sum(Y * np.log(A) - (1 - Y) * np.log(1 - A))


@LOG_LIKELIHOOD.mistake(
    "labels-swapped",
    fails="value",
    lesson="09",
    heading="Write both labels in one formula",
    why="This is the likelihood of the other labels: log A goes with the pictures whose label is 0.",
    look="print(log_likelihood(np.array([[0.99]]), np.array([[1]]))): a likely label should be close to 0",
)
def labels_swapped(A, Y):
    return np.sum((1 - Y) * np.log(A) + Y * np.log(1 - A))


@LOG_LIKELIHOOD.mistake(
    "one-minus-log",
    fails="value",
    lesson="03",
    heading="The bracket of the logarithm",
    why="This is 1 − log A where log(1 − A) is meant.",
    look="print(1 - np.log(0.9), np.log(1 - 0.9))",
)
def one_minus_log(A, Y):
    return np.sum(Y * np.log(A) + (1 - Y) * (1 - np.log(A)))


@LOG_LIKELIHOOD.mistake(
    "log-10",
    fails="value",
    lesson="03",
    heading="Another base, another price",
    why="This logarithm has base 10; the cost uses the natural one.",
    look="print(np.log10(0.5), np.log(0.5))",
)
def log_10(A, Y):
    return np.sum(Y * np.log10(A) + (1 - Y) * np.log10(1 - A))


@LOG_LIKELIHOOD.mistake(
    "log-2",
    fails="value",
    lesson="03",
    heading="Another base, another price",
    why="This logarithm has base 2; the cost uses the natural one.",
    look="print(np.log2(0.5), np.log(0.5))",
)
def log_2(A, Y):
    return np.sum(Y * np.log2(A) + (1 - Y) * np.log2(1 - A))


@LOG_LIKELIHOOD.mistake(
    "table",
    fails="value",
    lesson="08",
    heading="Two vectors that became a table",
    why="Each probability met every label: a column and a row made an m×m table, and all of it was summed.",
    look="print((Y.T * np.log(A)).shape)",
)
def table(A, Y):
    return np.sum(Y.T * np.log(A) + (1 - Y).T * np.log(1 - A))


@LOG_LIKELIHOOD.mistake(
    "two-rows",
    fails="kind",
    lesson="07",
    heading="Let the shapes click",
    why="A matrix product cannot pair two rows: (1, m) and (1, m) do not fit.",
    look="print(Y.shape, np.log(A).shape)",
)
def two_rows(A, Y):
    return np.dot(Y, np.log(A)) + np.dot(1 - Y, np.log(1 - A))


@LOG_LIKELIHOOD.mistake(
    "not-summed",
    fails="shape",
    lesson="09",
    heading="Take the logarithm",
    why="There is still one number per picture. The log-likelihood is one number for all labels together.",
    look="print(np.shape(log_likelihood(A, Y)))",
)
def not_summed(A, Y):
    return Y * np.log(A) + (1 - Y) * np.log(1 - A)


@LOG_LIKELIHOOD.mistake(
    "nothing-returned",
    fails="kind",
    lesson="00",
    heading="Printed and not returned",
    why="The value is computed and then dropped: without a return, a function gives None.",
    look="print(log_likelihood(A, Y))",
)
def nothing_returned(A, Y):
    log_likelihood = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))  # noqa: F841


@LOG_LIKELIHOOD.mistake(
    "two-rows-matmul",
    fails="kind",
    lesson="07",
    heading="Let the shapes click",
    why="A matrix product cannot pair two rows: (1, m) and (1, m) do not fit.",
    look="print(Y.shape, np.log(A).shape)",
)
def two_rows_matmul(A, Y):
    return Y @ np.log(A) + (1 - Y) @ np.log(1 - A)


@LOG_LIKELIHOOD.mistake(
    "sum-closed-early",
    fails="shape",
    lesson="09",
    heading="Take the logarithm",
    why=(
        "The bracket of the sum closes after its first term: "
        "the term with log(1 − A) is added outside, once per picture."
    ),
    look="print(np.shape(log_likelihood(A, Y))), then count brackets",
)
def sum_closed_early(A, Y):
    return np.sum(Y * np.log(A)) + (1 - Y) * np.log(1 - A)
