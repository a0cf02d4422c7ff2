"""`backpropagate`: the slopes of any graph in one walk back."""

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


# On the way back every input but t has a slope already when another node adds to it, as the first input and the second.
SHARED: list[Node] = [
    ("u", "add", ("s", "t")),
    ("o", "neg", ("u",)),
    ("v", "mul", ("s", "u")),
    ("y", "mul", ("v", "o")),
    ("x", "add", ("u", "v")),
    ("z", "mul", ("y", "s")),
    ("w", "add", ("x", "y")),
    ("end", "mul", ("w", "z")),
]


def long_chain(rng: np.random.Generator) -> Call:
    """1,500 nodes, each fed by the one before; the input `step` joins every other node."""
    graph: list[Node] = []
    last = "start"
    for i in range(LONG):
        node = (f"n{i}", "add", (last, "step")) if i % 2 else (f"n{i}", "neg", (last,))
        graph.append(node)
        last = node[0]
    return call(graph, dict(zip(("start", "step"), rng.uniform(0.2, 0.8, 2).tolist(), strict=True)))


def fresh(rng: np.random.Generator) -> list[Call]:
    """The visible graphs with other numbers, a ladder in which each rung is used three times, a sum of unlike terms."""
    a, b, c, three = rng.choice(np.arange(2, 10), 4, replace=False).tolist()
    x, spare, s, t = (rng.choice([1.0, -1.0], 4) * rng.uniform(0.4, 1.2, 4)).tolist()
    crossed = call(CROSSED, {"s": abs(s), "t": t})
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
        call(LECTURE, {"a": a, "b": b, "c": c, "three": three}),
        call(REUSED, {"x": x, "spare": spare}),
        crossed,
        crossed,
        call(SHARED, {"s": s, "t": abs(t)}),
        call(ladder, {"f0": float(rng.uniform(0.3, 0.8)), "unused": float(rng.uniform(1, 2))}),
        call(unlike, {"d": float(rng.uniform(0.5, 2)), "c": float(rng.uniform(-1, -0.3))}),
    ]


BACKPROPAGATE = Exercise(
    name="backpropagate",
    notebook="3_computation_graph",
    parts={"gradients": 3},
    rungs={"unchanged": 0.5, "stable": 0.5},
    returns=("gradients",),
    visible=(
        call(LECTURE, {"a": 5, "b": 3, "c": 2, "three": 3}),
        call(REUSED, {"x": 0.75, "spare": 2.0}),
        call(CROSSED, {"s": 0.8, "t": -0.6}),
        call(SHARED, {"s": 0.5, "t": -0.3}),
        call(CROSSED, {"s": 0.8, "t": -0.6}),  # once more: nothing may be left from the call before
    ),
    hidden=fresh,
    stable=lambda rng: [long_chain(rng)],
    passed="This loop, with arrays instead of numbers, is what trains every neural network.",
)


# ---- the slope of one node


@BACKPROPAGATE.mistake("value", keeps=0.5, read="05 Multiply along the path")
@BACKPROPAGATE.slip({"[x[1], x[0]]": "[x[0], x[1]]"})
def wrong_parent():
    """Each factor of a product gets its own value as slope. If x moves by a little, x·y moves by y times as much.

    >>> print(backpropagate([("J", "mul", ("x", "y"))], {"x": 2.0, "y": 5.0}))
    """


@BACKPROPAGATE.mistake("value", keeps=0.3, read="05 Multiply along the path")
@BACKPROPAGATE.slip({"gradient[name] * slope": "slope"})
def not_chained():
    """The slope of each node stands alone: the gradient that arrives from behind is not multiplied in.

    >>> print(backpropagate([("u", "neg", ("x",)), ("J", "neg", ("u",))], {"x": 1.0}))
    """


@BACKPROPAGATE.mistake("value", read="05 Multiply along the path")
@BACKPROPAGATE.slip({"    gradient[graph[-1][0]] = 1.0\n": ""})
def no_seed():
    """Every gradient is 0: the way back starts with none at the last node. J moves exactly as far as J, so its own
    gradient is 1, and all others are multiples of it.

    >>> print(backpropagate([("J", "neg", ("x",))], {"x": 2.0}))
    """


@BACKPROPAGATE.mistake("value", keeps=0.5, read="05 Multiply along the path")
@BACKPROPAGATE.slip({"gradient[graph[-1][0]] = 1.0": "gradient[graph[-1][0]] = value[graph[-1][0]]"})
def value_as_seed():
    """The way back starts with the value of J. J moves exactly as far as J: its own gradient is 1.

    >>> print(backpropagate([("J", "mul", ("x", "y"))], {"x": 2.0, "y": 5.0}))
    """


@BACKPROPAGATE.mistake("value", keeps=0.5, read="05 Multiply along the path")
@BACKPROPAGATE.slip({"[-1]\n": "[1]\n"})
def neg_forgotten():
    """The minus of neg is lost on the way back: its slope is taken as 1.

    >>> print(backpropagate([("J", "neg", ("x",))], {"x": 2.0}))
    """


@BACKPROPAGATE.mistake("value", keeps=0.5, read="05 Multiply along the path")
@BACKPROPAGATE.slip({"[out]": "[x[0]]"})
def exp_slope_of_input():
    """The slope of exp is taken as its input x. exp is its own slope: the value of the node.

    >>> print(backpropagate([("J", "exp", ("x",))], {"x": 0.0}))
    """


@BACKPROPAGATE.mistake("value", keeps=0.5, read="05 Multiply along the path")
@BACKPROPAGATE.slip({"[out]": "[np.exp(out)]"})
def exp_of_exp():
    """exp is taken once more of a value that is exp(x) already.

    >>> print(backpropagate([("J", "exp", ("x",))], {"x": 0.0}))
    """


@BACKPROPAGATE.mistake("value", keeps=0.5, read="05 Multiply along the path")
@BACKPROPAGATE.slip({"1 / x[0]": "1 / out"})
def log_slope_of_output():
    """1 is divided by the value of the node, log(x). The slope of log at x is 1/x.

    >>> print(backpropagate([("J", "log", ("x",))], {"x": 2.0}))
    """


@BACKPROPAGATE.mistake("value", keeps=0.5, read="05 Multiply along the path")
@BACKPROPAGATE.slip({"out * (1 - out)": "x[0] * (1 - x[0])"})
def sigmoid_slope_of_input():
    """The slope of the sigmoid is taken as x(1 − x). It is s(1 − s), with s the value of the node.

    >>> print(backpropagate([("J", "sigmoid", ("x",))], {"x": 0.0}))
    """


# ---- the walk: which node when, and what adds up


@BACKPROPAGATE.mistake("value", keeps=0.3, read="05 Walk from the last step to the first")
@BACKPROPAGATE.slip({"reversed(graph)": "graph"})
def front_to_back():
    """The nodes are visited from the first to the last. When the first one asks for its gradient, nobody has set it
    yet.

    >>> print([name for name, op, inputs in reversed(graph)])
    """


@BACKPROPAGATE.mistake("value", keeps=0.5, read="05 Walk from the last step to the first")
def left_too_early(graph, values):
    """From J the walk spreads to the inputs, then to theirs. A node that is used early and late is left before its last
    user has added its part.

    >>> print([("p" in inputs, name) for name, op, inputs in graph])
    Which two nodes use p?
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


@BACKPROPAGATE.mistake("value", keeps=0.5, read="05 Add up where a value is used twice")
@BACKPROPAGATE.slip({"gradient[i] +=": "gradient[i] ="})
def overwritten():
    """Where a value is used twice, the second gradient replaces the first. Both uses move J, and their parts add up.

    >>> print(backpropagate([("J", "add", ("x", "x"))], {"x": 1.0}))
    """


@BACKPROPAGATE.mistake("value", keeps=0.5, read="05 Add up where a value is used twice")
@BACKPROPAGATE.slip({"zip(inputs, slopes)": "dict(zip(inputs, slopes)).items()"})
def twice_in_one_node():
    """The slopes of a node are kept by the name of the input. When one name stands there twice, x·x, the first slope is
    lost.

    >>> print(backpropagate([("J", "mul", ("x", "x"))], {"x": 3.0}))
    """


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


# ---- what is kept or left behind


@BACKPROPAGATE.mistake("kind", keeps=0.7, read="05 Walk from the last step to the first")
@BACKPROPAGATE.slip({"return gradient": "return {name: gradient[name] for name in values}"})
def only_the_inputs():
    """The result holds the inputs only. Each node has a gradient as well, J itself included, and all of them are asked
    for.

    >>> print(backpropagate([("J", "mul", ("x", "y"))], {"x": 2.0, "y": 5.0}))
    """


@BACKPROPAGATE.mistake("kind", keeps=0.7, read="05 Walk from the last step to the first")
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
@BACKPROPAGATE.slip({"dict(values)": "values"})
def values_overwritten():
    """The values of the nodes are written into the dict of the caller, who then finds names in it that were never put
    there.

    >>> values = {"x": 1.0}; backpropagate([("J", "neg", ("x",))], values); print(values)
    """
