"""`logistic_example_gradients`: logistic regression with two features, one example, every arrow backward."""

# mypy: allow-untyped-defs, no-check-untyped-defs
# a mistake is written as a learner writes it: without annotations
from __future__ import annotations

from autograder.exercises import Exercise

from . import logistic_example as forward

LOGISTIC_EXAMPLE_GRADIENTS = Exercise(
    name="logistic_example_gradients",
    notebook="3_computation_graph",
    rungs={"kind": 0.5, "shape": 0, "value": 3, "hidden": 1.5},
    returns=("gradients",),
    visible=forward.VISIBLE,
    hidden=forward.fresh,
    evaluation_order=("z", "a", "da", "dz", "dw1", "dw2", "db"),
    uses=("logistic_example",),
    passed="However you got dz, it is a − y: the two steep slopes, 1/a and a(1 − a), cancel.",
)

logistic_example = LOGISTIC_EXAMPLE_GRADIENTS.sibling("logistic_example")


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "all-signs-turned",
    fails="value",
    lesson="05",
    heading="Take one example forward and back",
    why="Every slope has the wrong sign, from da on: the minus in front of the loss is missing on the way back.",
    look="print(logistic_example_gradients(0, 0, 0, 2, 3, 1)['da']): must the loss rise or fall when a grows and y"
    " is 1?",
)
def all_signs_turned(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = y / a - (1 - y) / (1 - a)
    dz = da * a * (1 - a)
    return {"da": da, "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "inner-minus-forgotten",
    fails="value",
    lesson="05",
    heading="Take one example forward and back",
    why="In log(1 − a) the inside falls when a grows. That minus is missing in da, so for y = 0 the slope points the"
    " wrong way.",
    look="print(-np.log(1 - 0.5), -np.log(1 - 0.6)): where does the loss for y = 0 go when a grows?",
)
def inner_minus_forgotten(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a - (1 - y) / (1 - a)
    dz = da * a * (1 - a)
    return {"da": da, "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "only-y-one",
    fails="value",
    lesson="05",
    heading="Take one example forward and back",
    why="da has only the term for y = 1. For y = 0 no slope flows back, and an example with that label teaches"
    " nothing.",
    look="print(logistic_example_gradients(0, 0, 0, 2, 3, 0))",
)
def only_y_one(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a
    dz = da * a * (1 - a)
    return {"da": da, "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "da-is-dz",
    fails="value",
    lesson="05",
    heading="Take one example forward and back",
    why="da is a − y here. That short form is the slope at z, one arrow further back; at a the slope is steeper.",
    look="print(logistic_example_gradients(0, 0, 0, 2, 3, 1)['da'])",
)
def da_is_dz(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = a - y
    dz = a - y
    return {"da": da, "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "dz-turned",
    fails="value",
    lesson="05",
    heading="See what a wrong arrow does",
    why="dz is y − a, so dz and all that follows have the wrong sign. With y = 1 a higher score lowers the loss: dz"
    " must be negative.",
    look="print(logistic_example_gradients(0, 0, 0, 2, 3, 1)['dz'])",
)
def dz_turned(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a + (1 - y) / (1 - a)
    dz = y - a
    return {"da": da, "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "sigmoid-counted-twice",
    fails="value",
    lesson="05",
    heading="See what a wrong arrow does",
    why="a − y is already the whole way from the loss to z. Another a(1 − a) counts the sigmoid twice.",
    look="print(logistic_example_gradients(0, 0, 0, 2, 3, 1)['dz'])",
)
def sigmoid_counted_twice(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a + (1 - y) / (1 - a)
    dz = (a - y) * a * (1 - a)
    return {"da": da, "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "sigmoid-skipped",
    fails="value",
    lesson="05",
    heading="See what a wrong arrow does",
    why="dz equals da: the arrow from z to a is skipped. A nudge of z reaches a only after the sigmoid has shrunk it.",
    look="print(1 / (1 + np.exp(-0.0)), 1 / (1 + np.exp(-0.1)))",
)
def sigmoid_skipped(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a + (1 - y) / (1 - a)
    dz = da
    return {"da": da, "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "sigmoid-alone",
    fails="value",
    lesson="05",
    heading="See what a wrong arrow does",
    why="dz is a(1 − a), the slope of the sigmoid alone. What comes back from the loss, da, is not multiplied in.",
    look="print(logistic_example_gradients(0, 0, 0, 2, 3, 1), logistic_example_gradients(0, 0, 0, 2, 3, 0))",
)
def sigmoid_alone(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a + (1 - y) / (1 - a)
    dz = a * (1 - a)
    return {"da": da, "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "sigmoid-slope-of-z",
    fails="value",
    lesson="05",
    heading="Multiply along the path",
    why="The slope of the sigmoid is written as z(1 − z). It is a product of the probability a and its rest, not of"
    " the score.",
    look="print(logistic_example_gradients(0, 0, 0, 2, 3, 1)['dz'])",
)
def sigmoid_slope_of_z(w1, w2, b, x1, x2, y):
    z, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a + (1 - y) / (1 - a)
    dz = da * z * (1 - z)
    return {"da": da, "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "score-for-probability",
    fails="value",
    lesson="05",
    heading="See what a wrong arrow does",
    why="dz is z − y: the score stands where the probability belongs, so a score of 5 counts as five times too sure.",
    look="print(logistic_example(0, 0, 5, 2, 3, 1))",
)
def score_for_probability(w1, w2, b, x1, x2, y):
    z, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a + (1 - y) / (1 - a)
    dz = z - y
    return {"da": da, "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "wrong-parent",
    fails="value",
    lesson="05",
    heading="A weight meets its own feature, a bias meets none",
    why="dw1 carries w1 and dw2 carries w2. If w1 moves by a little, the product w1·x1 moves by x1 times as much.",
    look="print(logistic_example(1, 0, 0, 2, 3, 1)[0], logistic_example(1.001, 0, 0, 2, 3, 1)[0])",
)
def wrong_parent(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return {"da": da, "dz": dz, "dw1": w1 * dz, "dw2": w2 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "features-crossed",
    fails="value",
    lesson="05",
    heading="A weight meets its own feature, a bias meets none",
    why="dw1 carries x2 and dw2 carries x1: each weight is nudged with the other one's feature.",
    look="print(logistic_example_gradients(0, 0, 0, 2, 3, 1))",
)
def features_crossed(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return {"da": da, "dz": dz, "dw1": x2 * dz, "dw2": x1 * dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "feature-forgotten",
    fails="value",
    lesson="05",
    heading="A weight meets its own feature, a bias meets none",
    why="dw1 and dw2 equal dz. Only b stands alone in z; a weight reaches z through its feature.",
    look="print(logistic_example(1, 0, 0, 2, 3, 1)[0], logistic_example(1.001, 0, 0, 2, 3, 1)[0])",
)
def feature_forgotten(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return {"da": da, "dz": dz, "dw1": dz, "dw2": dz, "db": dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "weights-not-chained",
    fails="value",
    lesson="05",
    heading="A weight meets its own feature, a bias meets none",
    why="dw1, dw2 and db are slopes of z (x1, x2 and 1), not of the loss: dz is not multiplied in.",
    look="print(logistic_example_gradients(0, 0, 0, 2, 3, 1), logistic_example_gradients(0, 0, 0, 2, 3, 0))",
)
def weights_not_chained(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return {"da": da, "dz": dz, "dw1": x1, "dw2": x2, "db": 1.0}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "bias-times-slope",
    fails="value",
    lesson="05",
    heading="A weight meets its own feature, a bias meets none",
    why="db carries b itself. b is added to z, so a nudge of b moves z by just as much, wherever b stands.",
    look="print(logistic_example(0, 0, 5, 2, 3, 1)[0], logistic_example(0, 0, 5.001, 2, 3, 1)[0])",
)
def bias_times_slope(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return {"da": da, "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": b * dz}


@LOGISTIC_EXAMPLE_GRADIENTS.mistake(
    "keys-without-d",
    fails="kind",
    lesson="05",
    heading="Nudge a wire",
    why='The slopes stand under "a", "z", "w1", … Those names belong to the values; the slopes are "da", "dz", …',
    look="print(logistic_example_gradients(0, 0, 0, 2, 3, 1).keys())",
)
def keys_without_d(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    dz = a - y
    return {"a": -y / a + (1 - y) / (1 - a), "z": dz, "w1": x1 * dz, "w2": x2 * dz, "b": dz}
