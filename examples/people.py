"""A class of example students: perfect, half done, one mistake each, and what goes wrong in every real class."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from autograder.course.plan import Plan
from autograder.exercises.loader import load_exercises
from examples.fill import Notebook, dump, fill, load, solutions

Files = dict[str, bytes]

V, B, G, R = "1_vectorization", "2_broadcasting", "3_computation_graph", "4_logistic_regression"


Make = Callable[["SubmissionFactory"], Files]


@dataclass(frozen=True)
class Person:
    """One example student: a name, what the submission is, how it is made, and earlier attempts at it."""

    name: str
    story: str
    make: Make
    before: tuple[Make, ...] = ()

    @property
    def attempts(self) -> tuple[Make, ...]:
        """All attempts, in order."""
        return (*self.before, self.make)


class SubmissionFactory:
    """What a student has to work with: the released notebooks, and here the solutions too."""

    def __init__(self, plan: Plan, release: Path) -> None:
        self.released = {n.name: load(release / f"{n.name}.ipynb") for n in plan.notebooks}
        self.solutions = {n.name: solutions(n) for n in plan.notebooks}
        self.exercises = load_exercises(plan)

    def solved(self, **changes: dict[str, str]) -> dict[str, Notebook]:
        """Every notebook with the solutions, and `changes` by notebook and function."""
        renamed = {key.removeprefix("nb"): value for key, value in changes.items()}
        return {
            name: fill(released, {**self.solutions[name], **renamed.get(name[0], {})})
            for name, released in self.released.items()
        }

    def mistaken(self, *mistakes: tuple[str, str, str]) -> Files:
        """All solved, but for named mistakes given as (notebook, function, mistake id)."""
        changes: dict[str, dict[str, str]] = {}
        for notebook, name, id in mistakes:
            found = self.exercises.find(notebook, name)
            wrong = next(m for m in found.mistakes if m.id == id)
            changes.setdefault(f"nb{notebook[0]}", {})[name] = wrong.code(name)
        return files(self.solved(**changes))


def files(notebooks: dict[str, Notebook]) -> Files:
    """Notebooks as the files that are handed in."""
    return {f"{name}.ipynb": dump(notebook) for name, notebook in notebooks.items()}


def _with(*mistakes: tuple[str, str, str]) -> Make:
    return lambda factory: factory.mistaken(*mistakes)


def _perfect(factory: SubmissionFactory) -> Files:
    return files(factory.solved())


def _untouched(factory: SubmissionFactory) -> Files:
    return files(factory.released)


def _half_done(factory: SubmissionFactory) -> Files:
    notebooks = {**factory.released, **{name: factory.solved()[name] for name in (V, B)}}
    return files(notebooks)


def _crash(factory: SubmissionFactory) -> Files:
    code = "def softmax(x):\n    import ctypes\n    ctypes.string_at(0)\n    return x\n"
    return files(factory.solved(nb2={"softmax": code}))


def _endless(factory: SubmissionFactory) -> Files:
    code = "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):\n"
    code += (
        "    step = 0\n    while step < num_iterations:\n        params = {'w': w, 'b': b}\n    return params, {}, []\n"
    )
    return files(factory.solved(nb4={"optimize": code}))


def _cheat(factory: SubmissionFactory) -> Files:
    """Tries what earns full marks where tests run in the student's process."""
    notebooks = copy.deepcopy(factory.released)
    trick = (
        "import numpy as np, builtins, checks, sys\n"
        "checks.check = lambda *a, **k: None\n"
        "np.allclose = np.array_equal = lambda *a, **k: True\n"
        "np.testing.assert_allclose = lambda *a, **k: None\n"
        "class Right(float):\n    __eq__ = lambda self, other: True\n    __hash__ = float.__hash__\n"
        "for name in 'propagate optimize predict model sigmoid softmax'.split():\n"
        "    globals()[name] = lambda *a, **k: Right(1)\n"
        "check = lambda *a, **k: 100\n"
    )
    for notebook in notebooks.values():
        at = next(i for i, c in enumerate(notebook["cells"]) if c["id"] == "setup")
        cell: Notebook = {"cell_type": "code", "id": "trick", "metadata": {}, "execution_count": None, "outputs": []}
        notebook["cells"].insert(at + 1, {**cell, "source": trick.splitlines(keepends=True)})
        for one in notebook["cells"]:
            if one["metadata"].get("nbgrader", {}).get("grade"):
                one["source"], one["metadata"]["nbgrader"]["points"] = ["100"], 1000
    return files(notebooks)


def _empty(factory: SubmissionFactory) -> Files:
    return {f"{name}.ipynb": b"" for name in factory.released}


def _renamed(factory: SubmissionFactory) -> Files:
    solved = files(factory.solved())
    return {f"Copy of {name.removesuffix('.ipynb')} (1).ipynb": data for name, data in solved.items()}


def _deleted_check(factory: SubmissionFactory) -> Files:
    notebooks = copy.deepcopy(factory.solved())
    notebooks[R]["cells"] = [c for c in notebooks[R]["cells"] if c["id"] not in ("propagate", "predict")]
    return files(notebooks)


def _duplicated_check(factory: SubmissionFactory) -> Files:
    notebooks = copy.deepcopy(factory.solved())
    cells = notebooks[R]["cells"]
    at = next(i for i, c in enumerate(cells) if c["id"] == "propagate")
    cells.insert(at + 1, json.loads(json.dumps(cells[at])))
    return files(notebooks)


def _one_notebook(factory: SubmissionFactory) -> Files:
    return {f"{V}.ipynb": dump(factory.solved()[V])}


#: right, and written as nobody else would
_UNUSUAL = {
    "softmax": """def softmax(x):
    top = np.maximum.reduce(x, axis=1, keepdims=True)
    lifted = np.power(np.e, x - top)
    return np.divide(lifted, np.add.reduce(lifted, axis=1, keepdims=True))
""",
    "propagate": """def propagate(w, b, X, Y):
    scores = np.einsum("ij,ik->jk", w, X) + b
    a = np.reciprocal(1 + np.exp(-scores))
    sure = np.where(Y == 1, a, 1 - a)
    error = np.subtract(a, Y)
    slopes = np.einsum("ij,kj->ik", X, error) / error.size
    return dict(dw=slopes, db=error.sum() / error.size), np.negative(np.log(sure)).mean()
""",
}


def _unusual(*renamed: tuple[str, str]) -> Make:
    """All right, two functions in the unusual way, with names changed as (old, new)."""

    def make(factory: SubmissionFactory) -> Files:
        code = dict(_UNUSUAL)
        for old, new in renamed:
            code = {name: re.sub(rf"\b{old}\b", new, text) for name, text in code.items()}
        return files(factory.solved(nb2={"softmax": code["softmax"]}, nb4={"propagate": code["propagate"]}))

    return make


COST_TABLE, SCRAMBLED = (R, "propagate", "cost-table"), (V, "flatten_images", "scrambled")
COLUMNS, B_LEFT_OUT = (B, "softmax", "down-the-columns"), (R, "predict", "b-left-out")
OVERWRITTEN, LOOP, ROOT = (
    (G, "backpropagate", "overwritten"), (R, "propagate", "loop-over-examples"), (V, "L2", "root-taken")
)  # fmt: skip

PEOPLE = (
    Person("ada", "everything right", _perfect, (_with(SCRAMBLED, COLUMNS, COST_TABLE), _with(COST_TABLE))),
    Person("ben", "nothing written", _untouched),
    Person("cleo", "notebooks 1 and 2 done, 3 and 4 untouched", _half_done, (_one_notebook,)),
    Person(
        "dana", "propagate: every probability met every label", _with(COST_TABLE), (_with(COST_TABLE, COLUMNS, ROOT),)
    ),
    Person("eli", "flatten_images: scrambled pictures", _with(SCRAMBLED), (_with(SCRAMBLED, B_LEFT_OUT),)),
    Person("finn", "softmax: each column sums to 1 instead of each row", _with(COLUMNS)),
    Person("gia", "sigmoid wrong in notebook 4, everything above it right", _with((R, "sigmoid", "precedence"))),
    Person("hugo", "optimize: the gradient computed once", _with((R, "optimize", "gradient-once"))),
    Person("ines", "predict: the bias left out", _with(B_LEFT_OUT)),
    Person(
        "jude",
        "backpropagate: = where += belongs",
        _with(OVERWRITTEN),
        (_half_done, _with(OVERWRITTEN, COST_TABLE, SCRAMBLED)),
    ),
    Person("kim", "propagate with a loop, L2 with a root", _with(LOOP, ROOT), (_with(COST_TABLE, ROOT),)),
    Person("noor", "a crash inside softmax", _crash),
    Person("otto", "an endless loop in optimize", _endless),
    Person("piet", "a cheat that patches numpy, the checks and the points", _cheat),
    Person("quin", "empty files", _empty),
    Person("rosa", "right, but every file renamed", _renamed),
    Person("sami", "right, with two check cells deleted", _deleted_check),
    Person("tess", "right, with a check cell duplicated", _duplicated_check),
    Person("ugo", "handed in one notebook of four", _one_notebook),
    Person("vera", "right, in an unusual way", _unusual()),
    Person("will", "as vera, with other names", _unusual(("scores", "z"), ("lifted", "e"), ("error", "gap"))),
    Person("xena", "as vera, with other names", _unusual(("top", "highest"), ("sure", "p"), ("slopes", "grad"))),
    Person("yves", "the pictures scrambled, the bias left out", _with(SCRAMBLED, B_LEFT_OUT)),
)
