"""No grade depends on what time it is: the few modules that ask are named here, with what for."""

from __future__ import annotations

import ast
import itertools
import time
from pathlib import Path

import pytest

import autograder
from autograder.course.folders import Course
from autograder.grade.grade import grade
from autograder.grade.options import Options
from tests.faults import scene

WALL = {
    "time.time",
    "time.time_ns",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.localtime",
}
#: module -> what it asks, and why no score can depend on the answer
ASKED = {
    "sandbox/bundle.py": ["time.time"],  # the age of a folder that a killed run left
    "grade/class_run.py": ["datetime.now"],  # the date above the page of what a regrade changed
    "grade/pages.py": ["datetime.now"],  # the date above the report
    "grade/received.py": ["datetime.now"],  # whether a time is still to come
    "gradebook/mark_log.py": ["datetime.now"],  # when somebody entered a mark, in the log of marks
    "records/store.py": ["datetime.now"],  # when work without a time of its own came, for the order of attempts
    "watch/assignment.py": ["datetime.now"],  # whether a time is still to come, and whether an attempt counts
    "watch/watcher.py": ["datetime.now"],  # how long a student who used up the hour's attempts still waits
}


def reads(path: Path) -> list[str]:
    """The calls of a module that ask what time it is."""
    calls = (node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    named = {ast.unparse(func) for func in calls if isinstance(func, ast.Attribute)}
    return sorted(name for name in named if ".".join(name.split(".")[-2:]) in WALL)


def test_who_reads_the_clock() -> None:
    package = Path(autograder.__file__).parent
    found = {path.relative_to(package).as_posix(): reads(path) for path in package.rglob("*.py")}

    assert {name: calls for name, calls in found.items() if calls} == ASKED


@pytest.mark.slow
def test_a_clock_that_jumps_changes_nothing(
    graded_class: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jumping = scene.build(tmp_path / graded_class.root.name)
    years = itertools.cycle([0.0, 4e9, 1e9])
    monkeypatch.setattr(time, "time", lambda: next(years))

    grade(jumping, scene.ASSIGNMENT, Options(jobs=1))
    monkeypatch.undo()

    assert not scene.wrong(jumping, jumping.db_url, (scene.cells(graded_class.db_url), scene.files(graded_class)))
