"""What an attack is: code in a notebook, and a look from outside at what it did."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course.plan import NotebookPlan, stub
from autograder.records.record import CheckRecord, Record
from autograder.sandbox import Level

BELOW = "\n# below\n"
#: finds what answers the judge in the child: its `verbs` were listed before any cell, its `call` is looked up each time
FIND_LOOP = """
import gc
loop = next(x for x in gc.get_objects() if type(x).__name__ == '_Loop')
verbs = loop.verbs
"""
V, B, G, R = "1_vectorization", "2_broadcasting", "3_computation_graph", "4_logistic_regression"
Notebook = dict[str, Any]
Place = Any  # tests.attacks.place.Place; it needs this module


@dataclass(frozen=True)
class Seen:
    """What the world looks like after an attack was judged."""

    record: Record | None
    honest: float  # points of the same answers without the attack
    text: str  # everything that is kept or shown: record, feedback pages, terminal
    page: str  # of that, the feedback as HTML
    seconds: float
    grown: int  # bytes by which the judge's peak memory grew
    error: str = ""  # what was raised on the trusted side

    @property
    def score(self) -> float:
        return self.record.score if self.record else 0.0

    def check(self, id: str) -> CheckRecord:
        assert self.record is not None
        return next(c for n in self.record.notebooks for c in n.checks if c.id == id)


Harm = Callable[[Place, Seen], str]


def earned(place: Place, seen: Seen) -> str:
    """A point that the same code without the trick does not earn."""
    return f"{seen.score:g} points where {seen.honest:g} are due" if seen.score > seen.honest + 1e-9 else ""


def flooded(seen: Seen) -> str:
    """More memory or text of ours than an attack may take."""
    if seen.grown > 400 << 20:
        return f"the judge grew by {seen.grown >> 20} MB"
    return f"{len(seen.text)} characters are kept" if len(seen.text) > 500_000 else ""


def got_out(place: Any, seen: Seen) -> str:
    """A process that outlives its child, a canary that was touched, a forged reply that was taken, or a point."""
    if left := place.left():
        return f"processes left: {len(left)}"
    return place.touched() or place.accepted() or earned(place, seen)


@dataclass(frozen=True)
class Attack:
    """One attacking submission.

    cells   : code that runs before the student's functions, and what stands after a line `# below` at the very end;
              may be made for the place where it is tried
    answers : what the student wrote in the cells for functions; the honest copy has these and no `cells`
    honest  : the honest copy's functions, where the trick is in the answers themselves
    harm    : what was seen from outside, in words; empty if nothing
    stays   : why it succeeds and is left so; empty where it does not
    most    : with `stays`, the strongest level at which it succeeds
    layers  : whether the level of isolation matters
    """

    name: str
    tries: str
    cells: str | Callable[[Place], str] = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    honest: Mapping[str, str] | None = None
    notebook: str = B
    harm: Harm = earned
    spoil: Callable[[Notebook], Notebook | None] | None = None  # changes the file itself
    stays: str = ""
    may_fail: bool = False  # whether it succeeds depends on how fast the machine is
    most: Level = Level.isolated
    layers: bool = False

    def file(self, plan: NotebookPlan, place: Place) -> bytes:
        """The attacking notebook."""
        cells = self.cells if isinstance(self.cells, str) else self.cells(place)
        above, _, below = cells.partition(BELOW)
        made = notebook(plan, self.answers, dedent(above), dedent(below))
        return json.dumps((self.spoil and self.spoil(made)) or made).encode()

    def succeeds_at(self, level: Level) -> bool:
        """Whether it is known to succeed."""
        return bool(self.stays) and level <= self.most

    def honest_file(self, plan: NotebookPlan) -> bytes:
        """The same answers without the attack."""
        answers = self.answers if self.honest is None else self.honest
        return json.dumps(notebook(plan, answers)).encode()


@dataclass(frozen=True)
class Claim:
    """An attack on whose a file is, or when it came, in which no code of a student's is run.

    harm : tries it in an empty folder; what it did, in words, empty if nothing
    root : whether only root can try it
    """

    name: str
    tries: str
    harm: Callable[[Path], str]
    root: bool = False


def adds_to(table: list[Claim]) -> Callable[..., Callable[[Callable[[Path], str]], Callable[[Path], str]]]:
    """A decorator for a claim's `harm`, which adds the claim to a table."""

    def claim(name: str, tries: str, root: bool = False) -> Callable[[Callable[[Path], str]], Callable[[Path], str]]:
        def decorate(harm: Callable[[Path], str]) -> Callable[[Path], str]:
            table.append(Claim(name, tries, harm, root))
            return harm

        return decorate

    return claim


def dedent(code: str) -> str:
    """A cell as it stands in a table of attacks, moved to the left."""
    return textwrap.dedent(code).strip("\n")


def notebook(plan: NotebookPlan, answers: Mapping[str, str], cells: str = "", below: str = "") -> Notebook:
    """A released notebook with answers filled in, and cells of the student's own: below the first, and at the end."""
    made: list[Notebook] = []
    for one in plan.cells:
        source = one.source
        if one.role == "write":
            source = dedent(answers.get(one.id.removeprefix("write-"), stub(source)))
        made.append(_cell(one.id, source, one.kind, {"nbgrader": {"grade_id": one.id}}))
        if cells and one.kind == "code":
            made.append(_cell("attack", cells))
            cells = ""
    if below:
        made.append(_cell("attack-below", below))
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}


def _cell(id: str, source: str, kind: str = "code", metadata: dict[str, Any] | None = None) -> Notebook:
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "id": id, "metadata": metadata or {}, "source": source, **code}


def cell(made: Notebook, id: str) -> Notebook:
    """A cell of a notebook by its id."""
    return next(c for c in made["cells"] if c["id"] == id)
