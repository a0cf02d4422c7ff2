"""What a check blames: rules that were found on wrong functions which nobody here had seen, each on the code for it."""

from __future__ import annotations

import pytest

from tests.checks.test_causes import checked, line, told
from tests.week import BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION, VECTORIZATION

OPTIMIZE = "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):\n"
MODEL = (
    "def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):\n"
    "    w, b = initialize_with_zeros(X_train.shape[0])\n"
)
RESULT = (
    '    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test),\n'
    '            "Y_prediction_train": predict(w, b, X_train), "w": w, "b": b,\n'
    '            "learning_rate": learning_rate, "num_iterations": num_iterations}\n'
)
SIGNED_LABELS = """
def propagate(w, b, X, Y):
    p = sigmoid(np.dot(w.T, X) + b)
    cost = -sum(sum(Y * np.log(p) + (1 - Y) * np.log(1 - p))) / X.shape[1]
    signed = 2 * Y - 1
    return {"dw": np.dot(X, (p - signed).T) / X.shape[1], "db": np.sum(p - signed) / X.shape[1]}, cost
"""
AVERAGED_BEFORE = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dZ = (A - Y) / m
    dw = X @ dZ.T
    db = np.sum(dZ) / m
    return {"dw": dw, "db": db}, cost
"""
OWN_ASSERT = """
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    answers = np.where(A > 0.5, 1.0, 0.0)
    assert answers.shape == (1, 3)
    return answers
"""
LATE_COPY = (
    OPTIMIZE
    + """    costs, least = [], float("inf")
    best_w, best_b = w, b
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        if cost < least:
            least, best_w, best_b = cost, w, b
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": best_w, "b": best_b}, grads, costs
"""
)
DECAY = (
    OPTIMIZE
    + """    costs, decay = [], 0.01
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w * (1 - learning_rate * decay) - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""
)
TRAINED_TWICE = (
    MODEL
    + """    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    params, grads, others = optimize(w, b, X_test, Y_test, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
"""
    + RESULT
)
FROM_THE_START = (
    MODEL
    + """    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    answers = predict(w, b, X_test)
    trained = predict(w, b, X_train)
    return {"costs": costs, "Y_prediction_test": answers, "Y_prediction_train": trained, **params,
            "learning_rate": learning_rate, "num_iterations": num_iterations}
"""
)
FORWARD = """
def backpropagate(graph, values):
    v = dict(values)
    for name, op, ins in graph:
        x = [v[i] for i in ins]
        v[name] = {"add": lambda: x[0] + x[1], "mul": lambda: x[0] * x[1], "exp": lambda: np.exp(x[0]),
                   "log": lambda: np.log(x[0]), "neg": lambda: -x[0],
                   "sigmoid": lambda: 1 / (1 + np.exp(-x[0]))}[op]()
"""
BACK = """    for name, op, ins in {nodes}:
        x, out, g = [v[i] for i in ins], v[name], {gradient}
        if op == "add": slopes = [1, 1]
        elif op == "mul": slopes = [x[1], x[0]]
        elif op == "exp": slopes = [out]
        elif op == "log": slopes = [1 / x[0]]
        elif op == "neg": slopes = [-1]
        else: slopes = [out * (1 - out)]
        for i, slope in zip(ins, slopes):
            d[i] = d.get(i, 0.0) + g * slope
"""
ZEROS = "    d = dict.fromkeys(v, 0.0)\n    d[graph[-1][0]] = 1.0\n"
FIRST_NODE_ONLY = (
    FORWARD + ZEROS + BACK.format(nodes="reversed(graph)", gradient="d[name]") + "        return d\n    return d\n"
)
ONE_FOR_NONE = (
    FORWARD
    + "    d = {}\n"
    + BACK.format(nodes="reversed(graph)", gradient="d.setdefault(name, 1.0)")
    + "    for k in v:\n        d.setdefault(k, 0.0)\n    return d\n"
)
LAST_LEFT_OUT = """
def gradients_loop(w, b, X, Y):
    m = X.shape[1]
    J, dw, db = 0, np.zeros(w.shape), 0
    for i in range(m - 1):
        x = X[:, i:i+1]
        a = 1 / (1 + np.exp(-(w.T @ x + b)))
        J += (-(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))).item()
        dw += x * (a - Y[0, i])
        db += (a - Y[0, i]).item()
    return {"dw": dw / m, "db": db / m}, J / m
"""
DEEP_SUM = """
def gradients_loop(w, b, X, Y):
    n, m = X.shape
    dw, db, J = np.zeros((n, 1)), 0.0, 0.0
    for i in range(m):
        z = b + sum(w[j, 0] * X[j, i] for j in range(n))
        a = 1 / (1 + np.exp(-z))
        y = Y[0, i]
        J += -y * np.log(a) - (1 - y) * np.log(1 - a)
        for j in range(n):
            dw[j] += (a - y) * X[j, i]
            db += a - y
    return {"dw": dw / m, "db": db / m}, J / m
"""
ALL_OR_NONE = """
def log_likelihood(A, Y):
    p = A if np.all(Y == 1) else 1 - A
    return np.sum(np.log(p))
"""
SMALL_START = "def initialize_with_zeros(dim):\n    w = np.full((dim, 1), 1e-3)\n    return w, 0.0\n"
FLAT = """
def residuals(A, Y):
    Y = np.ravel(Y)
    A = np.ravel(A)
    if len(A) != len(Y):
        raise ValueError("sizes differ")
    return A - Y
"""
ONES_ONLY = """
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    A[A > 0.5] = 1
    return A
"""
TWO_FOR_ONE = """
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    out = []
    for a in A[0]:
        if a > 0.5:
            out.append(1)
        out.append(0)
    return np.array(out)[None, :]
"""
EVERY_GRADIENT = (
    OPTIMIZE
    + """    costs, all_grads = [], []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        all_grads.append(grads)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, all_grads, costs
"""
)
MIDDLE = """
def standardize(X):
    mid = np.median(X, axis=1, keepdims=True)
    s = X.std(axis=1, keepdims=True)
    return (X - mid) / np.where(s == 0, 1, s)
"""
HALF_FILLED = """
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = np.zeros_like(z)
    pos = z >= 0
    out[pos] = 1 / (1 + np.exp(-z[pos]))
    return out
"""


@pytest.mark.parametrize(
    ("notebook", "name", "code", "cause", "shown"),
    [
        # what makes a right part of the answer is not at fault
        (LOGISTIC_REGRESSION, "propagate", SIGNED_LABELS, "piece-missing-in-the-line", "signed ="),
        (LOGISTIC_REGRESSION, "propagate", AVERAGED_BEFORE, "piece-too-many-in-the-line", "db ="),
        # an assert that alone is wrong
        (LOGISTIC_REGRESSION, "predict", OWN_ASSERT, "own-assertion", "assert"),
        # a line that is one too many; a step of two that spoils a part is none
        (LOGISTIC_REGRESSION, "model", TRAINED_TWICE, "line-too-many", "params, grads, others"),
        (LOGISTIC_REGRESSION, "optimize", LATE_COPY, "lines-in-another-order", ""),
        (LOGISTIC_REGRESSION, "optimize", DECAY, "formula-of-the-line", "w = w *"),
        (COMPUTATION_GRAPH, "backpropagate", FIRST_NODE_ONLY, "return-in-the-loop", "return d"),
        (COMPUTATION_GRAPH, "backpropagate", ONE_FOR_NONE, "right-for-some", ""),
        (COMPUTATION_GRAPH, "gradients_loop", LAST_LEFT_OUT, "count-in-the-line", "for i in range(m - 1)"),
        (COMPUTATION_GRAPH, "gradients_loop", DEEP_SUM, "indentation-of-the-line", "db +="),
        (LOGISTIC_REGRESSION, "log_likelihood", ALL_OR_NONE, "", ""),
        (LOGISTIC_REGRESSION, "initialize_with_zeros", SMALL_START, "formula-of-the-line", "w ="),
        (BROADCASTING, "residuals", FLAT, "residuals-flat", "Y = np.ravel"),
        (LOGISTIC_REGRESSION, "predict", ONES_ONLY, "formula-from-the-line", ""),
        (BROADCASTING, "standardize", MIDDLE, "function-in-the-line", "mid ="),
    ],
)
def test_the_cause_and_the_line_are_those_of_this_code(
    notebook: str, name: str, code: str, cause: str, shown: str
) -> None:
    result = checked(notebook, name, code)

    assert told(result)[:1] == [cause] * bool(cause)
    assert line(result).startswith(shown)


@pytest.mark.parametrize(
    ("notebook", "name", "code", "false"),
    [
        (LOGISTIC_REGRESSION, "predict", TWO_FOR_ONE, "always-0"),  # with -sigmoid there are m zeros
        (LOGISTIC_REGRESSION, "predict", TWO_FOR_ONE, "formula-of-the-line"),  # the list is wrong before the return
        (LOGISTIC_REGRESSION, "optimize", EVERY_GRADIENT, "values-for-a-dict"),  # each has its names
        (VECTORIZATION, "sigmoid", HALF_FILLED, "name-in-the-line"),  # with z >= z it is filled, and overflows
    ],
)
def test_what_goes_round_a_mistake_is_not_told(notebook: str, name: str, code: str, false: str) -> None:
    assert false not in told(checked(notebook, name, code))


COLUMN_OF_SCORES = """
def predict(w, b, X):
    answers = np.zeros((1, X.shape[1]))
    A = sigmoid(np.dot(X.T, w) + b)
    for i in range(X.shape[1]):
        answers[0, i] = 1 if A[0, 0] > 0.5 else 0
    return answers
"""
LAST_SLOPE = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost, db = 0, 0
    for i in range(m):
        cost = cost - (Y[0][i] * np.log(A[0][i]) + (1 - Y[0][i]) * np.log(1 - A[0][i]))
        dw = X[:, i] * (A[0][i] - Y[0][i])
        db = db + A[0][i] - Y[0][i]
    return {"dw": dw.reshape(-1, 1) / m, "db": db / m}, cost / m
"""
ONE_TURN = """
def gradients_loop(w, b, X, Y):
    m = len(Y)
    J, dw, db = 0, np.zeros(w.shape), 0
    for i in range(m):
        a = 1 / (1 + np.exp(-(np.sum(w * X[:, [i]]) + b)))
        J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dw += X[:, [i]] * (a - Y[0, i])
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, J / m
"""


@pytest.mark.parametrize(
    ("notebook", "name", "code"),
    [
        (LOGISTIC_REGRESSION, "predict", COLUMN_OF_SCORES),  # A is right, and lies on its side
        (LOGISTIC_REGRESSION, "propagate", AVERAGED_BEFORE),  # dw is right, and made of dZ
        (LOGISTIC_REGRESSION, "propagate", LAST_SLOPE),  # the cost is right: the return line divides it
        (LOGISTIC_REGRESSION, "predict", ONES_ONLY),  # A was right when it was made
        (COMPUTATION_GRAPH, "gradients_loop", ONE_TURN),  # a is right in the turn that is taken
    ],
)
def test_no_value_on_the_way_is_called_wrong_that_is_right(notebook: str, name: str, code: str) -> None:
    assert not [note for note in checked(notebook, name, code).notes if "first wrong value" in note]


def test_an_argument_that_no_named_mistake_changes_is_told_alone() -> None:
    back = BACK.format(nodes="[graph.pop() for _ in list(graph)]", gradient="d[name]")

    result = checked(COMPUTATION_GRAPH, "backpropagate", FORWARD + ZEROS + back + "    return d\n")

    assert not told(result)
    assert result.notes == ("Your function changed its argument graph.",)
