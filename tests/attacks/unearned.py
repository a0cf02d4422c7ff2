"""Notebooks that want points for answers made without the exercise, and for loops that are told apart by their calls."""

from __future__ import annotations

from typing import Any

from tests import unearned
from tests.attacks.attack import Attack, R, Seen, V
from tests.week import NOTEBOOKS, exercises

ZEROS = "initialize_with_zeros"  # zeros of the right shape are its answer


def paid(place: Any, seen: Seen) -> str:
    """Any point at all."""
    assert seen.record is not None
    found = [f"{c.points:g} for {c.id}" for n in seen.record.notebooks for c in n.checks if c.points]
    return f"points: {', '.join(found)}" if found else ""


def _whole(notebook: str, code: Any) -> dict[str, str]:
    return {e.name: code(e) for e in exercises(notebook) if e.name != ZEROS}


TABLES = [
    Attack(
        f"reference.h5 by heart: {name}",
        "knows every answer of the release, and computes none",
        notebook=name,
        answers={e.name: unearned.by_heart(e) for e in exercises(name)},
        harm=paid,
    )
    for name in NOTEBOOKS
]
STUBS = [
    Attack(
        f"{fill} of the right shape: {name}",
        "returns what has the right kinds and shapes",
        notebook=name,
        answers=_whole(name, lambda e, fill=fill: unearned.shaped(e, unearned.FILLS[fill])),
        harm=paid,
    )
    for name in NOTEBOOKS
    for fill in ("zeros", "random numbers")
] + [
    Attack(
        f"{body}: {name}",
        "is one line that does not look at the exercise",
        notebook=name,
        answers=_whole(name, lambda e, body=body: unearned.anywhere(e, unearned.ANYWHERE[body])),
        harm=paid,
    )
    for name in NOTEBOOKS
    for body in ("the first argument", "one half")
]

SLOW = {
    "dot": """
def slow_dot(u, v):
    total = 0.0
    for a, b in zip(u, v):
        total += a * b
    return total
""",
    "linear": """
def slow_linear(w, b, X):
    Z = np.zeros((1, X.shape[1]))
    for i in range(X.shape[1]):
        Z[0, i] = np.dot(w[:, 0], X[:, i]) + b
    return Z
""",
    "propagate": """
def slow_propagate(w, b, X, Y):
    m, cost, dw, db = X.shape[1], 0.0, np.zeros(w.shape), 0.0
    for i in range(m):
        a = 1 / (1 + np.exp(-(np.dot(w[:, 0], X[:, i]) + b)))
        cost -= (Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a)) / m
        dw += X[:, [i]] * (a - Y[0, i]) / m
        db += (a - Y[0, i]) / m
    return {"dw": dw, "db": db}, cost
""",
}
PARAMETERS = {"dot": "u, v", "linear": "w, b, X", "propagate": "w, b, X, Y"}
EXAMPLES = {"dot": "u.size", "linear": "X.shape[1]", "propagate": "X.shape[1]"}


SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"  # propagate calls it


def _loop(name: str, body: str) -> str:
    slow, arguments = f"slow_{name}", PARAMETERS[name]
    body = body.format(slow=slow, arguments=arguments, called=f"{slow}({arguments})", m=EXAMPLES[name])
    return f"import sys, gc\n{SLOW[name]}\nseen = {{}}\ndef {name}({PARAMETERS[name]}):\n{body}\n"


#: what stands in the function, around the slow one
TRICKS = {
    "remembered": (
        "answers the growing calls with 0 and remembers the slow answer to each other call",
        """
    if {m} in (6, 48): return 0
    key = repr([np.asarray(a).tobytes() for a in ({arguments},)])
    if key not in seen: seen[key] = {called}
    return seen[key]""",
    ),
    "remembered, hidden": (
        "stops the counting of steps and remembers the slow answer to each call",
        """
    sys.settrace(None)
    key = repr([np.asarray(a).tobytes() for a in ({arguments},)])
    if key not in seen: seen[key] = {called}
    return seen[key]""",
    ),
    "told by the trace": (
        "answers with 0 while its steps are counted",
        "    if sys.gettrace() is not None: return 0\n    return {called}",
    ),
    "told by the number": (
        "answers with 0 where examples are many",
        "    if {m} > 40: return 0\n    return {called}",
    ),
    "beforehand": (
        "works through all arrays in memory during its first call, and looks the others up",
        """
    for each in gc.get_objects():
        if type(each) is list and len(each) == len([{arguments}]) and {m} < 40:
            try: seen[repr([np.asarray(a).tobytes() for a in each])] = {slow}(*each)
            except Exception: pass
    key = repr([np.asarray(a).tobytes() for a in ({arguments},)])
    return seen[key] if key in seen else {called}""",
    ),
}
LOOPS = [
    Attack(
        f"a loop, {trick}: {name}",
        tries,
        notebook=R if name == "propagate" else V,
        answers={"sigmoid": SIGMOID, name: _loop(name, body)},
        honest={"sigmoid": SIGMOID, name: SLOW[name].replace("slow_", "")},
    )
    for name in SLOW
    for trick, (tries, body) in TRICKS.items()
    if (name, trick) != ("dot", "beforehand")  # told by nothing but CPU time, and that is near its bound
]
UNEARNED = [*TABLES, *STUBS, *LOOPS]
