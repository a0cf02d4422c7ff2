"""A course folder to start from, and further assignments for it: files of `templates/`, with the names filled in.

    stats/
        course.toml  nbgrader_config.py  README.md
        source/week_1/    a notebook, the module it imports, exercises/
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from autograder.atomic import write_whole
from autograder.course.folders import Course, CourseError, files_in
from autograder.course.plan import read_plan
from autograder.exercises.loader import load_exercises
from autograder.release.build import support

TEMPLATES = Path(__file__).parent / "templates"
ASSIGNMENT = TEMPLATES / "assignment"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")  # of a folder, of an nbgrader assignment and of a table in course.toml


def start(root: Path, assignment: str) -> list[Path]:
    """Make a course in `root`, or add an assignment to the one that is there; the files that were written.

    Nothing that exists is changed. Raises CourseError.
    """
    course = Course(root.resolve())
    is_course = (course.root / "source").is_dir()
    place = course.root / "source" / assignment
    for what, name in (("An assignment's name", assignment), *(() if is_course else (("A folder's name", course.root.name),))):
        if not NAME.fullmatch(name):
            raise CourseError(f"{what} must be of letters, digits, _ and -. Got {name!r}: choose another.")
    if place.exists():
        raise CourseError(f"The assignment must be a new one. Got {place}, which is there: name another (--assignment).")
    if not is_course and course.root.exists() and (not course.root.is_dir() or any(course.root.iterdir())):
        raise CourseError(
            f"A course must begin in a new or empty folder, or be one with a folder source/. Got {root}, which has "
            "other files: name another."
        )
    written = []
    if not is_course:
        for path in (path for path in sorted(TEMPLATES.iterdir()) if path.is_file()):
            text = path.read_text(encoding="utf-8").replace("COURSE", course.root.name).replace("ASSIGNMENT", assignment)
            write_whole(course.root / path.name, text.encode())
            written.append(course.root / path.name)
    for path in files_in(ASSIGNMENT):
        target = place / path.relative_to(ASSIGNMENT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        written.append(target)
    support(place, load_exercises(read_plan(place)))
    return written
