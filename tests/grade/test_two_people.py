"""Two people at once: one marks in the formgrader while another grades the class again; nothing is lost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from autograder.course.folders import Course
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.gradebook.gradebook import Book
from autograder.sandbox import Level
from tests import small_course
from tests.small_course import ASSIGNMENT

STUDENTS = [f"student{number:02}" for number in range(12)]
AGAIN = Options(level=Level.supervised, force=True)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = small_course.make(tmp_path / "stats")
    for student in STUDENTS:
        small_course.hand_in(made, student, small_course.N_MINUS_1)
    grade(made, ASSIGNMENT, AGAIN)
    return made


def mark(course: Course, student: str, points: float) -> None:
    """As the formgrader does it: nbgrader's own gradebook, a transaction for each mark."""
    from nbgrader.api import Gradebook

    with Gradebook(course.db_url) as book:
        one = book.find_grade("mean", small_course.NOTEBOOK, ASSIGNMENT, student)
        one.manual_score, one.needs_manual_grade = points, False
        book.db.commit()


@pytest.mark.slow
def test_marks_and_grades_that_cross_are_both_there(course: Course) -> None:
    errors: list[Exception] = []

    def mark_all() -> None:
        try:
            for number, student in enumerate(STUDENTS):
                mark(course, student, float(number % 4))
        except Exception as error:
            errors.append(error)

    person = threading.Thread(target=mark_all)
    person.start()
    done = grade(course, ASSIGNMENT, AGAIN)
    person.join()
    after = grade(course, ASSIGNMENT, Options(level=Level.supervised))

    assert errors == []
    assert done.judged == len(STUDENTS)
    assert {name: one.score for name, one in after.standings.items()} == {
        name: float(number % 4) for number, name in enumerate(STUDENTS)
    }


def test_a_mark_between_two_writes_of_one_run_stays(course: Course) -> None:
    with Book(course.db_url) as book:
        before = book.standings(ASSIGNMENT)["student00"]
        mark(course, "student00", 3.0)
        book.commit()

    with Book(course.db_url) as book:
        after = book.standings(ASSIGNMENT)["student00"]
    assert (before.by_hand, after.score) == (0.0, 3.0)
