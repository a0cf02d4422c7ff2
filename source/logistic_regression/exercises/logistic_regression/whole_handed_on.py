"""What goes wrong in `model` on the way in: which examples, which sizes, which settings are handed on."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from .whole_model import MODEL

initialize_with_zeros = MODEL.sibling("initialize_with_zeros")
optimize = MODEL.sibling("optimize")
predict = MODEL.sibling("predict")


@MODEL.mistake("value", read="02 The test set: never seen before")
def trained_on_the_test_set(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """Training used the test pictures. Then nothing is left that was never seen, and the test accuracy means nothing.

    which X and which Y does `optimize` get?
    """
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


@MODEL.mistake("value", read="04 The rate, the number of steps, the start: use what was passed in")
def rate_not_passed_on(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """`optimize` was called without the learning rate and used its own default, 0.009.

    print(model(...)['w']) for two learning rates: it should differ
    """
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


@MODEL.mistake("shape", read="04 The rate, the number of steps, the start: use what was passed in")
def iterations_not_passed_on(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """`optimize` was called without the number of iterations and used its own default, 100.

    print(len(model(...)['costs'])) for 205 iterations
    """
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


@MODEL.mistake("shape", read="04 The rate, the number of steps, the start: use what was passed in")
def neither_passed_on(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """`optimize` was called without the number of iterations and without the learning rate, and used its own defaults,
    100 and 0.009.

    what does `optimize` get after Y_train?
    """
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


@MODEL.mistake("value", read="04 The rate, the number of steps, the start: use what was passed in")
def rate_hard_coded(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """The learning rate 0.005 is written into the call of `optimize`, whatever is passed to `model`.

    print(model(...)['w']) for two learning rates: it should differ
    """
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


@MODEL.mistake("shape", read="04 The rate, the number of steps, the start: use what was passed in")
def iterations_hard_coded(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """2000 iterations are written into the call of `optimize`, whatever is passed to `model`.

    print(len(model(...)['costs'])) for 205 iterations
    """
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


@MODEL.mistake("shape", read="04 The rate, the number of steps, the start: use what was passed in")
def both_hard_coded(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """2000 iterations and the learning rate 0.5 are written into the call of `optimize`, whatever is passed to `model`.

    print(len(model(...)['costs'])) for 205 iterations
    """
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


@MODEL.mistake("kind", read="00 By place or by name")
def rate_and_iterations_swapped(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """The learning rate arrives where the number of iterations is expected: arguments without a name go by their place.

    help(optimize): in which order?
    """
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


@MODEL.mistake("kind", read="01 A size typed in")
def size_hard_coded(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """The weights have 12,288 entries, whatever pictures are passed in: the size is written into the function.

    print(X_train.shape): which of the two counts pixels?
    """
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


@MODEL.mistake("kind", read="01 A size typed in")
def weights_per_picture(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """There are as many weights as pictures. A weight belongs to a pixel, and the pixels are the rows of X_train.

    print(X_train.shape): which of the two counts pixels?
    """
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


@MODEL.mistake("value", read="01 Scaled on the way, or scaled twice")
def scaled_again(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """The pictures are divided by 255 once more in here. They arrive ready; scaled twice, they are almost black.

    >>> print(X_train.max())
    """
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
