"""Where this course week lies, and its solutions, for the programs that draw its figures.

Run them from the top folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.course.plan import read_plan
from autograder.exercises.solutions import solutions

SOURCE, LESSONS = Path("source") / "logistic_regression", Path("notebooks")


def solved(notebook: str) -> Mapping[str, Any]:
    """What the solution cells of a graded notebook define, by name."""
    return solutions(next(plan for plan in read_plan(SOURCE).notebooks if plan.name == notebook))
