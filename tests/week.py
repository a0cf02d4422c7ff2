"""This course week, as tests of its content reach it: its folders, plans, exercises and solutions."""

from __future__ import annotations

import functools
import importlib.util
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course.folders import EXERCISES
from autograder.course.plan import read_plan
from autograder.exercises import Exercise, Function
from autograder.exercises.loader import Exercises, load_exercises
from autograder.exercises.solutions import solutions

ROOT = Path(__file__).parents[1]
ASSIGNMENT = "logistic_regression"
SOURCE = ROOT / "source" / ASSIGNMENT
RELEASE = ROOT / "release" / ASSIGNMENT
LESSONS = ROOT / "notebooks"
NOTEBOOKS = VECTORIZATION, BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION = (
    "1_vectorization",
    "2_broadcasting",
    "3_computation_graph",
    "4_logistic_regression",
)


@functools.cache
def loaded(folder: Path) -> Exercises:
    """The exercises of the assignment or of the lessons."""
    return load_exercises(read_plan(folder))


def exercises(notebook: str) -> tuple[Exercise, ...]:
    """The exercises of one graded notebook or lesson."""
    return loaded(SOURCE if notebook in NOTEBOOKS else LESSONS).of(notebook)


def exercise(notebook: str, name: str) -> Exercise:
    """One exercise."""
    return loaded(SOURCE if notebook in NOTEBOOKS else LESSONS).find(notebook, name)


def lessons() -> tuple[str, ...]:
    """The names of the lessons, in their order."""
    return tuple(notebook.name for notebook in read_plan(LESSONS).notebooks)


@functools.cache
def reference(notebook: str) -> Mapping[str, Any]:
    """What the solution cells of a notebook define, or the folded answers of a lesson."""
    plan = read_plan(SOURCE if notebook in NOTEBOOKS else LESSONS)
    return solutions(next(one for one in plan.notebooks if one.name == notebook))


def sibling(notebook: str, name: str) -> Function:
    """The solution of one function, found when it is called."""

    def function(*arguments: Any, **keywords: Any) -> Any:
        return reference(notebook)[name](*arguments, **keywords)

    function.__name__ = name
    return function


def helper(name: str) -> ModuleType:
    """A helper module that lies beside the assignment's notebooks."""
    spec = importlib.util.spec_from_file_location(f"week_{name}", SOURCE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


def copy_source(folder: Path, *notebooks: str) -> Path:
    """Some notebooks of the assignment with their exercises and the helper module, without data; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(SOURCE / EXERCISES, folder / EXERCISES, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pictures.py", *(f"{notebook}.ipynb" for notebook in notebooks)):
        shutil.copyfile(SOURCE / name, folder / name)
    return folder
