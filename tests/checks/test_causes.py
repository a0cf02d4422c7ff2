"""A check never blames the wrong thing: answers that were once told something untrue, and what they are told now."""

from __future__ import annotations

import linecache

import numpy as np
import pytest

from autograder.checks.code_facts import called, loops
from autograder.checks.ladder import missing, run_checks
from autograder.checks.observe import calling
from autograder.checks.result import Result
from autograder.exercises.specs import make_spec
from tests.week import BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION, VECTORIZATION, exercise

PROPAGATE = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost
"""
OPTIMIZE = """
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""
MODEL = """
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test), "Y_prediction_train": predict(w, b, X_train),
            "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}
"""


def checked(notebook: str, name: str, code: str, **given: object) -> Result:
    """What a check says of code, in a notebook where everything else is right."""
    one, source = exercise(notebook, name), code.strip("\n") + "\n"
    file = f"<{name} of a test>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace = {**one.sibling_solutions, **given}
    exec(compile(source, file, "exec"), namespace)
    return run_checks(make_spec(one), calling(namespace[name]), source)


def told(result: Result) -> list[str]:
    return [hint.id for hint in result.hints]


def line(result: Result) -> str:
    return result.line[1] if result.line else ""


#: what the row is about: (notebook, function, its code, one of the causes that are told, words of the line)
NO_LINE = ""  # none is shown; where a row has an empty text of its own, any may be
ROWS = {
    "np.sum of a list where a plus is meant": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace("np.dot(w.T, X) + b)", "np.sum([np.dot(w.T, X), b]))"),
        "shapes-in-a-list",
        "A = sigmoid",
    ),
    "a bias of shape (dim,)": (
        LOGISTIC_REGRESSION,
        "initialize_with_zeros",
        """
def initialize_with_zeros(dim):
    w = np.zeros((dim, 1))
    b = np.zeros((dim))
    return w, b
""",
        "b-like-w",
        "b = np.zeros",
    ),
    "a sigmoid that was never written": (
        LOGISTIC_REGRESSION,
        "sigmoid",
        """
def sigmoid(z):
    s = np.zeros(np.shape(z))
    return s
""",
        "zero",
        "s = np.zeros",
    ),
    "the builtin max": (
        BROADCASTING,
        "softmax",
        """
def softmax(x):
    row_max = max(x)
    e = np.exp(x - row_max)
    return e / e.sum(axis=1, keepdims=True)
""",
        "builtin-for-numpy",
        "row_max = max(x)",
    ),
    "np.float": (
        LOGISTIC_REGRESSION,
        "initialize_with_zeros",
        """
def initialize_with_zeros(dim):
    w = np.zeros((dim, 1))
    b = np.float(0)
    return w, b
""",
        "removed-from-numpy",
        "b = np.float(0)",
    ),
    "the settings that are the defaults, typed in": (
        LOGISTIC_REGRESSION,
        "model",
        MODEL.replace("num_iterations, learning_rate, print_cost)\n    w, b", "100, 0.009, print_cost)\n    w, b"),
        "neither-passed-on",  # which says that the numbers may be written there
        "params, grads, costs",
    ),
    "other settings, typed in": (
        LOGISTIC_REGRESSION,
        "model",
        MODEL.replace("num_iterations, learning_rate, print_cost)\n    w, b", "1500, 0.003, print_cost)\n    w, b"),
        "number-in-the-call",
        "params, grads, costs",
    ),
    "bracket and sign both wrong": (
        LOGISTIC_REGRESSION,
        "sigmoid",
        "def sigmoid(z):\n    return 1 / 1 + np.exp(z)",
        "precedence-and-sign",
        "return 1 / 1",
    ),
    "arguments overwritten": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace("    A = ", "    w, b = initialize_with_zeros(X.shape[0])\n    A = "),
        "argument-overwritten",
        "w, b = initialize_with_zeros",
    ),
    "own name misspelt": (
        BROADCASTING,
        "softmax",
        """
def softmax(x):
    x_exp = np.exp(x - x.max(axis=1, keepdims=True))
    return x_emp / x_exp.sum(axis=1, keepdims=True)
""",
        "name-misspelt",
        "return x_emp",
    ),
    "a left-over assert hides a fixed size": (
        LOGISTIC_REGRESSION,
        "initialize_with_zeros",
        """
def initialize_with_zeros(dim):
    w = np.zeros((2, 1))
    b = 0.0
    assert w.shape == (dim, 1)
    return w, b
""",
        "dim-hard-coded",
        "w = np.zeros",
    ),
    "the template left": (
        VECTORIZATION,
        "L1",
        """
def L1(yhat, y):
    loss = None
    return loss
""",
        "placeholder-left",
        "loss = None",
    ),
    "dw and db swapped": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace('"dw": dw, "db": db', '"dw": db, "db": dw'),
        "parts-swapped",
        "return",
    ),
    "m = X.shape[0]": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace("X.shape[1]", "X.shape[0]"),
        "divided-by-n",
        "m = X.shape[0]",
    ),
    "m = 209": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace("X.shape[1]", "209"),
        "m-of-this-notebook",
        "m = 209",
    ),
    "m = len(Y)": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace("X.shape[1]", "len(Y)"),
        "missing-mean",
        "m = len(Y)",
    ),
    "uphill": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace("w - learning", "w + learning").replace("b - learning", "b + learning"),
        "ascent",
        "w = w + learning_rate",
    ),
    "a return in the loop": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace("    return {", "        return {"),
        "returned-inside-the-loop",
        "return {",
    ),
    "a return in the loop of dot_loop": (
        VECTORIZATION,
        "dot_loop",
        """
def dot_loop(u, v):
    total = 0
    for i in range(len(u)):
        total += u[i] * v[i]
        return total
""",
        "returned-too-early",
        "return total",
    ),
    "another class of exception": (
        BROADCASTING,
        "as_column",
        """
def as_column(v):
    if v.ndim == 1 or (v.ndim == 2 and 1 in v.shape):
        return v.reshape(-1, 1)
    raise Exception('no vector')
""",
        "another-exception",
        "raise Exception",
    ),
    "an exception that is returned": (
        BROADCASTING,
        "as_column",
        """
def as_column(v):
    if v.ndim == 1 or (v.ndim == 2 and 1 in v.shape):
        return v.reshape(-1, 1)
    return ValueError('no vector')
""",
        "exception-returned",
        "",
    ),
    "a global instead of the argument": (
        VECTORIZATION,
        "flatten_images",
        "def flatten_images(images):\n    return pictures.reshape(pictures.shape[0], -1).T",
        "argument-ignored",
        "",
    ),
    "a misspelt total": (
        VECTORIZATION,
        "dot_loop",
        """
def dot_loop(u, v):
    total = 0
    for i in range(len(u)):
        total += u[i] * v[i]
    return totl
""",
        "name-misspelt",
        "return totl",
    ),
    "a list appended to itself": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace("costs.append(cost)", "costs.append(costs)"),
        "list-in-itself",
        "costs.append(costs)",
    ),
    "trained on the test set with a number typed in": (
        LOGISTIC_REGRESSION,
        "model",
        MODEL.replace("X_train, Y_train, num_iterations, learning_rate", "X_test, Y_test, 2000, learning_rate"),
        "argument-ignored",
        "",
    ),
    "a cost without any sum": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace(
            "-np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m", "-(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m"
        ),
        "cost-not-summed",
        "cost =",
    ),
    "a size of the weights that is a product": (
        LOGISTIC_REGRESSION,
        "model",
        MODEL.replace("X_train.shape[0]", "X_train.shape[0] * X_train.shape[1]"),
        "piece-too-many-in-the-line",
        "w, b = initialize_with_zeros",
    ),
    "s times a turned factor": (
        VECTORIZATION,
        "sigmoid_derivative",
        """
def sigmoid_derivative(z):
    s = sigmoid(z)
    ds = s * (1 - s).T
    return ds
""",
        "transpose-in-the-line",
        "ds = s * (1 - s).T",
    ),
    "a row for the number of pixels": (
        LOGISTIC_REGRESSION,
        "model",
        MODEL.replace("X_train.shape[0]", "X_train[1]"),
        "wrong-call",
        "w, b = initialize_with_zeros",
    ),
    "np has another value": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE,
        "np-overwritten",
        "A = sigmoid",
    ),
    "a loss of the score": (
        COMPUTATION_GRAPH,
        "logistic_example",
        """
def logistic_example(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    loss = -(y * np.log(z) + (1 - y) * np.log(1 - z))
    return z, a, loss
""",
        "name-in-the-line",
        "loss =",
    ),
    "a fixed rate": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace("- learning_rate *", "- 0.009 *"),
        "rate-hard-coded",
        "w = w - 0.009",
    ),
    "b forgotten": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace('        b = b - learning_rate * grads["db"]\n', ""),
        "b-never-moves",
        "",
    ),
    "one step too few": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace("range(num_iterations)", "range(1, num_iterations)"),
        "one-step-too-few",
        "",
    ),
    "costs counted from 1": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace("i % 100", "(i + 1) % 100"),
        "costs-counted-from-1",
        "",
    ),
    "a number of rows of an array that is not there": (
        LOGISTIC_REGRESSION,
        "predict",
        """
def predict(w, b, X):
    A = sigmoid(np.dot(X.T, w) + b)
    Y_prediction = np.zeros((1, X.shape[1]))
    for i in range(A.shape[1]):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction
""",
        "only-the-first",
        "",
    ),
}
#: the same, of what the code shows whatever the numbers
ROWS |= {
    "a comparison where a value is given": (
        LOGISTIC_REGRESSION,
        "predict",
        """
def predict(w, b, X):
    answers = np.zeros((1, X.shape[1]))
    A = sigmoid(w.T @ X + b)
    for i in range(X.shape[1]):
        if A[0, i] > 0.5:
            answers[0, i] == 1
    return answers
""",
        "comparison-for-a-value",
        "answers[0, i] == 1",
    ),
    "an exception that is made only": (
        BROADCASTING,
        "as_column",
        """
def as_column(v):
    flat = np.asarray(v)
    if max(flat.shape, default=0) != flat.size or flat.ndim not in (1, 2):
        ValueError("not a vector")
    return flat.reshape(-1, 1)
""",
        "exception-not-raised",
        'ValueError("not a vector")',
    ),
    "a text where an exception is asked for": (
        BROADCASTING,
        "residuals",
        """
def residuals(A, Y):
    fits = Y.size == A.shape[1]
    if not fits:
        print(f"{Y.size} labels do not fit")
    return A - Y.reshape(1, -1)
""",
        "printed-for-raised",
        'print(f"{Y.size} labels do not fit")',
    ),
    "an exception that is printed": (
        BROADCASTING,
        "residuals",
        """
def residuals(A, Y):
    if len(Y.ravel()) - A.size:
        problem = ValueError("labels do not fit")
        print(problem)
    return A - Y.reshape(1, -1)
""",
        "exception-not-raised",
        'problem = ValueError("labels do not fit")',
    ),
    "a text beside an answer that is wrong": (
        BROADCASTING,
        "residuals",
        """
def residuals(A, Y):
    if len(Y.ravel()) - A.size:
        print("labels do not fit")
    return A.flatten() - Y.flatten()
""",
        "residuals-flat",
        "return A.flatten()",
    ),
    "one array under two names": (
        LOGISTIC_REGRESSION,
        "propagate",
        """
def propagate(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    slope = shift = np.zeros(w.shape)
    for k in range(X.shape[1]):
        error = A[0, k] - Y[0, k]
        slope += error * X[:, [k]]
        shift += error
    return {"dw": slope / X.shape[1], "db": shift / X.shape[1]}, cost
""",
        "two-names-of-one",
        "slope = shift =",
    ),
    "an exchange of two names all over a line": (
        COMPUTATION_GRAPH,
        "logistic_example",
        """
def logistic_example(w1, w2, b, x1, x2, y):
    z = b + w1 * x1 + w2 * x2
    a = 1 / (1 + np.exp(-z))
    loss = -a * np.log(y) - (1 - a) * np.log(1 - y)
    return z, a, loss
""",
        "order-in-the-line",
        "loss = -a",
    ),
    "zeros that nothing fills": (
        LOGISTIC_REGRESSION,
        "predict",
        """
def predict(w, b, X):
    answers = np.zeros((1, X.shape[1]))
    A = sigmoid(w.T @ X + b)
    A[A > 0.5] = 1
    A[A < 1] = 0
    return answers
""",
        "always-0",
        NO_LINE,
    ),
    "a line that would do nothing further down": (
        BROADCASTING,
        "standardize",
        """
def standardize(X):
    X = X * 1.0
    mu = X.mean(axis=1, keepdims=True)
    sigma = X.std(axis=1, keepdims=True)
    X[(sigma == 0)[:, 0]] = 0
    sigma[sigma == 0] = 1
    return (X - mu) / sigma
""",
        "line-too-many",
        "X[(sigma == 0)[:, 0]] = 0",
    ),
    "what append hands back": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace("costs.append(cost)", "costs = costs.append(cost)"),
        "changed-in-place",
        "costs = costs.append(cost)",
    ),
    "a start in every turn": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace("        grads, cost", "        w, b = np.zeros(w.shape), 0\n        grads, cost").replace(
            "np.zeros(w.shape)", "np.zeros((X.shape[0], 1))"
        ),
        "argument-overwritten",
        "w, b = np.zeros",
    ),
    "None in a line of the template": (
        LOGISTIC_REGRESSION,
        "predict",
        """
def predict(w, b, X):
    A = None
    return np.where(A > 0.5, 1, 0)
""",
        "placeholder-left",
        "A = None",
    ),
    "None handed to another function": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace('w - learning_rate * grads["dw"]', "None"),
        "placeholder-left",
        "w = None",
    ),
    "a name that is not there, below a right value of another form": (
        BROADCASTING,
        "softmax",
        """
def softmax(x):
    powers = np.exp(x - x.max())
    return pwers / powers.sum(axis=1, keepdims=True)
""",
        "name-misspelt",
        "return pwers /",
    ),
    "a sum without keepdims, below a right value of another form": (
        BROADCASTING,
        "softmax",
        """
def softmax(x):
    powers = np.exp(x - x.max())
    total = powers.sum(axis=1)
    return powers / total
""",
        "sums-without-keepdims",
        "total = ",
    ),
    "one value for two, and a builtin on the way": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace("np.sum(A - Y)", "sum(A - Y)").replace("}, cost", "}"),
        "too-few-values",
        "return {",
    ),
    "three right values in another order": (
        COMPUTATION_GRAPH,
        "forward_graph",
        "def forward_graph(a, b, c):\n    u = b * c\n    v = a + u\n    return 3 * v, u, v\n",
        "order-of-the-values",
        "return 3 * v",
    ),
    "two letters of a key": (
        LOGISTIC_REGRESSION,
        "model",
        MODEL.replace('"Y_prediction_train"', '"Y_prediciton_train"'),
        "key-misspelt",
        "return {",
    ),
    "an assert where a ValueError is asked for": (
        BROADCASTING,
        "as_column",
        "def as_column(v):\n    assert v.ndim == 1 or 1 in v.shape\n    return v.reshape(-1, 1)\n",
        "another-exception",
        "assert",
    ),
    "a condition that refuses too much": (
        BROADCASTING,
        "as_column",
        """
def as_column(v):
    if v.ndim == 1:
        return v.reshape(-1, 1)
    if v.ndim == 2 and v.shape[0] == 1:
        return v.T
    raise ValueError("a vector, please")
""",
        "own-refusal",
        "raise ValueError",
    ),
    "an example at a time, each written over the last": (
        LOGISTIC_REGRESSION,
        "propagate",
        """
def propagate(w, b, X, Y):
    m = X.shape[1]
    cost, dw, db = 0, 0, 0
    for i in range(m):
        x = X[:, i : i + 1]
        a = sigmoid(w.T @ x + b)
        cost += -np.log(a if Y[0, i] else 1 - a)
        dw = x * (a - Y[0, i])
        db = a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, cost / m
""",
        "last-example-only",
        "dw = x",
    ),
    "a sigmoid that is not called": (
        VECTORIZATION,
        "sigmoid_derivative",
        "def sigmoid_derivative(z):\n    s = sigmoid\n    return s * (1 - s)\n",
        "function-not-called",
        "return s",
    ),
    "an array put into one place": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace(
            "dw = np.dot(X, (A - Y).T) / m",
            "dw = np.zeros(len(w))\n    for i in range(len(w)):\n        dw[i] = X[i] * (A - Y)[0]",
        ),
        "array-for-a-place",
        "dw[i] =",
    ),
    "an array of texts, of which no line can be compared": (
        BROADCASTING,
        "percentages",
        """
def percentages(table):
    total = table.sum(axis=0)
    told = [f"{x} %" for x in (table / total).flat]
    return np.array(told).reshape(table.shape)
""",
        "text-for-a-number",
        "return np.array",
    ),
    "a line of arithmetic that has no name": (
        BROADCASTING,
        "normalize_rows",
        "def normalize_rows(x):\n    norm = np.linalg.norm(x, axis=1, keepdims=True)\n    x / norm\n    return x\n",
        "result-thrown-away",
        "x / norm",
    ),
    "np.append, of which nothing is kept": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace("costs = []", "costs = np.array([])").replace("costs.append(cost)", "np.append(costs, cost)"),
        "appended-to-a-copy",
        "np.append",
    ),
    "np.append to what nothing else reads, above the slip": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace("    m =", "    seen = np.zeros(3)\n    np.append(seen, 3)\n    m =").replace(
            ").T) / m", ").T)"
        ),
        "size-in-the-line",
        "dw =",
    ),
    "names that would have to be exchanged to undo what a line overwrites": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace(
            "    return", '    params = {"w": w, "b": b}\n    grads = {"dw": w, "db": b}\n    return'
        ).replace('return {"w": w, "b": b}', "return params"),
        "another-part",
        "",
    ),
    "a list of lists, whose only answer is made in the return line": (
        BROADCASTING,
        "percentages",
        "def percentages(table):\n    t = table.sum(axis=0)\n    return [list(100 * row / t) for row in table]\n",
        "list-for-an-array",
        "return [list",
    ),
    "answers that are the labels by chance": (
        LOGISTIC_REGRESSION,
        "model",
        MODEL.replace(
            "    params, grads",
            "    X, Y = np.hstack([X_train, X_test]), np.hstack([Y_train, Y_test])\n    params, grads",
        ).replace("(w, b, X_train, Y_train,", "(w, b, X, Y,"),
        "trained-on-the-test-set",
        NO_LINE,  # the joined pictures may be for another use
    ),
    "1 // m": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace("/ m\n", "* (1 // m)\n"),
        "cut-in-the-code",
        "cost =",
    ),
    "int( ) around every step": (
        COMPUTATION_GRAPH,
        "forward_graph",
        "def forward_graph(a, b, c):\n    u = int(b * c)\n    v = int(a + u)\n    J = int(3 * v)\n    return u, v, J\n",
        "cut-in-the-code",
        "u = int",
    ),
    "two lines of the template that are left open, and an argument that only these need": (
        COMPUTATION_GRAPH,
        "backward_graph",
        """
def backward_graph(a, b, c):
    dv = 3
    db = None
    dc = None
    return {"dv": dv, "da": dv, "du": dv, "db": db, "dc": dc}
""",
        "placeholder-left",
        "db = None",
    ),
    "a class of exceptions that is returned": (
        BROADCASTING,
        "as_column",
        "def as_column(v):\n    if v.ndim > 2:\n        return ValueError\n    return v.reshape(-1, 1)\n",
        "exception-returned",
        "return ValueError",
    ),
    "a penalty that is added to the cost": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace("    dw =", "    cost += 0.1 * np.sum(np.abs(w)) / m\n    dw ="),
        "piece-too-many-in-the-line",
        "cost +=",
    ),
    "three dots in a line of the template": (
        LOGISTIC_REGRESSION,
        "propagate",
        PROPAGATE.replace("np.sum(A - Y) / m", "..."),
        "placeholder-left",
        "db = ...",
    ),
    "a list of one where three are asked for": (
        LOGISTIC_REGRESSION,
        "optimize",
        OPTIMIZE.replace("i % 100 == 0", "i / 100 == 0"),
        "too-few-entries",
        "",
    ),
    "a beginning without its second axis": (
        LOGISTIC_REGRESSION,
        "model",
        MODEL.replace("initialize_with_zeros(X_train.shape[0])", "np.zeros(X_train.shape[0]), 0.0"),
        "table-for-a-vector",
        "w, b = np.zeros",
    ),
    "a condition that asks nothing": (
        VECTORIZATION,
        "dot_loop",
        """
def dot_loop(u, v):
    total = 0
    for i in range(len(u)):
        if u[i] > 0 or 1:
            total += u[i] * u[i]
        else:
            total += u[i] * v[i]
    return total
""",
        "condition-settled",
        "if u[i] > 0 or 1",
    ),
    "the number of entries, which the solution does not ask for": (
        VECTORIZATION,
        "L2",
        "def L2(yhat, y):\n    m = len(y)\n    return np.sum((yhat - y) ** 2) / m\n",
        "mean",
        "return np.sum",
    ),
}
GIVEN: dict[str, dict[str, object]] = {
    "np has another value": {"np": 3},
    "a global instead of the argument": {"pictures": np.ones((4, 3, 3, 3))},
}


@pytest.mark.parametrize("row", ROWS)
def test_the_cause_and_the_line_are_those_of_this_code(row: str) -> None:
    notebook, name, code, cause, shown = ROWS[row]

    result = checked(notebook, name, code, **GIVEN.get(row, {}))

    assert told(result)[:1] == [cause] * bool(cause)
    assert line(result).startswith(shown)
    assert shown is not NO_LINE or not line(result)


def test_a_return_in_the_loop_is_told_beside_what_does_not_come_back() -> None:
    early = OPTIMIZE.replace("    return {", "        return {").replace(", grads, costs\n", ", costs\n")

    assert told(checked(LOGISTIC_REGRESSION, "optimize", early))[1:] == ["return-in-the-loop"]


@pytest.mark.parametrize("body", ["pass", "...", '"""Cost and gradient."""'])
def test_a_function_without_a_line_is_not_written_yet(body: str) -> None:
    assert checked(LOGISTIC_REGRESSION, "propagate", f"def propagate(w, b, X, Y):\n    {body}\n").status == "untouched"


COPIES = """
def numerical_gradient(f, x, epsilon=1e-6):
    slopes = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        right, left = x.copy(), x.copy()
        right[i] += epsilon
        left[i] -= epsilon
        slopes[i] = (f(right) - f(left)) / (2 * epsilon)
    return slopes
"""


@pytest.mark.parametrize(
    ("was", "now", "causes"),
    [
        ("", "", ["nudge-cut-off"]),
        ("(2 * epsilon)", "epsilon", ["piece-missing-in-the-line", "nudge-cut-off"]),  # both are there
        ("(2 * epsilon)", "2 * epsilon", ["operation-in-the-line", "nudge-cut-off"]),  # both are there
    ],
)
def test_a_mistake_is_named_where_whole_numbers_alone_go_another_way(was: str, now: str, causes: list[str]) -> None:
    result = checked(COMPUTATION_GRAPH, "numerical_gradient", COPIES.replace(was, now) if was else COPIES)

    assert told(result) == causes


@pytest.mark.parametrize("notebook", [VECTORIZATION, LOGISTIC_REGRESSION])
def test_a_sigmoid_that_is_cut_off_near_0_and_1_is_not_right(notebook: str) -> None:
    result = checked(notebook, "sigmoid", "def sigmoid(z):\n    return np.clip(1 / (1 + np.exp(-z)), 0.0001, 0.9999)\n")

    assert result.rung == "value"
    assert line(result).startswith("return np.clip")


@pytest.mark.parametrize("end", [0.01, 0.001])
def test_a_gradient_of_probabilities_that_are_cut_off_is_not_right(end: float) -> None:
    one = exercise(LOGISTIC_REGRESSION, "propagate")
    cut = PROPAGATE.replace("+ b)\n", f"+ b)\n    A = np.clip(A, {end}, {1 - end})\n")
    space = dict(one.sibling_solutions)
    exec(cut, space)

    results = [
        run_checks(make_spec(one, np.random.default_rng(seed)), calling(space["propagate"])) for seed in range(3)
    ]

    assert {result.rung for result in results} == {"value"}
    assert {tuple(told(result)) for result in results} == {("cut-off",)}


ONE_FOR_ALL = "def predict(w, b, X):\n    A = sigmoid(w.T @ X + b)\n    {body}\n"


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("return 1 if A.mean() > 0.5 else 0", "summed-to-one"),
        ("for a in A[0]:\n        answer = 1 if a > 0.5 else 0\n    return answer", "one-answer-for-all"),
        ("return [1 if a > 0.5 else 0 for a in A[0]][-1]", "one-answer-for-all"),
    ],
)
def test_words_of_a_loop_are_said_of_a_cell_with_a_loop_alone(body: str, cause: str) -> None:
    result = checked(LOGISTIC_REGRESSION, "predict", ONE_FOR_ALL.format(body=body))

    assert told(result) == [cause]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def dot(x):\n    return x + 1\n", False),
        ("def dot(x):\n    while x < 3:\n        x += 1\n    return x\n", True),
        ("def dot(x):\n    return dot(x - 1) if x else 0\n", True),
        ("def dot(x):\n    return np.vectorize(one)(x)\n", True),
        ("def one(x):\n    return sum(a for a in x)\n\ndef dot(x):\n    return one(x)\n", True),
        ("def dot(x:\n", True),
        ("", True),
    ],
)
def test_a_cell_loops_if_anything_in_it_repeats_or_it_cannot_be_read(source: str, expected: bool) -> None:
    assert loops(make_spec(exercise(VECTORIZATION, "dot")), source) is expected


def test_a_value_in_the_place_of_the_function_is_told() -> None:
    result = missing(make_spec(exercise(VECTORIZATION, "dot")), handed=True)

    assert told(result) == ["result-for-the-function"]


def test_only_a_function_that_is_called_is_to_be_repaired_first() -> None:
    spec = make_spec(exercise(LOGISTIC_REGRESSION, "propagate"))

    assert called(spec, PROPAGATE) == {"sigmoid"}
    assert called(spec, "def propagate(w, b, X, Y):\n    return None") == set()


@pytest.mark.parametrize(
    ("wrong", "cause"), [("12288", "size-hard-coded"), ("X_train.shape[1]", "weights-per-picture")]
)
def test_a_siblings_spelling_does_not_change_the_name(wrong: str, cause: str) -> None:
    model = MODEL.replace("X_train.shape[0]", wrong)

    usual = checked(LOGISTIC_REGRESSION, "model", model)
    with_dot = checked(LOGISTIC_REGRESSION, "model", PROPAGATE + OPTIMIZE + model)

    assert told(usual) == told(with_dot) == [cause]
    assert line(with_dot).startswith("w, b = initialize_with_zeros")
