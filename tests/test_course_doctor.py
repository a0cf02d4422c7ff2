"""`autograder doctor` in a course: each thing that is wrong is one finding, the worst first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.folders import Course
from autograder.course_doctor import examine_course
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.sandbox import Level
from tests import small_course
from tests.small_course import ASSIGNMENT

DUE = f"[{ASSIGNMENT}]\ndue = 2026-03-01T12:00:00+00:00\n[{ASSIGNMENT}.extensions]\ndnaa = 2\n"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = small_course.make(tmp_path / "stats")
    released = made.release(ASSIGNMENT) / f"{small_course.NOTEBOOK}.ipynb"
    released.parent.mkdir(parents=True, exist_ok=True)
    released.write_bytes(small_course.notebook_of(made).read_bytes())
    small_course.hand_in(made, "dana", small_course.RIGHT)
    return made


def wrong(course: Course) -> dict[str, str]:
    return {one.name: one.message for one in examine_course(course) if not one.good}


def test_a_course_in_order_has_nothing_wrong(course: Course) -> None:
    assert wrong(course) == {}
    assert len(examine_course(course)) == 5


def test_an_empty_course_is_in_order(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()

    assert [one.name for one in examine_course(Course(tmp_path))] == ["nbgrader's buttons"]


BREAKS: dict[str, tuple[Callable[[Course], object], str, str]] = {
    "no hook": (lambda c: (c.root / "nbgrader_config.py").unlink(), "nbgrader's buttons", "outside the sandbox"),
    "settings that do not run": (
        lambda c: (c.root / "nbgrader_config.py").write_text("1 / 0\n"),
        "nbgrader's settings",
        "It raises ZeroDivisionError",
    ),
    "a broken exercise": (lambda c: small_course.exercise_of(c).write_text("1 +"), f"source/{ASSIGNMENT}", "mean.py"),
    "a wrong key": (
        lambda c: (c.root / "course.toml").write_text(f"[{ASSIGNMENT}]\ndeu = 1\n"),
        f"course.toml, {ASSIGNMENT}",
        "Got 'deu'",
    ),
    "a misspelt student": (
        lambda c: (c.root / "course.toml").write_text(DUE),
        f"course.toml, {ASSIGNMENT}",
        "Got dnaa: look for a misspelling",
    ),
    "nothing released": (
        lambda c: (c.release(ASSIGNMENT) / f"{small_course.NOTEBOOK}.ipynb").unlink(),
        f"release/{ASSIGNMENT}",
        "lacks averages: run `autograder release week_1`",
    ),
    "another folder": (
        lambda c: (c.root / "submitted" / "eve" / "week_2").mkdir(parents=True),
        f"submitted/*/{ASSIGNMENT}",
        "not graded: eve",
    ),
    "a broken gradebook": (
        lambda c: (c.root / "gradebook.db").write_bytes(b"no database" * 100),
        "gradebook",
        "must be a gradebook of this nbgrader: restore a copy",
    ),
}


@pytest.mark.parametrize("case", BREAKS)
def test_what_is_wrong_is_one_finding(course: Course, case: str) -> None:
    damage, name, words = BREAKS[case]
    damage(course)

    found = wrong(course)

    assert list(found) == [name]
    assert words in found[name]


def test_what_would_run_code_unsafely_comes_before_a_misspelling(course: Course) -> None:
    (course.root / "course.toml").write_text(DUE)
    (course.root / "nbgrader_config.py").unlink()

    assert list(wrong(course)) == ["nbgrader's buttons", f"course.toml, {ASSIGNMENT}"]


def test_grade_names_a_student_whom_nobody_knows(course: Course) -> None:
    (course.root / "course.toml").write_text(DUE)

    done = grade(course, ASSIGNMENT, Options(level=Level.supervised))

    assert [note for note in done.notes if "Got dnaa" in note] != []
