"""Judges courses of Jupyter notebooks: student code runs in a sandbox, every score is computed outside it.

    from pathlib import Path
    from autograder import Course, judge_files

    record = judge_files(Course(Path(".")), Path("submitted/ada/week_1"))
    print(record.score, record.max_score)

The names below are the documented face (docs/api.md); everything else may change between versions.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.course.folders import Course as Course
    from autograder.course.plan import Plan as Plan
    from autograder.course.plan import read_plan as read_plan
    from autograder.errors import JudgeError as JudgeError
    from autograder.exercises import Exercise as Exercise
    from autograder.exercises import call as call
    from autograder.exercises.loader import load_exercises as load_exercises
    from autograder.grade.grade import grade as grade_assignment  # noqa: F401
    from autograder.grade.options import Options as Options
    from autograder.grade.single import judge_files as judge_files
    from autograder.records.record import CheckRecord as CheckRecord
    from autograder.records.record import Record as Record
    from autograder.release.replace import release as make_release  # noqa: F401
    from autograder.sandbox import Level as Level

__version__ = "0.1.0"

#: where each name of the face is; it is imported when it is first used, so that the command starts quickly
_FACE = {
    "CheckRecord": ("records.record", "CheckRecord"),
    "Course": ("course.folders", "Course"),
    "Exercise": ("exercises", "Exercise"),
    "JudgeError": ("errors", "JudgeError"),
    "Level": ("sandbox", "Level"),
    "Options": ("grade.options", "Options"),
    "Plan": ("course.plan", "Plan"),
    "Record": ("records.record", "Record"),
    "call": ("exercises", "call"),
    "grade_assignment": ("grade.grade", "grade"),
    "judge_files": ("grade.single", "judge_files"),
    "load_exercises": ("exercises.loader", "load_exercises"),
    "make_release": ("release.replace", "release"),
    "read_plan": ("course.plan", "read_plan"),
}

__all__ = ["__version__", *_FACE]


def __getattr__(name: str) -> Any:
    if name not in _FACE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _FACE[name]
    return getattr(importlib.import_module(f"{__name__}.{module}"), attribute)
