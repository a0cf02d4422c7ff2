"""`model`: all parts together, from two sets of examples to a dictionary of results."""

from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, aside, call

from .problems import Sets, sets


def fresh(rng: np.random.Generator) -> list[Call]:
    """Two pairs of sets of other sizes, one with single pictures, one with a single feature; one prints.

    The first runs long enough to keep a second cost.
    """
    long, short = int(rng.integers(102, 110)), rng.integers(3, 12, 4).tolist()
    rates = rng.uniform(0.05, 0.4, 5).tolist()
    return [
        call(*sets(rng, 3, 7, 4), long, rates[0]),
        call(*sets(rng, 5, 6, 3), num_iterations=short[0], learning_rate=rates[1]),
        call(*sets(rng, 4, 1, 1), short[1], rates[2]),
        call(*sets(rng, 1, 6, 3), short[2], rates[3]),
        aside(*sets(rng, 2, 8, 5), short[3], rates[4], print_cost=True),
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
    notebook="4_logistic_regression",
    # the two settings come back as they were passed in: they pay within the whole, not alone
    parts={"costs": 1, "w": 1, "b": 0.5, "Y_prediction_train": 0.75, "Y_prediction_test": 0.75, "result": 0.5},
    rungs={"unchanged": 0.5},
    returns=("result",),
    visible=(
        call(*SMALL, 105, 0.2),
        call(*FLAT, num_iterations=8, learning_rate=1.5),
        call(*TALL, 15, 0.05),
        aside(*FLAT, 3, 0.1, print_cost=True),
    ),
    hidden=fresh,
    evaluation_order=("costs", "w", "b", "Y_prediction_train", "Y_prediction_test"),
    uses=("initialize_with_zeros", "optimize", "predict"),
    passed="the same few lines will train on 12,288 pixels: nothing in them knows the size of a picture.",
)

initialize_with_zeros = MODEL.sibling("initialize_with_zeros")
optimize = MODEL.sibling("optimize")

#: the solution with its predictions where they are returned, as most people write it
SHORT = {
    "    Y_prediction_test = predict(w, b, X_test)\n": "",
    "    Y_prediction_train = predict(w, b, X_train)\n": "",
    "Y_prediction_test,": "predict(w, b, X_test),",
    "Y_prediction_train,": "predict(w, b, X_train),",
}


def slip(edits):
    """The short solution with edits."""
    return MODEL.slip(SHORT | edits)


# ---- what is handed on


@MODEL.mistake("value", keeps=0.5, read="02 The test set: never seen before")
@slip({"X_train, Y_train, num": "X_test, Y_test, num"})
def trained_on_the_test_set():
    """Training used the test pictures. Then nothing is left that was never seen, and the test accuracy means nothing.

    Which X and which Y does `optimize` get?
    """


BOTH_SETS = "np.hstack((X_train, X_test)), np.hstack((Y_train, Y_test)), num"
MODEL.more("trained-on-the-test-set", SHORT | {"X_train, Y_train, num": BOTH_SETS})


@MODEL.mistake("value", keeps=0.5, read="04 The rate, the number of steps, the start: use what was passed in")
@slip({"num_iterations, learning_rate, print_cost)": "num_iterations, print_cost=print_cost)"})
def rate_not_passed_on():
    """`optimize` ran with its own default, 0.009: the learning rate was not passed on, or 0.009 is written there.

    >>> for rate in (0.5, 0.1): print(model(*checks.tried("model")[:4], 9, rate)["w"][:3])
    Two learning rates: the weights should differ.
    """


@MODEL.mistake("shape", keeps=0.6, read="04 The rate, the number of steps, the start: use what was passed in")
@slip({"num_iterations, learning_rate, print_cost)": "learning_rate=learning_rate, print_cost=print_cost)"})
def iterations_not_passed_on():
    """`optimize` ran with its own default, 100: the number of iterations was not passed on, or 100 is written there.

    >>> print(len(model(*checks.tried("model")[:4], 205, 0.1)["costs"]))
    205 iterations keep the costs of 0, 100 and 200: three.
    """


@MODEL.mistake("shape", keeps=0.4, read="04 The rate, the number of steps, the start: use what was passed in")
@slip({", num_iterations, learning_rate, print_cost)": ")"})
def neither_passed_on():
    """`optimize` ran with its own defaults, 100 and 0.009: the number of iterations and the learning rate were not
    passed on, or these numbers are written there.

    What does `optimize` get after Y_train?
    """


@MODEL.mistake("value", keeps=0.5, read="04 The rate, the number of steps, the start: use what was passed in")
@slip({"num_iterations, learning_rate, print_cost)": "num_iterations, 0.005, print_cost)"})
def rate_hard_coded():
    """The learning rate 0.005 is written into the call of `optimize`, whatever is passed to `model`.

    >>> for rate in (0.5, 0.1): print(model(*checks.tried("model")[:4], 9, rate)["w"][:3])
    Two learning rates: the weights should differ.
    """


@MODEL.mistake("shape", keeps=0.6, read="04 The rate, the number of steps, the start: use what was passed in")
@slip({"num_iterations, learning_rate, print_cost)": "2000, learning_rate, print_cost)"})
def iterations_hard_coded():
    """2000 iterations are written into the call of `optimize`, whatever is passed to `model`.

    >>> print(len(model(*checks.tried("model")[:4], 205, 0.1)["costs"]))
    205 iterations keep the costs of 0, 100 and 200: three.
    """


@MODEL.mistake("shape", keeps=0.4, read="04 The rate, the number of steps, the start: use what was passed in")
@slip({"num_iterations, learning_rate, print_cost)": "2000, 0.5, print_cost)"})
def both_hard_coded():
    """2000 iterations and the learning rate 0.5 are written into the call of `optimize`, whatever is passed to `model`.

    >>> print(len(model(*checks.tried("model")[:4], 205, 0.1)["costs"]))
    205 iterations keep the costs of 0, 100 and 200: three.
    """


@MODEL.mistake("kind", read="00 By place or by name")
@slip({"num_iterations, learning_rate, print_cost)": "learning_rate, num_iterations, print_cost)"})
def rate_and_iterations_swapped():
    """The learning rate arrives where the number of iterations is expected: arguments without a name go by their place.

    >>> help(optimize)
    In which order?
    """


@MODEL.mistake("kind", read="01 A size typed in")
@slip({"X_train.shape[0]": "12288"})
def size_hard_coded():
    """The weights have 12,288 entries, whatever pictures are passed in: the size is written into the function.

    >>> print(checks.tried("model")[0].shape)
    Which of the two counts pixels?
    """


@MODEL.mistake("kind", read="01 A size typed in")
@slip({"X_train.shape[0]": "X_train.shape[1]"})
def weights_per_picture():
    """There are as many weights as pictures. A weight belongs to a pixel, and the pixels are the rows of X_train.

    >>> print(checks.tried("model")[0].shape)
    Which of the two counts pixels?
    """


@MODEL.mistake("value", keeps=0.5, read="01 Scaled on the way, or scaled twice")
@slip({"b, X_train, Y_train": "b, X_train / 255, Y_train", "X_train)": "X_train / 255)", "X_test)": "X_test / 255)"})
def scaled_again():
    """The pictures are divided by 255 once more in here. They arrive ready; scaled twice, they are almost black.

    >>> print(checks.tried("model")[0].max())
    """


# ---- what is returned


@MODEL.mistake("value", keeps=0.5, read="00 Computed and thrown away")
@slip({'    w, b = params["w"], params["b"]\n': ""})
def learning_thrown_away():
    """The zeros from the start are used to predict, and come back: what `optimize` learned is in its first value.

    >>> result = model(*checks.tried("model")[:4], 9, 0.1)
    >>> print(result["w"][:3])
    Has anything been learned?
    """


@MODEL.mistake("value", keeps=0.6, read="00 Computed and thrown away")
@slip({'w, b = params["w"], params["b"]': 'w = params["w"]'})
def one_of_two_learned():
    """Only one of w and b is taken from what `optimize` gave. The other is still the zeros from the start.

    >>> result = model(*checks.tried("model")[:4], 9, 0.1)
    >>> print(result["w"][:3], result["b"])
    Has each of them learned anything?
    """


MODEL.more("one-of-two-learned", SHORT | {'w, b = params["w"], params["b"]': 'b = params["b"]'})


@MODEL.mistake("value", keeps=0.5, read="00 Computed and thrown away")
@slip({'    w, b = params["w"], params["b"]\n': "", '"w": w,': '"w": params["w"],', '"b": b,': '"b": params["b"],'})
def predicted_with_the_start():
    """The predictions are made with the zeros from the start. What `optimize` learned comes back, and nothing uses it.

    Which w and which b does `predict` get?
    """


@MODEL.mistake("value", read="00 In another order, or in another box")
@slip({'params["w"], params["b"]': 'grads["dw"], grads["db"]'})
def slopes_for_weights():
    """The last slopes are used as w and b to predict, and come back. What `optimize` learned is in its first value; the
    second one holds the slopes.

    >>> print(optimize(*initialize_with_zeros(2), np.ones((2, 3)), np.ones((1, 3)), 3, 0.1)[:2])
    """


@MODEL.mistake("shape", keeps=0.9, read="02 The test set: never seen before")
@slip({"X_train)": "X_test)"})
def only_the_test_set():
    """The predictions on the test set come back under the name of the training set.

    >>> tried = checks.tried("model")[:4]
    >>> result = model(*tried, 9, 0.1)
    >>> print(result["Y_prediction_train"].shape, tried[0].shape)
    """


@MODEL.mistake("shape", keeps=0.9, read="02 The test set: never seen before")
@slip({"X_test)": "X_train)"})
def only_the_training_set():
    """The predictions on the training set come back under the name of the test set: nothing would show overfitting.

    >>> tried = checks.tried("model")[:4]
    >>> result = model(*tried, 9, 0.1)
    >>> print(result["Y_prediction_test"].shape, tried[2].shape)
    """


@MODEL.mistake("shape", keeps=0.8, read="02 The test set: never seen before")
@slip(
    {
        '_test": predict(w, b, X_test)': '_test": predict(w, b, X_train)',
        '_train": predict(w, b, X_train)': '_train": predict(w, b, X_test)',
    }
)
def sets_swapped():
    """The two sets of predictions have each other's names.

    >>> tried = checks.tried("model")[:4]
    >>> result = model(*tried, 9, 0.1)
    >>> print(result["Y_prediction_test"].shape, tried[2].shape)
    """


@MODEL.mistake("value", read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned")
@slip({"predict(w, b, X_test)": "Y_test", "predict(w, b, X_train)": "Y_train"})
def labels_for_predictions():
    """The labels come back as predictions: the accuracy would be 100 % for any w.

    >>> tried = checks.tried("model")[:4]
    >>> result = model(*tried, 9, 0.1)
    >>> print(result["Y_prediction_train"], tried[1])
    Are the predictions the labels?
    """


@MODEL.mistake("shape", keeps=0.7, read="02 Wrong answers: another threshold, 0 and 1 swapped, probabilities returned")
@slip(
    {
        "predict(w, b, X_test)": "100 - np.mean(np.abs(predict(w, b, X_test) - Y_test)) * 100",
        "predict(w, b, X_train)": "100 - np.mean(np.abs(predict(w, b, X_train) - Y_train)) * 100",
    }
)
def accuracy_for_predictions():
    """Accuracies come back where the predictions are meant: one answer per picture.

    >>> result = model(*checks.tried("model")[:4], 9, 0.1)
    >>> print(np.shape(result["Y_prediction_test"]))
    """


@MODEL.mistake("kind", keeps=0.8, read="00 Computed and thrown away")
@slip({'"costs": costs': '"costs": costs[-1]'})
def one_cost():
    """`costs` holds one number. The whole list that `optimize` gave is asked.

    >>> result = model(*checks.tried("model")[:4], 205, 0.1)
    >>> print(result["costs"])
    """


@MODEL.mistake("kind", read="00 In another order, or in another box")
@slip({'        "learning_rate": learning_rate,\n        "num_iterations": num_iterations,\n': ""})
def settings_missing():
    """`learning_rate` and `num_iterations` are missing from what comes back; without them nobody can repeat the run.

    >>> result = model(*checks.tried("model")[:4], 9, 0.1)
    >>> print(result.keys())
    """


@MODEL.mistake("kind", keeps=0.8, read="00 In another order, or in another box")
@slip({'        "w": w,\n        "b": b,\n': ""})
def parameters_missing():
    """`w` and `b` are missing from what comes back; without them nobody can look at what was learned.

    >>> result = model(*checks.tried("model")[:4], 9, 0.1)
    >>> print(result.keys())
    """


@MODEL.mistake("kind", read="00 Printed and not returned")
def nothing_returned(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """Everything is trained and then dropped: without a return, a function gives None.

    >>> print(model(*checks.tried("model")[:4], 8, 1.5))
    """
    w, b = initialize_with_zeros(X_train.shape[0])
    optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
