"""Finds exercises: those of a notebook in the order of its text, or one by name."""

from __future__ import annotations

import functools
import importlib

from autograder.exercises.exercise import Exercise
from autograder.exercises.reference import (
    BROADCASTING,
    COMPUTATION_GRAPH,
    LESSONS,
    LOGISTIC_REGRESSION,
    VECTORIZATION,
)

NOTEBOOKS = (VECTORIZATION, BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION)


@functools.cache
def exercises(notebook: str) -> tuple[Exercise, ...]:
    """The exercises of one graded notebook or lesson; empty for a notebook that is not ours."""
    if notebook in NOTEBOOKS:
        module = notebook.split("_", 1)[1]
    elif notebook in lessons():
        module = f"practice.lesson_{notebook[:2]}"
    else:
        return ()
    found: tuple[Exercise, ...] = importlib.import_module(f"autograder.exercises.{module}").EXERCISES
    return found


def lessons() -> tuple[str, ...]:
    """The names of the lessons' notebooks, in their order."""
    return tuple(sorted(path.stem for path in LESSONS.glob("[0-9][0-9]_*.ipynb")))


def exercise(notebook: str, name: str) -> Exercise | None:
    """One exercise, or None if the notebook has none of that name."""
    return next((e for e in exercises(notebook) if e.name == name), None)
