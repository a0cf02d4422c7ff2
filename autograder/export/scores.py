"""What the gradebook says of each student: manual points, penalties and extra credit included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from autograder.course.folders import Course, CourseError
from autograder.course.settings import gradebook_url, settings
from autograder.gradebook.database import missing_file, retry_while_unavailable
from autograder.gradebook.gradebook import Book

WAIT = 10.0  # seconds for a database that is away


@dataclass(frozen=True)
class Lost:
    """A graded cell that did not earn every point."""

    name: str
    points: float
    maximum: float


@dataclass(frozen=True)
class Part:
    """One notebook of a submission; its score is before the penalty."""

    name: str
    score: float
    maximum: float
    lost: tuple[Lost, ...] = ()  # as the gradebook has it: a person may have changed what the record says


@dataclass(frozen=True)
class Score:
    """One student's score of an assignment, as the gradebook sums it.

    score : points, less the penalty, not below zero; None where nothing was handed in
    """

    student: str
    score: float | None
    maximum: float
    penalty: float = 0.0
    by_hand: float = 0.0  # points that a person's marks add to those of the checks
    how: str = ""  # how the score came to be; empty if by checks alone
    parts: tuple[Part, ...] = ()
    handed_in: datetime | None = None  # UTC
    waits: bool = False  # an answer waits for a person
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_id: str = ""


def read_scores(course: Course, assignment: str, url: str | None = None) -> list[Score]:
    """The scores of every student in the gradebook, by name. Raises CourseError, GradebookError."""
    config = settings(course.root)
    url = gradebook_url(course, config, url)
    if (place := missing_file(url)) is not None:
        raise CourseError(
            f"There must be a gradebook. There is none at {place}: run `autograder grade {assignment}` first, or name "
            "another with --db."
        )

    def read() -> list[Score]:
        with Book(url, config) as book:
            return _scores(book, assignment)

    return retry_while_unavailable(read, url, WAIT)


def _scores(book: Book, assignment: str) -> list[Score]:
    from nbgrader.api import MissingEntry, Student

    try:
        entry = book.gradebook.find_assignment(assignment)
    except MissingEntry:
        known = ", ".join(sorted(a.name for a in book.gradebook.assignments)) or "none"
        raise CourseError(
            f"The assignment must be in the gradebook. Got {assignment!r}; there is: {known}. "
            f"Run `autograder grade {assignment}` first."
        ) from None
    submissions = {submission.student_id: submission for submission in book.submissions(assignment)}
    found = []
    for student in book.db.query(Student).order_by(Student.id):
        submission = submissions.get(student.id)
        parts = [] if submission is None else [_part(n) for n in submission.notebooks]
        standing = None if submission is None else book.standing(submission)
        found.append(
            Score(
                student=student.id,
                score=None if standing is None else standing.score,
                maximum=entry.max_score,
                penalty=0.0 if standing is None else standing.lateness.points,
                by_hand=0.0 if standing is None else standing.by_hand,
                how="" if standing is None else standing.how,
                waits=standing is not None and standing.waits,
                parts=tuple(sorted(parts, key=lambda part: part.name)),
                handed_in=None if submission is None else submission.timestamp,
                first_name=student.first_name or "",
                last_name=student.last_name or "",
                email=student.email or "",
                lms_id=student.lms_user_id or "",
            )
        )
    return found


def _part(notebook: Any) -> Part:
    lost = [
        Lost(grade.cell.name, grade.score, grade.max_score)
        for grade in notebook.grades
        if not grade.needs_manual_grade and grade.score < grade.max_score
    ]
    return Part(notebook.name, notebook.score, notebook.max_score, tuple(sorted(lost, key=lambda cell: cell.name)))
