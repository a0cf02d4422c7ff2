"""Mistakes of `backpropagate` about the slope of one node."""

# mypy: allow-untyped-defs, no-check-untyped-defs
# a mistake is written as a learner writes it: without annotations
from __future__ import annotations

import numpy as np

from .backpropagate import BACKPROPAGATE


@BACKPROPAGATE.mistake("value", read="05 Multiply along the path")
def wrong_parent(graph, values):
    """Each factor of a product gets its own value as slope. If x moves by a little, x·y moves by y times as much.

    >>> print(backpropagate([("J", "mul", ("x", "y"))], {"x": 2.0, "y": 5.0}))
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = dict.fromkeys(v, 0.0)
    grads[graph[-1][0]] = 1.0
    for name, op, inputs in reversed(graph):
        x, out, g = [v[i] for i in inputs], v[name], grads[name]
        if op == "add":
            slopes = [1, 1]
        elif op == "mul":
            slopes = [x[0], x[1]]
        else:
            slopes = [{"exp": out, "log": 1 / x[0], "neg": -1, "sigmoid": out * (1 - out)}[op]]
        for i, slope in zip(inputs, slopes, strict=True):
            grads[i] += g * slope
    return grads


@BACKPROPAGATE.mistake("value", read="05 Multiply along the path")
def not_chained(graph, values):
    """The slope of each node stands alone: the gradient that arrives from behind is not multiplied in.

    >>> print(backpropagate([("u", "neg", ("x",)), ("J", "neg", ("u",))], {"x": 1.0}))
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = dict.fromkeys(v, 0.0)
    grads[graph[-1][0]] = 1.0
    for name, op, inputs in reversed(graph):
        x, out = [v[i] for i in inputs], v[name]
        if op == "add":
            slopes = [1, 1]
        elif op == "mul":
            slopes = [x[1], x[0]]
        else:
            slopes = [{"exp": out, "log": 1 / x[0], "neg": -1, "sigmoid": out * (1 - out)}[op]]
        for i, slope in zip(inputs, slopes, strict=True):
            grads[i] += slope
    return grads


@BACKPROPAGATE.mistake("value", read="05 Multiply along the path")
def value_as_seed(graph, values):
    """The way back starts with the value of J. J moves exactly as far as J: its own gradient is 1.

    >>> print(backpropagate([("J", "mul", ("x", "y"))], {"x": 2.0, "y": 5.0}))
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = dict.fromkeys(v, 0.0)
    grads[graph[-1][0]] = v[graph[-1][0]]
    for name, op, inputs in reversed(graph):
        x, out, g = [v[i] for i in inputs], v[name], grads[name]
        if op == "add":
            slopes = [1, 1]
        elif op == "mul":
            slopes = [x[1], x[0]]
        else:
            slopes = [{"exp": out, "log": 1 / x[0], "neg": -1, "sigmoid": out * (1 - out)}[op]]
        for i, slope in zip(inputs, slopes, strict=True):
            grads[i] += g * slope
    return grads


@BACKPROPAGATE.mistake("value", read="05 Multiply along the path")
def neg_forgotten(graph, values):
    """The minus of neg is lost on the way back: its slope is taken as 1.

    >>> print(backpropagate([("J", "neg", ("x",))], {"x": 2.0}))
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = dict.fromkeys(v, 0.0)
    grads[graph[-1][0]] = 1.0
    for name, op, inputs in reversed(graph):
        x, out, g = [v[i] for i in inputs], v[name], grads[name]
        if op == "add":
            slopes = [1, 1]
        elif op == "mul":
            slopes = [x[1], x[0]]
        else:
            slopes = [{"exp": out, "log": 1 / x[0], "neg": 1, "sigmoid": out * (1 - out)}[op]]
        for i, slope in zip(inputs, slopes, strict=True):
            grads[i] += g * slope
    return grads


@BACKPROPAGATE.mistake("value", read="05 Multiply along the path")
def exp_slope_of_input(graph, values):
    """The slope of exp is taken as its input x. exp is its own slope: the value of the node.

    >>> print(backpropagate([("J", "exp", ("x",))], {"x": 0.0}))
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = dict.fromkeys(v, 0.0)
    grads[graph[-1][0]] = 1.0
    for name, op, inputs in reversed(graph):
        x, out, g = [v[i] for i in inputs], v[name], grads[name]
        if op == "add":
            slopes = [1, 1]
        elif op == "mul":
            slopes = [x[1], x[0]]
        else:
            slopes = [{"exp": x[0], "log": 1 / x[0], "neg": -1, "sigmoid": out * (1 - out)}[op]]
        for i, slope in zip(inputs, slopes, strict=True):
            grads[i] += g * slope
    return grads


@BACKPROPAGATE.mistake("value", read="05 Multiply along the path")
def exp_of_exp(graph, values):
    """exp is taken once more of a value that is exp(x) already.

    >>> print(backpropagate([("J", "exp", ("x",))], {"x": 0.0}))
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = dict.fromkeys(v, 0.0)
    grads[graph[-1][0]] = 1.0
    for name, op, inputs in reversed(graph):
        x, out, g = [v[i] for i in inputs], v[name], grads[name]
        if op == "add":
            slopes = [1, 1]
        elif op == "mul":
            slopes = [x[1], x[0]]
        else:
            slopes = [{"exp": np.exp(out), "log": 1 / x[0], "neg": -1, "sigmoid": out * (1 - out)}[op]]
        for i, slope in zip(inputs, slopes, strict=True):
            grads[i] += g * slope
    return grads


@BACKPROPAGATE.mistake("value", read="05 Multiply along the path")
def log_slope_of_output(graph, values):
    """1 is divided by the value of the node, log(x). The slope of log at x is 1/x.

    >>> print(backpropagate([("J", "log", ("x",))], {"x": 2.0}))
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = dict.fromkeys(v, 0.0)
    grads[graph[-1][0]] = 1.0
    for name, op, inputs in reversed(graph):
        x, out, g = [v[i] for i in inputs], v[name], grads[name]
        if op == "add":
            slopes = [1, 1]
        elif op == "mul":
            slopes = [x[1], x[0]]
        else:
            slopes = [{"exp": out, "log": 1 / out, "neg": -1, "sigmoid": out * (1 - out)}[op]]
        for i, slope in zip(inputs, slopes, strict=True):
            grads[i] += g * slope
    return grads


@BACKPROPAGATE.mistake("value", read="05 Multiply along the path")
def sigmoid_slope_of_input(graph, values):
    """The slope of the sigmoid is taken as x(1 − x). It is s(1 − s), with s the value of the node.

    >>> print(backpropagate([("J", "sigmoid", ("x",))], {"x": 0.0}))
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = dict.fromkeys(v, 0.0)
    grads[graph[-1][0]] = 1.0
    for name, op, inputs in reversed(graph):
        x, out, g = [v[i] for i in inputs], v[name], grads[name]
        if op == "add":
            slopes = [1, 1]
        elif op == "mul":
            slopes = [x[1], x[0]]
        else:
            slopes = [{"exp": out, "log": 1 / x[0], "neg": -1, "sigmoid": x[0] * (1 - x[0])}[op]]
        for i, slope in zip(inputs, slopes, strict=True):
            grads[i] += g * slope
    return grads
