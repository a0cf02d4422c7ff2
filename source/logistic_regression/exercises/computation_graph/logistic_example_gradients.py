"""`logistic_example_gradients`: logistic regression with two features, one example, every arrow backward."""

from __future__ import annotations

from autograder.exercises import Exercise

from . import logistic_example as forward

LOGISTIC_EXAMPLE_GRADIENTS = Exercise(
    name="logistic_example_gradients",
    notebook="3_computation_graph",
    parts={"da": 1.5, "dz": 1.5, "dw1": 0.75, "dw2": 0.75, "db": 0.5},
    returns=("gradients",),
    visible=forward.VISIBLE,
    hidden=forward.fresh,
    evaluation_order=("z", "a", "da", "dz", "dw1", "dw2", "db"),
    uses=("logistic_example",),
    passed="However you got dz, it is a − y: the two steep slopes, 1/a and a(1 − a), cancel.",
)

logistic_example = LOGISTIC_EXAMPLE_GRADIENTS.sibling("logistic_example")


# ---- from the loss to a


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.5, read="05 Take one example forward and back")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"-y / a + (1 - y)": "y / a - (1 - y)"})
def all_signs_turned():
    """Every slope has the wrong sign, from da on: the minus in front of the loss is missing on the way back.

    >>> print(logistic_example_gradients(0, 0, 0, 2, 3, 1)['da'])
    Must the loss rise or fall when a grows and y is 1?
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.5, read="05 Take one example forward and back")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"-y / a + (1 - y)": "-y / a - (1 - y)"})
def inner_minus_forgotten():
    """In log(1 − a) the inside falls when a grows. That minus is missing in da, so for y = 0 the slope points the wrong
    way.

    >>> print(-np.log(1 - 0.5), -np.log(1 - 0.6))
    Where does the loss for y = 0 go when a grows?
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.3, read="05 Take one example forward and back")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({" + (1 - y) / (1 - a)": ""})
def only_y_one():
    """da has only the term for y = 1. For y = 0 no slope flows back, and an example with that label teaches nothing.

    >>> print(logistic_example_gradients(0, 0, 0, 2, 3, 0))
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.8, read="05 Take one example forward and back")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"-y / a + (1 - y) / (1 - a)": "a - y", "da * a * (1 - a)": "a - y"})
def da_is_dz():
    """da is a − y here. That short form is the slope at z, one arrow further back; at a the slope is steeper.

    >>> print(logistic_example_gradients(0, 0, 0, 2, 3, 1)['da'])
    """


LOGISTIC_EXAMPLE_GRADIENTS.more("da-is-dz", {"-y / a + (1 - y) / (1 - a)": "a - y"})


# ---- from a to z


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.7, read="05 See what a wrong arrow does")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"da * a * (1 - a)": "y - a"})
def dz_turned():
    """dz is y − a, so dz and all that follows have the wrong sign. With y = 1 a higher score lowers the loss: dz must
    be negative.

    >>> print(logistic_example_gradients(0, 0, 0, 2, 3, 1)['dz'])
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.7, read="05 See what a wrong arrow does")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"da * a * (1 - a)": "(a - y) * a * (1 - a)"})
def sigmoid_counted_twice():
    """a − y is already the whole way from the loss to z. Another a(1 − a) counts the sigmoid twice.

    >>> print(logistic_example_gradients(0, 0, 0, 2, 3, 1)['dz'])
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.5, read="05 See what a wrong arrow does")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"da * a * (1 - a)": "da"})
def sigmoid_skipped():
    """dz equals da: the arrow from z to a is skipped. A nudge of z reaches a only after the sigmoid has shrunk it.

    >>> print(1 / (1 + np.exp(-0.0)), 1 / (1 + np.exp(-0.1)))
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.5, read="05 See what a wrong arrow does")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"da * a * (1 - a)": "a * (1 - a)"})
def sigmoid_alone():
    """dz is a(1 − a), the slope of the sigmoid alone. What comes back from the loss, da, is not multiplied in.

    >>> print(logistic_example_gradients(0, 0, 0, 2, 3, 1), logistic_example_gradients(0, 0, 0, 2, 3, 0))
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.7, read="05 Multiply along the path")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"da * a * (1 - a)": "da * z * (1 - z)"})
def sigmoid_slope_of_z():
    """The slope of the sigmoid is written as z(1 − z). It is a product of the probability a and its rest, not of the
    score.

    >>> print(logistic_example_gradients(0, 0, 0, 2, 3, 1)['dz'])
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.5, read="05 See what a wrong arrow does")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"da * a * (1 - a)": "z - y"})
def score_for_probability():
    """dz is z − y: the score stands where the probability belongs, so a score of 5 counts as five times too sure.

    >>> print(logistic_example(0, 0, 5, 2, 3, 1))
    """


# ---- from z to the weights and the bias


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.9, read="05 A weight meets its own feature, a bias meets none")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"dz * x1": "dz * w1", "dz * x2": "dz * w2"})
def wrong_parent():
    """dw1 carries w1 and dw2 carries w2. If w1 moves by a little, the product w1·x1 moves by x1 times as much.

    >>> print(logistic_example(1, 0, 0, 2, 3, 1)[0], logistic_example(1.001, 0, 0, 2, 3, 1)[0])
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.9, read="05 A weight meets its own feature, a bias meets none")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"dw1 = dz * x1": "dw1 = dz * x2", "dw2 = dz * x2": "dw2 = dz * x1"})
def features_crossed():
    """dw1 carries x2 and dw2 carries x1: each weight is nudged with the other one's feature.

    >>> print(logistic_example_gradients(0, 0, 0, 2, 3, 1))
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.8, read="05 A weight meets its own feature, a bias meets none")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"dz * x1": "dz", "dz * x2": "dz"})
def feature_forgotten():
    """dw1 and dw2 equal dz. Only b stands alone in z; a weight reaches z through its feature.

    >>> print(logistic_example(1, 0, 0, 2, 3, 1)[0], logistic_example(1.001, 0, 0, 2, 3, 1)[0])
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.7, read="05 A weight meets its own feature, a bias meets none")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"dz * x1": "x1", "dz * x2": "x2", "db = dz": "db = 1.0"})
def weights_not_chained():
    """dw1, dw2 and db are slopes of z (x1, x2 and 1), not of the loss: dz is not multiplied in.

    >>> print(logistic_example_gradients(0, 0, 0, 2, 3, 1), logistic_example_gradients(0, 0, 0, 2, 3, 0))
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("value", keeps=0.9, read="05 A weight meets its own feature, a bias meets none")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({"db = dz": "db = b * dz"})
def bias_times_slope():
    """db carries b itself. b is added to z, so a nudge of b moves z by just as much, wherever b stands.

    >>> print(logistic_example(0, 0, 5, 2, 3, 1)[0], logistic_example(0, 0, 5.001, 2, 3, 1)[0])
    """


@LOGISTIC_EXAMPLE_GRADIENTS.mistake("kind", keeps=0.7, read="05 Nudge a wire")
@LOGISTIC_EXAMPLE_GRADIENTS.slip({'"da"': '"a"', '"dz"': '"z"', '"dw1"': '"w1"', '"dw2"': '"w2"', '"db"': '"b"'})
def keys_without_d():
    """The slopes stand under "a", "z", "w1", … Those names belong to the values; the slopes are "da", "dz", …

    >>> print(logistic_example_gradients(0, 0, 0, 2, 3, 1).keys())
    """
