"""Loads the exercises of a folder: every module below its `exercises/`, in the order of their names.

Each folder's modules live under a name of their own, so that two courses with a module `mean` do not meet.
"""

from __future__ import annotations

import functools
import hashlib
import importlib
import sys
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.checks.spec import Causes
from autograder.course.folders import EXERCISES
from autograder.course.plan import NotebookPlan, Plan
from autograder.errors import JudgeError
from autograder.exercises.exercise import Exercise
from autograder.exercises.solutions import solutions
from autograder.toml_files import read_toml

CAUSES = "causes.toml"


@dataclass(frozen=True, eq=False)
class Exercises:
    """The exercises of an assignment, or of a course's lessons, by notebook and in the order of their checks."""

    by_notebook: Mapping[str, tuple[Exercise, ...]]
    causes: Causes = field(default_factory=Causes)

    def __iter__(self) -> Iterator[Exercise]:
        return (exercise for each in self.by_notebook.values() for exercise in each)

    def of(self, notebook: str) -> tuple[Exercise, ...]:
        """The exercises of one notebook; empty for a notebook that has ordinary test cells only."""
        return self.by_notebook.get(notebook, ())

    def find(self, notebook: str, name: str) -> Exercise:
        """One exercise. Raises JudgeError if the notebook has none of this name."""
        for exercise in self.of(notebook):
            if exercise.name == name:
                return exercise
        raise JudgeError(
            f"{notebook} checks {name!r}, and {EXERCISES}/ has no exercise of this name for it: write it, or mend the "
            "check."
        )


@functools.lru_cache(maxsize=8)  # a release is built and judged several times from one plan
def load_exercises(plan: Plan) -> Exercises:
    """The exercises next to the notebooks of a plan; none if there is no folder `exercises/`. Raises JudgeError."""
    folder = plan.folder / EXERCISES
    causes = _causes(folder / CAUSES)
    found = _found(folder, plan, causes) if folder.is_dir() else {}
    ordered = {n.name: _in_order(n, found[n.name]) for n in plan.notebooks if n.name in found}
    return Exercises(ordered, causes)


def _found(folder: Path, plan: Plan, causes: Causes) -> dict[str, list[Exercise]]:
    """Every exercise of the folder, by its notebook."""
    notebooks = {notebook.name: notebook for notebook in plan.notebooks}
    found: dict[str, list[Exercise]] = {}
    values = (value for module in _modules(folder) for value in vars(module).values())
    for exercise in dict.fromkeys(value for value in values if isinstance(value, Exercise)):
        notebook = notebooks.get(exercise.notebook)
        if notebook is not None:  # of one that is not there nothing is asked
            # each answer asks for them, and to find them in a table of all costs the hash of the whole plan
            answers = functools.cache(functools.partial(_solutions, notebook, plan.digest))
            exercise.bind(answers, causes, practice=not notebook.checks)
            found.setdefault(notebook.name, []).append(exercise)
    for notebook_name, each in found.items():
        twice = {exercise.name for exercise in each if [other.name for other in each].count(exercise.name) > 1}
        if twice:
            raise JudgeError(f"{folder} has two exercises named {min(twice)!r} for {notebook_name}: rename one.")
    return found


@functools.lru_cache(maxsize=64)
def _solutions(notebook: NotebookPlan, digest: str) -> Mapping[str, Any]:
    """The solutions of a notebook in a folder of these contents."""
    return solutions(notebook)


def _in_order(notebook: NotebookPlan, exercises: list[Exercise]) -> tuple[Exercise, ...]:
    """The exercises in the order in which the notebook checks them; those that it does not check come last."""
    place = {name: at for at, name in enumerate(notebook.checked)}
    return tuple(sorted(exercises, key=lambda exercise: (place.get(exercise.name, len(place)), exercise.name)))


def _modules(folder: Path) -> Iterator[ModuleType]:
    """Every module below a folder, imported as part of a package that no other folder shares."""
    paths = sorted(p for p in folder.rglob("*.py") if p.name != "__init__.py" and "__pycache__" not in p.parts)
    digest = hashlib.sha256(str(folder.resolve()).encode())
    for path in paths:
        digest.update(path.read_bytes())
    root = f"exercises_{digest.hexdigest()[:16]}"
    if root not in sys.modules:
        package = ModuleType(root, f"The modules of {folder}.")
        package.__path__ = [str(folder)]
        sys.modules[root] = package
        importlib.invalidate_caches()
    for path in paths:
        name = ".".join(path.relative_to(folder).with_suffix("").parts)
        try:
            yield _imported(f"{root}.{name}", folder)
        except Exception as error:
            frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(str(folder))]
            line = frames[-1].lineno if frames else getattr(error, "lineno", None)
            where = f"{frames[-1].filename if frames else path}" + (f", line {line}" if line else "")
            for loaded in [loaded for loaded in sys.modules if loaded.split(".")[0] == root]:
                del sys.modules[loaded]
            raise JudgeError(
                "An exercise must be a module that can be imported. "
                f"{where} raises {type(error).__name__}: {str(error).rstrip('.')}. Correct it there."
            ) from error


def _imported(name: str, folder: Path) -> ModuleType:
    """A module. What Python keeps of one compiled may have been cut off by a full disk: it is then compiled anew."""
    try:
        return importlib.import_module(name)
    except EOFError:
        for compiled in folder.rglob("__pycache__/*.pyc"):
            compiled.unlink()
        return importlib.import_module(name)


def _causes(path: Path) -> Causes:
    """Where the lessons explain general causes, from `causes.toml`; empty without the file. Raises JudgeError."""
    if not path.is_file():
        return Causes()
    try:
        said = read_toml(path)
        read = {str(cause): (str(lesson), str(heading)) for cause, (lesson, heading) in said.get("read", {}).items()}
        return Causes(read, str(said.get("names_of_other_cells", "")))
    except (ValueError, TypeError, AttributeError) as error:
        raise JudgeError(
            f'{path} must have a table [read] of causes, each with a lesson and a heading, as in turned = ["08", "…"]. '
            f"Got: {str(error).rstrip('.')}. Correct it there."
        ) from None
