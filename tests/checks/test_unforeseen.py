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
        (LOGISTIC_REGRESSION, "log_likelihood", LOG_OF_A_SUM, "formula-from-the-line", ""),
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


TOP_OF_A_SIGMOID = "def sigmoid(z):\n    s = 1 + np.exp(-z)\n    return s\n"
SHIFTED_TOO_LATE = """
def softmax(x):
    e = np.exp(x) - np.max(x, axis=1, keepdims=True)
    return e / np.sum(e, axis=1, keepdims=True)
"""
LEFT_FROM_ABOVE = """
def backward_graph(a, b, c):
    u = b * c
    dv = 3
    da = dv
    du = dv
    db = du * u
    dc = du * b
    return {"dv": dv, "da": da, "du": du, "db": db, "dc": dc}
"""
NAME_FOR_AN_ENTRY = """
def numerical_gradient(f, x, epsilon=1e-6):
    g = np.zeros_like(x, dtype=float)
    for i in np.ndindex(x.shape):
        plus = x.astype(float)
        minus = x.astype(float)
        plus[i] += epsilon
        minus[i] -= epsilon
        g = (f(plus) - f(minus)) / (2 * epsilon)
    return g
"""
ONE_TURN_LATE = """
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    cost = 0
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(cost)
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs
"""
USED_AGAIN = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    A = A - Y
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, A.T) / m
    db = np.sum(A) / m
    return {"dw": dw, "db": db}, cost
"""
BIAS_TOO_LATE = """
def gradients_loop(w, b, X, Y):
    n, m = X.shape
    cost, dw, db = 0.0, np.zeros((n, 1)), 0.0
    for i in range(m):
        z = 0
        for j in range(n):
            z += w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        z += b
        cost -= Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)
        for j in range(n):
            dw[j, 0] += X[j, i] * (a - Y[0, i])
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, cost / m
"""
PRODUCT_FOR_A_DIFFERENCE = """
def residuals(A, Y):
    Y = np.reshape(Y, A.shape)
    R = A * Y
    return R
"""
TERMS_APART = """
def log_likelihood(A, Y):
    first = np.sum(Y * np.log(A))
    second = np.sum((1 - Y) * np.log(1 - A))
    return first - second
"""
LOOKED_AGAIN = """
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    grads, cost = propagate(w, b, X, Y)
    for i in range(num_iterations):
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        grads, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""


@pytest.mark.parametrize(
    ("notebook", "name", "code", "cause", "shown"),
    [
        # of changes that mend the tests, one that mends the extremes as well
        (BROADCASTING, "softmax", SHIFTED_TOO_LATE, "brackets-in-the-line", "e = "),
        # nobody writes u = c
        (COMPUTATION_GRAPH, "backward_graph", LEFT_FROM_ABOVE, "name-in-the-line", "db = du * u"),
        (COMPUTATION_GRAPH, "numerical_gradient", NAME_FOR_AN_ENTRY, "overwritten-in-the-loop", "g = (f(plus)"),
        # what is passed in and changed by the turns of a loop
        (COMPUTATION_GRAPH, "gradients_loop", UPDATES, "line-too-many", "w[:, 0] -="),
        # two lines that have changed places, also where a named mistake says that one is missing
        (LOGISTIC_REGRESSION, "optimize", ONE_TURN_LATE, "lines-in-another-order", "if i % 100 == 0:"),
        (LOGISTIC_REGRESSION, "propagate", USED_AGAIN, "lines-in-another-order", "A = A - Y"),
        (COMPUTATION_GRAPH, "gradients_loop", BIAS_TOO_LATE, "lines-in-another-order", "a = 1 /"),
        (BROADCASTING, "residuals", PRODUCT_FOR_A_DIFFERENCE, "operation-in-the-line", "R = A * Y"),
        # beside a named mistake, no line that may be right
        (LOGISTIC_REGRESSION, "log_likelihood", TERMS_APART, "minus-on-second-term", ""),
        (LOGISTIC_REGRESSION, "optimize", LOOKED_AGAIN, "cost-after-the-update", ""),
    ],
)
def test_what_a_second_reading_taught(notebook: str, name: str, code: str, cause: str, shown: str) -> None:
    result = checked(notebook, name, code)

    assert told(result)[:1] == [cause]
    assert line(result).startswith(shown)
    assert bool(line(result)) == bool(shown)


def test_an_answer_that_two_slips_give_is_told_in_words_that_are_true_of_both() -> None:
    (hint,) = checked(VECTORIZATION, "sigmoid", TOP_OF_A_SIGMOID).hints

    assert hint.id == "precedence"
    assert hint.why.startswith("This is 1 + e^(−z) itself")
