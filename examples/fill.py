"""Fills a released notebook in, as a student would: code goes into the cells that wait for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.course.plan import NotebookPlan
from autograder.course.roles import Role
from autograder.exercises.slips import MARK

Notebook = dict[str, Any]


def load(path: Path) -> Notebook:
    """A notebook file as JSON values."""
    notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def fill(notebook: Notebook, answers: Mapping[str, str]) -> Notebook:
    """The notebook with each function's code in its cell `write-<function>`."""
    cells = [_filled(cell, answers) for cell in notebook["cells"]]
    return {**notebook, "cells": cells}


def dump(notebook: Notebook) -> bytes:
    """The notebook as a file."""
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def solutions(plan: NotebookPlan) -> dict[str, str]:
    """The instructor's code for each function, without the marks around it."""
    found = {}
    for cell in plan.cells:
        if cell.role == Role.WRITE:
            lines = [line for line in cell.source.splitlines() if not MARK.match(line)]
            found[cell.id.removeprefix("write-")] = "\n".join(lines)
    return found


def _filled(cell: dict[str, Any], answers: Mapping[str, str]) -> dict[str, Any]:
    name = cell.get("id", "").removeprefix("write-")
    if not cell.get("id", "").startswith("write-") or name not in answers:
        return cell
    return {**cell, "source": answers[name].splitlines(keepends=True)}
