"""What goes wrong in `model` on the way out: predictions, parameters and keys."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .whole_model import MODEL

initialize_with_zeros = MODEL.sibling("initialize_with_zeros")
optimize = MODEL.sibling("optimize")
predict = MODEL.sibling("predict")


@MODEL.mistake(
    "learning-thrown-away",
    fails="value",
    lesson="00",
    heading="Computed and thrown away",
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
    "only-the-test-set",
    fails="shape",
    lesson="02",
    heading="The test set: never seen before",
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
    heading="The test set: never seen before",
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
    heading="The test set: never seen before",
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
    heading="Answers: the limit, the swap, the probability itself",
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
    heading="Answers: the limit, the swap, the probability itself",
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
    heading="Computed and thrown away",
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
    heading="In another order, or in another box",
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
    heading="In another order, or in another box",
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
    heading="Printed and not returned",
    why="Everything is trained and then dropped: without a return, a function gives None.",
    look="print(model(X_train, Y_train, X_test, Y_test, 8, 1.5))",
)
def nothing_returned(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
