"""Grades an assignment: every submission gets a record, a judged notebook, a feedback page and its gradebook rows.

What was judged already is not judged again; a kill at any moment loses nothing.
"""

from __future__ import annotations

import importlib
import itertools
import json
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.atomic import write_whole
from autograder.course.folders import Course
from autograder.course.plan import Plan, read_plan
from autograder.course.policy import read_policy
from autograder.course.settings import gradebook_url, settings
from autograder.errors import SubmissionNotJudgedError
from autograder.feedback.progress import Progress
from autograder.grade.history import History
from autograder.grade.pages import progress_in, report, task_of, write_page
from autograder.grade.received import found, instead, notes_on_newer, places, received
from autograder.grade.shard import Shard
from autograder.gradebook.autograded import Template, templates
from autograder.gradebook.gradebook import Book
from autograder.gradebook.ledger import Ledger
from autograder.gradebook.registration import known_students
from autograder.gradebook.standing import Standing
from autograder.records.record import Record
from autograder.records.store import Attempts, Records
from autograder.report.changes import Changes
from autograder.report.changes_page import write_changes
from autograder.sandbox import Level
from autograder.submissions.folder import STAMP, Submission, stamp
from autograder.workers.pool import Judged, WorkerPool, WorkersLostError
from autograder.workers.task import JudgedSubmission, Task, WorkerSetup, worker_setup


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
    shard: Shard | None = None  # a part of the class; then `judge_shard` is to be called
    config: Any = None  # nbgrader's settings; None: the course's nbgrader_config.py


@dataclass
class Graded:
    """The result of a run of `grade`."""

    records: list[Record] = field(default_factory=list)
    standings: dict[str, Standing] = field(default_factory=dict)  # what counts, by student
    judged: int = 0
    known: int = 0  # taken from earlier records
    failed: list[SubmissionNotJudgedError] = field(default_factory=list)  # without a record, by a fault of ours
    changes: Changes = field(default_factory=Changes)  # against what the run before gave
    notes: list[str] = field(default_factory=list)  # sentences on submissions for the instructor
    changes_page: Path | None = None  # the page that lists them; None if no earlier record was replaced
    report_page: Path | None = None  # the class's; None if one student alone was graded

    def forget(self, students: Collection[str]) -> None:
        """Leave out what was found of some students, who are judged once more."""
        self.records = [record for record in self.records if record.student not in students]
        self.failed = [failure for failure in self.failed if failure.student not in students]


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
    folder = options.submitted or course.root / "submitted"
    work, done.notes = received(folder, assignment, options.student)
    there = places(work)
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
    setup = worker_setup(course, assignment, options.level)

    def judge_and_write(part: Mapping[str, Submission]) -> None:
        tasks = (task_of(submission, plan, None if options.force else records) for submission in part.values())
        jobs = max(1, min(options.jobs, len(part)))
        with (
            _workers(setup, jobs, options.scheduler) as judge,
            ThreadPoolExecutor(1) as aside,
            closing(kept(judge(tasks))) as judging,
        ):
            # nbgrader takes two seconds to import: the first are judged meanwhile, and wait for the gradebook
            imported = aside.submit(importlib.import_module, "nbgrader.preprocessors")
            first = list(_until(imported, judging))
            imported.result()
            with Ledger(book, url, writer.tell) as ledger:
                for judged in itertools.chain(first, judging):
                    if isinstance(judged, SubmissionNotJudgedError):
                        done.failed.append(judged)
                    else:
                        done.judged, done.known = done.judged + judged.fresh, done.known + (not judged.fresh)
                        writer.write(judged, ledger)
                        done.records.append(judged.record)
                    progress(judged)

    judge_and_write(work)
    # once: whoever hands in without an end must not keep the run going
    again = {} if lost else instead(work, there, received(folder, assignment, options.student)[0])
    if again:
        there |= places(again)
        work |= again
        done.forget(again)
        attempts.forget(again)
        judge_and_write(again)
    done.notes += notes_on_newer(work, there)
    if policy.extensions and (misspelt := policy.misspelt(known_students(course, url))):
        done.notes.append(misspelt)
    done.records.sort(key=lambda record: record.student)
    done.standings = writer.standings
    done.changes = history.close({student: standing.lateness for student, standing in writer.standings.items()})
    if done.changes.replaced:
        done.changes_page = write_changes(course.reports, done.changes, assignment, datetime.now(UTC))
    if options.student is None and done.records:
        done.report_page = report(course, plan, done.records, done.standings, attempts, config)
    if lost:
        raise lost
    return done


def _until(done: Future[Any], judging: Iterator[Judged]) -> Iterator[Judged]:
    """What is judged, up to the first that comes when something else is done."""
    for judged in judging:
        yield judged
        if done.done():
            return


def judge_shard(
    course: Course, assignment: str, options: Options, progress: Callable[[Judged], None] = lambda judged: None
) -> Graded:
    """Judge a shard's submissions that have no record yet, and write their records: no gradebook, page or report.

    `grade` makes those from the records, once all shards are judged, or again after a part of them. Raises as `grade`.
    """
    plan = read_plan(course.source(assignment))
    records, done = Records(course.state / "records" / assignment), Graded()
    work = found(options.submitted or course.root / "submitted", assignment, options.student, options.shard)

    def without_record() -> Iterator[Task]:
        for submission in work:
            task = task_of(submission, plan, None if options.force else records)
            if task.record is None:
                yield task
            else:
                done.known += 1

    came = {submission.student: submission.handed_in for submission in work}
    setup = worker_setup(course, assignment, options.level)
    with _workers(setup, max(1, min(options.jobs, len(work))), options.scheduler) as judge:
        for judged in judge(without_record()):
            if isinstance(judged, SubmissionNotJudgedError):
                done.failed.append(judged)
            else:
                done.judged += 1
                done.records.append(records.add(judged.record, came[judged.student]))
            progress(judged)
    return done


@contextmanager
def _workers(
    setup: WorkerSetup, jobs: int, scheduler: str | None
) -> Iterator[Callable[[Iterable[Task]], Iterator[Judged]]]:
    """What judges tasks: workers on this machine, or those of a cluster."""
    if scheduler is None:
        with WorkerPool(setup) as pool:
            pool.warm(jobs)
            yield lambda tasks: pool.judge_all(tasks, jobs)
    else:
        from autograder.workers.cluster import judge_on_cluster

        yield lambda tasks: judge_on_cluster(setup, tasks, scheduler)


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
