"""Replaces a release by a new one only when every gate holds; otherwise the old one stays as it is."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from autograder.course.folders import Course
from autograder.release import Failure
from autograder.release.build import build, notebooks_in
from autograder.release.gate import gate
from autograder.release.support import support_lessons, write_reference


def release(course: Course, assignment: str, progress: Callable[[str], None] = lambda words: None) -> list[Failure]:
    """Build, judge and swap in the release. The failures that prevented it; empty when it was replaced."""
    source, target = course.source(assignment), course.release(assignment)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as folder:
        fresh = Path(folder) / assignment
        progress("build the student's version")
        build(source, fresh)
        failures = gate(source, fresh, progress)
        if not failures:
            swap(fresh, target, Path(folder) / "old")
            # for the checks in the instructor's own notebooks, and in the lessons
            write_reference(notebooks_in(source), source / "reference.h5")
            if (course.root / "notebooks").is_dir():
                progress("put the checks and pictures beside the lessons")
                support_lessons(course.root / "notebooks")
    return failures


def swap(fresh: Path, target: Path, aside: Path) -> None:
    """Put `fresh` in the place of `target`; a kill in between leaves the old one under its own name or `aside`."""
    if target.exists():
        os.replace(target, aside)
    os.replace(fresh, target)
    shutil.rmtree(aside, ignore_errors=True)
