"""A class that never was: records and code as the judge would give them, drawn from a seed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from autograder.checks import render
from autograder.checks.compare import Difference
from autograder.checks.result import Result, Status
from autograder.checks.spec import Hint, Rung
from autograder.exercises.exercise import Exercise, Mistake
from autograder.feedback.page import page as page_of
from autograder.feedback.page import sections
from autograder.records.record import CheckRecord, Record, notebook_record

ASSIGNMENT = "logistic_regression"

#: notebook -> exercises and their points
COURSE = {
    "1_vectorization": {
        "image2vector": 2,
        "flatten_images": 4,
        "dot_loop": 1,
        "dot": 2,
        "sigmoid": 4,
        "sigmoid_derivative": 2,
        "L1": 2,
        "L2": 2,
        "linear": 3,
    },
    "2_broadcasting": {
        "percentages": 3,
        "standardize": 4,
        "normalize_rows": 3,
        "softmax": 5,
        "as_column": 2,
        "residuals": 3,
    },
    "3_computation_graph": {
        "forward_graph": 2,
        "backward_graph": 4,
        "numerical_gradient": 4,
        "logistic_example": 3,
        "logistic_example_gradients": 5,
        "gradients_loop": 4,
        "backpropagate": 4,
    },
    "4_logistic_regression": {
        "sigmoid": 1,
        "initialize_with_zeros": 2,
        "propagate": 11,
        "optimize": 7,
        "predict": 4,
        "model": 5,
        "log_likelihood": 2,
    },
}

#: (notebook, exercise) -> named mistakes: id, why, look, lesson, heading
MISTAKES = {
    ("1_vectorization", "flatten_images"): [
        (
            "reshape-only",
            "Reshaping (m, h, w, c) to (n_x, m) mixes the pictures: each column holds a bit of every one.",
            "plt.imshow(flatten_images(images)[:, 0].reshape(h, w, c)): which picture is that?",
            "01",
            "Look at the scrambled picture",
        ),
    ],
    ("1_vectorization", "sigmoid"): [
        (
            "sign-of-z",
            "exp(z) stands where exp(-z) belongs, so large scores get small probabilities.",
            "sigmoid(10)",
            "02",
            "The sign flipped",
        ),
    ],
    ("2_broadcasting", "softmax"): [
        (
            "whole-sum",
            "You divided by the sum over the whole table; each row has a sum of its own.",
            "softmax(x).sum(axis=1)",
            "08",
            "Name the axis that disappears",
        ),
    ],
    ("2_broadcasting", "residuals"): [
        (
            "table",
            "A (1, m) and Y (m,) agree, but (1, m) and (m, 1) make an (m, m) table.",
            "print(A.shape, Y.shape)",
            "08",
            "Two vectors that became a table",
        ),
    ],
    ("3_computation_graph", "backpropagate"): [
        (
            "overwrites",
            "Where a value is used twice, the second slope took the place of the first; they add up.",
            "f = x*x",
            "05",
            "Add up where a value is used twice",
        ),
    ],
    ("4_logistic_regression", "propagate"): [
        (
            "summed-all-pairs",
            "Each probability met every label: a (5, 1) and a (1, 5) made a 5×5 table, and you summed all 25.",
            "print((Y.T * np.log(A)).shape): which shape do you want?",
            "08",
            "Two vectors that became a table",
        ),
        (
            "missing-mean",
            "The cost is the sum over the examples; it must be their mean, so divide by m.",
            "cost / m",
            "03",
            "Loss for cost, cost for loss",
        ),
    ],
    ("4_logistic_regression", "optimize"): [
        (
            "adds-the-slope",
            "w moved with the slope, so the cost climbs; walk against it.",
            "plt.plot(costs)",
            "04",
            "Uphill",
        ),
    ],
    ("4_logistic_regression", "predict"): [
        (
            "no-bias",
            "The bias is left out of the score.",
            "predict(w, 5, X)",
            "02",
            "The bias left out, subtracted, weighted, or added too late",
        ),
    ],
}

CODE = {
    "propagate": '''def propagate(w, b, X, Y):
    """Cost of logistic regression and its gradient on m examples."""
    m = X.shape[1]
    Z = np.dot(w.T, X) + b
    A = sigmoid(Z)  # (1, m)
    cost = -np.sum(Y.T * np.log(A) + (1 - Y.T) * np.log(1 - A)) / m
    dZ = A - Y
    dw = X @ dZ.T / m
    db = np.mean(dZ)
    return {"dw": dw, "db": db}, cost
''',
    "optimize": """def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w + learning_rate * grads["dw"]
        b = b + learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after {i}: {cost:.4f}")
    return {"w": w, "b": b}, grads, costs
""",
    "backpropagate": """def backpropagate(graph, values):
    values = dict(values)
    for name, op, inputs in graph:
        values[name] = OPS[op](*[values[i] for i in inputs])
    slopes = {name: 0.0 for name in values}
    slopes[graph[-1][0]] = 1.0
    while graph:
        pass
    return slopes
""",
}


def code_of(name: str) -> str:
    stub = f'def {name}(*arguments):\n    """What {name} does, in a sentence."""\n    return np.exp(arguments[0]) / 2\n'
    return CODE.get(name, stub)


def check(notebook: str, name: str, points: float, status: str, pick: random.Random) -> CheckRecord:
    """A check's record with words as the judge writes them."""
    hints: tuple[Hint, ...] = ()
    got, rung = 0.0, ""
    more: dict[str, Any] = {}
    if status == "passed":
        got = float(points)
    elif status in ("partial", "failed"):
        rung = "value" if pick.random() < 0.7 else pick.choice(["kind", "shape", "hidden", "unchanged", "stable"])
        got = 0.0 if status == "failed" else round(points * pick.choice([0.25, 0.5, 0.75]), 2)
        known = MISTAKES.get((notebook, name), [])
        if known and rung in ("value", "hidden"):
            id, why, look, lesson, heading = known[int(pick.random() * len(known) * 0.99)]
            hints = (Hint(id, why, look, lesson, heading),)
        more = {
            "tried": "w (3, 1), b = 0.7, X (3, 5), Y (1, 5)",
            "rows": (Difference("value", "cost", "0.822", "3.574"),),
        }
        if name == "propagate":
            more["line"] = (6, "cost = -np.sum(Y.T * np.log(A) + (1 - Y.T) * np.log(1 - A)) / m")
        if rung == "hidden":
            more = {}
        more["passed_rungs"] = {"kind": ("exists",), "shape": ("exists", "kind")}.get(rung, ("exists", "kind", "shape"))
    elif status in ("timeout", "killed"):
        rung = "value"
    else:
        rung = "exists"
    result = Result(
        name,
        got,
        float(points),
        Status(status),
        Rung(rung) if rung else None,
        hints=hints,
        visible=4,
        hidden=3,
        graded=True,
        **more,
    )
    mistakes = tuple(hint.id for hint in hints)
    told = render.headline(result), tuple(render.rows(result)), result.line
    return CheckRecord(name, got, float(points), result.status, result.rung, mistakes, *told)


def record(student: str, skill: float, pick: random.Random) -> Record:
    notebooks = []
    for i, (notebook, exercises) in enumerate(COURSE.items()):
        checks, stopped = [], False
        for name, points in exercises.items():
            hard = 0.12 + 0.05 * points + (0.25 if name in ("backpropagate", "softmax") else 0)
            stopped = stopped or pick.random() > skill + 0.94 - 0.08 * i
            if stopped and pick.random() < 0.7:
                status = "untouched"
            elif pick.random() < skill + 0.55 - hard:
                status = "passed"
            else:
                status = pick.choice(
                    ["partial"] * 6 + ["failed"] * 4 + ["timeout" if name == "backpropagate" else "failed"]
                )
            checks.append(check(notebook, name, points, status, pick))
        notes = ["Check cells were missing and were run at the end: softmax."] if pick.random() < 0.05 else []
        notebooks.append(notebook_record(notebook, checks, notes))
    score, maximum = sum(n.score for n in notebooks), sum(n.max_score for n in notebooks)
    layers = ("bubblewrap", "landlock", "seccomp", "no_new_privs", "rlimits")
    return Record(
        student, ASSIGNMENT, score, maximum, layers, 0.41, tuple(notebooks), (), f"{pick.getrandbits(256):064x}"
    )


def class_of(size: int, seed: int = 7) -> list[Record]:
    pick = random.Random(seed)
    return [record(f"student{i:04d}", min(1.0, max(0.0, pick.gauss(0.62, 0.2))), pick) for i in range(1, size + 1)]


def code(one: Record) -> dict[tuple[str, str], str]:
    return {(n.name, c.id): code_of(c.id) for n in one.notebooks for c in n.checks}


def page(one: Record, written: Mapping[tuple[str, str], str], **given: Any) -> str:
    """A record's page. written : the student's code"""
    return page_of(one, sections(one, written), **given)


def known() -> list[Exercise]:
    """The exercises that the sample's mistakes belong to, without functions."""
    found = []
    for notebook, exercises in COURSE.items():
        for name, points in exercises.items():
            one = Exercise(
                name=name,
                notebook=notebook,
                parts={name: float(points)},
                returns=(name,),
                visible=(),
                hidden=lambda rng: [],
            )
            for id, why, look, lesson, heading in MISTAKES.get((notebook, name), []):
                one.add(Mistake(id, lambda *arguments: None, "value", why, "", look, lesson, heading))
            found.append(one)
    return found
