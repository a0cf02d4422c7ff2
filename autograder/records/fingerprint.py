"""Fingerprints (sha256) of what decides a score: the submission, and the rules as a whole and part by part."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import autograder
from autograder.course.folders import EXERCISES
from autograder.course.plan import NotebookPlan, Plan, PlanCell
from autograder.submissions.receipt import receipt

#: the packages of ours that decide a score
OWN = ("checks", "course", "exercises", "judge", "records", "sandbox", "submissions")


@dataclass(frozen=True)
class GradingFingerprint:
    """sha256 of every part of the rules."""

    judge: str  # our code
    notebooks: Mapping[str, str]  # the whole source of each
    checks: Mapping[str, str]  # by "notebook/check": its cell and points, its solution, the exercise that it comes from


def rules(plan: Plan) -> str:
    """sha256 of what decides a score: the assignment's folder, and our code that tests, compares and judges."""
    return _sha(plan.digest, engine())


def digest(files: Mapping[str, bytes], refused: Iterable[str] | None = None) -> str:
    """sha256 of a submission: its files' names and bytes, and the names of files refused; as in its receipt."""
    return receipt(files, refused or ()).digest


def grading_fingerprint(plan: Plan) -> GradingFingerprint:
    """The rules of an assignment as they are now."""
    folder = plan.folder / EXERCISES
    modules = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))}
    return GradingFingerprint(
        judge=engine(),
        notebooks={n.name: _sha(*(f"{c.id} {c.role} {c.points} {c.source}" for c in n.cells)) for n in plan.notebooks},
        checks={f"{n.name}/{c.id}": _check(n, c, modules) for n in plan.notebooks for c in n.checks},
    )


@functools.cache
def engine() -> str:
    """sha256 of our own code that decides a score, by the names and bytes of its files."""
    package = Path(autograder.__file__).parent
    whole = hashlib.sha256()
    for path in sorted(path for name in OWN for path in (package / name).rglob("*.py")):
        whole.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _check(notebook: NotebookPlan, cell: PlanCell, modules: Mapping[Path, str]) -> str:
    solution = notebook.by_id.get(f"write-{cell.id}")
    parts = [cell.source, str(cell.points), solution.source if solution else ""]
    names = [name for name, id in notebook.checked.items() if id == cell.id]
    return _sha(*parts, *(text for name in names for text in _exercise(notebook.name, name, modules)))


def _exercise(notebook: str, name: str, modules: Mapping[Path, str]) -> list[str]:
    """The bytes of an exercise's modules: the one that defines it, and those in the same folder."""
    own = re.compile(rf"name=['\"]{name}['\"],\s*notebook=['\"]{re.escape(notebook)}['\"]")
    homes = {path.parent for path, text in modules.items() if own.search(text)}
    return [text for path, text in modules.items() if path.parent in homes]


def _sha(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
