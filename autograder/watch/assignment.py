"""One assignment that is watched: its judges, and everything that is written once they have judged a submission."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from autograder.atomic import swap, write_whole
from autograder.course.folders import Course, assignment_files
from autograder.course.plan import Plan, read_plan
from autograder.course.policy import AssignmentPolicy, read_policy
from autograder.feedback.page import page
from autograder.feedback.progress import Progress, progress_of
from autograder.grade.pages import read_beyond
from autograder.grade.writer import Writer
from autograder.gradebook.autograded import Template, templates
from autograder.gradebook.database import retry_while_unavailable
from autograder.gradebook.gradebook import Book
from autograder.gradebook.ledger import Ledger
from autograder.gradebook.registration import enrolled
from autograder.gradebook.standing import Standing
from autograder.records.fingerprint import digest, rules
from autograder.records.record import Record
from autograder.records.store import Records
from autograder.sandbox import Level
from autograder.submissions.archive import SubmissionFiles
from autograder.submissions.folder import (
    FUTURE,
    SECRET,
    STAMP,
    Submission,
    handed_in_at,
    in_the_future,
    is_folder,
    read_inside,
    stamp,
)
from autograder.text import folder_name
from autograder.watch.attempts import HOUR, Attempt, Attempts, counts, lateness
from autograder.watch.copy_submission import Rules, copy_rules, take
from autograder.watch.exchange import Arrival, Exchange, notebooks_of, page_name
from autograder.watch.waiting import waiting_page
from autograder.workers.pool import WorkerPool
from autograder.workers.task import JudgedSubmission, Task, worker_setup

SKEW = timedelta(minutes=1)  # that a submission's own time may be off the exchange's


@dataclass(frozen=True)
class WatchConfig:
    """What all assignments of a watched course share."""

    course: Course
    exchange: Exchange
    config: Any  # nbgrader's settings
    db_url: str
    jobs: int
    level: Level | None

    @property
    def taken(self) -> Path:
        """Where submissions lie that are being judged: on the disk of those that count."""
        return self.course.root / "submitted" / ".watch"

    def roster(self) -> tuple[frozenset[str], bool]:
        """The gradebook's students, and whether they are all who may hand in. Raises GradebookError.

        They are once one of them was there without having handed anything in: people put that one there.
        """
        mark = self.course.state / "watch.roster"
        students, idle = retry_while_unavailable(lambda: enrolled(self.db_url), self.db_url, 0.0)
        if idle and not mark.exists():
            write_whole(mark, b"The watcher judges the gradebook's students alone.\n")
        return students, mark.exists()


@dataclass(frozen=True)
class ClaimedSubmission:
    """A submission that was copied to where its student cannot change it."""

    arrival: Arrival
    submission: Submission
    handed: SubmissionFiles
    plan: Plan  # by which it is judged, though a newer one may come meanwhile
    admitted: datetime
    doubts: tuple[str, ...]  # sentences for the instructor

    def task(self, known: Record | None) -> Task:
        """What a worker needs. known : its record, where it was judged already"""
        return Task(self.submission.student, self.handed.files, self.handed.refused, record=known)


@dataclass(frozen=True)
class Settled:
    """What a judged submission gave."""

    name: str  # of its folder in `inbound/`
    attempt: int
    standing: Standing


class Assignment:
    """An assignment with its warm judges. Close it."""

    def __init__(self, shared: WatchConfig, name: str) -> None:
        self.shared, self.name = shared, name
        self.records = Records(shared.course.state / "records" / name)
        self.attempts = Attempts(shared.course.state / "watch" / name)
        self.copying: Rules = copy_rules(shared.config)
        self.policy = AssignmentPolicy()
        self.pool: WorkerPool | None = None
        self.plan: Plan | None = None
        self._source: object = None
        self._formed: tuple[Plan, Mapping[str, Template]] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Take over what the instructor changed: source, policy. Raises CourseError, PlanError, GradebookError."""
        limits, self.policy = self.policy.limits, read_policy(self.shared.course.root, self.name)
        folder = self.shared.course.source(self.name)
        now = [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in assignment_files(folder)]
        same = limits == self.policy.limits
        if now == self._source and same:
            return
        plan = read_plan(folder)
        if self.plan is None or not same or rules(plan) != rules(self.plan):
            if self.pool is not None:
                self.pool.close()
            self.pool = WorkerPool(worker_setup(self.shared.course, self.name, self.shared.level))
            self.pool.warm(self.shared.jobs)
            self._prepare(plan)
        self.plan, self._source = plan, now

    def close(self) -> None:
        """End the judges; what they are judging is judged by the next watcher."""
        if self.pool is not None:
            self.pool.abandon()

    def take(self, arrival: Arrival, admitted: datetime) -> ClaimedSubmission:
        """Copy a submission out of the exchange. Raises OSError; FileNotFoundError if it is gone."""
        assert self.plan is not None
        folder, name = self.shared.taken / arrival.key, arrival.folder.name
        left_out = take(arrival.folder, folder, self.copying)
        doubts = [f"{name} left out {', '.join(left_out[:5])}: links, or too large."] if left_out else []
        came = datetime.fromtimestamp(folder.stat().st_mtime, UTC).replace(tzinfo=None)
        said = handed_in_at(folder)
        if said is None or abs(came - said) > SKEW:
            claim = "a time that cannot be read" if said is None else f"{said:%Y-%m-%d %H:%M} UTC"
            doubts.append(f"{name} says {claim}; the exchange's own time counts, {came:%Y-%m-%d %H:%M} UTC.")
            said = came
        if in_the_future(said.replace(tzinfo=UTC), datetime.now(UTC)):
            doubts.append(f"{name}: {FUTURE}")
        write_whole(folder / STAMP, stamp(said))  # what is graded again later has this time too
        student = folder_name(arrival.student)
        submission = Submission(student, folder, said)
        known = self.attempts.done.get(arrival.key)
        admitted = known.admitted if known else admitted
        return ClaimedSubmission(arrival, submission, submission.read(), self.plan, admitted, tuple(doubts))

    def known(self, taken: ClaimedSubmission) -> Record | None:
        """The record of a submission that was judged already, also under another name."""
        handed = taken.handed
        found = digest(handed.files, handed.refused)
        return self.records.find(taken.submission.student, found, rules(taken.plan))

    def settle(self, taken: ClaimedSubmission, judged: JudgedSubmission) -> Settled:
        """Write everything that follows from a record; the attempt itself last. Safe to repeat.

        Raises GradebookError, OSError.
        """
        handed_in = taken.submission.handed_in
        record = self.records.add(judged.record, handed_in)
        judged = replace(judged, record=record)
        when = handed_in.replace(tzinfo=UTC) if handed_in else None
        late = lateness(record.score, record.student, when, self.policy)
        name, key = taken.arrival.folder.name, taken.arrival.key
        numbers = (record.submission, record.score, record.max_score, record.score - late.points)
        attempt = Attempt(name, key, record.student, taken.admitted, when, *numbers)
        progress = self._progress(taken, record)
        if self._counts(taken, attempt):
            submission, standing = self._count(taken, judged, progress)
            path = self.shared.course.feedback / record.student / record.assignment / f"{record.assignment}.html"
            text = path.read_text(encoding="utf-8")
        else:
            submission, counting = taken.submission, self._counting(taken)
            most = counting.max_score if counting else record.max_score
            standing = Standing(record.score, most, lateness=late)
            about = progress, self.shared.course.lessons, counting
            text = page(record, judged.sections, standing, "", *about)
        self._release(submission.folder, text)
        self.attempts.add(attempt)
        shutil.rmtree(taken.submission.folder, ignore_errors=True)
        return Settled(name, progress.attempt, standing)

    def wait(self, arrival: Arrival, until: datetime) -> None:
        """Release a page instead of the feedback, which says when the attempt can be judged. Raises OSError."""
        text = waiting_page(arrival.student, self.name, self.policy.attempts_per_hour, until).encode()
        names = _page_names(arrival.folder)
        self.shared.exchange.release({name: text for name in names.values() if not self._has(name, text)})

    def is_released(self, arrival: Arrival) -> bool:
        """Whether the exchange has a page for each notebook of a submission."""
        return all((self.shared.exchange.feedback / name).is_file() for name in _page_names(arrival.folder).values())

    def _place(self, taken: ClaimedSubmission) -> Path:
        return self.shared.course.root / "submitted" / taken.arrival.student / self.name

    def _counts(self, taken: ClaimedSubmission, attempt: Attempt) -> bool:
        before = handed_in_at(self._place(taken))
        in_place = before.replace(tzinfo=UTC) if before else None
        return counts(attempt, self.attempts.of(attempt.student), in_place, self.policy, datetime.now(UTC))

    def _counting(self, taken: ClaimedSubmission) -> Standing | None:
        """What counts for a student whose attempt does not; None if it is not graded yet. Raises GradebookError."""

        def read() -> Standing | None:
            student = taken.submission.student
            with self._book(taken.plan) as book:
                return book.standings(self.name, student).get(student)

        return retry_while_unavailable(read, self.shared.db_url, 0.0)

    def _count(
        self, taken: ClaimedSubmission, judged: JudgedSubmission, progress: Progress
    ) -> tuple[Submission, Standing]:
        """Put the attempt that counts into `submitted/` and the gradebook; returns its new place and score."""
        place = self._place(taken)
        for one in (place.parent, place):  # a link could lead to another's folder
            if os.path.lexists(one) and not is_folder(one):
                os.unlink(one)
        place.parent.mkdir(parents=True, exist_ok=True)
        swap(taken.submission.folder, place, taken.submission.folder.with_suffix(".old"))
        submission = Submission(judged.student, place, taken.submission.handed_in)
        work = {judged.student: submission}
        writer = Writer(self.shared.course, taken.plan, work, self._templates(taken.plan), lambda record: progress)
        with Ledger(lambda: self._book(taken.plan), self.shared.db_url, writer.tell) as ledger:
            writer.write(judged, ledger)
        return submission, writer.standings[judged.student]

    def _prepare(self, plan: Plan) -> None:
        """Make in advance what the first submission would wait for: the gradebook's cells, the notebooks' templates."""
        with Ledger(lambda: self._book(plan), self.shared.db_url):
            pass
        for template in self._templates(plan).values():
            _ = template.cells

    def _templates(self, plan: Plan) -> Mapping[str, Template]:
        """The templates of the judged notebooks, made once for each plan."""
        if self._formed is None or self._formed[0] is not plan:
            self._formed = plan, templates(plan, self.shared.config)
        return self._formed[1]

    def _progress(self, taken: ClaimedSubmission, record: Record) -> Progress:
        """Which attempt a submission is, and how many were left in the hour before it was admitted."""
        hour = taken.admitted - HOUR
        admitted = {record.submission: taken.admitted} | self.attempts.admitted(record.student)
        used = sum(hour < when <= taken.admitted for when in admitted.values())
        found = progress_of(record, self.records.outlines(record.student), read_beyond(taken.plan.folder))
        if before := found.before:
            found = replace(found, before=self.records.find(before.student, before.submission, before.judged_with))
        per_hour = self.policy.attempts_per_hour
        return replace(found, per_hour=per_hour, left=max(0, per_hour - used))

    def _book(self, plan: Plan) -> Book:
        book = Book(self.shared.db_url, self.shared.config, self.policy)
        book.register(plan, self.shared.course.release(self.name), self._templates(plan))
        return book

    def _release(self, folder: Path, text: str) -> None:
        """Release the page for each notebook handed in, even one that is not ours: nbgrader waits for them all."""
        self.shared.exchange.release({name: text.encode() for name in _page_names(folder).values()})

    def _has(self, name: str, text: bytes) -> bool:
        try:
            return (self.shared.exchange.feedback / name).read_bytes() == text
        except OSError:
            return False


def _page_names(folder: Path) -> dict[str, str]:
    """The file of each notebook's page in the exchange; none without the secret, which names them."""
    secret = (read_inside(folder, SECRET, 4_096) or b"").decode("utf-8", "replace")
    return {notebook: page_name(secret, notebook) for notebook in notebooks_of(folder)} if secret else {}
