"""Replaces a release by a new one only when every gate holds; otherwise the old one stays as it is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from autograder.atomic import swap
from autograder.checks.store import SpecsError
from autograder.course.folders import CHECKS, EXERCISES, REFERENCE, Course
from autograder.course.plan import read_plan
from autograder.course.settings import settings
from autograder.exercises.loader import load_exercises
from autograder.release import Failure
from autograder.release.answers import GATE as ANSWERS
from autograder.release.answers import changed_answers
from autograder.release.authoring import authoring_errors
from autograder.release.build import build, support, write_reference
from autograder.release.gate import gate


def release(
    course: Course,
    assignment: str,
    progress: Callable[[str], None] = lambda words: None,
    accept: Callable[[list[Failure]], bool] = lambda changed: False,
    config: Any = None,
    before_swap: Callable[[], None] = lambda: None,
) -> list[Failure]:
    """Build, judge and swap in the release. Returns the failures that prevented it; empty if it was replaced.

    accept      : called when every gate holds, with the answers that changed; whether to release all the same
    config      : nbgrader's settings; None: the course's
    before_swap : called when nothing can prevent the release any more

    Raises JudgeError.
    """
    source, target = course.source(assignment), course.release(assignment)
    plan = read_plan(source)
    progress("look for the author's errors in the cells")
    failures = list(authoring_errors(plan, load_exercises(plan)))
    if failures:
        return failures
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as folder:
        fresh = Path(folder) / assignment
        progress("build the student's version")
        config = config or settings(course.root)
        build(source, fresh, config)
        failures = gate(source, fresh, config, progress)
        if not failures:
            changed = _changed(target / REFERENCE, fresh / REFERENCE, progress)
            failures = changed if changed and not accept(changed) else []
        if not failures:
            before_swap()
            swap(fresh, target, Path(folder) / "old")
            for place in (source, course.lessons):
                if (place / EXERCISES).is_dir():
                    refresh(place)
    return failures


def refusal(assignment: str, failures: Sequence[Failure]) -> str:
    """The sentence that a release was not replaced, and what to do."""
    if {failure.gate for failure in failures} == {ANSWERS}:
        return (
            f"The release of {assignment} was not replaced: its answers are others than in the last one, as listed "
            "above. Mend the solution, or accept the new answers with "
            f"`autograder release {assignment} --changed-answers`."
        )
    things = "1 thing" if len(failures) == 1 else f"{len(failures)} things"
    return f"The release of {assignment} was not replaced: {things} to mend, listed above."


def _changed(before: Path, after: Path, progress: Callable[[str], None]) -> list[Failure]:
    if not before.exists() or not after.exists():
        return []
    progress("compare the answers with those of the last release")
    try:
        return list(changed_answers(before, after))
    except (SpecsError, OSError):
        progress(f"{before} is of another version, and its answers cannot be compared")
        return []


def refresh(folder: Path) -> None:
    """Renew what `check` needs next to the instructor's own notebooks, or the lessons.

    The checks are copied, not linked: the folder then works on any machine, on Windows, and whatever Python is used
    next, with the very checks that students have. A link that somebody made stays.
    """
    exercises = load_exercises(read_plan(folder))
    if (folder / CHECKS).is_symlink():
        write_reference(folder, exercises)
    else:
        shutil.rmtree(folder / CHECKS, ignore_errors=True)
        support(folder, exercises)
