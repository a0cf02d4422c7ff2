"""Writes pages from existing records: feedback for students, the report for the instructor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.atomic import write_whole
from autograder.course.folders import Course, CourseError
from autograder.course.lateness import Lateness
from autograder.course.plan import Plan, read_plan
from autograder.course.policy import read_policy
from autograder.course.roles import Role
from autograder.course.settings import settings
from autograder.exercises.loader import load_exercises
from autograder.feedback.write import write_feedback
from autograder.gradebook.database import retry_while_unavailable
from autograder.gradebook.gradebook import Book
from autograder.gradebook.ledger import AT_FIRST
from autograder.gradebook.manual_marks import ManualMark
from autograder.records.fingerprint import digest, rules
from autograder.records.record import Record
from autograder.records.store import Records
from autograder.report.mistakes import words_of
from autograder.report.write import write_report
from autograder.submissions.alignment import SubmittedNotebook, match
from autograder.submissions.folder import Submission, read_plain_file, submissions
from autograder.submissions.notebook_file import parse
from autograder.submissions.receipt import Receipt, receipt


def current(
    course: Course, assignment: str, student: str | None = None, submitted: Path | None = None
) -> Iterator[tuple[Submission, Record]]:
    """Each submission that has a record for its present files and rules, with that record."""
    plan = read_plan(course.source(assignment))
    records = Records(course.state / "records" / assignment)
    for one in submissions(submitted or course.root / "submitted", assignment, student):
        handed = one.read()
        record = records.find(one.student, digest(handed.files, handed.refused), rules(plan))
        if record is not None:
            yield one, record


def works_of(plan: Plan, record: Record, submission: Submission) -> dict[str, SubmittedNotebook]:
    """The submitted notebooks that a record was made from, by name; empty if the submission has changed since."""
    handed = submission.read()
    if digest(handed.files, handed.refused) != record.submission:
        return {}  # submitted again in the meantime: the next run judges that
    plans = {notebook.name: notebook for notebook in plan.notebooks}
    return {n.name: match(plans[n.name], parse(handed.files[n.file])) for n in record.notebooks if n.file}


def receipt_of(record: Record, submission: Submission) -> Receipt | None:
    """The receipt for a submission; None if its files are no longer those that the record was made from."""
    handed = submission.read()
    found = receipt(handed.files, handed.refused)
    return found if found.digest == record.submission else None


def _told(
    course: Course, assignment: str, db_url: str | None = None, config: Any = None
) -> tuple[dict[str, Lateness], dict[str, tuple[ManualMark, ...]]]:
    """How late each submission is and what people added, by student; both empty if there is no gradebook yet.

    Raises CourseError, GradebookError.
    """
    from sqlalchemy.engine import make_url

    config = config or settings(course.root)
    url = db_url or config.CourseDirectory.get("db_url") or course.db_url
    policy = read_policy(course.root, assignment)

    def read() -> tuple[dict[str, Lateness], dict[str, tuple[ManualMark, ...]]]:
        place = make_url(url)
        if place.drivername.startswith("sqlite") and not Path(place.database or "").is_file():
            return {}, {}
        with Book(url, config, policy) as book:
            return book.lateness(assignment), book.marks(assignment)

    return retry_while_unavailable(read, url, AT_FIRST)


def code_of(works: dict[str, SubmittedNotebook]) -> dict[tuple[str, str], str]:
    """The student's source of every function, by (notebook, check id)."""
    code = {}
    for name, work in works.items():
        for cell in work.cells:
            if cell.planned is not None and cell.planned.role == Role.WRITE:
                code[name, cell.planned.id.removeprefix("write-")] = cell.source
    return code


def hand_on(submission: Submission, folder: Path) -> None:
    """Copy a submission's time and secret next to its pages, where nbgrader's `release_feedback` reads them."""
    for name in ("timestamp.txt", "submission_secret.txt"):
        text = read_plain_file(submission.folder / name, 4_096)
        if text and read_plain_file(folder / name, 4_097) != text:
            write_whole(folder / name, text, 0o444)


def write_pages(
    course: Course, assignment: str, student: str | None = None, db_url: str | None = None, config: Any = None
) -> list[Path]:
    """Write the feedback of every judged submission, with what people added in the gradebook; returns the paths.

    config : nbgrader's settings; None: as the course has them

    Raises CourseError if nothing was judged, GradebookError.
    """
    plan = read_plan(course.source(assignment))
    late, marks = _told(course, assignment, db_url, config)
    pages = []
    for one, record in current(course, assignment, student):
        code, receipt = code_of(works_of(plan, record, one)), receipt_of(record, one)
        about = late.get(one.student), receipt, marks.get(one.student, ())
        page = write_feedback(course.feedback, record, code, *about)
        hand_on(one, page.parent)
        pages.append(page)
    if not pages:
        raise CourseError(_nothing(course, assignment))
    return pages


def write_class_report(course: Course, assignment: str, db_url: str | None = None) -> Path:
    """Write the report of the class; returns the page's path. Raises CourseError if nothing was judged."""
    records = [record for _, record in current(course, assignment)]
    if not records:
        raise CourseError(_nothing(course, assignment))
    plan = read_plan(course.source(assignment))
    late, _ = _told(course, assignment, db_url)
    return report(course, plan, records, late)


def report(course: Course, plan: Plan, records: list[Record], lateness: Mapping[str, Lateness]) -> Path:
    """Write the report of these records; returns the page's path. lateness : by student, where it is known"""
    words = words_of(load_exercises(plan))
    return write_report(course.reports, records, plan.assignment, words, lateness=lateness)


def _nothing(course: Course, assignment: str) -> str:
    return (
        f"There must be judged submissions of {assignment!r}. There are none in {course.state / 'records'}: "
        f"run `autograder grade {assignment}` first."
    )
