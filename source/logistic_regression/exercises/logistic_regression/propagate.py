"""`propagate`: the cost of logistic regression and its gradient on all examples at once."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from ..guards import calm_scores, drawn, with_a_sure_one
from .problems import FIVE, FOUR, SURE, THREE, problem, sizes


def fresh(rng: np.random.Generator) -> list[Call]:
    """Two problems of other sizes, the second with labels that are floats; a single example; a single feature.

    In the first, one example is nearly certain and right: probabilities that are cut off at 0.99 or 0.999 show there.
    """
    (first, second), calm = sizes(rng, 2), lambda one: calm_scores(*one)
    sure = drawn(lambda: with_a_sure_one(*problem(rng, *first)), calm)
    w, b, X, Y = drawn(lambda: problem(rng, *second), calm)
    alone = (drawn(lambda size=size: problem(rng, *size), calm) for size in ((4, 1), (1, 5)))
    return [call(*sure), call(w, b, X, Y.astype(float)), *(call(*one) for one in alone)]


def certain(rng: np.random.Generator) -> list[Call]:
    """Four examples; the first and the last so certain, and right, that 1 − A is exactly 0 or A nearly so."""
    w, X = np.array([[1.0], [-2.0]]), np.array([[20.0, 0.3, -0.8, -20.0], [-12.0, 0.6, 0.4, 15.0]])
    return [call(w, float(rng.uniform(0.3, 0.8)), X + rng.uniform(-0.2, 0.2, X.shape), np.array([[1, 1, 0, 0]]))]


def on_m_examples(m: int, rng: np.random.Generator) -> Call:
    """A problem with three features and m examples."""
    return call(*problem(rng, 3, m))


PROPAGATE = Exercise(
    name="propagate",
    notebook="4_logistic_regression",
    parts={"dw": 3.5, "db": 2, "cost": 3.5},
    rungs={"unchanged": 0.5, "vectorized": 1.5, "stable": 0},
    returns=("grads", "cost"),
    visible=(
        call(*FOUR),
        call(*FIVE),
        call(*THREE),
        call(*SURE),
    ),
    hidden=fresh,
    stable=certain,
    scaling=on_m_examples,
    evaluation_order=("Z", "A", "cost", "dZ", "dw", "db"),
    uses=("sigmoid",),
    passed="the cost at w = 0, b = 0 is 0.6931 = log 2: did you predict it?",
)

sigmoid = PROPAGATE.sibling("sigmoid")

#: the solution as most people write it, with no guard against log 0 and no names for Z and dZ:
#:     m = X.shape[1]
#:     A = sigmoid(w.T @ X + b)
#:     cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
#:     dw = X @ (A - Y).T / m
#:     db = np.sum(A - Y) / m
#:     return {"dw": dw, "db": db}, cost
SHORT = {
    "    Z = w.T @ X + b\n    A = sigmoid(Z)": "    A = sigmoid(w.T @ X + b)",
    "    tiny = np.finfo(A.dtype).eps\n": "",
    "    inside = np.clip(A, tiny, 1 - tiny)  # only for the logarithms: a saturated A would give 0 · (−inf)\n": "",
    "np.log(inside) + (1 - Y) * np.log(1 - inside)": "np.log(A) + (1 - Y) * np.log(1 - A)",
    "    dZ = A - Y\n": "",
    "dZ.T": "(A - Y).T",
    "np.sum(dZ)": "np.sum(A - Y)",
}
SCORE = "w.T @ X + b"
SUMS = "Y * np.log(A) + (1 - Y) * np.log(1 - A)"
COST = f"-np.sum({SUMS}) / m"
DW, DB = "X @ (A - Y).T / m", "np.sum(A - Y) / m"


def slip(edits):
    """The short solution with edits."""
    return PROPAGATE.slip(SHORT | edits)


def instead(was, *forms):
    """The short solution with each of these forms where `was` stands."""
    return [SHORT | {was: form} for form in forms]


# ---- the score


@PROPAGATE.mistake("value", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
@slip({SCORE: "w.T @ X"})
def b_left_out():
    """The bias never enters the score. At b = 0 nobody notices; after the first step of training everything is off.

    >>> print(propagate(w, b, X, Y)[1], propagate(w, b + 1, X, Y)[1])
    These two should differ.
    """


@PROPAGATE.mistake("value", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
@slip({f"sigmoid({SCORE})": "1 / (1 + np.exp(-(w.T @ X) + b))"})
def sign_of_b():
    """The bias enters with the other sign. Inside the exponential the whole score is negated, the bias with it.

    >>> print(-(2 + 1), -2 + 1)
    Which of these negates both numbers?
    """


@PROPAGATE.mistake("value", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
@slip({f"sigmoid({SCORE})": "sigmoid(w.T @ X) + b"})
def b_outside():
    """The bias is added to the probability. It belongs to the score, before the sigmoid; after it, A leaves 0 to 1.

    Print `A.min()` and `A.max()` inside the function: are these probabilities?
    """


@PROPAGATE.mistake("value", keeps=0.5, read="02 The bias left out, subtracted, weighted, or added too late")
@slip({SCORE: "w.T @ (X + b)"})
def b_in_the_wrong_place():
    """The bias is in the wrong place: for example, it is added to every pixel, multiplied with the score, or added
    twice. It is added once, to the sum of all products.

    >>> print(np.dot(w.T, X).shape)
    One number per picture, and b is added to each.
    """


PROPAGATE.more(
    "b-in-the-wrong-place",
    *instead(
        SCORE,
        "w.T @ X * b",
        "(w + b).T @ X",
        "np.sum(w * X + b, axis=0, keepdims=True)",
        "w.T @ X + 2 * b",
        "w.T @ X + b * b",
        "w.T @ X + b / m",
    ),
)


@PROPAGATE.mistake("value", keeps=0.5, read="06 Average the losses")
@slip({SCORE: "w.T @ X / m + b"})
def mean_in_the_score():
    """The score is divided by the number of examples. The average comes later, in the cost and in the slopes.

    Print `Z` inside the function. Does the score of one picture depend on how many others there are?
    """


PROPAGATE.more(
    "mean-in-the-score",
    *instead(
        SCORE,
        "(w.T @ X + b) / m",
        "np.mean(w * X, axis=0, keepdims=True) + b",
    ),
)


@PROPAGATE.mistake("shape", keeps=0.3, read="07 Multiply, or multiply and add")
@slip({SCORE: "w * X + b"})
def elementwise_score():
    """`*` multiplies entry by entry, so every pixel kept a score of its own. A picture has one score: products, then
    their sum.

    Print `Z.shape` inside the function. One score per picture would be (1, m).
    """


@PROPAGATE.mistake("value", keeps=0.3, read="07 Score every picture at once")
@slip({SCORE: "np.sum(w * X) + b"})
def one_score_for_all():
    """All products were summed into one number, so all pictures share one score. The sum runs over the pixels of one
    picture.

    Print `np.shape(Z)` inside the function. One score per picture would be (1, m).
    """


@PROPAGATE.mistake("shape", keeps=0.5, read="07 Score every picture at once")
@slip({SCORE: "X.T @ w + b"})
def column_of_scores():
    """The scores stand in a column, (m, 1), and the labels in a row, (1, m). Together they stretch into an m×m table
    without an error.

    Print `A.shape`, `Y.shape` and `(A - Y).shape` inside the function.
    """


@PROPAGATE.mistake("kind", keeps=0.5, read="07 Let the shapes click", same_as=("w-not-turned-matmul",))
@slip({SCORE: "np.dot(w, X) + b"})
def w_not_turned():
    """A matrix product pairs the columns of the left factor with the rows of the right one. w has one column, X has n_x
    rows.

    >>> print(w.shape, X.shape)
    Which of the two must be turned?
    """


@PROPAGATE.mistake("kind", keeps=0.5, read="07 Let the shapes click", same_as=("w-not-turned",))
@slip({SCORE: "w @ X + b"})
def w_not_turned_matmul():
    """A matrix product pairs the columns of the left factor with the rows of the right one. w has one column, X has n_x
    rows.

    >>> print(w.shape, X.shape)
    Which of the two must be turned?
    """


@PROPAGATE.mistake("kind", keeps=0.3, read="07 Multiply, or multiply and add")
@slip({SCORE: "w.T * X + b"})
def row_times_table():
    """`*` multiplies entry by entry, and a row (1, n_x) does not line up with a table (n_x, m). A matrix product pairs
    and sums them.

    >>> print(w.T.shape, X.shape)
    """


# ---- the probability


@PROPAGATE.mistake("value", keeps=0.5, read="02 The sign flipped")
@slip({SCORE: "-(w.T @ X + b)"})
def sign_of_the_score():
    """The score has the other sign on its way into the sigmoid: each picture gets the probability of the other answer.

    Print `Z` and `A` inside the function. Is a high score near 1?
    """


@PROPAGATE.mistake("value", keeps=0.3, read="02 Squashed already, twice, or not at all")
@slip({f"sigmoid({SCORE})": SCORE})
def score_for_probability():
    """The score itself stands where its probability is meant: no sigmoid was applied, and a score may be anything.

    Print `A` inside the function. Are all of these between 0 and 1?
    """


@PROPAGATE.mistake("value", keeps=0.5, read="02 Squashed already, twice, or not at all")
@slip({SCORE: f"sigmoid({SCORE})"})
def sigmoid_twice():
    """The sigmoid is applied twice. The second one sees numbers from 0 to 1 and answers 0.5 to 0.73 whatever the
    picture.

    Print `A.min()` and `A.max()` inside the function.
    """


@PROPAGATE.mistake("value", keeps=0.3, read="02 Know the wrong curves")
@slip({"sigmoid": "np.tanh"})
def another_curve():
    """A is not the sigmoid of the score: another curve, or a piece of its formula, stands in its place, and A must lie
    between 0 and 1.

    Print `A.min()` and `A.max()` inside the function. `sigmoid(Z)` calls the one that you wrote above.
    """


PROPAGATE.more(
    "another-curve",
    *instead(
        f"sigmoid({SCORE})",
        *(
            form.replace("Z", f"({SCORE})")
            for form in (
                "np.maximum(0, Z)",
                "1 / 1 + np.exp(-Z)",
                "1 / (1 - np.exp(-Z))",
                "np.exp(Z)",
                "np.exp(-Z)",
                "1 + np.exp(-Z)",
                "1 / (1 - np.exp(Z))",
                "np.exp(Z) / (1 + np.exp(-Z))",
                "np.exp(Z) / np.sum(np.exp(Z))",
            )
        ),
    ),
)


@PROPAGATE.mistake("value", keeps=0.5, read="02 Only a part of the formula")
@slip({f"sigmoid({SCORE})": f"np.where(sigmoid({SCORE}) > 0.5, 1.0, 0.0)"})
def answers_for_probabilities():
    """A was cut to 0 and 1, or rounded. The cost and the slopes need the probability itself; the decision comes later,
    in `predict`.

    Print `A` inside the function.
    """


PROPAGATE.more(
    "answers-for-probabilities",
    *instead(f"sigmoid({SCORE})", *(f"np.round(sigmoid({SCORE}), {n})" for n in (1, 2, 3, 4))),
)


# ---- the cost: signs and terms


@PROPAGATE.mistake("value", keeps=0.8, read="03 The minus missing, or on one term")
@slip({"-np.sum": "np.sum"})
def minus_missing_in_cost():
    """The logarithm of a probability is negative. The minus in front turns the price into a positive number; here the
    cost is negative.

    >>> print(propagate(w, b, X, Y)[1])
    Can being wrong pay?
    """


@PROPAGATE.mistake("value", keeps=0.8, read="03 The minus missing, or on one term")
@slip({COST: "(-np.sum(Y * np.log(A)) + np.sum((1 - Y) * np.log(1 - A))) / m"})
def minus_on_first_term():
    """The minus reaches the term with log A and not the one with log(1 − A): the pictures with label 0 are paid for
    being wrong.

    >>> print(-(2 + 1), -2 + 1)
    """


@PROPAGATE.mistake("value", keeps=0.8, read="03 The minus missing, or on one term")
@slip({COST: "(np.sum(Y * np.log(A)) - np.sum((1 - Y) * np.log(1 - A))) / m"})
def minus_on_second_term():
    """The minus reaches the term with log(1 − A) and not the one with log A: the pictures with label 1 are paid for
    being wrong.

    >>> print(-(2 + 1), 2 - 1)
    """


@PROPAGATE.mistake("value", keeps=0.8, read="03 The minus missing, or on one term")
@slip({COST: "-1 / m * np.sum(Y * np.log(A)) + np.sum((1 - Y) * np.log(1 - A))"})
def minus_on_first_sum_only():
    """The minus in front, and 1/m with it, reach the first sum only. The second one is added as it is.

    Put one bracket around the two terms, and −1/m before it.
    """


PROPAGATE.more(
    "minus-on-first-sum-only",
    *instead(COST, "-np.sum(Y * np.log(A)) + np.sum((1 - Y) * np.log(1 - A))"),
)


@PROPAGATE.mistake("value", read="03 The minus missing, or on one term")
@slip({COST: f"np.sum({SUMS})"})
def minus_and_mean_missing():
    """The sum of the logarithms comes back as it is: the minus in front is missing, and so is the division by the
    number of examples.

    >>> print(propagate(w, b, X, Y)[1])
    A price is never negative.
    """


PROPAGATE.more("minus-and-mean-missing", *instead(COST, f"m * np.sum({SUMS})", SUMS))


@PROPAGATE.mistake("value", read="03 Half of the labels forgotten, the label ignored, or swapped")
@slip({SUMS: "Y * np.log(A)"})
def only_label_1():
    """Only the pictures with label 1 are priced. A mistake on the others costs nothing.

    >>> A = sigmoid(w.T @ X + b); print((1 - Y) * np.log(1 - A))
    Where did these go?
    """


@PROPAGATE.mistake("value", read="03 Half of the labels forgotten, the label ignored, or swapped")
@slip({SUMS: "(1 - Y) * np.log(1 - A)"})
def only_label_0():
    """Only the pictures with label 0 are priced. A mistake on the others costs nothing.

    >>> A = sigmoid(w.T @ X + b); print(Y * np.log(A))
    Where did these go?
    """


@PROPAGATE.mistake("value", keeps=0.8, read="03 Half of the labels forgotten, the label ignored, or swapped")
@slip({SUMS: "(1 - Y) * np.log(A) + Y * np.log(1 - A)"})
def labels_swapped():
    """Each picture pays the price of the other label: log A goes with the pictures whose label is 0.

    >>> print(np.log(0.99), np.log(0.01))
    Which one should a confident right answer pay?
    """


@PROPAGATE.mistake("value", keeps=0.8, read="03 The bracket of the logarithm")
@slip({"np.log(1 - A)": "(1 - np.log(A))"})
def one_minus_log():
    """This is 1 − log A where log(1 − A) is meant: the bracket closed one step too late for the logarithm.

    >>> print(1 - np.log(0.9), np.log(1 - 0.9))
    """


@PROPAGATE.mistake("value", keeps=0.8, read="03 The bracket of the logarithm")
@slip({SUMS: "Y * np.log(A) + (1 - Y) * np.log(A)"})
def second_term_slipped():
    """The second term is not (1 − Y) · log(1 − A): its factor, its logarithm, what that is of, or a bracket differs.

    Write the term for Y = 0 on paper: only log(1 − A) is left.
    """


PROPAGATE.more(
    "second-term-slipped",
    *instead(
        SUMS,
        "Y * np.log(A) + 1 - Y * np.log(1 - A)",
        "Y * np.log(A) + (1 - Y) * np.log(1 + A)",
        "Y * np.log(A) + (1 - Y) * (1 - A)",
        "Y * np.log(A) + Y * np.log(1 - A)",
        "Y * np.log(A) + np.log(1 - A)",
        "Y * np.log(A) + (1 - Y) * np.log(1) - A",
        "Y * np.log(A) + (1 - Y) * np.log(1 - Y + A)",
        "Y * np.log(A) + (1 + Y) * np.log(1 - A)",
        "Y * np.log(A) + 1 - Y * np.log(A)",
    ),
)


@PROPAGATE.mistake("value", read="03 Write both cases in one line")
@slip({SUMS: "np.log(A) + np.log(1 - A)"})
def terms_joined_wrongly():
    """The label and its logarithm are multiplied, and the two terms are added. Here, usually, a + and a · have changed
    places, or the labels are missing.

    Write the price of one picture on paper, for Y = 1 and for Y = 0.
    """


PROPAGATE.more(
    "terms-joined-wrongly",
    *instead(
        SUMS,
        "Y * np.log(A) * (1 - Y) * np.log(1 - A)",
        "Y + np.log(A) + (1 - Y) + np.log(1 - A)",
        "Y + np.log(A) * (1 - Y) + np.log(1 - A)",
        "np.log(1 - A)",
    ),
)


@PROPAGATE.mistake("value", read="08 Two vectors that became a table")
@slip({SUMS: "Y.T @ np.log(A) + (1 - Y).T @ np.log(1 - A)"})
def cost_table():
    """Each probability met every label: a column and a row made an m×m table, and all of it was summed.

    >>> A = sigmoid(w.T @ X + b); print((Y.T * np.log(A)).shape)
    Which shape do you want?
    """


@PROPAGATE.mistake("kind", keeps=0.5, read="07 Let the shapes click")
@slip({SUMS: "np.dot(Y, np.log(A)) + np.dot(1 - Y, np.log(1 - A))"})
def two_rows():
    """A matrix product cannot pair two rows: (1, m) and (1, m) do not fit. Multiply entry by entry and sum, or turn one
    of them.

    >>> A = sigmoid(w.T @ X + b); print(Y.shape, np.log(A).shape)
    """


@PROPAGATE.mistake("shape", keeps=0.8, read="03 Loss for cost, cost for loss")
@slip({"-np.sum": "-"})
def cost_not_summed():
    """There is still one price per picture. The cost is one number for all of them.

    >>> print(np.shape(propagate(w, b, X, Y)[1]))
    """


@PROPAGATE.mistake("shape", keeps=0.8, read="03 Loss for cost, cost for loss")
@slip({COST: "-1 / m * np.sum(Y * np.log(A)) + (1 - Y) * np.log(1 - A)"})
def sum_closed_early():
    """The bracket of the sum closes after its first term: the term with log(1 − A) is added outside, once per picture.

    >>> print(np.shape(propagate(w, b, X, Y)[1]))
    The cost is one number. Count the brackets.
    """


PROPAGATE.more(
    "sum-closed-early",
    *instead(
        COST,
        "-1 / m * np.sum(Y * np.log(A)) - (1 - Y) * np.log(1 - A)",
        "-1 / m * Y * np.log(A) + (1 - Y) * np.log(1 - A)",
        "-np.sum(Y * np.log(A)) + (1 - Y) * np.log(1 - A)",
        "-(Y * np.log(A)) + (1 - Y) * np.log(1 - A)",
    ),
)


# ---- the cost: other prices


@PROPAGATE.mistake("value", keeps=0.8, read="03 Another base, another price")
@slip({SUMS: "Y * np.log10(A) + (1 - Y) * np.log10(1 - A)"})
def log_10():
    """This logarithm has base 10. The gradient A − Y belongs to the natural one, so cost and slope no longer fit each
    other.

    >>> print(np.log10(0.5), np.log(0.5))
    """


@PROPAGATE.mistake("value", keeps=0.8, read="03 Another base, another price")
@slip({SUMS: "Y * np.log2(A) + (1 - Y) * np.log2(1 - A)"})
def log_2():
    """This logarithm has base 2. The gradient A − Y belongs to the natural one, so cost and slope no longer fit each
    other.

    >>> print(np.log2(0.5), np.log(0.5))
    """


@PROPAGATE.mistake("value", read="03 Write both cases in one line")
@slip({SUMS: "A * np.log(Y) + (1 - A) * np.log(1 - Y)"})
def labels_in_the_logarithm():
    """The labels stand inside the logarithm and the probabilities before it. The label 0 has no logarithm.

    >>> print(np.log(0.0))
    """


@PROPAGATE.mistake("value", read="03 Price one answer")
@slip({SUMS: "Y * A + (1 - Y) * (1 - A)"})
def no_logarithm():
    """The probabilities are averaged as they are. The price of an answer is the logarithm of its probability, with a
    minus.

    >>> print(-np.log(0.9), -np.log(0.1))
    """


PROPAGATE.more(
    "no-logarithm",
    *instead(
        COST,
        "np.sum(Y * A + (1 - Y) * (1 - A)) / m",
        "np.sum(A - Y) / m",
        "-np.log(np.sum(Y * A + (1 - Y) * (1 - A))) / m",
    ),
)


@PROPAGATE.mistake("value", read="03 See why squares get stuck")
@slip({COST: "np.sum((A - Y) ** 2) / m"})
def squared_error():
    """This is the mean squared difference. With a sigmoid it is not a bowl: training can get stuck on its flat parts.

    Lesson 03 draws both costs side by side.
    """


@PROPAGATE.mistake("value", read="03 See why squares get stuck")
@slip({COST: "np.sum((A - Y) ** 2) / (2 * m)"})
def half_squared_error():
    """This is half the mean squared difference. With a sigmoid it is not a bowl: training can get stuck on its flat
    parts.

    Lesson 03 draws both costs side by side.
    """


@PROPAGATE.mistake("value", read="03 See why squares get stuck")
@slip({COST: "np.sum(np.abs(A - Y)) / m"})
def absolute_error():
    """This is the mean distance between A and Y. It prices being sure and wrong at 1 at most; the logarithm has no such
    limit.

    >>> print(np.abs(0.001 - 1), -np.log(0.001))
    """


@PROPAGATE.mistake("stable", read="03 The logarithm of 0: from −inf to nan")
@slip({})
def log_of_zero():
    """The values are right, except where A rounds to exactly 0 or 1: there log gives −inf, and 0 · (−inf) is not a
    number. This costs no point; training with a large learning rate gets there.

    >>> print(sigmoid(40.0) == 1, 0 * np.log(0.0))
    """


@PROPAGATE.mistake("value", read="03 The logarithm of 0: from −inf to nan")
@slip({"A = sigmoid(w.T @ X + b)": "A = np.clip(sigmoid(w.T @ X + b), 0.001, 0.999)"})
def cut_off():
    """A is cut off well before 0 and 1, so a picture that is almost certain counts as less sure than it is. A guard
    against log 0 has to be much smaller.

    >>> print(-np.log(0.999), -np.log(0.9999))
    """


for least in ("0.01", "0.05"):
    PROPAGATE.more(
        "cut-off",
        SHORT | {"A = sigmoid(w.T @ X + b)": f"A = np.clip(sigmoid(w.T @ X + b), {least}, 1 - {least})"},
    )
for least in ("0.05", "0.01", "0.001"):
    inside = f"np.clip(A, {least}, 1 - {least})"
    PROPAGATE.more("cut-off", SHORT | {SUMS: f"Y * np.log({inside}) + (1 - Y) * np.log(1 - {inside})"})


# ---- the mean


@PROPAGATE.mistake("value", keeps=0.5, read="06 Average the losses")
@slip({COST: f"-np.sum({SUMS})", DW: "X @ (A - Y).T", DB: "np.sum(A - Y)"})
def missing_mean():
    """This is a sum over the examples, and an average is meant: with twice as many pictures it would be twice as large.

    >>> print(propagate(w, b, X, Y)[1], X.shape[1])
    """


@PROPAGATE.mistake("value", keeps=0.5, read="06 Count the columns")
@slip({"X.shape[1]": "X.shape[0]"})
def divided_by_n():
    """The sum over the examples is divided by the number of rows of X. The rows are pixels; the examples are the
    columns.

    >>> print(X.shape)
    Which of the two counts pictures?
    """


@PROPAGATE.mistake("value", keeps=0.5, read="06 Count the columns")
@slip({"X.shape[1]": "X.size"})
def divided_by_everything():
    """The sum over the examples is divided by the number of entries of X, pixels times pictures.

    >>> print(X.size, X.shape)
    """


@PROPAGATE.mistake("value", keeps=0.5, read="06 Count the columns")
@slip({"X.shape[1]": "209"})
def m_of_this_notebook():
    """The sum is divided by 209, the number of training pictures in this notebook, whatever X is passed in.

    >>> print(X.shape)
    How many examples are in these arguments?
    """


@PROPAGATE.mistake("value", keeps=0.5, read="06 Count the columns")
@slip({"X.shape[1]": "4"})
def m_hard_coded():
    """The sum is divided by 4, the number of examples of the first check, whatever X is passed in.

    >>> print(X.shape)
    How many examples are in these arguments?
    """


@PROPAGATE.mistake("value", keeps=0.5, read="06 Count the columns")
@slip({"-np.sum": "-np.mean", DW: "X @ (A - Y).T / m / m", DB: "np.mean(A - Y) / m"})
def divided_twice():
    """The average is taken twice: `np.mean` already divides by the number of examples.

    >>> print(np.mean([1, 3]), np.sum([1, 3]) / 2)
    """


@PROPAGATE.mistake("value", keeps=0.8, read="03 Loss for cost, cost for loss")
@slip({COST: "-np.sum(Y * np.log(A)) / m - np.sum((1 - Y) * np.log(1 - A))"})
def mean_on_first_term():
    """1/m reaches the term with log A and not the one with log(1 − A).

    >>> print((2 + 1) / 4, 2 / 4 + 1)
    """


@PROPAGATE.mistake("value", keeps=0.8, read="03 Loss for cost, cost for loss")
@slip({COST: f"-np.sum({SUMS} / m)"})
def mean_on_second_term():
    """1/m reaches the term with log(1 − A) and not the one with log A.

    >>> print((2 + 1) / 4, 2 + 1 / 4)
    """


@PROPAGATE.mistake("shape", keeps=0.7, read="08 Keep the shape of w")
@slip({COST: f"-np.sum({SUMS}, axis=0) / m", DB: "np.sum(A - Y, axis=0) / m"})
def summed_along_the_short_axis():
    """There is still one number per picture: there is no sum over the examples, or it runs along axis 0, which has one
    entry in a (1, m) array.

    >>> print(np.sum(np.ones((1, 5)), axis=0), np.sum(np.ones((1, 5))))
    """


# ---- the gradient


@PROPAGATE.mistake("value", keeps=0.7, read="05 See what a wrong arrow does")
@slip({DW: "X @ (Y - A).T / m", DB: "np.sum(Y - A) / m"})
def labels_minus_probabilities():
    """The difference is the other way round, or a minus stands in front of it, so the gradient points downhill. The
    update already subtracts; twice makes training climb.

    >>> step = np.zeros_like(w); step[0, 0] = 1e-6
    >>> print((propagate(w + step, b, X, Y)[1] - propagate(w - step, b, X, Y)[1]) / 2e-6)
    >>> print(propagate(w, b, X, Y)[0]["dw"][0, 0])
    The slope of the cost along the first weight, measured and computed: compare the signs.
    """


@PROPAGATE.mistake("value", keeps=0.5, read="02 Only a part of the formula")
@slip({DW: "X @ ((A > 0.5) - Y).T / m", DB: "np.sum((A > 0.5) - Y) / m"})
def answers_in_the_slopes():
    """The slopes are made from answers, 0 or 1. They need the probability itself: how far it is from the label.

    Print what you subtract `Y` from. Is every number there 0 or 1?
    """


PROPAGATE.more(
    "answers-in-the-slopes",
    *(SHORT | {DW: "X @ (np.round(A) - Y).T / m"} | more for more in ({}, {DB: "np.sum(np.round(A) - Y) / m"})),
)


@PROPAGATE.mistake("value", keeps=0.7, read="05 See what a wrong arrow does")
def extra_slope(w, b, X, Y):
    """There is an extra factor a(1 − a). The slope of the log cost already cancelled it: what remains is a − y.

    Multiply the two local steps on paper: dcost/da and da/dz.
    """
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dZ = (A - Y) * A * (1 - A)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, dZ.T) / m
    db = np.sum(dZ) / m
    return {"dw": dw, "db": db}, cost


@PROPAGATE.mistake("value", keeps=0.6, read="05 See what a wrong arrow does")
@slip({DW: f"X @ ({SCORE} - Y).T / m", DB: f"np.sum({SCORE} - Y) / m"})
def score_in_the_gradient():
    """The difference is taken between the score and the label. The probability is what is compared with a label.

    Print `Z - Y` and `A - Y` inside the function.
    """


@PROPAGATE.mistake("value", keeps=0.6, read="05 The sign says where to go, the size says how urgently")
@slip({DW: "X @ A.T / m", DB: "np.sum(A) / m"})
def probabilities_only():
    """The labels do not enter: this is the gradient of something that does not know the right answers.

    >>> print(propagate(w, b, X, Y)[0]["dw"], propagate(w, b, X, 1 - Y)[0]["dw"])
    Other labels: dw must change.
    """


@PROPAGATE.mistake("shape", keeps=0.6, read="08 Two vectors that became a table")
@slip({DW: "X @ (A - Y.T) / m", DB: "np.sum(A - Y.T) / m"})
def residual_table():
    """A is a row and Y.T a column: their difference is an m×m table, each probability against every label.

    >>> A = sigmoid(w.T @ X + b); print((A - Y.T).shape)
    """


@PROPAGATE.mistake("value", keeps=0.7, read="06 Write a loop that adds up")
@slip({DW: "X[:, -1:] * (A - Y)[0, -1] / m", DB: "(A - Y)[0, -1] / m"})
def last_example_only():
    """Each example replaced the one before: the loop assigns where it should add up, so only the last picture counts.

    Print `dw` inside the loop: does it grow, or does it change?
    """


@PROPAGATE.mistake("shape", read="07 Add up over the pictures")
@slip({DW: "X * (A - Y) / m"})
def elementwise_gradient():
    """`*` multiplies entry by entry: there is one number per pixel and picture, and nothing was summed over the
    pictures.

    >>> dw = propagate(w, b, X, Y)[0]["dw"]; print(dw.shape, w.shape)
    """


@PROPAGATE.mistake("kind", keeps=0.3, read="07 Multiply, or multiply and add")
@slip({DW: "X * (A - Y).T / m"})
def elementwise_turned():
    """`*` lines the two up entry by entry, and (n_x, m) does not line up with (m, 1). A matrix product pairs and sums
    them.

    >>> A = sigmoid(w.T @ X + b); print(X.shape, (A - Y).T.shape)
    """


@PROPAGATE.mistake("kind", keeps=0.5, read="07 Let the shapes click", same_as=("both-have-m-columns",))
@slip({DW: "np.dot(X, A - Y) / m"})
def not_turned():
    """A matrix product pairs the columns of the left factor with the rows of the right one. Here both factors have m
    columns, so one of them has to be turned.

    >>> A = sigmoid(w.T @ X + b); print(X.shape, (A - Y).shape)
    Which of the two must be turned?
    """


@PROPAGATE.mistake("kind", keeps=0.5, read="07 Let the shapes click", same_as=("not-turned",))
@slip({DW: "X @ (A - Y) / m"})
def both_have_m_columns():
    """A matrix product pairs the columns of the left factor with the rows of the right one. Here both factors have m
    columns, so one of them has to be turned.

    >>> A = sigmoid(w.T @ X + b); print(X.shape, (A - Y).shape, Y.shape)
    """


@PROPAGATE.mistake("shape", keeps=0.9, read="08 Keep the shape of w")
@slip({DW: "(A - Y) @ X.T / m"})
def row_gradient():
    """dw is a row, (1, n_x). It must look like w, or `w − learning_rate · dw` stretches into a table without an error.

    >>> dw = propagate(w, b, X, Y)[0]["dw"]; print(dw.shape, w.shape, (w - dw).shape)
    """


@PROPAGATE.mistake("shape", keeps=0.9, read="08 Keep the shape of w")
@slip({DW: "np.sum(X * (A - Y), axis=1) / m"})
def rank_1_gradient():
    """dw has a single axis, (n_x,): with w, which is (n_x, 1), it stretches into a table without an error.

    >>> dw = propagate(w, b, X, Y)[0]["dw"]; print(dw.shape, w.shape, (w - dw).shape)
    """


@PROPAGATE.mistake("shape", read="06 Put a loop inside the loop")
@slip({DW: "np.mean(X * (A - Y))"})
def one_slope_for_all():
    """dw is a single number: pixels and pictures were all averaged together. There is one slope per weight.

    >>> dw = propagate(w, b, X, Y)[0]["dw"]; print(np.shape(dw), w.shape)
    """


@PROPAGATE.mistake("shape", read="07 Add up over the pictures")
@slip({DW: "np.sum(X * (A - Y)) / m"})
def summed_to_one_number():
    """dw is a single number: the sum runs over the pixels as well. Each weight has a slope of its own.

    >>> dw = propagate(w, b, X, Y)[0]["dw"]; print(np.shape(dw), w.shape)
    """


PROPAGATE.more(
    "summed-to-one-number",
    *instead(
        DW,
        "np.sum(A - Y) / m",
        "np.mean(X @ (A - Y).T)",
        "np.sum(X * (A - Y))",
    ),
)


@PROPAGATE.mistake("shape", read="07 Add up over the pictures")
@slip({DW: "X @ A.T / m - Y"})
def labels_outside_the_product():
    """Y stands outside the product, or meets A.T before it was turned itself. X multiplies the difference A − Y.

    Put brackets: X · (A − Y).T.
    """


PROPAGATE.more(
    "labels-outside-the-product",
    *instead(
        DW,
        "X @ (A.T - Y) / m",
        "(X @ A.T - Y) / m",
    ),
)


@PROPAGATE.mistake("shape", read="08 Name the axis that disappears")
@slip({DW: "np.sum(X * (A - Y), axis=0) / m"})
def summed_over_the_pixels():
    """The sum runs down the pixels and leaves one number per picture. It must run over the pictures and leave one per
    pixel.

    >>> dw = propagate(w, b, X, Y)[0]["dw"]; print(np.shape(dw), w.shape)
    """


PROPAGATE.more(
    "summed-over-the-pixels",
    *instead(
        DW,
        "np.sum(X * (A - Y), axis=0, keepdims=True) / m",
        "np.mean(X * (A - Y), axis=0)",
    ),
)


@PROPAGATE.mistake("value", read="05 See what a wrong arrow does")
@slip({DW: "X @ (A + Y).T / m"})
def difference_slipped():
    """dw is not made from A − Y. Usually a plus, a square, an absolute value or an extra term stands there.

    Multiply the local steps on paper: what is left is A − Y.
    """


PROPAGATE.more(
    "difference-slipped",
    *instead(
        "(A - Y).T",
        "((A - Y) ** 2).T",
        "np.abs(A - Y).T",
        "(A * Y).T",
        "(1 - A).T",
        "Y.T",
    ),
)


# ---- the slope of the bias


@PROPAGATE.mistake("shape", read="05 A weight meets its own feature, a bias meets none")
@slip({DB: "dw"})
def db_is_dw():
    """db is a copy of dw. The bias is multiplied by 1 in the score, not by a pixel, so it has one slope and no X in it.

    >>> grads = propagate(w, b, X, Y)[0]; print(np.shape(grads["db"]))
    """


@PROPAGATE.mistake("value", read="05 A weight meets its own feature, a bias meets none")
@slip({DB: "np.sum(dw)"})
def db_sums_dw():
    """db is made from dw, so the pixels are in it. The bias is multiplied by 1 in the score, not by a pixel.

    >>> grads = propagate(w, b, X, Y)[0]; print(grads["db"], np.sum(grads["dw"]))
    """


PROPAGATE.more("db-sums-dw", *instead(DB, "np.sum(dw) / m", "np.mean(dw)", "np.sum(dw) * m"))


@PROPAGATE.mistake("shape", read="07 Add up over the pictures")
@slip({DB: "(A - Y) / m"})
def db_not_summed():
    """There is still one entry per picture in db. There is one bias, so it has one slope.

    >>> grads = propagate(w, b, X, Y)[0]; print(np.shape(grads["db"]))
    """


PROPAGATE.more("db-not-summed", *instead(DB, "A - Y"))


@PROPAGATE.mistake("value", read="05 A weight meets its own feature, a bias meets none")
@slip({DB: "0.0"})
def db_zero():
    """db is always 0, so the bias would never move. Accuracy hardly shows it: the pixels make up for it on the training
    pictures.

    >>> print(propagate(w, b, X, Y)[0]["db"], propagate(w, b, X, 1 - Y)[0]["db"])
    Other labels: db must change.
    """


@PROPAGATE.mistake("kind", read="00 Computed and thrown away")
@slip({DB: "None"})
def db_none():
    """db is still None: a placeholder was left where its value belongs.

    >>> grads = propagate(w, b, X, Y)[0]; print(grads)
    """


@PROPAGATE.mistake("value", read="07 Add up over the pictures")
@slip({DB: "np.sum(A * Y) / m"})
def db_slipped():
    """db is not the mean of A − Y. Usually another difference, a product or a bracket closed too early stands there.

    >>> A = sigmoid(w.T @ X + b); print(propagate(w, b, X, Y)[0]["db"], np.mean(A - Y))
    """


PROPAGATE.more(
    "db-slipped",
    *instead(
        DB,
        "np.sum((A - Y) ** 2) / m",
        "np.sum(np.abs(A - Y)) / m",
        "np.sum(A + Y) / m",
        "np.sum(A) - Y",
        "np.sum(A) / m - Y",
        "np.sum(A) - np.sum(Y) / m",
        "np.sum(1 - A) / m",
        "np.sum(Y) / m",
    ),
)


# ---- what is returned, overwritten, looped over


@PROPAGATE.mistake("kind", read="00 Printed and not returned")
@slip({'    return {"dw": dw, "db": db}, cost': ""})
def nothing_returned():
    """Everything is computed and then dropped: without a return, a function gives None.

    >>> print(propagate(w, b, X, Y))
    """


@PROPAGATE.mistake("kind", read="00 In another order, or in another box")
@slip({'{"dw": dw, "db": db}, cost': 'cost, {"dw": dw, "db": db}'})
def cost_first():
    """The cost comes back first and the gradient second. Whoever calls this unpacks `grads, cost`.

    >>> grads, cost = propagate(w, b, X, Y); print(type(grads))
    """


@PROPAGATE.mistake("kind", keeps=0.7, read="00 In another order, or in another box")
@slip({'{"dw": dw, "db": db}, cost': "dw, db, cost"})
def three_values():
    """Three values come back. dw and db travel together, in a dictionary under their names, and the cost beside it.

    >>> print(len(propagate(w, b, X, Y)))
    """


@PROPAGATE.mistake("unchanged", read="07 Leave what you were given")
@slip({f"    dw = {DW}": "    X *= A - Y\n    dw = np.sum(X, axis=1, keepdims=True) / m"})
def pictures_overwritten():
    """The values are right, and the caller's X is gone: an in-place operation such as `*=` wrote into the array that
    was passed in.

    >>> before = X.copy(); propagate(w, b, X, Y); print(np.array_equal(before, X))
    """


@PROPAGATE.mistake("vectorized", read="07 Spot the loop in disguise")
def loop_over_examples(w, b, X, Y):
    """The values are right, and the work grows in Python with every example. Matrix products do the same loop out of
    sight.

    Time it with 10 and with 1000 examples.
    """
    m = X.shape[1]
    cost, dw, db = 0.0, np.zeros_like(w), 0.0
    for i in range(m):
        x = X[:, i : i + 1]
        a = sigmoid((w.T @ x).item() + b)
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dw = dw + x * (a - Y[0, i])
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, cost / m
