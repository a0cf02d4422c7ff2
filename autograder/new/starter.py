"""A course folder to start from, and further assignments for it: the files of `templates/`, with the names filled in.

`templates/` has what a course has once; `templates/assignment/` becomes `source/<assignment>/`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from autograder.atomic import write_whole
from autograder.course.folders import Course, CourseError, files_in, real
from autograder.course.plan import read_plan
from autograder.exercises.loader import load_exercises
from autograder.release.build import support

TEMPLATES = Path(__file__).parent / "templates"
ASSIGNMENT = TEMPLATES / "assignment"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")  # for nbgrader, and without quotes in course.toml


def start(root: Path, assignment: str) -> list[Path]:
    """Make a course in `root`, or add an assignment to the course in it; returns the files that were written.

    Nothing that exists is changed. Raises CourseError.
    """
    course = Course(real(root))
    place = course.root / "source" / assignment
    is_course = place.parent.is_dir()
    for name in [assignment] if is_course else [assignment, course.root.name]:
        if not NAME.fullmatch(name):
            raise CourseError(
                "The names of a course's folder and of an assignment must be of letters, digits, _ and -. Got "
                f"{name!r}: choose another."
            )
    _keep(course.root, place, is_course)
    written = [] if is_course else _course_files(course.root, assignment)
    for path in files_in(ASSIGNMENT):
        target = place / path.relative_to(ASSIGNMENT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        written.append(target)
    support(place, load_exercises(read_plan(place)))
    return written


def _keep(root: Path, place: Path, is_course: bool) -> None:
    """Raise CourseError if a file would be overwritten, or if the folder holds files that are not a course."""
    if place.exists():
        raise CourseError(
            f"The assignment must be a new one. {place} is there already: name another with --assignment."
        )
    if not is_course and root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CourseError(
            f"A course must begin in a new or empty folder, or be one already, with a folder source/. {root} has other "
            "files: name another."
        )


def _course_files(root: Path, assignment: str) -> list[Path]:
    """Write the files that a course has once."""
    written = []
    for path in sorted(path for path in TEMPLATES.iterdir() if path.is_file()):
        text = path.read_text(encoding="utf-8").replace("COURSE", root.name).replace("ASSIGNMENT", assignment)
        write_whole(root / path.name, text.encode())
        written.append(root / path.name)
    return written
