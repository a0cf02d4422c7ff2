"""A class while it is graded: keeps each record, writes what follows from it, and at the end the report."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from autograder.course.folders import Course
from autograder.course.plan import read_plan
from autograder.course.policy import read_policy
from autograder.course.settings import gradebook_url, settings
from autograder.errors import SubmissionNotJudgedError
from autograder.grade.history import History
from autograder.grade.options import Graded, Options
from autograder.grade.pages import load_templates, progress_in, report, task_of
from autograder.grade.writer import Writer
from autograder.gradebook.autograded import Template, templates
from autograder.gradebook.database import create_tables, retry_while_unavailable
from autograder.gradebook.gradebook import Book
from autograder.gradebook.ledger import AT_FIRST, Ledger
from autograder.gradebook.registration import known_students
from autograder.records.store import Attempts, Records
from autograder.report.changes_page import write_changes
from autograder.submissions.folder import Submission
from autograder.workers.pool import Judged, WorkersLostError
from autograder.workers.task import Task


class ClassRun:
    """What one run of `grade` writes.

    work     : the submissions, by student
    done     : what is known before, and in the end what came of it
    progress : called with each record, and with each error of a submission that has none
    """

    def __init__(
        self,
        course: Course,
        assignment: str,
        options: Options,
        work: Mapping[str, Submission],
        done: Graded,
        progress: Callable[[Judged], None],
    ) -> None:
        self.course, self.options, self.done, self.progress = course, options, done, progress
        self.work = dict(work)
        self.lost: WorkersLostError | None = None  # some could not be judged
        self.plan = read_plan(course.source(assignment))
        self.records = Records(course.state / "records" / assignment)
        self.history = History(course.state, self.plan, self.records)
        self.attempts = Attempts(self.records)
        self.config, self.policy = options.config or settings(course.root), read_policy(course.root, assignment)
        self.url, self.forms = gradebook_url(course, self.config, options.db_url), templates(self.plan, self.config)
        self.writer = Writer(course, self.plan, self.work, self.forms, progress_in(self.attempts, self.plan))

    def write(self, judge: Callable[[Iterable[Task]], Iterator[Judged]], part: Mapping[str, Submission]) -> None:
        """Let some of the submissions be judged, and write all that follows from each."""
        known = None if self.options.force else self.records
        tasks = (task_of(submission, self.plan, known) for submission in part.values())
        with ThreadPoolExecutor(1) as aside, closing(self._kept(judge(tasks))) as judging:
            # to import nbgrader alone takes a second: the first are judged meanwhile, and wait for the gradebook
            prepared = aside.submit(_prepare, self.url, self.forms)
            first = list(_until(prepared, judging))
            prepared.result()
            with Ledger(self._book, self.url, self.writer.tell) as ledger:
                for judged in itertools.chain(first, judging):
                    if isinstance(judged, SubmissionNotJudgedError):
                        self.done.failed.append(judged)
                    else:
                        self.done.judged += judged.fresh
                        self.done.known += not judged.fresh
                        self.writer.write(judged, ledger)
                        self.done.records.append(judged.record)
                    self.progress(judged)

    def take(self, newer: Mapping[str, Submission]) -> None:
        """Let newer work replace what these students had handed in before; it is to be written next."""
        self.work.update(newer)
        self.done.forget(newer)
        self.attempts.forget(newer)

    def close(self) -> Graded:
        """Write what is about the whole class. Raises WorkersLostError where some could not be judged."""
        done, standings = self.done, self.writer.standings
        if self.policy.extensions and (misspelt := self.policy.misspelt(known_students(self.course, self.url))):
            done.notes.append(misspelt)
        done.records.sort(key=lambda record: record.student)
        done.standings = standings
        done.changes = self.history.close({student: standing.lateness for student, standing in standings.items()})
        if done.changes.replaced:
            now = datetime.now(UTC)
            done.changes_page = write_changes(self.course.reports, done.changes, self.plan.assignment, now)
        if self.options.student is None and done.records:
            done.report_page = report(self.course, self.plan, done.records, standings, self.attempts, self.config)
        if self.lost:
            raise self.lost
        return done

    def _kept(self, judging: Iterator[Judged]) -> Generator[Judged, None, None]:
        """The same, each with its record on the disk; it ends where the workers were lost."""
        try:
            for judged in judging:
                if not isinstance(judged, SubmissionNotJudgedError):
                    self.history.see(judged.record, judged.fresh)
                    if judged.fresh:
                        came = self.work[judged.student].handed_in
                        judged = replace(judged, record=self.records.add(judged.record, came))
                yield judged
        except WorkersLostError as error:
            self.lost = error  # all others are judged, and get their report

    def _book(self) -> Book:
        opened = Book(self.url, self.config, self.policy)
        opened.register(self.plan, self.course.release(self.plan.assignment), self.forms)
        return opened


def _prepare(url: str, forms: Mapping[str, Template]) -> None:
    """Do what the first record would wait for: import nbgrader, make its tables, read forms and templates.

    Raises GradebookError.
    """
    importlib.import_module("nbgrader.preprocessors")
    retry_while_unavailable(partial(create_tables, url), url, AT_FIRST)
    for form in forms.values():
        _ = form.texts
    load_templates()


def _until(done: Future[Any], judging: Iterator[Judged]) -> Iterator[Judged]:
    """What is judged, up to the first that comes when something else is done."""
    for judged in judging:
        yield judged
        if done.done():
            return
