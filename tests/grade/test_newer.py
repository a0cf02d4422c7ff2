"""Work that comes while `grade` runs: it is judged in the same run, once, and what comes after that is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.course.folders import Course
from autograder.grade.grade import grade
from autograder.grade.options import Graded, Options
from autograder.grade.received import NEWER
from autograder.sandbox import Level
from autograder.workers.pool import Judged
from tests import small_course
from tests.small_course import ASSIGNMENT


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = small_course.make(tmp_path / "stats")
    for student in ("ada", "ben"):
        small_course.hand_in(made, student, small_course.N_MINUS_1)
    return made


def graded_while(course: Course, *answers: str) -> Graded:
    """A run in which ada hands in again each time that her work has been judged, as long as she has answers."""
    left = list(answers)

    def tell(judged: Judged) -> None:
        if judged.student == "ada" and left:
            shutil.rmtree(course.root / "submitted" / "ada")
            if answer := left.pop(0):
                small_course.hand_in(course, "ada", answer)

    return grade(course, ASSIGNMENT, Options(level=Level.supervised), tell)


def test_newer_work_is_judged_in_the_same_run_and_counts(course: Course) -> None:
    done = graded_while(course, small_course.RIGHT)

    assert done.standings["ada"].score == done.records[0].max_score
    assert [record.student for record in done.records] == ["ada", "ben"]
    assert (done.judged, done.notes) == (3, [])
    assert "<p>Attempt 2." in "".join(path.read_text() for path in course.feedback.glob("ada/**/*.html"))


def test_who_hands_in_without_an_end_is_judged_twice_and_named(course: Course) -> None:
    done = graded_while(course, small_course.MEDIAN, small_course.RIGHT, small_course.MEDIAN)

    assert done.judged == 3
    assert done.notes == [f"{NEWER}: ada. Run the same command again."]


def test_who_takes_their_work_away_keeps_what_was_judged(course: Course) -> None:
    done = graded_while(course, "")

    assert [record.student for record in done.records] == ["ada", "ben"]
    assert done.notes == [f"{NEWER}: ada. Run the same command again."]
