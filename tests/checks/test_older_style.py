"""What the wrong functions of `older_style.py` are told: read beside the code, one by one."""

from __future__ import annotations

import re

import pytest

from tests.checks.older_style import VERSIONS
from tests.checks.test_causes import checked, line, told

#: what is wrong -> the causes that are told, in the order in which to mend them, and words of the line
TOLD: dict[str, tuple[tuple[str, ...], str]] = {
    "db not divided": (("size-in-the-line", "function-in-the-line"), "db = np.sum(A - Y)"),
    "db a row of one and not divided": (("size-in-the-line", "function-in-the-line"), "db = np.sum"),
    "cost without the minus": (("minus-missing-in-cost",), "cost = (1 / m)"),
    "one row of the cost turned": (("transpose-in-the-line",), "cost = -(1 / m)"),
    "cost and dw wrong": (("size-in-the-line", "minus-missing-in-cost"), "dw = np.dot(X, (A - Y).T)"),
    "dw and db of two kinds": (("sign-in-the-line", "size-in-the-line"), "dw = (1 / m) * np.dot(X, (Y - A).T)"),
    "two lines of one chain": (("sign-in-the-line", "size-in-the-line"), "A = sigmoid(np.dot(w.T, X) - b)"),
    "w turned twice": (("w-not-turned",), "A = sigmoid(np.dot(w, X) + b)"),
    "the labels of the notebook": (("global-for-argument",), "m = train_set_x.shape[1]"),
    "2 for m": (("factor-of-a-size",), "dw = (1 / 2 * m)"),
    "np.log10": (("log-10",), "cost = "),
    "dw keeps its old self": (("step-slipped",), "w = dw - learning_rate * w"),
    "b of dw": (("b-becomes-an-array",), "b = b - learning_rate * db"),
    "a step of the whole": (("rate-left-out",), "w = w - dw"),
    "every cost": (("every-cost",), ""),
    "costs from 1": (("costs-counted-from-1",), ""),
    "loop written twice": (("loop-written-twice",), "for i in range(num_iterations):"),
    "one turn too few": (("one-step-too-few",), ""),
    "predict below": (("swapped",), ""),
    "predict of the first": (("count-in-the-line",), "Y_prediction[0, 0] = 1"),
    "predict without b": (("b-left-out",), ""),
    "softmax over columns": (("down-the-columns",), "x_sum = np.sum(x_exp, axis=0"),
    "softmax in a box of whole numbers": (("cut-to-whole",), ""),
    "softmax with len": (("piece-too-many-in-the-line", "size-in-the-line"), "s = x_exp / x_sum / len(x)"),
    "softmax of a misspelt sum": (("name-misspelt",), "s = x_exp / xsum"),
    "rows by their squares": (("no-root",), ""),  # the root may be missing in the next line as well
    "rows by columns": (("lengths-of-columns",), "x_norm = np.linalg.norm"),
    "standardized by the variance": (("variance",), "sigma = np.var"),
    "L1 per row": (("axis-in-the-line", "mean"), "loss = np.sum(abs"),
    "L2 of a product": (("halved",), ""),
    "L2 of sums": (("sum-squared",), "loss = np.sum(y - yhat) ** 2"),
    "slope with a plus": (("plus-inside",), "ds = s * (1 + s)"),
    "sigmoid by math": (("one-number-only",), "s = 1 / (1 + math.exp(-x))"),
    "vector by rows": (("two-axes",), "v = image.reshape"),
    "images by columns": (("scrambled",), "X_flatten = images.reshape"),
    "loop forgets b": (("bias-forgotten",), ""),
    "loop overwrites dw": (("operation-in-the-line",), "dw[j, 0] = X[j, i] * dz"),
    "loop with z that stays": (("start-above-the-loop",), "z = b"),
    "slope of the loss with a plus": (("sign-in-the-line",), "da = -(y / a) + (1 + y) / (1 - a)"),
    "dw2 of x1": (("name-in-the-line",), "dw2 = x1 * dz"),
    "predictions exchanged": (("only-the-training-set",), "Y_prediction_test = predict(w, b, X_train)"),
    "weights before training": (("one-of-two-learned",), ""),
    "the settings exchanged": (("rate-and-iterations-swapped",), "optimize("),
}


@pytest.mark.parametrize("wrong", VERSIONS)
def test_what_is_told_is_true_of_the_code(wrong: str) -> None:
    notebook, code = VERSIONS[wrong]
    causes, words = TOLD[wrong]
    name = re.search(r"^def (\w+)", code, re.MULTILINE)

    result = checked(notebook, name[1] if name else "", code)

    assert tuple(told(result)) == causes
    assert words in line(result)


def test_every_version_has_its_causes() -> None:
    assert list(TOLD) == list(VERSIONS)
