"""`model`: all parts together, from two sets of examples to a dictionary of results."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from autograder.exercises.model import Call, Exercise, call
from autograder.exercises.reference import LOGISTIC_REGRESSION, sibling

from .problems import Sets, sets

initialize_with_zeros = sibling(LOGISTIC_REGRESSION, "initialize_with_zeros")
optimize = sibling(LOGISTIC_REGRESSION, "optimize")
predict = sibling(LOGISTIC_REGRESSION, "predict")


def fresh(rng: np.random.Generator) -> list[Call]:
    """Three pairs of sets of other sizes; the rate and the number of iterations differ as well."""
    steps = [int(rng.integers(203, 240)), int(rng.integers(3, 12)), int(rng.integers(102, 140))]
    rates = [float(rate) for rate in rng.uniform(0.05, 0.4, 3)]
    first, second, third = sets(rng, 3, 7, 4), sets(rng, 5, 6, 3), sets(rng, 2, 8, 5)
    return [
        call(*first, steps[0], rates[0]),
        call(*second, num_iterations=steps[1], learning_rate=rates[1]),
        call(*third, steps[2], rates[2], print_cost=True),
    ]


#: 3 features, 5 examples to learn from and 4 to be tested on
SMALL: Sets = (
    np.array([[1.2, -0.7, 0.4, -1.5, 0.8], [0.3, 1.9, -2.0, 0.6, -1.1], [-0.9, 0.5, 1.1, 2.2, -0.4]]),
    np.array([[1, 0, 0, 0, 1]]),
    np.array([[-0.6, 1.4, 0.9, -1.8], [0.7, 0.2, -1.3, 1.6], [1.5, -0.8, 0.3, 0.1]]),
    np.array([[0, 1, 1, 1]]),
)
#: 2 features, 6 and 3 examples
FLAT: Sets = (
    np.array([[0.5, -1.4, 2.1, -0.3, 0.9, 1.2], [1.7, 0.2, -0.8, -1.1, 0.6, -0.5]]),
    np.array([[0, 1, 1, 1, 0, 1]]),
    np.array([[-1.0, 0.4, 1.6], [0.3, 1.2, -0.9]]),
    np.array([[1, 0, 0]]),
)
#: 4 features, 3 and 5 examples
TALL: Sets = (
    np.array([[-1.0, 0.7, 0.2], [0.8, -0.4, 1.6], [0.3, 1.1, -0.5], [0.9, -1.2, 0.4]]),
    np.array([[0, 1, 0]]),
    np.array(
        [
            [0.6, -0.2, 1.3, -1.4, 0.5],
            [-0.7, 1.5, 0.4, 0.3, -1.1],
            [1.2, -0.6, 0.8, -0.9, 0.1],
            [0.2, 1.1, -1.6, 0.7, -0.3],
        ]
    ),
    np.array([[1, 0, 1, 1, 0]]),
)

MODEL = Exercise(
    name="model",
    rungs={"kind": 0.5, "shape": 0.5, "value": 2, "hidden": 1.5, "unchanged": 0.5},
    returns=("result",),
    visible=(
        call(*SMALL, 205, 0.2),
        call(*FLAT, num_iterations=8, learning_rate=1.5),
        call(*TALL, 101, 0.05, print_cost=True),
    ),
    hidden=fresh,
    order=("costs", "w", "b", "Y_prediction_train", "Y_prediction_test"),
    uses=("initialize_with_zeros", "optimize", "predict"),
    passed="the same few lines will train on 12,288 pixels: nothing in them knows the size of a picture.",
)


@MODEL.mistake(
    "trained-on-the-test-set",
    fails="value",
    lesson="02",
    why=(
        "Training used the test pictures. Then nothing is left that was never seen, and the test accuracy means "
        "nothing."
    ),
    look="which X and which Y does `optimize` get?",
)
def trained_on_the_test_set(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_test, Y_test, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "rate-not-passed-on",
    fails="value",
    lesson="04",
    why="`optimize` was called without the learning rate and used its own default, 0.009.",
    look="print(model(...)['w']) for two learning rates: it should differ",
)
def rate_not_passed_on(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, print_cost=print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "iterations-not-passed-on",
    fails="shape",
    lesson="04",
    why="`optimize` was called without the number of iterations and used its own default, 100.",
    look="print(len(model(...)['costs'])) for 205 iterations",
)
def iterations_not_passed_on(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, learning_rate=learning_rate, print_cost=print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "neither-passed-on",
    fails="shape",
    lesson="04",
    why=(
        "`optimize` was called without the number of iterations and without the learning rate, and used its own "
        "defaults, 100 and 0.009."
    ),
    look="what does `optimize` get after Y_train?",
)
def neither_passed_on(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "rate-hard-coded",
    fails="value",
    lesson="04",
    why="The learning rate 0.005 is written into the call of `optimize`, whatever is passed to `model`.",
    look="print(model(...)['w']) for two learning rates: it should differ",
)
def rate_hard_coded(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, 0.005, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "iterations-hard-coded",
    fails="shape",
    lesson="04",
    why="2000 iterations are written into the call of `optimize`, whatever is passed to `model`.",
    look="print(len(model(...)['costs'])) for 205 iterations",
)
def iterations_hard_coded(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, 2000, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "both-hard-coded",
    fails="shape",
    lesson="04",
    why=(
        "2000 iterations and the learning rate 0.5 are written into the call of `optimize`, whatever is passed to "
        "`model`."
    ),
    look="print(len(model(...)['costs'])) for 205 iterations",
)
def both_hard_coded(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, 2000, 0.5, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "rate-and-iterations-swapped",
    fails="kind",
    lesson="00",
    why=(
        "The learning rate arrives where the number of iterations is expected: arguments without a name go by "
        "their place."
    ),
    look="help(optimize): in which order?",
)
def rate_and_iterations_swapped(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, learning_rate, num_iterations, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "size-hard-coded",
    fails="kind",
    lesson="01",
    why="The weights have 12,288 entries, whatever pictures are passed in: the size is written into the function.",
    look="print(X_train.shape): which of the two counts pixels?",
)
def size_hard_coded(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(12288)
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "weights-per-picture",
    fails="kind",
    lesson="01",
    why="There are as many weights as pictures. A weight belongs to a pixel, and the pixels are the rows of X_train.",
    look="print(X_train.shape): which of the two counts pixels?",
)
def weights_per_picture(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[1])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "learning-thrown-away",
    fails="value",
    lesson="00",
    why="The zeros from the start are used to predict, and come back: what `optimize` learned is in its first value.",
    look="params, grads, costs = optimize(...); print(params['w'])",
)
def learning_thrown_away(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    _, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "scaled-again",
    fails="value",
    lesson="01",
    why="The pictures are divided by 255 once more in here. They arrive ready; scaled twice, they are almost black.",
    look="print(X_train.max())",
)
def scaled_again(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train / 255, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test / 255),
        "Y_prediction_train": predict(w, b, X_train / 255),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "only-the-test-set",
    fails="shape",
    lesson="02",
    why="The predictions on the test set come back under the name of the training set.",
    look="print(model(...)['Y_prediction_train'].shape, X_train.shape)",
)
def only_the_test_set(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_test),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "only-the-training-set",
    fails="shape",
    lesson="02",
    why="The predictions on the training set come back under the name of the test set: nothing would show overfitting.",
    look="print(model(...)['Y_prediction_test'].shape, X_test.shape)",
)
def only_the_training_set(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_train),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "sets-swapped",
    fails="shape",
    lesson="02",
    why="The two sets of predictions have each other's names.",
    look="print(model(...)['Y_prediction_test'].shape, X_test.shape)",
)
def sets_swapped(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_train),
        "Y_prediction_train": predict(w, b, X_test),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "labels-for-predictions",
    fails="value",
    lesson="02",
    why="The labels come back as predictions: the accuracy would be 100 % for any w.",
    look="predict(w, b, X_train) and Y_train: are they equal?",
)
def labels_for_predictions(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": Y_test,
        "Y_prediction_train": Y_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "accuracy-for-predictions",
    fails="shape",
    lesson="02",
    why="Accuracies come back where the predictions are meant: one answer per picture.",
    look="print(np.shape(model(...)['Y_prediction_test']))",
)
def accuracy_for_predictions(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": 100 - np.mean(np.abs(predict(w, b, X_test) - Y_test)) * 100,
        "Y_prediction_train": 100 - np.mean(np.abs(predict(w, b, X_train) - Y_train)) * 100,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "one-cost",
    fails="kind",
    lesson="00",
    why="`costs` holds one number. The whole list that `optimize` gave is asked.",
    look="print(model(...)['costs'])",
)
def one_cost(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs[-1],
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "settings-missing",
    fails="kind",
    lesson="00",
    why=(
        "`learning_rate` and `num_iterations` are missing from what comes back; without them nobody can repeat the run."
    ),
    look="print(model(...).keys())",
)
def settings_missing(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
    }


@MODEL.mistake(
    "parameters-missing",
    fails="kind",
    lesson="00",
    why="`w` and `b` are missing from what comes back; without them nobody can look at what was learned.",
    look="print(model(...).keys())",
)
def parameters_missing(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@MODEL.mistake(
    "nothing-returned",
    fails="kind",
    lesson="00",
    why="Everything is trained and then dropped: without a return, a function gives None.",
    look="print(model(X_train, Y_train, X_test, Y_test, 8, 1.5))",
)
def nothing_returned(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
