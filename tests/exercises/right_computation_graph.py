"""Right answers to the exercises of notebook 3 in other styles than the solution's: each must earn every point."""

# ruff: noqa: B905
from collections import defaultdict

import numpy as np

from tests.week import COMPUTATION_GRAPH, sibling

forward_graph = sibling(COMPUTATION_GRAPH, "forward_graph")
logistic_example = sibling(COMPUTATION_GRAPH, "logistic_example")


def forward_in_a_list(a, b, c):
    return [b * c, a + b * c, 3 * (a + b * c)]


def forward_with_numpy(a, b, c):
    u = np.multiply(b, c)
    v = np.add(a, u)
    return u, v, np.array([3.0]) * v


def forward_multiplied_out(a, b, c):
    J = 3 * a + 3 * b * c
    return float(b * c), float(J / 3), np.array([[J]])


def forward_from_the_end(a, b, c):
    v = np.dot([1, b], [a, c])
    return v - a, v, v + v + v


def backward_in_place(a, b, c):
    return {"da": 3, "db": 3 * c, "dc": 3 * b, "du": 3, "dv": 3}


def backward_with_more_keys(a, b, c):
    d = {"J": 1.0, "dJ": 1.0}
    d["dv"] = 3 * d["dJ"]
    d["du"] = d["da"] = d["dv"]
    d["db"], d["dc"] = d["du"] * c, d["du"] * b
    return d


def backward_with_arrays(a, b, c):
    db, dc = np.array([c, b]) * 3.0
    return {"dv": np.array(3), "da": np.array([3.0]), "du": np.float32(3), "db": db, "dc": np.array([[dc]])}


def backward_asks_forward(a, b, c):
    J = forward_graph(a=a, b=b, c=c)[2]
    db = forward_graph(a, b + 1, c)[2] - J
    dc = forward_graph(a, b, c + 1)[2] - J
    return {"dv": 3.0, "da": forward_graph(a + 1, b, c)[2] - J, "du": 3.0, "db": db, "dc": dc}


def numerical_on_flat_copies(f, x, epsilon=1e-6):
    gradient = np.zeros(x.size)
    for i in range(x.size):
        plus, minus = x.astype(float).flatten(), x.astype(float).flatten()
        plus[i] += epsilon
        minus[i] -= epsilon
        gradient[i] = (f(plus.reshape(x.shape)) - f(minus.reshape(x.shape))) / (2 * epsilon)
    return gradient.reshape(x.shape)


def numerical_with_nditer(f, x, epsilon=1e-6):
    x = x.astype(float)
    gradient = np.zeros_like(x, order="F")
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        at = it.multi_index
        kept = x[at]
        x[at] = kept + epsilon
        high = f(x)
        x[at] = kept - epsilon
        low = f(x)
        x[at] = kept
        gradient[at] = (high - low) / epsilon / 2
        it.iternext()
    return gradient


def numerical_with_unit_nudges(f, x, epsilon=1e-6):
    nudges = np.eye(x.size).reshape(x.size, *x.shape) * epsilon
    slopes = [(f(x + nudge) - f(x - nudge)) / (2 * epsilon) for nudge in nudges]
    return np.array(slopes).reshape(x.shape)


def numerical_half_and_half(f, x, epsilon=1e-6):
    middle = f(x)
    gradient = np.empty(x.shape)
    for at, _ in np.ndenumerate(x):
        nudge = np.zeros(x.shape)
        nudge[at] = epsilon
        gradient[at] = ((f(x + nudge) - middle) + (middle - f(x - nudge))) / (2 * epsilon)
    return gradient


def numerical_by_flat_index(f, x, epsilon=1e-6):
    wide = np.array(x, dtype=np.float64, order="F")
    gradient = np.zeros_like(wide)
    for k in range(wide.size):
        kept = wide.flat[k]
        values = []
        for sign in (1, -1):
            wide.flat[k] = kept + sign * epsilon
            values.append(f(wide))
        wide.flat[k] = kept
        gradient.flat[k] = (values[0] - values[1]) / (2 * epsilon)
    return gradient


def example_with_branches(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1.0 / (1.0 + np.exp(-z))
    loss = -np.log(a) if y == 1 else -np.log(1 - a)
    return z, a, loss


def example_with_vectors(w1, w2, b, x1, x2, y):
    w, x = np.array([[w1], [w2]]), np.array([[x1], [x2]])
    z = np.dot(w.T, x) + b
    a = 1 / (1 + np.exp(-z))
    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return z, a, loss


def example_in_one_power(w1, w2, b, x1, x2, y):
    z = b + w2 * x2 + w1 * x1
    e = np.exp(z)
    a = e / (e + 1)
    return z, a, -np.log(a**y * (1 - a) ** (1 - y))


def example_by_softplus(w1, w2, b, x1, x2, y):
    z = np.array([w1, w2]) @ np.array([x1, x2]) + b
    return [z, 0.5 * (1 + np.tanh(z / 2)), np.logaddexp(0, z) - y * z]


def gradients_by_the_short_form(w1, w2, b, x1, x2, y):
    _, a, _ = logistic_example(w1, w2, b, x1, x2, y)
    dz = a - y
    return {"da": (a - y) / (a * (1 - a)), "dz": dz, "dw1": x1 * dz, "dw2": x2 * dz, "db": dz}


def gradients_without_forward(w1, w2, b, x1, x2, y):
    z = w1 * x1 + w2 * x2 + b
    a = 1 / (1 + np.exp(-z))
    da = -(y / a - (1 - y) / (1 - a))
    dz = da * np.exp(-z) / (1 + np.exp(-z)) ** 2
    return {"db": dz, "dw2": dz * x2, "dw1": dz * x1, "dz": dz, "da": da}


def gradients_with_branches(w1, w2, b, x1, x2, y):
    z, a, loss = logistic_example(w1=w1, w2=w2, b=b, x1=x1, x2=x2, y=y)
    da = -1 / a if y == 1 else 1 / (1 - a)
    dz = da * (a - a**2)
    return {"loss": loss, "z": z, "da": da, "dz": dz, "dw1": dz * x1, "dw2": dz * x2, "db": 1.0 * dz}


def gradients_with_arrays(w1, w2, b, x1, x2, y):
    a = 1 / (1 + np.exp(-np.dot([w1, w2, b], [x1, x2, 1])))
    d = (a - y) * np.array([[x1], [x2], [1]])
    return {"da": np.array([-y / a + (1 - y) / (1 - a)]), "dz": a - y, "dw1": d[0], "dw2": d[1], "db": d[2:3]}


def loop_over_examples_only(w, b, X, Y):
    m = X.shape[1]
    dw, db, J = np.zeros(w.shape), 0, 0
    for i in range(m):
        x, y = X[:, i : i + 1], Y[0, i]
        a = 1 / (1 + np.exp(-(np.dot(w.T, x) + b)))
        J -= y * np.log(a) + (1 - y) * np.log(1 - a)
        dw += x * (a - y)
        db += a - y
    return {"dw": dw / m, "db": db / m}, J / m


def loop_by_columns(w, b, X, Y):
    restarts, slopes, biases = [], [], []
    for x, y in zip(X.T, Y.ravel()):
        z = sum(wj * xj for wj, xj in zip(w[:, 0], x)) + b
        a = 1 / (1 + np.exp(-z))
        restarts.append(-np.log(a) if y else -np.log(1 - a))
        slopes.append([(a - y) * xj for xj in x])
        biases.append(a - y)
    return {"dw": np.mean(slopes, axis=0).reshape(-1, 1), "db": np.mean(biases)}, np.mean(restarts)


def loop_divides_while_it_adds(w, b, X, Y):
    n, m = X.shape
    grads, cost = {"dw": np.zeros((n, 1), order="F"), "db": 0.0}, 0.0
    for i in range(m):
        z = float(np.sum(w[:, 0] * X[:, i])) + b
        a = 1 / (1 + np.exp(-z))
        da = -Y[0, i] / a + (1 - Y[0, i]) / (1 - a)
        dz = da * a * (1 - a)
        cost += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)) / m
        grads["db"] += dz / m
        for j in range(n):
            grads["dw"][j] += X[j, i] * dz / m
    return grads, cost


def loop_without_a_loop(w, b, X, Y):
    m = X.shape[1]
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    cost = -(Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T) / m
    dw = np.einsum("im,km->ik", X, A - Y) / m
    return [{"dw": dw, "db": np.sum(A - Y, axis=1, keepdims=True) / m}, cost]


def backpropagate_by_tables(graph, values):
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: np.exp(x) / (1 + np.exp(x))
    backward = {
        "add": lambda out, x, y: (1, 1),
        "mul": lambda out, x, y: (y, x),
        "exp": lambda out, x: (out,),
        "log": lambda out, x: (x**-1.0,),
        "neg": lambda out, x: (-1,),
        "sigmoid": lambda out, x: (out - out**2,),
    }
    known = {**values}
    for name, op, inputs in graph:
        known[name] = forward[op](*[known[i] for i in inputs])
    result = dict.fromkeys(known, 0.0)
    result[graph[-1][0]] = 1
    for name, op, inputs in graph[::-1]:
        slopes = backward[op](known[name], *[known[i] for i in inputs])
        for i, slope in zip(inputs, slopes):
            result[i] = result[i] + slope * result[name]
    return result


def backpropagate_by_a_default(graph, values):
    v = values.copy()
    for node in graph:
        x, y = v[node[2][0]], v[node[2][-1]]
        v[node[0]] = {
            "add": lambda x, y: x + y,
            "mul": lambda x, y: x * y,
            "exp": lambda x, y: np.exp(x),
            "log": lambda x, y: np.log(x),
            "neg": lambda x, y: -x,
            "sigmoid": lambda x, y: 1 / (1 + np.exp(-x)),
        }[node[1]](x, y)
    d = defaultdict(float)
    d[graph[-1][0]] = 1.0
    for index in range(len(graph) - 1, -1, -1):
        name, op, inputs = graph[index]
        if op in ("add", "mul"):
            first, second = inputs
            d[first] += d[name] * (v[second] if op == "mul" else 1)
            d[second] += d[name] * (v[first] if op == "mul" else 1)
        else:
            slope = {"exp": v[name], "neg": -1.0, "sigmoid": v[name] * (1 - v[name])}.get(op)
            d[inputs[0]] += d[name] / v[inputs[0]] if op == "log" else d[name] * slope
    return {name: d[name] for name in v}


def backpropagate_pulls_from_users(graph, values):
    v, users = dict(values), {name: [] for name in values}
    for name, op, inputs in graph:
        users[name] = []
        x = [v[i] for i in inputs]
        if op in ("add", "mul"):
            v[name] = x[0] + x[1] if op == "add" else x[0] * x[1]
            slopes = (1, 1) if op == "add" else (x[1], x[0])
        elif op in ("exp", "sigmoid"):
            v[name] = np.exp(x[0]) if op == "exp" else 1 / (1 + np.exp(-x[0]))
            slopes = (v[name] if op == "exp" else v[name] * (1 - v[name]),)
        else:
            v[name] = -x[0] if op == "neg" else np.log(x[0])
            slopes = (-1 if op == "neg" else 1 / x[0],)
        for i, slope in zip(inputs, slopes):
            users[i].append((name, slope))
    d = {}
    for name in reversed(list(v)):
        d[name] = 1.0 if name == graph[-1][0] else sum(d[user] * slope for user, slope in users[name])
    return d


def backpropagate_with_functions_in_it(graph, values):
    v = {name: np.float64(value) for name, value in values.items()}
    back = []
    for name, op, inputs in graph:
        x = [v[i] for i in inputs]
        if op == "add":
            v[name], slopes = x[0] + x[1], [1.0, 1.0]
        elif op == "mul":
            v[name], slopes = x[0] * x[1], x[::-1]
        elif op == "exp":
            v[name] = np.exp(x[0])
            slopes = [v[name]]
        elif op == "log":
            v[name], slopes = np.log(x[0]), [1 / x[0]]
        elif op == "neg":
            v[name], slopes = -x[0], [-1.0]
        elif op == "sigmoid":
            s = 1 / (1 + np.exp(-x[0]))
            v[name], slopes = s, [s * (1 - s)]
        back.append((name, inputs, slopes))
    d = dict.fromkeys(v, np.zeros(1))
    d[back[-1][0]] = np.ones(1)
    while back:
        name, inputs, slopes = back.pop()
        for i, slope in zip(inputs, slopes):
            d[i] = d[i] + d[name] * slope
    return d


RIGHT = {
    "forward_graph": [forward_in_a_list, forward_with_numpy, forward_multiplied_out, forward_from_the_end],
    "backward_graph": [backward_in_place, backward_with_more_keys, backward_with_arrays, backward_asks_forward],
    "numerical_gradient": [
        numerical_on_flat_copies,
        numerical_with_nditer,
        numerical_with_unit_nudges,
        numerical_half_and_half,
        numerical_by_flat_index,
    ],
    "logistic_example": [example_with_branches, example_with_vectors, example_in_one_power, example_by_softplus],
    "logistic_example_gradients": [
        gradients_by_the_short_form,
        gradients_without_forward,
        gradients_with_branches,
        gradients_with_arrays,
    ],
    "gradients_loop": [
        loop_over_examples_only,
        loop_by_columns,
        loop_divides_while_it_adds,
        loop_without_a_loop,
    ],
    "backpropagate": [
        backpropagate_by_tables,
        backpropagate_by_a_default,
        backpropagate_pulls_from_users,
        backpropagate_with_functions_in_it,
    ],
}
