"""What was said falsely of functions that nobody had foreseen: each rule on the code that showed its lack."""

from __future__ import annotations

import pytest

from tests.checks.test_causes import checked, line, told
from tests.week import BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION, VECTORIZATION

UPDATES = """
def gradients_loop(w, b, X, Y):
    n, m = X.shape
    w = w.copy()
    dw, db, cost = np.zeros((n, 1)), 0.0, 0.0
    for i in range(m):
        a = 1 / (1 + np.exp(-(w[:, 0] @ X[:, i] + b)))
        cost -= Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
        dz = a - Y[0, i]
        dw[:, 0] += X[:, i] * dz
        db += dz
        w[:, 0] -= 0.01 * X[:, i] * dz
        b -= 0.01 * dz
    return {"dw": dw / m, "db": db / m}, cost / m
"""
MOMENTUM = """
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    vw, vb, beta = np.zeros_like(w), 0.0, 0.9
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        vw = beta * vw + (1 - beta) * grads["dw"]
        vb = beta * vb + (1 - beta) * grads["db"]
        w = w - learning_rate * vw
        b = b - learning_rate * vb
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""
COLUMNS_FIRST = """
def image2vector(image):
    h, w, c = image.shape
    out = []
    for j in range(w):
        for i in range(h):
            for k in range(c):
                out.append(image[i, j, k])
    return np.array(out).reshape(-1, 1)
"""
HALF_SHIFTED = """
def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / np.sum(np.exp(x), axis=1, keepdims=True)
"""
WHOLE_BOX = """
def normalize_rows(x):
    out = x.copy()
    for i in range(len(x)):
        out[i] = x[i] / np.sqrt((x[i] ** 2).sum())
    return out
"""
LOG_OF_A_SUM = """
def log_likelihood(A, Y):
    p = A * Y + (1 - A) * (1 - Y)
    return np.log(np.sum(p))
"""
ROW_AT_LAST = """
def image2vector(image):
    v = image.ravel()
    v = v[None, :]
    return v
"""
ONE_LONG_COLUMN = """
def flatten_images(images):
    cols = [image2vector(img) for img in images]
    X = np.vstack(cols)
    return X
"""
TURNED_ROUND = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dz = A - Y
    grads = {"dw": np.dot(X, dz.T) / m, "db": np.sum(dz) / m}
    return cost, grads
"""
LETS_ALL_PASS = """
def as_column(v):
    if v.ndim > 2:
        raise ValueError("not a vector")
    return v.reshape(-1, 1)
"""
LENGTHS = """
def normalize_rows(x):
    x_norm = np.linalg.norm(x, axis=1, keepdims=True)
    x = x / x_norm
    return x_norm
"""
TWICE_FOR_SQUARED = "def L2(yhat, y):\n    loss = np.sum((y - yhat) * 2)\n    return loss\n"
LARGEST = "def percentages(table):\n    total = np.max(table, axis=0)\n    return 100 * table / total\n"


@pytest.mark.parametrize(
    ("notebook", "name", "code", "false"),
    [
        (COMPUTATION_GRAPH, "gradients_loop", UPDATES, "indentation-of-the-line"),  # moved where nothing reads it
        (LOGISTIC_REGRESSION, "optimize", MOMENTUM, "order-in-the-line"),  # 0.0, 0.9 exchanged: no momentum left
        (VECTORIZATION, "image2vector", COLUMNS_FIRST, "name-in-the-line"),  # image for out: past all three loops
        (BROADCASTING, "softmax", HALF_SHIFTED, "piece-too-many-in-the-line"),  # without the shift it overflows
        (BROADCASTING, "normalize_rows", WHOLE_BOX, "size-in-the-line"),
        (LOGISTIC_REGRESSION, "log_likelihood", LOG_OF_A_SUM, "formula-of-the-line"),  # p is right
    ],
)
def test_what_goes_round_a_mistake_is_not_told(notebook: str, name: str, code: str, false: str) -> None:
    assert false not in told(checked(notebook, name, code))


@pytest.mark.parametrize(
    ("notebook", "name", "code", "cause", "shown"),
    [
        (BROADCASTING, "normalize_rows", WHOLE_BOX, "cut-to-whole", ""),
        (LOGISTIC_REGRESSION, "log_likelihood", LOG_OF_A_SUM, "formula-from-the-line", "p = "),
        (VECTORIZATION, "image2vector", ROW_AT_LAST, "row", "v = v[None, :]"),
        (VECTORIZATION, "flatten_images", ONE_LONG_COLUMN, "one-long-column", "X = np.vstack"),
        (LOGISTIC_REGRESSION, "propagate", TURNED_ROUND, "cost-first", "return cost, grads"),
        (BROADCASTING, "normalize_rows", LENGTHS, "only-the-lengths", "return x_norm"),
        (VECTORIZATION, "L2", TWICE_FOR_SQUARED, "operation-in-the-line", "loss = "),
        (BROADCASTING, "percentages", LARGEST, "function-in-the-line", "total = "),
    ],
)
def test_the_cause_and_the_line_are_those_of_this_code(
    notebook: str, name: str, code: str, cause: str, shown: str
) -> None:
    result = checked(notebook, name, code)

    assert told(result)[:1] == [cause]
    assert line(result).startswith(shown)


def test_where_an_exception_is_asked_for_the_line_of_the_answer_is_not_shown() -> None:
    assert checked(BROADCASTING, "as_column", LETS_ALL_PASS).line is None
