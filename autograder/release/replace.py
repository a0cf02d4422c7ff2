"""Replaces a release by a new one only when every gate holds; otherwise the old one stays as it is."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from autograder.atomic import swap
from autograder.course.folders import EXERCISES, LESSONS, Course
from autograder.course.plan import read_plan
from autograder.course.settings import ignored, settings
from autograder.exercises.loader import load_exercises
from autograder.release.build import build, write_reference
from autograder.release.failure import Failure
from autograder.release.gate import gate


def release(course: Course, assignment: str, progress: Callable[[str], None] = lambda words: None) -> list[Failure]:
    """Build, judge and swap in the release. The failures that prevented it; empty when it was replaced."""
    source, target = course.source(assignment), course.release(assignment)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as folder:
        fresh = Path(folder) / assignment
        progress("build the student's version")
        ignore = ignored(settings(course.root))
        build(source, fresh, ignore)
        failures = gate(source, fresh, ignore, progress)
        if not failures:
            swap(fresh, target, Path(folder) / "old")
            # for the checks in the instructor's own notebooks, and in the lessons
            for place in (source, course.root / LESSONS):
                if (place / EXERCISES).is_dir():
                    write_reference(place, load_exercises(read_plan(place)))
    return failures
