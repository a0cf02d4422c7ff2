"""`gradients_loop`: cost of logistic regression and its gradient, one example after the other."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

from ..guards import calm_scores, drawn, with_a_sure_one


def examples(rng: np.random.Generator, n_x: int, m: int) -> Call:
    """Weights, a bias away from 0, and m examples with both labels (if m > 1); scores stay within ±4 or so."""
    w = rng.choice([-1.0, 1.0], (n_x, 1)) * rng.uniform(0.3, 0.9, (n_x, 1))
    X = rng.uniform(-1.8, 1.8, (n_x, m))
    Y = rng.integers(0, 2, (1, m))
    Y[0, : min(m, 2)] = (1, 0)[: min(m, 2)]
    return call(w, float(rng.choice([-1.0, 1.0]) * rng.uniform(0.4, 0.9)), X, rng.permuted(Y, axis=1))


def fresh(rng: np.random.Generator) -> list[Call]:
    """More examples than features, more features than examples, a single feature, and a single example.

    With a single feature one example is nearly certain and right.
    """

    def draw(n_x: int, m: int) -> Call:
        made = examples(rng, n_x, m)
        return call(*with_a_sure_one(*made.arguments)) if n_x == 1 else made

    each = ((3, 7), (5, 2), (1, 4), (4, 1))
    return [drawn(lambda size=size: draw(*size), lambda one: calm_scores(*one.arguments)) for size in each]


# With m = n_x a division by the wrong one is invisible. Here m > n_x, so that it shows as a value, not as an exception.
GRADIENTS_LOOP = Exercise(
    name="gradients_loop",
    notebook="3_computation_graph",
    parts={"dw": 1.5, "db": 0.75, "cost": 1.25},
    rungs={"unchanged": 0.5},
    returns=("grads", "cost"),
    visible=(
        call(np.array([[0.8], [-0.5]]), 0.7, np.array([[1.0, -0.4, 0.6], [0.5, 1.2, -1.5]]), np.array([[1, 0, 0]])),
        call(
            np.array([[0.5], [-0.9], [0.3]]),
            -0.4,
            np.array([[1.2, -0.7, 0.3, 1.6, -1.1], [-0.2, 0.8, 1.4, -1.0, 0.5], [0.9, -1.3, 0.1, 0.4, 1.7]]),
            np.array([[1, 0, 1, 1, 0]]),
        ),
        call(np.array([[-0.6]]), 0.5, np.array([[1.5, -12.5, 0.2, -2.0]]), np.array([[0, 1, 1, 0]])),
    ),
    hidden=fresh,
    evaluation_order=("z", "a", "dz", "dw", "db", "cost"),
    passed="With w = 0 and b = 0 the cost is 0.6931 = log 2, however many examples there are.",
)

START = "sum_loss, sum_dw, sum_db = 0.0, np.zeros((n_x, 1)), 0.0\n"


# ---- from an example to its loss


@GRADIENTS_LOOP.mistake("value", keeps=0.5, read="06 Put a loop inside the loop")
@GRADIENTS_LOOP.slip({"* X[j, i]\n        z += b": "* X[j, i] + b"})
def bias_for_every_feature():
    """b is added inside the loop over the features, once for each of them. A score holds it once.

    >>> print(X.shape[0], 'features:', X.shape[0], 'times b')
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.5, read="06 Put a loop inside the loop")
@GRADIENTS_LOOP.slip({"        z += b\n": ""})
def bias_forgotten():
    """b does not enter the score, so its slope is taken at another place than where it stands.

    >>> print(gradients_loop(w, 0.0, X, Y)[1], gradients_loop(w, 5.0, X, Y)[1])
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.5, read="02 The sign flipped")
@GRADIENTS_LOOP.slip({"np.exp(-z)": "np.exp(z)"})
def sigmoid_turned():
    """exp(z) stands where exp(−z) belongs: a high score gives a low probability, and every label counts as its
    opposite.

    >>> print(1 / (1 + np.exp(5.0)), 1 / (1 + np.exp(-5.0)))
    """


@GRADIENTS_LOOP.mistake("value", read="03 The logarithm of 0: from −inf to nan")
@GRADIENTS_LOOP.slip({"a = 1 / (1 + np.exp(-z))": "a = np.clip(1 / (1 + np.exp(-z)), 0.001, 0.999)"})
def cut_off():
    """The probability is cut off well before 0 and 1, so an example that is almost certain counts as less sure than it
    is. A guard against log 0 has to be much smaller.

    >>> print(-np.log(0.999), -np.log(0.9999))
    """


for least in ("0.05", "0.01"):
    GRADIENTS_LOOP.more(
        "cut-off",
        {"a = 1 / (1 + np.exp(-z))": f"a = np.clip(1 / (1 + np.exp(-z)), {least}, 1 - {least})"},
    )


@GRADIENTS_LOOP.mistake("value", keeps=0.8, read="03 The minus missing, or on one term")
@GRADIENTS_LOOP.slip({"-(Y[0, i]": "(Y[0, i]"})
def missing_minus():
    """The logarithm of a probability is negative, and nothing turns the sign: a cost below 0.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.ones((1, 2)), np.array([[0, 1]]))[1])
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.8, read="03 The minus missing, or on one term")
@GRADIENTS_LOOP.slip({"-(Y[0, i] * np.log(a) +": "(-Y[0, i] * np.log(a) +"})
def minus_on_one_term():
    """The minus sign reaches only the term for y = 1. Each example with y = 0 lowers the cost instead of raising it.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.ones((1, 2)), np.array([[0, 1]]))[1])
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.8, read="03 Half of the labels forgotten, the label ignored, or swapped")
@GRADIENTS_LOOP.slip({" + (1 - Y[0, i]) * np.log(1 - a)": ""})
def only_y_one():
    """Only the term for y = 1 is in the cost. Examples with y = 0 cost nothing, however wrong they are.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.ones((1, 2)), np.array([[0, 0]]))[1])
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.8, read="03 The bracket of the logarithm")
@GRADIENTS_LOOP.slip({"(1 - Y[0, i]) * np.log(1 - a)": "1 - Y[0, i] * np.log(1 - a)"})
def second_term_slipped():
    """The second term is not (1 − y) · log(1 − a). Usually a bracket is missing, or 1 − a stands there in another way.

    Write the term for y = 0 on paper: only log(1 − a) is left.
    """


GRADIENTS_LOOP.more("second-term-slipped", {"np.log(1 - a)": "np.log(a)"}, {"np.log(1 - a)": "(1 - a)"})


@GRADIENTS_LOOP.mistake("kind", read="06 Count the columns")
def labels_by_row(w, b, X, Y):
    """Y[i] asks for row i, and Y has one row: the labels lie side by side in it.

    >>> print(Y.shape, Y[0].shape)
    """
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z = z + w[j, 0] * X[j, i]
        y = Y[i]
        a = 1 / (1 + np.exp(-z))
        cost += -(y * np.log(a) + (1 - y) * np.log(1 - a))
        dz = a - y
        for j in range(n):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m


# ---- from the loss to the slopes


@GRADIENTS_LOOP.mistake("value", keeps=0.7, read="05 See what a wrong arrow does")
@GRADIENTS_LOOP.slip({"a - Y[0, i]": "Y[0, i] - a"})
def dz_turned():
    """dz is y − a: the slopes point downhill, where a gradient points uphill. A step against them makes the cost grow.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.ones((1, 1)), np.ones((1, 1))))
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.7, read="05 See what a wrong arrow does")
@GRADIENTS_LOOP.slip({"a - Y[0, i]": "(a - Y[0, i]) * a * (1 - a)"})
def sigmoid_counted_twice():
    """a − y is already the whole way from the loss to z. Another a(1 − a) counts the sigmoid twice.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.ones((1, 1)), np.ones((1, 1))))
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.6, read="05 See what a wrong arrow does")
@GRADIENTS_LOOP.slip({"a - Y[0, i]": "z - Y[0, i]"})
def score_for_probability():
    """dz is z − y: the score stands where the probability belongs.

    >>> print(gradients_loop(np.zeros((1, 1)), 5.0, np.ones((1, 1)), np.ones((1, 1))))
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.9, read="06 Follow three examples")
@GRADIENTS_LOOP.slip({"        sum_db += dz": "            sum_db += X[j, i] * dz"})
def bias_times_feature():
    """The bias collects x·dz with the weights. b enters every score with the factor 1, so its slope is dz alone.

    >>> print(gradients_loop(np.zeros((1, 1)), 0.0, np.full((1, 1), 9.0), np.ones((1, 1))))
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.7, read="06 Follow three examples")
@GRADIENTS_LOOP.slip({"X[j, i] * dz": "dz"})
def feature_forgotten():
    """dw collects dz alone. A weight reaches the score through its feature, so each slope carries that feature.

    >>> print(gradients_loop(np.zeros((2, 1)), 0.0, np.array([[9.0], [0.0]]), np.ones((1, 1)))[0])
    """


@GRADIENTS_LOOP.mistake("shape", keeps=0.9, read="08 Keep the shape of w")
@GRADIENTS_LOOP.slip({"(n_x, 1)": "n_x", "sum_dw[j, 0]": "sum_dw[j]"})
def dw_flat():
    """dw has one axis, (n_x,). w has two, and w − dw would stretch the two of them into a table.

    >>> print((np.zeros((3, 1)) - np.zeros(3)).shape)
    """


@GRADIENTS_LOOP.mistake("shape", keeps=0.8, read="08 Keep the shape of w")
@GRADIENTS_LOOP.slip(
    {"        for j in range(n_x):\n            sum_dw[j, 0] += X[j, i] * dz": "        sum_dw = sum_dw + X[:, i] * dz"}
)
def dw_became_a_table():
    """A column (n_x, 1) plus a slice (n_x,) stretches into a table (n_x, n_x): X[:, i] has only one axis.

    >>> print((np.zeros((3, 1)) + np.zeros(3)).shape)
    """


@GRADIENTS_LOOP.mistake("unchanged", read="04 The caller's own array")
@GRADIENTS_LOOP.slip({"    return": "    w -= 0.01 * sum_dw / m\n    return"})
def takes_the_step():
    """The function also walks: w -= … moves the caller's own weights. It is asked where downhill is, not to go there.

    >>> w = np.ones((1, 1)); gradients_loop(w, 0.0, np.ones((1, 1)), np.ones((1, 1))); print(w)
    """


# ---- the mean


@GRADIENTS_LOOP.mistake("value", keeps=0.5, read="06 Average the losses")
@GRADIENTS_LOOP.slip({"sum_dw / m": "sum_dw", "sum_db / m": "sum_db", "sum_loss / m": "sum_loss"})
def missing_mean():
    """The cost and the slopes are sums over the examples here; an average divides by m.

    >>> print(gradients_loop(w, b, X, Y)[1], X.shape[1])
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.5, read="06 Count the columns")
@GRADIENTS_LOOP.slip({"sum_dw / m": "sum_dw / n_x", "sum_db / m": "sum_db / n_x", "sum_loss / m": "sum_loss / n_x"})
def divided_by_features():
    """The sums are divided by the number of features, n_x. An average over the examples divides by m, the number of
    columns.

    >>> print(X.shape)
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.5, read="06 Write a loop that adds up")
@GRADIENTS_LOOP.slip(
    {
        "sum_db += dz": "sum_db += dz\n        sum_loss, sum_dw, sum_db = sum_loss / m, sum_dw / m, sum_db / m",
        '{"dw": sum_dw / m, "db": sum_db / m}, sum_loss / m': '{"dw": sum_dw, "db": sum_db}, sum_loss',
    }
)
def divided_at_every_example():
    """The division by m stands inside the loop over the examples, so the first ones are divided again and again.

    >>> total = 0
    >>> for x in (3, 3, 3):
    ...     total = (total + x) / 3
    >>> print(total)
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.5, read="06 Write a loop that adds up")
@GRADIENTS_LOOP.slip({f"    {START}": "", "        z = 0.0": f"        {START}        z = 0.0"})
def last_example_only():
    """Only the last example is left. Usually each pass of the loop overwrites the sums, or sets them to 0 again before
    it adds.

    >>> total = 0
    >>> for x in (1, 2, 3):
    ...     total = x
    >>> print(total)
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.3, read="06 Write a loop that adds up")
@GRADIENTS_LOOP.slip(
    {
        f"    {START}": "",
        "        z = 0.0": f"        {START}        z = 0.0",
        "sum_dw / m": "sum_dw",
        "sum_db / m": "sum_db",
        "sum_loss / m": "sum_loss",
    }
)
def last_example_not_averaged():
    """These are the loss and the slopes of the last example alone: nothing is added up, and nothing is averaged.

    >>> total = 0
    >>> for x in (1, 2, 3):
    ...     total = x
    >>> print(total)
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.5, read="06 Write a loop that adds up")
@GRADIENTS_LOOP.slip({"    return": "        return"})
def first_example_only():
    """Only the first example is in the answer: the return stands inside the loop, so the loop never comes to the
    second.

    How far is the line with `return` indented? Compare it with the line `for i in …`.
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.5, read="06 Write a loop that adds up")
@GRADIENTS_LOOP.slip({"range(m)": "range(1, m)"})
def first_example_left_out():
    """The loop over the examples begins at the second: Python counts from 0, and the example at 0 is never added.

    >>> print(list(range(1, 4)), list(range(4)))
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.8, read="06 Write a loop that adds up")
@GRADIENTS_LOOP.slip({"        z = 0.0": "        sum_loss = 0.0\n        z = 0.0"})
def cost_starts_again():
    """The cost is the loss of the last example, divided by m. Usually the line that sets it to 0 stands inside the
    loop, or the line that adds to it replaces it.

    >>> total = 0
    >>> for x in (1, 2, 3):
    ...     total = x
    >>> print(total)
    """


@GRADIENTS_LOOP.mistake("value", keeps=0.5, read="06 Count the columns")
@GRADIENTS_LOOP.slip({"n_x, m = X.shape": "n_x = m = X.shape[0]"})
def rows_counted():
    """The loop runs as often as X has rows. Rows are features; the examples are the columns, and some are never seen.

    >>> print(X.shape)
    """
