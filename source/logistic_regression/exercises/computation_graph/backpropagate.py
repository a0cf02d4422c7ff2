"""`backpropagate`: reverse mode on any graph that is given as a list of nodes."""

# mypy: allow-untyped-defs, no-check-untyped-defs
# a mistake is written as a learner writes it: without annotations
from __future__ import annotations

import numpy as np

from autograder.exercises import Call, Exercise, call

LONG = 1500  # nodes in a row: half as many again as Python's default limit of nested calls

Node = tuple[str, str, tuple[str, ...]]

LECTURE: list[Node] = [("u", "mul", ("b", "c")), ("v", "add", ("a", "u")), ("J", "mul", ("three", "v"))]

# One name twice in a node, a value used by two nodes, and two names that J does not depend on.
REUSED: list[Node] = [
    ("square", "mul", ("x", "x")),
    ("sum", "add", ("square", "x")),
    ("aside", "neg", ("spare",)),
    ("end", "sigmoid", ("sum",)),
]

# r hands g on to p, then to q. p is an input of q too: whoever leaves p before q has spoken loses a part.
CROSSED: list[Node] = [
    ("p", "mul", ("s", "t")),
    ("q", "exp", ("p",)),
    ("r", "mul", ("p", "q")),
    ("k", "log", ("s",)),
    ("n", "neg", ("k",)),
    ("h", "add", ("r", "n")),
    ("out", "sigmoid", ("h",)),
]

LOGISTIC: list[Node] = [
    ("p1", "mul", ("w1", "x1")),
    ("p2", "mul", ("w2", "x2")),
    ("p", "add", ("p1", "p2")),
    ("z", "add", ("p", "b")),
    ("a", "sigmoid", ("z",)),
    ("log_a", "log", ("a",)),
    ("loss", "neg", ("log_a",)),
]


def long_chain() -> Call:
    """1,500 nodes, each fed by the one before; the input `step` joins every other node."""
    graph: list[Node] = []
    last = "start"
    for i in range(LONG):
        node = (f"n{i}", "add", (last, "step")) if i % 2 else (f"n{i}", "neg", (last,))
        graph.append(node)
        last = node[0]
    return call(graph, {"start": 0.5, "step": 0.25})


def fresh(rng: np.random.Generator) -> list[Call]:
    """The loss of one example, a ladder in which each rung is used three times, and a sum of unlike terms."""
    values = (rng.choice([-1.0, 1.0], 5) * rng.uniform(0.4, 1.2, 5)).tolist()
    example = call(LOGISTIC, dict(zip(("w1", "x1", "w2", "x2", "b"), values, strict=True)))
    ladder: list[Node] = []
    last = "f0"
    for i in range(int(rng.integers(3, 6))):
        ladder += [(f"s{i}", "sigmoid", (last,)), (f"t{i}", "mul", (last, last)), (f"d{i}", "add", (f"s{i}", f"t{i}"))]
        ladder.append((f"f{i + 1}", "mul", (f"d{i}", f"s{i}")))
        last = f"f{i + 1}"
    unlike: list[Node] = [
        ("e", "exp", ("c",)),
        ("l", "log", ("e",)),
        ("m", "mul", ("e", "d")),
        ("idle", "exp", ("m",)),
        ("g", "neg", ("d",)),
        ("gm", "add", ("m", "g")),
        ("J", "add", ("gm", "l")),
    ]
    return [
        example,
        call(ladder, {"f0": float(rng.uniform(0.3, 0.8)), "unused": float(rng.uniform(1, 2))}),
        call(unlike, {"d": float(rng.uniform(0.5, 2)), "c": float(rng.uniform(-1, -0.3))}),
    ]


BACKPROPAGATE = Exercise(
    name="backpropagate",
    notebook="3_computation_graph",
    rungs={"kind": 0.5, "value": 1.5, "hidden": 1, "unchanged": 0.5, "stable": 0.5},
    returns=("gradients",),
    visible=(
        call(LECTURE, {"a": 5, "b": 3, "c": 2, "three": 3}),
        call(REUSED, {"x": 0.75, "spare": 2.0}),
        call(CROSSED, {"s": 0.8, "t": -0.6}),
        call(CROSSED, {"s": 0.8, "t": -0.6}),  # once more: nothing may be left from the call before
    ),
    hidden=fresh,
    stable=(long_chain(),),
    passed="This loop, with arrays in place of numbers, is what trains every neural network.",
)


@BACKPROPAGATE.mistake("value", read="05 Add up where a value is used twice")
def overwritten(graph, values):
    """Where a value is used twice, the second gradient replaces the first. Both uses move J, and their parts add up.

    >>> print(backpropagate([("J", "add", ("x", "x"))], {"x": 1.0}))
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
            grads[i] = g * slope
    return grads
