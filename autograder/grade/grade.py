"""Grades an assignment: every submission gets a record, a judged notebook, a feedback page and its gradebook rows.

What was judged already is not judged again; a kill at any moment loses nothing.

The workers start first: all else that a run needs is imported while they do the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from autograder.course.folders import Course
from autograder.errors import SubmissionNotJudgedError
from autograder.grade.options import Graded, Options
from autograder.submissions.folder import (
    FUTURE,
    STAMP,
    Submission,
    handed_in_by,
    in_the_future,
    submissions,
    without,
)
from autograder.text import listed
from autograder.workers.pool import Judged, WorkerPool
from autograder.workers.task import Task, worker_setup


def found(course: Course, assignment: str, options: Options) -> list[Submission]:
    """The submissions that a run will grade."""
    folder = options.submitted or course.root / "submitted"
    every = submissions(folder, assignment, options.student)
    return [submission for submission in every if options.shard is None or options.shard.holds(submission.student)]


def grade(
    course: Course, assignment: str, options: Options, progress: Callable[[Judged], None] = lambda judged: None
) -> Graded:
    """Grade an assignment's submissions and write everything that follows from their records.

    progress : called with each record, and with the error of each submission that our own fault left without one

    Raises JudgeError, UnfinishedError.
    """
    work, notes = _received(course, assignment, options)
    with _workers(course, assignment, options, len(work)) as judge:
        from autograder.grade.writer import write_class

        return write_class(course, assignment, options, work, Graded(notes=notes), judge, progress)


def _received(course: Course, assignment: str, options: Options) -> tuple[dict[str, Submission], list[str]]:
    """The submissions that a run will grade, by student, and sentences on those without a time or a folder."""
    work = {submission.student: submission for submission in found(course, assignment, options)}
    unread = {name: by for name, sent in work.items() if not sent.handed_in and (by := handed_in_by(sent.folder))}
    absent = [] if options.student else without(options.submitted or course.root / "submitted", assignment)
    notes = []
    if unread:
        notes.append(f"{STAMP} holds no time that can be read; when it came here counts: {listed(sorted(unread))}.")
    now = datetime.now(UTC)
    if ahead := [name for name, sent in work.items() if sent.handed_in and in_the_future(_utc(sent.handed_in), now)]:
        notes.append(f"{listed(sorted(ahead))}: {FUTURE}")
    if absent:
        notes.append(f"Without a folder {assignment!r}, and so not graded: {listed(absent)}.")
    return work | {name: replace(work[name], handed_in=by) for name, by in unread.items()}, notes


def _utc(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC)


def judge_shard(
    course: Course, assignment: str, options: Options, progress: Callable[[Judged], None] = lambda judged: None
) -> Graded:
    """Judge a shard's submissions that have no record yet, and write their records: no gradebook, page or report.

    `grade` makes those from the records, once all shards are judged, or again after a part of them. Raises as `grade`.
    """
    done, work = Graded(), found(course, assignment, options)
    came = {submission.student: submission.handed_in for submission in work}
    with _workers(course, assignment, options, len(work)) as judge:
        from autograder.course.plan import read_plan
        from autograder.grade.pages import task_of
        from autograder.records.store import Records

        plan, records = read_plan(course.source(assignment)), Records(course.state / "records" / assignment)

        def without_record() -> Iterator[Task]:
            for submission in work:
                task = task_of(submission, plan, None if options.force else records)
                if task.record is None:
                    yield task
                else:
                    done.known += 1

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
    course: Course, assignment: str, options: Options, submissions: int
) -> Iterator[Callable[[Iterable[Task]], Iterator[Judged]]]:
    """What judges tasks: workers on this machine, which start now, or those of a cluster."""
    setup, jobs = worker_setup(course, assignment, options.level), max(1, min(options.jobs, submissions))
    if options.scheduler is None:
        with WorkerPool(setup) as pool:
            pool.warm(jobs)
            yield lambda tasks: pool.judge_all(tasks, jobs)
    else:
        from autograder.workers.cluster import judge_on_cluster

        address = options.scheduler
        yield lambda tasks: judge_on_cluster(setup, tasks, address)
