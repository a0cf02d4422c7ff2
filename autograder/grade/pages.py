"""Pages made from records that are there already: feedback for students, the report for the instructor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.course import Course, CourseError
from autograder.database import patiently
from autograder.exercises.catalogue import exercises
from autograder.feedback.hand import Mark
from autograder.feedback.write import write_feedback
from autograder.files import write_whole
from autograder.grade.ledger import AT_FIRST
from autograder.grade.records import Records
from autograder.grade.submitted import Submission, read_plain_file, submissions
from autograder.gradebook import Book, settings
from autograder.judge.judge import digest, rules
from autograder.judge.paper import parse
from autograder.judge.plan import Plan, read_plan
from autograder.judge.record import Record
from autograder.judge.submission import Work, match
from autograder.report.mistakes import words_of
from autograder.report.write import write_report


def current(
    course: Course, assignment: str, student: str | None = None, submitted: Path | None = None
) -> Iterator[tuple[Submission, Record]]:
    """Each submission that was judged as it is now, with its record."""
    plan = read_plan(course.source(assignment))
    records = Records(course.state / "records" / assignment)
    for one in submissions(submitted or course.root / "submitted", assignment, student):
        handed = one.read()
        record = records.find(one.student, digest(handed.files, handed.refused), rules(plan))
        if record is not None:
            yield one, record


def works_of(plan: Plan, record: Record, submission: Submission) -> dict[str, Work]:
    """The work on each notebook, from the file that the record says it was judged from."""
    handed = submission.read()
    if digest(handed.files, handed.refused) != record.submission:
        return {}  # handed in again in the meantime: the next run judges that
    plans = {notebook.name: notebook for notebook in plan.notebooks}
    return {n.name: match(plans[n.name], parse(handed.files[n.file])) for n in record.notebooks if n.file}


def code_of(works: dict[str, Work]) -> dict[tuple[str, str], str]:
    """The student's text of every function, by notebook and check."""
    code = {}
    for name, work in works.items():
        for cell in work.cells:
            if cell.planned is not None and cell.planned.role == "write":
                code[name, cell.planned.id.removeprefix("write-")] = cell.source
    return code


def hand_on(submission: Submission, folder: Path) -> None:
    """Put a submission's time and secret beside its pages: nbgrader's `release_feedback` reads them there."""
    for name in ("timestamp.txt", "submission_secret.txt"):
        text = read_plain_file(submission.folder / name, 4_096)
        if text and read_plain_file(folder / name, 4_097) != text:
            write_whole(folder / name, text, 0o444)


def write_pages(course: Course, assignment: str, student: str | None = None, config: Any = None) -> list[Path]:
    """Write the feedback of every judged submission, with what people added in the gradebook; the pages' paths.

    config : nbgrader's settings; None: as the course has them

    Raises CourseError if nothing was judged, GradebookError.
    """
    plan = read_plan(course.source(assignment))
    config = config or settings(course.root)
    url = config.CourseDirectory.get("db_url") or course.db_url
    marks = patiently(lambda: _marks(url, config, assignment), url, AT_FIRST)
    pages = []
    for one, record in current(course, assignment, student):
        page = write_feedback(course.feedback, record, code_of(works_of(plan, record, one)), marks.get(one.student, ()))
        hand_on(one, page.parent)
        pages.append(page)
    if not pages:
        raise CourseError(_nothing(course, assignment))
    return pages


def _marks(url: str, config: Any, assignment: str) -> dict[str, tuple[Mark, ...]]:
    with Book(url, config) as book:
        return book.marks(assignment)


def write_class_report(course: Course, assignment: str) -> Path:
    """Write the report of the class; the page's path. Raises CourseError if nothing was judged."""
    records = [record for _, record in current(course, assignment)]
    if not records:
        raise CourseError(_nothing(course, assignment))
    return report(course, read_plan(course.source(assignment)), records)


def report(course: Course, plan: Plan, records: list[Record]) -> Path:
    """Write the report made from these records."""
    words = words_of(e for notebook in plan.notebooks for e in exercises(notebook.name))
    return write_report(course.reports, records, plan.assignment, words)


def _nothing(course: Course, assignment: str) -> str:
    return (
        f"There must be judged submissions of {assignment!r}. There are none in {course.state / 'records'}: "
        f"run `autograder grade {assignment}` first."
    )
