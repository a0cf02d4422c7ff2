"""Writes pages from existing records: feedback for students, the report for the instructor."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.atomic import write_whole
from autograder.course.folders import BEYOND, EXERCISES, Course, CourseError
from autograder.course.plan import Plan, read_plan
from autograder.course.policy import read_policy
from autograder.course.settings import gradebook_url, settings
from autograder.errors import SubmissionNotJudgedError
from autograder.exercises.loader import load_exercises
from autograder.feedback.page import template as page_template
from autograder.feedback.progress import Progress, progress_of
from autograder.feedback.write import write_feedback
from autograder.gradebook.database import missing_file, retry_while_unavailable
from autograder.gradebook.gradebook import Book
from autograder.gradebook.ledger import AT_FIRST
from autograder.gradebook.standing import Standing
from autograder.records.fingerprint import digest, rules
from autograder.records.record import Record
from autograder.records.store import Attempts, Records
from autograder.report.mistakes import words_of
from autograder.report.page import About
from autograder.report.page import template as report_template
from autograder.report.questions import read_questions
from autograder.report.write import write_report
from autograder.submissions.folder import SECRET, STAMP, Submission, read_plain_file, submissions
from autograder.workers.pool import WorkerPool
from autograder.workers.task import JudgedSubmission, Task, worker_setup


def current(
    course: Course, plan: Plan, records: Records, student: str | None = None
) -> Iterator[tuple[Submission, Task]]:
    """Each submission that has a record for its present files and rules, with that record in a task."""
    for submission in submissions(course.root / "submitted", plan.assignment, student):
        task = task_of(submission, plan, records)
        if task.record is not None:
            yield submission, task


def task_of(submission: Submission, plan: Plan, records: Records | None) -> Task:
    """What a worker needs of a submission, with its record where there is one among `records`."""
    handed = submission.read()
    known = records.find(submission.student, digest(handed.files, handed.refused), rules(plan)) if records else None
    return Task(submission.student, handed.files, refused=handed.refused, record=known)


def standings(course: Course, assignment: str, db_url: str | None = None, config: Any = None) -> dict[str, Standing]:
    """What counts for each student; empty if there is no gradebook yet.

    Raises CourseError, GradebookError.
    """
    config = config or settings(course.root)
    url = gradebook_url(course, config, db_url)
    policy = read_policy(course.root, assignment)

    def read() -> dict[str, Standing]:
        if missing_file(url):
            return {}
        with Book(url, config, policy) as book:
            return book.standings(assignment)

    return retry_while_unavailable(read, url, AT_FIRST)


def progress_in(attempts: Attempts, plan: Plan) -> Callable[[Record], Progress]:
    """What says of a record which of its student's attempts it is."""
    beyond = read_beyond(plan.folder)
    return lambda record: progress_of(record, attempts[record.student], beyond)


def read_beyond(source: Path) -> list[str]:
    """What an assignment's author suggests to those with every point: the lines of `exercises/beyond.txt`, if any.

    Raises CourseError if it is no text in UTF-8.
    """
    path = source / EXERCISES / BEYOND
    try:
        return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    except UnicodeDecodeError as error:
        raise CourseError(f"{path} must be text in UTF-8. Got: {error}. Save it again as UTF-8.") from None


def write_page(
    course: Course, submission: Submission, judged: JudgedSubmission, standing: Standing | None, progress: Progress
) -> Path:
    """Write a student's feedback where nbgrader's `release_feedback` finds it; returns the page's path."""
    about = standing, judged.receipt, progress, course.lessons
    page = write_feedback(course.feedback, judged.record, judged.sections, *about)
    for name in (STAMP, SECRET):  # release_feedback reads them beside the pages
        text = submission.beside(name)
        if text and read_plain_file(page.parent / name, 4_097) != text:
            write_whole(page.parent / name, text, 0o444)
    return page


def write_pages(
    course: Course,
    assignment: str,
    student: str | None = None,
    db_url: str | None = None,
    config: Any = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Path]:
    """Write the feedback of every judged submission, with what people added in the gradebook; returns the paths.

    config   : nbgrader's settings; None: as the course has them
    progress : called with how many submissions are done, and how many there are

    Raises CourseError if nothing was judged, GradebookError; SubmissionNotJudgedError at the end.
    """
    plan, records = read_plan(course.source(assignment)), Records(course.state / "records" / assignment)
    total = sum(1 for _ in submissions(course.root / "submitted", assignment, student))
    counted = standings(course, assignment, db_url, config)
    homes: dict[str, Submission] = {}
    attempt = progress_in(Attempts(records), plan)

    def tasks() -> Iterator[Task]:
        for submission, task in current(course, plan, records, student):
            homes[submission.student] = submission
            yield task

    pages: list[Path] = []
    failed: list[SubmissionNotJudgedError] = []
    with WorkerPool(worker_setup(course, assignment)) as pool:
        for judged in pool.judge_all(tasks(), 1):
            if isinstance(judged, SubmissionNotJudgedError):
                failed.append(judged)  # all others have their page first
                continue
            standing, submission = counted.get(judged.student), homes[judged.student]
            pages.append(write_page(course, submission, judged, standing, attempt(judged.record)))
            progress(len(pages), total)
    if failed:
        raise failed[0]
    if not pages:
        raise CourseError(_nothing(course, assignment, records, student))
    return pages


def write_class_report(
    course: Course,
    assignment: str,
    db_url: str | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Path, list[str]]:
    """Write the report of the class; returns the page's path, and who is not in it: their work waits for `grade`.

    progress : called with how many records are read, and how many submissions there are

    Raises CourseError if nothing was judged.
    """
    plan, records = read_plan(course.source(assignment)), Records(course.state / "records" / assignment)
    every = [submission.student for submission in submissions(course.root / "submitted", assignment)]
    judged: dict[str, Record] = {}
    for submission, task in current(course, plan, records):
        if task.record is not None:
            judged[submission.student] = task.record
            progress(len(judged), len(every))
    if not judged:
        raise CourseError(_nothing(course, assignment, records))
    waiting = [student for student in every if student not in judged]
    config = settings(course.root)
    counted = standings(course, assignment, db_url, config)
    return report(course, plan, list(judged.values()), counted, Attempts(records), config), waiting


def report(
    course: Course,
    plan: Plan,
    records: list[Record],
    counted: Mapping[str, Standing],
    attempts: Attempts,
    config: Any,
) -> Path:
    """Write the report of these records; returns the page's path.

    counted : by student, where it is known
    config  : nbgrader's settings
    """
    about = About(
        course=config.CourseDirectory.get("course_id") or course.root.name,
        when=datetime.now(UTC),
        attempts={record.student: attempts[record.student] for record in records},
        questions=read_questions(course.root),
        lessons=course.lessons,
    )
    return write_report(course.reports, records, plan.assignment, words_of(load_exercises(plan)), counted, about)


def load_templates() -> None:
    """Read now what the first page and the report would wait for."""
    importlib.import_module("autograder.feedback.lessons")
    page_template("feedback.html")
    report_template("report.html")


def _nothing(course: Course, assignment: str, records: Records, student: str | None = None) -> str:
    """Why there is nothing to write pages from, and what to do."""
    who = f" by {student!r}" if student else ""
    must = f"There must be judged submissions of {assignment!r}{who}. "
    here = list(submissions(course.root / "submitted", assignment, student))
    if not here:
        place = course.root / "submitted" / (student or "<student>") / assignment
        return f"{must}Nothing is handed in: its place is {place}."
    if any(records.of(submission.student) for submission in here):
        what = "files or for the checks, the solutions or the autograder as they are now"
        return f"{must}There are older records, and none for the {what}: run `autograder grade {assignment}` again."
    return f"{must}Nothing is judged yet: run `autograder grade {assignment}` first."
