"""Judges files without a gradebook: what `autograder run` does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.course.folders import Course, CourseError, real
from autograder.sandbox import Level
from autograder.submissions.folder import Submission, read_plain_file
from autograder.text import folder_name
from autograder.workers.pool import WorkerPool
from autograder.workers.task import Task, worker_setup

if TYPE_CHECKING:
    from autograder.records.record import Record


def judge_files(
    course: Course,
    *paths: Path,
    assignment: str | None = None,
    student: str | None = None,
    level: Level | None = None,
) -> Record:
    """The record of some notebooks, or of a student's folder with all of them, without a gradebook.

    assignment : whose checks to use; None for that whose name the folder has, or else the course's only one
    student    : the student's name; None for the folder's
    level      : the isolation to use; None for the strongest that works here, and `confined` at least

    Raises CourseError, PlanError, JudgeError, SandboxError.
    """
    assignment = assignment or _assignment(course, paths[0])
    setup = worker_setup(course, assignment, level)
    files: dict[str, bytes] = {}
    refused: dict[str, str] = {}
    for path in paths:
        if path.is_dir():
            handed = Submission(path.name, path, None).read()
            files, refused = {**files, **handed.files}, {**refused, **handed.refused}
        else:
            data = read_plain_file(path)
            if data is None:
                raise CourseError(
                    f"{path} must be a notebook file or a student's folder. It is not there, or a link: name one that "
                    "is there."
                )
            files[path.name] = data
    if not files and not refused:
        raise CourseError(f"There must be notebooks (*.ipynb) in {paths[0]}. There are none: name where they are.")
    whole = any(path.is_dir() for path in paths)
    task = Task(folder_name(student or _student(paths[0], assignment)), files, refused=refused, only_given=not whole)
    with WorkerPool(setup) as pool:
        return pool.judge(task).record


def _assignment(course: Course, path: Path) -> str:
    """The assignment that a folder is named after, or else the course's only one. Raises CourseError."""
    name = _folder(path).name
    return name if name in course.assignments else course.only_assignment


def _student(path: Path, assignment: str) -> str:
    """The student's name in nbgrader's layout, submitted/<student>/<assignment>; else the nearest folder's."""
    folder = _folder(path)
    return folder.parent.name if folder.name == assignment else folder.name


def _folder(path: Path) -> Path:
    return real(path) if path.is_dir() else real(path).parent
