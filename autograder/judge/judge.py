"""Judges a submission: finds which file is which notebook, judges each in a child of its own, and sums up."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path

from autograder import __version__
from autograder.judge.notebook import judge_notebook
from autograder.judge.plan import NotebookPlan, Plan
from autograder.judge.record import CheckRecord, NotebookRecord, Record, notebook_record
from autograder.judge.seeds import generator
from autograder.judge.session import PATIENCE, Patience, Session
from autograder.judge.submission import Unreadable, Work, match, overlap, parse
from autograder.sandbox import Sandbox

Files = Mapping[str, bytes]


class Judge:
    """Judges submissions of one assignment in one sandbox."""

    def __init__(self, plan: Plan, sandbox: Sandbox, secret: bytes, patience: Patience = PATIENCE) -> None:
        self.plan, self.sandbox, self.secret, self.patience = plan, sandbox, secret, patience

    def judge(self, student: str, files: Files, attempt: int = 1, only_given: bool = False) -> Record:
        """The record of a submission. `files` maps file names to their bytes; nothing in them can make this raise.

        only_given : leave out notebooks of the plan for which no file was handed in, rather than score them 0
        """
        start = time.perf_counter()
        works, notes = assign(self.plan, files)
        notebooks = []
        for plan in self.plan.notebooks:
            work = works.get(plan.name)
            if work is None and only_given:
                continue
            notebooks.append(self._notebook(plan, work, student, attempt) if work else _absent(plan))
        return Record(
            student=student,
            assignment=self.plan.assignment,
            score=round(sum(n.score for n in notebooks), 6),
            max_score=sum(n.max_score for n in notebooks),
            isolation=tuple(self.sandbox.layers),
            seconds=round(time.perf_counter() - start, 3),
            notebooks=tuple(notebooks),
            notes=tuple(notes),
            submission=digest(files),
            judged_with=rules(self.plan),
        )

    def _notebook(self, plan: NotebookPlan, work: Work, student: str, attempt: int) -> NotebookRecord:
        with Session(self.sandbox, self.patience) as session:
            return judge_notebook(
                plan, work, session, lambda name: generator(self.secret, student, str(attempt), plan.name, name)
            )


def assign(plan: Plan, files: Files) -> tuple[dict[str, Work], list[str]]:
    """Which file is which notebook: by the cells it has, and by its name where that leaves a choice."""
    notes: list[str] = []
    readable = {}
    for name, data in sorted(files.items()):
        try:
            readable[name] = parse(data)
        except Unreadable as error:
            notes.append(f"{name}: {error}")
    scores = sorted(
        (
            (overlap(notebook, cells), Path(name).stem == notebook.name, name, notebook)
            for name, cells in readable.items()
            for notebook in plan.notebooks
        ),
        key=lambda s: (-s[0], not s[1], s[2]),
    )
    works: dict[str, Work] = {}
    used: set[str] = set()
    # a file under its own name first, then whatever shares most cells
    for shared, own_name, name, notebook in sorted(scores, key=lambda s: not (s[1] and s[0] > 0)):
        if name in used or notebook.name in works or (shared == 0 and not own_name):
            continue
        used.add(name)
        works[notebook.name] = match(notebook, readable[name], name)
        if not own_name:
            notes.append(f"{name} was read as {notebook.name}, whose cells it has.")
    notes += [
        f"{name} was not judged: another file is the same notebook, or none." for name in readable if name not in used
    ]
    return works, notes


def digest(files: Files) -> str:
    """sha256 of what was handed in: names and bytes."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(name.encode("utf-8", "surrogateescape") + b"\0" + hashlib.sha256(files[name]).digest())
    return whole.hexdigest()


def rules(plan: Plan) -> str:
    """sha256 of what decides a score: the source notebooks and this program's version."""
    return hashlib.sha256(f"{plan.digest} {__version__}".encode()).hexdigest()


def _absent(plan: NotebookPlan) -> NotebookRecord:
    checks = [
        CheckRecord(c.id, 0.0, c.points, "missing", "exists", (), f"{plan.name} was not handed in.")
        for c in plan.checks
    ]
    return notebook_record(plan.name, checks, [f"{plan.name} was not handed in."])
