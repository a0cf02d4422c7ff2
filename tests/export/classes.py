"""A small class for the tests of exports: our notebook of broadcasting, handed in by a few students."""

from __future__ import annotations

import shutil
from pathlib import Path

from autograder.course.folders import Course
from autograder.course.plan import read_plan
from examples.fill import dump, fill, load, solutions
from tests.week import copy_source

ROOT = Path(__file__).parents[2]
ASSIGNMENT, NAME = "logistic_regression", "2_broadcasting"
FILE = f"{NAME}.ipynb"
WRONG = "def softmax(x):\n    e = np.exp(x)\n    return e / e.sum(axis=0)"


def small_course(root: Path) -> Course:
    """A course whose assignment is one notebook."""
    copy_source(root / "source" / ASSIGNMENT, Path(FILE).stem)
    folder = root / "release" / ASSIGNMENT
    folder.mkdir(parents=True)
    shutil.copyfile(ROOT / "release" / ASSIGNMENT / FILE, folder / FILE)
    return Course(root)


def notebook(course: Course, **changes: str) -> bytes:
    """The notebook with every solution, but for some functions."""
    answers = {**solutions(read_plan(course.source(ASSIGNMENT)).notebooks[0]), **changes}
    return dump(fill(load(course.release(ASSIGNMENT) / FILE), answers))


def hand_in(course: Course, student: str, data: bytes) -> Path:
    folder = course.root / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / FILE).write_bytes(data)
    return folder
