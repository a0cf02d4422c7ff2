"""Wrong functions as people write them who learnt from older courses: temporaries, asserts, squeezes, globals."""

from __future__ import annotations

from tests.week import BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION, VECTORIZATION

PROPAGATE = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    # FORWARD PROPAGATION (FROM X TO COST)
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -(1 / m) * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    # BACKWARD PROPAGATION (TO FIND GRAD)
    dw = (1 / m) * np.dot(X, (A - Y).T)
    db = (1 / m) * np.sum(A - Y)
    assert dw.shape == w.shape
    cost = np.squeeze(cost)
    grads = {"dw": dw, "db": db}
    return grads, cost
"""
OPTIMIZE = """
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        dw = grads["dw"]
        db = grads["db"]
        w = w - learning_rate * dw
        b = b - learning_rate * db
        if i % 100 == 0:
            costs.append(cost)
        if print_cost and i % 100 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    params = {"w": w, "b": b}
    grads = {"dw": dw, "db": db}
    return params, grads, costs
"""
PREDICT = """
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    w = w.reshape(X.shape[0], 1)
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(A.shape[1]):
        if A[0, i] > 0.5:
            Y_prediction[0, i] = 1
        else:
            Y_prediction[0, i] = 0
    assert Y_prediction.shape == (1, m)
    return Y_prediction
"""
SOFTMAX = """
def softmax(x):
    x_exp = np.exp(x - np.max(x, axis=1, keepdims=True))
    x_sum = np.sum(x_exp, axis=1, keepdims=True)
    s = x_exp / x_sum
    return s
"""
LOOP = """
def gradients_loop(w, b, X, Y):
    m = X.shape[1]
    J = 0
    dw = np.zeros((X.shape[0], 1))
    db = 0
    for i in range(m):
        z = b
        for j in range(X.shape[0]):
            z = z + w[j, 0] * X[j, i]
        a = 1 / (1 + np.exp(-z))
        J = J - (Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        for j in range(X.shape[0]):
            dw[j, 0] = dw[j, 0] + X[j, i] * dz
        db = db + dz
    J = J / m
    dw = dw / m
    db = db / m
    return {"dw": dw, "db": db}, J
"""
MODEL = """
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    parameters, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w = parameters["w"]
    b = parameters["b"]
    Y_prediction_test = predict(w, b, X_test)
    Y_prediction_train = predict(w, b, X_train)
    d = {"costs": costs, "Y_prediction_test": Y_prediction_test, "Y_prediction_train": Y_prediction_train,
         "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}
    return d
"""
EXAMPLE = """
def logistic_example_gradients(w1, w2, b, x1, x2, y):
    z, a, loss = logistic_example(w1, w2, b, x1, x2, y)
    da = -(y / a) + (1 - y) / (1 - a)
    dz = da * a * (1 - a)
    dw1 = x1 * dz
    dw2 = x2 * dz
    db = dz
    return {"da": da, "dz": dz, "dw1": dw1, "dw2": dw2, "db": db}
"""


def twice(text: str) -> str:
    """A function whose training loop stands there twice, the first time without its costs."""
    lines = text.strip().splitlines()
    loop = lines[2:8]
    return "\n".join([*lines[:2], *loop, *lines[2:]])


#: what is wrong -> (notebook, function, its code)
VERSIONS = {
    "db not divided": (LOGISTIC_REGRESSION, PROPAGATE.replace("db = (1 / m) * ", "db = ")),
    "db a row of one and not divided": (
        LOGISTIC_REGRESSION,
        PROPAGATE.replace("np.sum(A - Y)", "np.sum(A - Y, axis=1, keepdims=True)").replace(
            "(1 / m) * np.sum(A", "np.sum(A"
        ),
    ),
    "cost without the minus": (LOGISTIC_REGRESSION, PROPAGATE.replace("-(1 / m) *", "(1 / m) *")),
    "one row of the cost turned": (LOGISTIC_REGRESSION, PROPAGATE.replace("np.log(1 - A)", "np.log(1 - A.T)")),
    "cost and dw wrong": (
        LOGISTIC_REGRESSION,
        PROPAGATE.replace("-(1 / m) *", "(1 / m) *").replace("dw = (1 / m) * ", "dw = "),
    ),
    "dw and db of two kinds": (
        LOGISTIC_REGRESSION,
        PROPAGATE.replace("(A - Y).T", "(Y - A).T").replace("db = (1 / m) * ", "db = "),
    ),
    "two lines of one chain": (
        LOGISTIC_REGRESSION,
        PROPAGATE.replace("+ b)", "- b)").replace("dw = (1 / m) * ", "dw = "),
    ),
    "w turned twice": (LOGISTIC_REGRESSION, PROPAGATE.replace("np.dot(w.T, X)", "np.dot(w, X)")),
    "the labels of the notebook": (
        LOGISTIC_REGRESSION,
        PROPAGATE.replace("m = X.shape[1]", "m = train_set_x.shape[1]"),
    ),
    "2 for m": (LOGISTIC_REGRESSION, PROPAGATE.replace("dw = (1 / m)", "dw = (1 / 2 * m)")),
    "np.log10": (LOGISTIC_REGRESSION, PROPAGATE.replace("np.log(A)", "np.log10(A)").replace("np.log(1", "np.log10(1")),
    "dw keeps its old self": (
        LOGISTIC_REGRESSION,
        OPTIMIZE.replace("w = w - learning_rate * dw", "w = dw - learning_rate * w"),
    ),
    "b of dw": (LOGISTIC_REGRESSION, OPTIMIZE.replace('grads["db"]', 'grads["dw"]')),
    "a step of the whole": (LOGISTIC_REGRESSION, OPTIMIZE.replace("w = w - learning_rate * dw", "w = w - dw")),
    "every cost": (
        LOGISTIC_REGRESSION,
        OPTIMIZE.replace("        if i % 100 == 0:\n            costs", "        costs", 1),
    ),
    "costs from 1": (
        LOGISTIC_REGRESSION,
        OPTIMIZE.replace("if i % 100 == 0:\n            costs", "if i % 100 == 1:\n            costs"),
    ),
    "loop written twice": (LOGISTIC_REGRESSION, twice(OPTIMIZE)),
    "one turn too few": (LOGISTIC_REGRESSION, OPTIMIZE.replace("range(num_iterations)", "range(1, num_iterations)")),
    "predict below": (LOGISTIC_REGRESSION, PREDICT.replace("> 0.5", "< 0.5")),
    "predict of the first": (LOGISTIC_REGRESSION, PREDICT.replace("Y_prediction[0, i] = 1", "Y_prediction[0, 0] = 1")),
    "predict without b": (LOGISTIC_REGRESSION, PREDICT.replace("np.dot(w.T, X) + b", "np.dot(w.T, X)")),
    "softmax over columns": (
        BROADCASTING,
        SOFTMAX.replace("x_sum = np.sum(x_exp, axis=1", "x_sum = np.sum(x_exp, axis=0"),
    ),
    "softmax in a box of whole numbers": (
        BROADCASTING,
        """
def softmax(x):
    s = np.zeros_like(x)
    for i in range(x.shape[0]):
        e = np.exp(x[i] - np.max(x[i]))
        s[i] = e / np.sum(e)
    return s
""",
    ),
    "softmax with len": (BROADCASTING, SOFTMAX.replace("x_exp / x_sum", "x_exp / x_sum / len(x)")),
    "softmax of a misspelt sum": (BROADCASTING, SOFTMAX.replace("x_exp / x_sum", "x_exp / xsum")),
    "rows by their squares": (
        BROADCASTING,
        "def normalize_rows(x):\n    x_norm = np.sum(x ** 2, axis=1, keepdims=True)\n    x = x / x_norm\n    return x",
    ),
    "rows by columns": (
        BROADCASTING,
        "def normalize_rows(x):\n    x_norm = np.linalg.norm(x, ord=2, axis=0, keepdims=True)\n    return x / x_norm",
    ),
    "standardized by the variance": (
        BROADCASTING,
        """
def standardize(X):
    mu = np.mean(X, axis=1, keepdims=True)
    sigma = np.var(X, axis=1, keepdims=True)
    sigma[sigma == 0] = 1
    return (X - mu) / sigma
""",
    ),
    "L1 per row": (
        VECTORIZATION,
        "def L1(yhat, y):\n    loss = np.sum(abs(y - yhat), axis=0, keepdims=1) / y.shape[0]\n    return loss",
    ),
    "L2 of a product": (
        VECTORIZATION,
        "def L2(yhat, y):\n    d = y - yhat\n    loss = np.dot(d, d) / 2\n    return loss",
    ),
    "L2 of sums": (VECTORIZATION, "def L2(yhat, y):\n    loss = np.sum(y - yhat) ** 2\n    return loss"),
    "slope with a plus": (
        VECTORIZATION,
        "def sigmoid_derivative(x):\n    s = 1 / (1 + np.exp(-x))\n    ds = s * (1 + s)\n    return ds",
    ),
    "sigmoid by math": (VECTORIZATION, "import math\n\ndef sigmoid(x):\n    s = 1 / (1 + math.exp(-x))\n    return s"),
    "vector by rows": (
        VECTORIZATION,
        """
def image2vector(image):
    v = image.reshape(image.shape[0] * image.shape[1], image.shape[2])
    return v
""",
    ),
    "images by columns": (
        VECTORIZATION,
        "def flatten_images(images):\n    X_flatten = images.reshape(-1, images.shape[0])\n    return X_flatten",
    ),
    "loop forgets b": (COMPUTATION_GRAPH, LOOP.replace("z = b\n", "z = 0\n")),
    "loop overwrites dw": (
        COMPUTATION_GRAPH,
        LOOP.replace("dw[j, 0] = dw[j, 0] + X[j, i] * dz", "dw[j, 0] = X[j, i] * dz"),
    ),
    "loop with z that stays": (
        COMPUTATION_GRAPH,
        LOOP.replace("        z = b\n", "").replace("    db = 0\n", "    db = 0\n    z = b\n"),
    ),
    "slope of the loss with a plus": (COMPUTATION_GRAPH, EXAMPLE.replace("(1 - y) / (1 - a)", "(1 + y) / (1 - a)")),
    "dw2 of x1": (COMPUTATION_GRAPH, EXAMPLE.replace("dw2 = x2 * dz", "dw2 = x1 * dz")),
    "predictions exchanged": (
        LOGISTIC_REGRESSION,
        MODEL.replace("Y_prediction_test = predict(w, b, X_test)", "Y_prediction_test = predict(w, b, X_train)"),
    ),
    "weights before training": (LOGISTIC_REGRESSION, MODEL.replace('    w = parameters["w"]\n', "")),
    "the settings exchanged": (
        LOGISTIC_REGRESSION,
        MODEL.replace(
            "num_iterations, learning_rate, print_cost)\n    w", "learning_rate, num_iterations, print_cost)\n    w"
        ),
    ),
}
