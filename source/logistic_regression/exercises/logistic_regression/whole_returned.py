"""What goes wrong in `model` on the way out: predictions, parameters and keys."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import numpy as np

from .whole_model import MODEL

initialize_with_zeros = MODEL.sibling("initialize_with_zeros")
optimize = MODEL.sibling("optimize")
predict = MODEL.sibling("predict")


@MODEL.mistake("value", read="00 Computed and thrown away")
def learning_thrown_away(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """The zeros from the start are used to predict, and come back: what `optimize` learned is in its first value.

    >>> params, grads, costs = optimize(...); print(params['w'])
    """
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


@MODEL.mistake("shape", read="02 The test set: never seen before")
def only_the_test_set(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """The predictions on the test set come back under the name of the training set.

    >>> print(model(...)['Y_prediction_train'].shape, X_train.shape)
    """
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


@MODEL.mistake("shape", read="02 The test set: never seen before")
def only_the_training_set(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """The predictions on the training set come back under the name of the test set: nothing would show overfitting.

    >>> print(model(...)['Y_prediction_test'].shape, X_test.shape)
    """
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


@MODEL.mistake("shape", read="02 The test set: never seen before")
def sets_swapped(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """The two sets of predictions have each other's names.

    >>> print(model(...)['Y_prediction_test'].shape, X_test.shape)
    """
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


@MODEL.mistake("value", read="02 Answers: the limit, the swap, the probability itself")
def labels_for_predictions(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """The labels come back as predictions: the accuracy would be 100 % for any w.

    predict(w, b, X_train) and Y_train: are they equal?
    """
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


@MODEL.mistake("shape", read="02 Answers: the limit, the swap, the probability itself")
def accuracy_for_predictions(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """Accuracies come back where the predictions are meant: one answer per picture.

    >>> print(np.shape(model(...)['Y_prediction_test']))
    """
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


@MODEL.mistake("kind", read="00 Computed and thrown away")
def one_cost(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """`costs` holds one number. The whole list that `optimize` gave is asked.

    >>> print(model(...)['costs'])
    """
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


@MODEL.mistake("kind", read="00 In another order, or in another box")
def settings_missing(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """`learning_rate` and `num_iterations` are missing from what comes back; without them nobody can repeat the run.

    >>> print(model(...).keys())
    """
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


@MODEL.mistake("kind", read="00 In another order, or in another box")
def parameters_missing(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """`w` and `b` are missing from what comes back; without them nobody can look at what was learned.

    >>> print(model(...).keys())
    """
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


@MODEL.mistake("kind", read="00 Printed and not returned")
def nothing_returned(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """Everything is trained and then dropped: without a return, a function gives None.

    >>> print(model(X_train, Y_train, X_test, Y_test, 8, 1.5))
    """
    w, b = initialize_with_zeros(X_train.shape[0])
    optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
