"""Mistakes of `backpropagate` about the walk: which node when, what adds up, and what is kept or left behind."""

# mypy: allow-untyped-defs, no-check-untyped-defs
# a mistake is written as a learner writes it: without annotations
from __future__ import annotations

import numpy as np

from .backpropagate import BACKPROPAGATE


@BACKPROPAGATE.mistake("value", read="05 Walk from the last step to the first")
def front_to_back(graph, values):
    """The nodes are visited from the first to the last. When the first one asks for its gradient, nobody has set it
    yet.

    >>> print([name for name, op, inputs in reversed(graph)])
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = dict.fromkeys(v, 0.0)
    grads[graph[-1][0]] = 1.0
    for name, op, inputs in graph:
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


@BACKPROPAGATE.mistake("value", read="05 Walk from the last step to the first")
def left_too_early(graph, values):
    """From J the walk spreads to the inputs, then to theirs. A node that is used early and late is left before its last
    user has added its part.

    print([("p" in inputs, name) for name, op, inputs in graph]): which two nodes use p?
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = dict.fromkeys(v, 0.0)
    grads[graph[-1][0]] = 1.0
    nodes = {node[0]: node for node in graph}
    waiting, seen = [graph[-1][0]], set()
    for name in waiting:
        if name in seen or name not in nodes:
            continue
        seen.add(name)
        name, op, inputs = nodes[name]
        waiting.extend(inputs)
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


@BACKPROPAGATE.mistake("value", read="05 Add up where a value is used twice")
def twice_in_one_node(graph, values):
    """The slopes of a node are kept by the name of the input. When one name stands there twice, x·x, the first slope is
    lost.

    >>> print(backpropagate([("J", "mul", ("x", "x"))], {"x": 3.0}))
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
            slopes = [{"exp": out, "log": 1 / x[0], "neg": -1, "sigmoid": out * (1 - out)}[op]]
        for i, slope in dict(zip(inputs, slopes, strict=True)).items():
            grads[i] += g * slope
    return grads


@BACKPROPAGATE.mistake("kind", read="05 Walk from the last step to the first")
def only_the_inputs(graph, values):
    """The result holds the inputs only. Each node has a gradient as well, J itself included, and all of them are asked
    for.

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
            slopes = [x[1], x[0]]
        else:
            slopes = [{"exp": out, "log": 1 / x[0], "neg": -1, "sigmoid": out * (1 - out)}[op]]
        for i, slope in zip(inputs, slopes, strict=True):
            grads[i] += g * slope
    return {name: grads[name] for name in values}


@BACKPROPAGATE.mistake("kind", read="05 Walk from the last step to the first")
def idle_names_missing(graph, values):
    """A name that J does not depend on has no entry. It moves J by nothing: its gradient is 0, and it is asked for.

    >>> print(backpropagate([("J", "neg", ("x",))], {"x": 1.0, "idle": 2.0}))
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = {}
    grads[graph[-1][0]] = 1.0
    for name, op, inputs in reversed(graph):
        x, out, g = [v[i] for i in inputs], v[name], grads.get(name)
        if g is None:
            continue
        if op == "add":
            slopes = [1, 1]
        elif op == "mul":
            slopes = [x[1], x[0]]
        else:
            slopes = [{"exp": out, "log": 1 / x[0], "neg": -1, "sigmoid": out * (1 - out)}[op]]
        for i, slope in zip(inputs, slopes, strict=True):
            grads[i] = grads.get(i, 0.0) + g * slope
    return grads


@BACKPROPAGATE.mistake("unchanged", read="05 Walk from the last step to the first")
def values_overwritten(graph, values):
    """The values of the nodes are written into the dict of the caller, who then finds names in it that were never put
    there.

    >>> values = {"x": 1.0}; backpropagate([("J", "neg", ("x",))], values); print(values)
    """
    v = values
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
            slopes = [{"exp": out, "log": 1 / x[0], "neg": -1, "sigmoid": out * (1 - out)}[op]]
        for i, slope in zip(inputs, slopes, strict=True):
            grads[i] += g * slope
    return grads


@BACKPROPAGATE.mistake("stable", read="05 Walk from the last step to the first")
def recursive(graph, values):
    """The function calls itself from node to node. Python allows about 1,000 calls within each other, and the chain has
    1,500 nodes.

    >>> import sys; print(sys.getrecursionlimit())
    """
    v = dict(values)
    forward = {"add": np.add, "mul": np.multiply, "exp": np.exp, "log": np.log, "neg": np.negative}
    forward["sigmoid"] = lambda x: 1 / (1 + np.exp(-x))
    for name, op, inputs in graph:
        v[name] = forward[op](*(v[i] for i in inputs))
    grads = {graph[-1][0]: 1.0}

    def gradient(wanted):
        if wanted not in grads:
            total = 0.0
            for name, op, inputs in graph:
                for k, i in enumerate(inputs):
                    if i == wanted:
                        x, out = v[i], v[name]
                        other = v[inputs[1 - k]] if len(inputs) == 2 else 0.0
                        s = {"add": 1, "mul": other, "exp": out, "neg": -1, "sigmoid": out * (1 - out)}
                        total += gradient(name) * (1 / x if op == "log" else s[op])
            grads[wanted] = total
        return grads[wanted]

    return {name: gradient(name) for name in v}
