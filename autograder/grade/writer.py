"""Writes what follows from a class's records: judged notebooks, gradebook rows, pages, and the report at the end."""

from __future__ import annotations

import importlib
import itertools
import json
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from autograder.atomic import write_whole
from autograder.course.folders import Course
from autograder.course.plan import Plan, read_plan
from autograder.course.policy import read_policy
from autograder.course.settings import gradebook_url, settings
from autograder.errors import SubmissionNotJudgedError
from autograder.feedback.progress import Progress
from autograder.grade.history import History
from autograder.grade.options import Graded, Options
from autograder.grade.pages import load_templates, progress_in, report, task_of, write_page
from autograder.gradebook.autograded import Template, templates
from autograder.gradebook.database import create_tables, retry_while_unavailable
from autograder.gradebook.gradebook import Book
from autograder.gradebook.ledger import AT_FIRST, Ledger
from autograder.gradebook.registration import known_students
from autograder.gradebook.standing import Standing
from autograder.records.record import Record
from autograder.records.store import Attempts, Records
from autograder.report.changes_page import write_changes
from autograder.submissions.folder import STAMP, Submission, stamp
from autograder.text import listed
from autograder.workers.pool import Judged, WorkersLostError
from autograder.workers.task import JudgedSubmission, Task

NEWER = "Newer work came while this run graded what lay there before, and the older may count"


def write_class(
    course: Course,
    assignment: str,
    options: Options,
    work: Mapping[str, Submission],
    done: Graded,
    judge: Callable[[Iterable[Task]], Iterator[Judged]],
    progress: Callable[[Judged], None],
) -> Graded:
    """Let a class be judged, and write all that follows; `done` with what came of it.

    work : the submissions, by student
    done : what is known before
    """
    plan = read_plan(course.source(assignment))
    records = Records(course.state / "records" / assignment)
    history = History(course.state, plan, records)
    there = {student: _folder(submission) for student, submission in work.items()}
    config, policy = options.config or settings(course.root), read_policy(course.root, assignment)
    url, forms = gradebook_url(course, config, options.db_url), templates(plan, config)

    def book() -> Book:
        opened = Book(url, config, policy)
        opened.register(plan, course.release(assignment), forms)
        return opened

    lost: WorkersLostError | None = None

    def kept(judging: Iterator[Judged]) -> Generator[Judged, None, None]:
        """The same, each with its record on the disk; it ends where the workers were lost."""
        nonlocal lost
        try:
            for judged in judging:
                if not isinstance(judged, SubmissionNotJudgedError):
                    history.see(judged.record, judged.fresh)
                    if judged.fresh:
                        judged = replace(judged, record=records.add(judged.record, work[judged.student].handed_in))
                yield judged
        except WorkersLostError as error:
            lost = error  # all others are judged, and get their report

    attempts = Attempts(records)
    writer = Writer(course, plan, work, forms, progress_in(attempts, plan))
    tasks = (task_of(submission, plan, None if options.force else records) for submission in work.values())
    with ThreadPoolExecutor(1) as aside, closing(kept(judge(tasks))) as judging:
        # to import nbgrader alone takes a second: the first are judged meanwhile, and wait for the gradebook
        prepared = aside.submit(_prepare, url, forms)
        first = list(_until(prepared, judging))
        prepared.result()
        with Ledger(book, url, writer.tell) as ledger:
            for judged in itertools.chain(first, judging):
                if isinstance(judged, SubmissionNotJudgedError):
                    done.failed.append(judged)
                else:
                    done.judged, done.known = done.judged + judged.fresh, done.known + (not judged.fresh)
                    writer.write(judged, ledger)
                    done.records.append(judged.record)
                progress(judged)
    if newer := [student for student, submission in work.items() if _folder(submission) != there[student]]:
        done.notes.append(f"{NEWER}: {listed(newer)}. Run the same command again.")
    if policy.extensions and (misspelt := policy.misspelt(known_students(course, url))):
        done.notes.append(misspelt)
    done.records.sort(key=lambda record: record.student)
    done.standings = writer.standings
    changes = history.close({student: standing.lateness for student, standing in writer.standings.items()})
    if changes.replaced:
        done.changes = changes
        done.changes_page = write_changes(course.reports, changes, assignment, datetime.now(UTC))
    if options.student is None and done.records:
        done.report_page = report(course, plan, done.records, done.standings, attempts, config)
    if lost:
        raise lost
    return done


def _prepare(url: str, forms: Mapping[str, Template]) -> None:
    """Do what the first record would wait for: import nbgrader, make its tables, read forms and templates.

    Raises GradebookError.
    """
    importlib.import_module("nbgrader.preprocessors")
    retry_while_unavailable(partial(create_tables, url), url, AT_FIRST)
    for form in forms.values():
        _ = form.texts
    load_templates()


def _folder(submission: Submission) -> tuple[int, int] | None:
    """What tells whether another folder has come in the submission's place, or a file into it; None without one."""
    with suppress(OSError):
        found = os.lstat(submission.folder)
        return found.st_ino, found.st_ctime_ns
    return None


def _until(done: Future[Any], judging: Iterator[Judged]) -> Iterator[Judged]:
    """What is judged, up to the first that comes when something else is done."""
    for judged in judging:
        yield judged
        if done.done():
            return


class Writer:
    """Writes what follows from a record: judged notebooks and gradebook rows, then the pages that show both."""

    def __init__(
        self,
        course: Course,
        plan: Plan,
        work: Mapping[str, Submission],
        templates: Mapping[str, Template],
        progress: Callable[[Record], Progress],
    ) -> None:
        self.course, self.plan, self.work, self.templates, self.progress = course, plan, work, templates, progress
        self.standings: dict[str, Standing] = {}
        self.judged: dict[str, JudgedSubmission] = {}  # those whose pages are not written yet

    def write(self, judged: JudgedSubmission, ledger: Ledger) -> None:
        """Write a submission's judged notebooks, and hand its record to the ledger, which fills the gradebook."""
        record, submission = judged.record, self.work[judged.student]
        folder = self.course.autograded(record.student, record.assignment)
        contents: dict[str, dict[str, Any] | None] = {}
        for notebook in record.notebooks:
            work = judged.works.get(notebook.name)
            filled = self.templates[notebook.name].fill(work, notebook)
            contents[notebook.name] = filled if work else None
            text = json.dumps(filled, sort_keys=True, ensure_ascii=True)  # indented it takes ten times as long
            write_whole(folder / f"{notebook.name}.ipynb", text.encode(), 0o444)
        if submission.handed_in is not None:
            write_whole(folder / STAMP, stamp(submission.handed_in), 0o444)
        self.judged[record.student] = replace(judged, works={})
        ledger.write(record, submission.handed_in, contents)

    def tell(self, record: Record, standing: Standing) -> None:
        """Write a student's pages, once the gradebook has their rows: it says what counts."""
        submission = self.work[record.student]
        self.standings[record.student] = standing
        judged = self.judged.pop(record.student)
        write_page(self.course, submission, judged, standing, self.progress(record))
