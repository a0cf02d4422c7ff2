"""Right answers to the functions of notebook 4, in the styles that learners and public notebooks write."""

from __future__ import annotations

import copy

import numpy as np

from tests.week import LOGISTIC_REGRESSION, sibling

sigmoid = sibling(LOGISTIC_REGRESSION, "sigmoid")
initialize_with_zeros = sibling(LOGISTIC_REGRESSION, "initialize_with_zeros")
propagate = sibling(LOGISTIC_REGRESSION, "propagate")
optimize = sibling(LOGISTIC_REGRESSION, "optimize")
predict = sibling(LOGISTIC_REGRESSION, "predict")


def sigmoid_naive(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_power(z):
    return 1.0 / (1.0 + np.power(np.e, -1 * z))


def sigmoid_of_exp(z):
    return np.exp(z) / (np.exp(z) + 1)


def sigmoid_tanh(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


def sigmoid_asarray(z):
    return np.divide(1, np.add(1, np.exp(np.negative(z))))


def initialize_int_b(dim):
    w = np.zeros((dim, 1))
    b = 0
    assert w.shape == (dim, 1)
    assert isinstance(b, (float, int))
    return w, b


def initialize_numpy_b(dim):
    return np.zeros(shape=(dim, 1), dtype=np.float64), np.float64(0)


def initialize_reshaped(dim):
    w = np.zeros(dim).reshape(-1, 1)
    return [w, 0.0]


def initialize_full(dim):
    w = np.full((dim, 1), 0.0, order="F")
    b = float(0)
    return w, b


def propagate_dot(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = (-1 / m) * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dw = (1 / m) * np.dot(X, (A - Y).T)
    db = (1 / m) * np.sum(A - Y)
    cost = np.squeeze(np.array(cost))
    return {"dw": dw, "db": db}, cost


def propagate_matrix_cost(w, b, X, Y):
    m = X.shape[1]
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    cost = -(Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T) / m  # (1, 1)
    dZ = A - Y
    return {"dw": (dZ @ X.T / m).T, "db": np.sum(dZ, axis=1, keepdims=True) / m}, cost


def propagate_einsum(w, b, X, Y):
    A = sigmoid(z=np.einsum("ij,im->jm", w, X) + b)
    restarts = -np.log(np.where(Y == 1, A, 1 - A))
    dw = np.mean(X * (A - Y), axis=1, keepdims=True)
    return {"dw": np.asfortranarray(dw), "db": float(np.mean(A - Y)), "A": A}, float(np.mean(restarts))


def propagate_over_features(w, b, X, Y):
    m = Y.size
    A = np.squeeze(sigmoid(w.T @ X + b)).reshape(Y.shape)
    dw = np.zeros(w.shape)
    for j in range(w.shape[0]):
        dw[j, 0] = np.sum(X[j] * (A - Y)[0]) / m
    cost = np.sum(np.logaddexp(0, w.T @ X + b) - Y * (w.T @ X + b)) / m
    return [{"dw": dw, "db": np.average(A - Y).reshape(1)}, np.array([cost])]


def optimize_copies(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    w = copy.deepcopy(w)
    b = copy.deepcopy(b)
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        dw = grads["dw"]
        db = grads["db"]
        w = w - learning_rate * dw
        b = b - learning_rate * db
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print("Cost after iteration %i: %f" % (i, cost))  # noqa: UP031
    params = {"w": w, "b": b}
    grads = {"dw": dw, "db": db}
    return params, grads, costs


def optimize_own_gradient(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    m = X.shape[1]
    costs, w, b = [], np.array(w), np.array([[b]])
    for i in range(num_iterations):
        A = 1 / (1 + np.exp(-(w.T @ X + b)))
        if not i % 100:
            costs.append(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A), keepdims=True))
        dw, db = X @ (A - Y).T / m, np.mean(A - Y)
        w -= learning_rate * dw
        b -= learning_rate * db
    return [{"w": w, "b": b}, {"db": db, "dw": dw}, np.array(costs)]


def optimize_while(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    i, costs = 0, ()
    while i < num_iterations:
        grads, cost = propagate(w=w, b=b, X=X, Y=Y)
        costs = (*costs, float(cost)) if i % 100 == 0 else costs
        w, b, i = w - learning_rate * grads["dw"], b - learning_rate * grads["db"], i + 1
    return {"b": float(b), "w": np.asfortranarray(w), "iterations": i}, grads, costs


def optimize_every_cost_then_some(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=True):
    params, every = {"w": w.copy(), "b": b}, []
    for i in range(1, num_iterations + 1):
        grads, cost = propagate(params["w"], params["b"], X, Y)
        every.append(cost)
        params["w"] -= learning_rate * grads["dw"]
        params["b"] -= learning_rate * grads["db"]
        if print_cost and (i - 1) % 100 == 0:
            print(i, cost)
    return params, grads, every[::100]


def predict_loop(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    w = w.reshape(X.shape[0], 1)
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(A.shape[1]):
        if A[0, i] <= 0.5:
            Y_prediction[0, i] = 0
        else:
            Y_prediction[0, i] = 1
    assert Y_prediction.shape == (1, m)
    return Y_prediction


def predict_bool(w, b, X):
    return sigmoid(w.T @ X + b) > 0.5


def predict_int(w, b, X):
    return np.where(w.T @ X + b >= 0, 1, 0)


def predict_round(w, b, X):
    return np.round(sigmoid(np.einsum("ij,im->jm", w, X) + b))


def predict_comprehension(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return np.array([[1 if a > 0.5 else 0 for a in A[0]]], dtype=np.uint8)


def model_public(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    parameters, _grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w = parameters["w"]
    b = parameters["b"]
    Y_prediction_test = predict(w, b, X_test)
    Y_prediction_train = predict(w, b, X_train)
    print(f"train accuracy: {100 - np.mean(np.abs(Y_prediction_train - Y_train)) * 100} %")
    print(f"test accuracy: {100 - np.mean(np.abs(Y_prediction_test - Y_test)) * 100} %")
    return {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


def model_keywords(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(dim=len(X_train))
    params, _, costs = optimize(
        w=w, b=b, X=X_train, Y=Y_train, num_iterations=num_iterations, learning_rate=learning_rate
    )
    answers = {"Y_prediction_train": predict(X=X_train, **params), "Y_prediction_test": predict(X=X_test, **params)}
    return {
        **params,
        **answers,
        "costs": np.array(costs),
        "learning_rate": np.float64(learning_rate),
        "num_iterations": int(num_iterations),
        "accuracy": 0.0,
    }


def model_alone(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate, print_cost=False):
    w, b, costs = np.zeros((X_train.shape[0], 1)), 0, []
    for i in range(num_iterations):
        dZ = 1 / (1 + np.exp(-(w.T @ X_train + b))) - Y_train
        if i % 100 == 0:
            costs += [float(-np.mean(np.log(1 - np.abs(dZ))))]
        w, b = w - learning_rate * X_train @ dZ.T / Y_train.size, b - learning_rate * dZ.mean()
    d = {"costs": costs, "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}
    d["Y_prediction_test"] = (w.T @ X_test + b > 0) * 1
    d["Y_prediction_train"] = (w.T @ X_train + b > 0) * 1.0
    return d


def model_one_set_at_a_time(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = np.zeros((X_train.shape[0], 1)), 0
    d = {"learning_rate": learning_rate, "num_iterations": num_iterations}
    params, _, d["costs"] = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    d["w"], d["b"] = params["w"], np.array(params["b"])
    for name, X in (("train", X_train), ("test", X_test)):
        d[f"Y_prediction_{name}"] = predict(d["w"], d["b"], X).astype(bool)
    return d


def log_likelihood_dot(A, Y):
    return np.squeeze(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T))


def log_likelihood_matrix(A, Y):
    return Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T  # (1, 1)


def log_likelihood_of_labels(A, Y):
    return float(np.log(np.where(Y == 1, A, 1 - A)).sum())


def log_likelihood_from_cost(A, Y):
    m = Y.shape[1]
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return -m * cost


def log_likelihood_loop(A, Y):
    total = 0
    for a, y in zip(A[0], Y[0], strict=True):
        total += np.log(a) if y == 1 else np.log(1 - a)
    return total


RIGHT = {
    "sigmoid": [sigmoid_naive, sigmoid_power, sigmoid_of_exp, sigmoid_tanh, sigmoid_asarray],
    "initialize_with_zeros": [initialize_int_b, initialize_numpy_b, initialize_reshaped, initialize_full],
    "propagate": [propagate_dot, propagate_matrix_cost, propagate_einsum, propagate_over_features],
    "optimize": [optimize_copies, optimize_own_gradient, optimize_while, optimize_every_cost_then_some],
    "predict": [predict_loop, predict_bool, predict_int, predict_round, predict_comprehension],
    "model": [model_public, model_keywords, model_alone, model_one_set_at_a_time],
    "log_likelihood": [
        log_likelihood_dot,
        log_likelihood_matrix,
        log_likelihood_of_labels,
        log_likelihood_from_cost,
        log_likelihood_loop,
    ],
}
