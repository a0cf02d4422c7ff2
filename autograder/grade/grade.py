"""Grades an assignment: every submission gets a record, a judged notebook, a feedback page and its gradebook rows.

What was judged already is not judged again; a kill at any moment loses nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.atomic import write_whole
from autograder.course.folders import Course
from autograder.course.lateness import Lateness
from autograder.course.plan import Plan, read_plan
from autograder.course.policy import read_policy
from autograder.course.settings import settings
from autograder.errors import SubmissionNotJudgedError
from autograder.feedback.write import write_feedback
from autograder.grade.history import History
from autograder.grade.pages import code_of, hand_on, receipt_of, report, works_of
from autograder.gradebook.autograded import Template
from autograder.gradebook.gradebook import Book
from autograder.gradebook.ledger import Ledger
from autograder.gradebook.manual_marks import ManualMark
from autograder.judge.seeds import course_secret
from autograder.records.fingerprint import digest, rules
from autograder.records.record import Record
from autograder.records.store import Records
from autograder.report.changes import Changes
from autograder.report.changes_page import write_changes
from autograder.sandbox import Level
from autograder.submissions.folder import STAMP, Submission, SubmissionFiles, handed_in_by, stamp, submissions, without
from autograder.workers.pool import Judged, WorkersLostError, judge_in_parallel, some
from autograder.workers.task import Task, WorkerSetup


@dataclass(frozen=True)
class Options:
    """The options of `grade`; the defaults suit most courses."""

    jobs: int = 1
    scheduler: str | None = None  # address of a Dask scheduler whose workers judge instead of `jobs`
    submitted: Path | None = None  # another folder instead of the course's own
    db_url: str | None = None
    student: str | None = None
    force: bool = False  # judge again what was judged already
    level: Level | None = None
    config: Any = None  # nbgrader's settings; None: the course's nbgrader_config.py


@dataclass
class Graded:
    """The result of a run of `grade`."""

    records: list[Record] = field(default_factory=list)
    judged: int = 0
    known: int = 0  # taken from earlier records
    failed: list[SubmissionNotJudgedError] = field(default_factory=list)  # without a record, by a fault of ours
    changes: Changes = field(default_factory=Changes)  # against what the run before gave
    notes: list[str] = field(default_factory=list)  # sentences on submissions for the instructor
    changes_page: Path | None = None  # the page that lists them; None if no earlier record was replaced


def found(course: Course, assignment: str, options: Options) -> list[Submission]:
    """The submissions that a run will grade."""
    folder = options.submitted or course.root / "submitted"
    return list(submissions(folder, assignment, options.student))


def grade(
    course: Course, assignment: str, options: Options, progress: Callable[[Judged], None] = lambda judged: None
) -> Graded:
    """Grade an assignment's submissions and write everything that follows from their records.

    progress : called with each record, and with the error of each submission that our own fault left without one

    Raises JudgeError, UnfinishedError.
    """
    plan = read_plan(course.source(assignment))
    records = Records(course.state / "records" / assignment)
    done, history = Graded(), History(course.state, plan, records)
    work = {one.student: one for one in found(course, assignment, options)}
    unread = {name: by for name, one in work.items() if not one.handed_in and (by := handed_in_by(one.folder))}
    if unread:
        work |= {name: replace(work[name], handed_in=by) for name, by in unread.items()}
        done.notes.append(f"{STAMP} holds no time that can be read; when it came here counts: {some(sorted(unread))}.")
    absent = [] if options.student else without(options.submitted or course.root / "submitted", assignment)
    if absent:
        done.notes.append(f"Without a folder {assignment!r}, and so not graded: {some(absent)}.")
    config, policy = options.config or settings(course.root), read_policy(course.root, assignment)
    url = options.db_url or config.CourseDirectory.get("db_url") or course.db_url

    def book() -> Book:
        opened = Book(url, config, policy)
        opened.register(plan, course.release(assignment))
        return opened

    lost: WorkersLostError | None = None
    writer = Writer(course, plan, work, templates(plan))
    with Ledger(book, url, writer.tell) as ledger:
        try:
            for judged, fresh in _judged(course, plan, work.values(), records, options):
                if isinstance(judged, SubmissionNotJudgedError):
                    done.failed.append(judged)
                else:
                    history.see(judged, fresh)
                    if fresh:
                        records.add(judged)
                    done.judged, done.known = done.judged + fresh, done.known + (not fresh)
                    writer.write(judged, ledger)
                    done.records.append(judged)
                progress(judged)
        except WorkersLostError as error:
            lost = error  # all others are judged, and get their report
    done.records.sort(key=lambda record: record.student)
    done.changes = history.close(writer.lateness)
    if done.changes.replaced:
        done.changes_page = write_changes(course.reports, done.changes, assignment, datetime.now(UTC))
    if options.student is None and done.records:
        report(course, plan, done.records, writer.lateness)
    if lost:
        raise lost
    return done


def _judged(
    course: Course, plan: Plan, work: Iterable[Submission], records: Records, options: Options
) -> Iterator[tuple[Judged, bool]]:
    """Pairs: a submission's record, or the error if it has none; and whether it was judged in this run."""
    fresh: list[Submission] = []
    for one in work:
        known = None if options.force else records.find(one.student, _digest(one.read()), rules(plan))
        if known is None:
            fresh.append(one)
        else:
            yield known, False
    if fresh:
        setup = WorkerSetup(plan.folder, course_secret(course.state), options.level)
        tasks = (_task(one) for one in fresh)
        for judged in _judge(setup, tasks, min(options.jobs, len(fresh)), options.scheduler):
            yield judged, True


def _judge(setup: WorkerSetup, tasks: Iterable[Task], jobs: int, scheduler: str | None) -> Iterator[Judged]:
    if scheduler is None:
        return judge_in_parallel(setup, tasks, jobs)
    from autograder.workers.cluster import judge_on_cluster

    return judge_on_cluster(setup, tasks, scheduler)


def _task(one: Submission) -> Task:
    handed = one.read()
    return Task(one.student, handed.files, refused=handed.refused)


def _digest(handed: SubmissionFiles) -> str:
    return digest(handed.files, handed.refused)


def templates(plan: Plan) -> dict[str, Template]:
    """The templates of the judged notebooks, by name; each is made when it is first filled."""
    return {notebook.name: Template(plan.folder, notebook) for notebook in plan.notebooks}


class Writer:
    """Writes what follows from a record: judged notebooks and gradebook rows, then the pages that show both."""

    def __init__(
        self, course: Course, plan: Plan, work: Mapping[str, Submission], templates: Mapping[str, Template]
    ) -> None:
        self.course, self.plan, self.work, self.templates = course, plan, work, templates
        self.lateness: dict[str, Lateness] = {}
        self.code: dict[str, dict[tuple[str, str], str]] = {}  # of those whose pages are not written yet

    def write(self, record: Record, ledger: Ledger) -> None:
        """Write a record's judged notebooks, and hand the record to the ledger, which fills the gradebook."""
        submission = self.work[record.student]
        folder = self.course.autograded(record.student, record.assignment)
        works = works_of(self.plan, record, submission)
        judged: dict[str, dict[str, Any] | None] = {}
        for notebook in record.notebooks:
            work = works.get(notebook.name)
            filled = self.templates[notebook.name].fill(work, notebook)
            judged[notebook.name] = filled if work else None
            text = json.dumps(filled, sort_keys=True, ensure_ascii=True)  # indented it takes ten times as long
            write_whole(folder / f"{notebook.name}.ipynb", text.encode(), 0o444)
        if submission.handed_in is not None:
            write_whole(folder / STAMP, stamp(submission.handed_in), 0o444)
        self.code[record.student] = code_of(works)
        ledger.write(record, submission.handed_in, judged)

    def tell(self, record: Record, lateness: Lateness, marks: tuple[ManualMark, ...]) -> None:
        """Write a student's pages, once the gradebook has their rows: it works out what being late costs."""
        submission = self.work[record.student]
        self.lateness[record.student] = lateness
        code, receipt = self.code.pop(record.student), receipt_of(record, submission)
        page = write_feedback(self.course.feedback, record, code, lateness, receipt, marks)
        hand_on(submission, page.parent)
