"""The course that `autograder new` makes, as tests edit it, hand in to it and grade it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.course.folders import Course
from autograder.new.starter import start

ASSIGNMENT, NOTEBOOK = "week_1", "averages"
RIGHT = "def mean(values):\n    return np.sum(values) / len(values)"
N_MINUS_1 = "def mean(values):\n    return np.sum(values) / (len(values) - 1)"
MEDIAN = "def mean(values):\n    return np.median(values)"


def make(root: Path) -> Course:
    """A course, nothing released and nothing handed in."""
    start(root, ASSIGNMENT)
    return Course(root.resolve())


def notebook_of(course: Course) -> Path:
    """The instructor's notebook."""
    return course.root / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb"


def exercise_of(course: Course) -> Path:
    """The module of its exercise."""
    return course.root / "source" / ASSIGNMENT / "exercises" / "mean.py"


def cells_of(path: Path) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return cells


def write(path: Path, cells: list[dict[str, Any]]) -> None:
    """Give a notebook file other cells."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**notebook, "cells": cells}), encoding="utf-8")


def change(path: Path, id: str, **fields: Any) -> None:
    """Change one cell of a notebook file."""
    write(path, [{**cell, **fields} if cell["id"] == id else cell for cell in cells_of(path)])


def replace(path: Path, old: str, new: str) -> None:
    """Change a text file in one place."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} must be in {path.name} once"
    path.write_text(text.replace(old, new), encoding="utf-8")


def hand_in(course: Course, student: str, code: str) -> None:
    """The instructor's notebook with other code in the cell of the function."""
    target = course.root / "submitted" / student / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    target.parent.mkdir(parents=True)
    target.write_bytes(notebook_of(course).read_bytes())
    change(target, "write-mean", source=code)
