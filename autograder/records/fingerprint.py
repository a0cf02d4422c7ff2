"""What decides scores, part by part, so that two gradings can be told apart: each check, each notebook, the judge."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.course.plan import NotebookPlan, Plan, PlanCell

#: our own code that decides a score
OWN = ("checks/**/*.py", "exercises/**/*.py", "judge/**/*.py", "sandbox/**/*.py")


@dataclass(frozen=True)
class GradingFingerprint:
    """sha256 of every part of the rules."""

    judge: str  # our code, but for the exercises of a notebook
    notebooks: Mapping[str, str]  # the whole source of each
    checks: Mapping[str, str]  # by "notebook/check": its cell and points, its solution, the exercises it comes from


def grading_fingerprint(plan: Plan) -> GradingFingerprint:
    """The rules of an assignment as they are now."""
    return GradingFingerprint(
        judge=code("checks/**/*.py", "judge/**/*.py", "sandbox/**/*.py", "exercises/*.py"),
        notebooks={n.name: _sha(*(f"{c.id} {c.role} {c.points} {c.source}" for c in n.cells)) for n in plan.notebooks},
        checks={f"{n.name}/{c.id}": _check(n, c) for n in plan.notebooks for c in n.checks},
    )


@functools.cache
def code(*patterns: str) -> str:
    """sha256 of the files of this package that fit, by their names and bytes."""
    package = Path(autograder.__file__).parent
    whole = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in package.glob(pattern)}):
        whole.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _check(notebook: NotebookPlan, cell: PlanCell) -> str:
    solution = notebook.by_id.get(f"write-{cell.id}")
    ours = code(f"exercises/{notebook.name.partition('_')[2]}/**/*.py") if cell.id in notebook.our_checks else ""
    return _sha(cell.source, str(cell.points), solution.source if solution else "", ours)


def _sha(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
