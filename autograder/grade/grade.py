"""Grades an assignment: every submission gets a record, a judged notebook, a feedback page and its gradebook rows.

What was judged already is not judged again; a kill at any moment loses nothing.

The workers start first: all else that a run needs is imported while they do the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from autograder.course.folders import Course
from autograder.errors import SubmissionNotJudgedError
from autograder.grade.options import Graded, Options
from autograder.grade.received import found, instead, notes_on_newer, places, received
from autograder.workers.pool import Judged, WorkerPool
from autograder.workers.task import Task, worker_setup


def grade(
    course: Course, assignment: str, options: Options, progress: Callable[[Judged], None] = lambda judged: None
) -> Graded:
    """Grade an assignment's submissions and write everything that follows from their records.

    progress : called with each record, and with the error of each submission that our own fault left without one

    Raises JudgeError, UnfinishedError.
    """
    folder = options.folder(course)
    work, notes = received(folder, assignment, options.student)
    there = places(work)
    with _workers(course, assignment, options, len(work)) as judge:
        from autograder.grade.class_run import ClassRun

        run = ClassRun(course, assignment, options, work, Graded(notes=notes), progress)
        run.write(judge, work)
    # once: whoever hands in without an end must not keep the run going
    again = {} if run.lost else instead(work, there, received(folder, assignment, options.student)[0])
    if again:
        there |= places(again)
        run.take(again)
        with _workers(course, assignment, options, len(again)) as judge:
            run.write(judge, again)
    run.done.notes += notes_on_newer(run.work, there)
    return run.close()


def judge_shard(
    course: Course, assignment: str, options: Options, progress: Callable[[Judged], None] = lambda judged: None
) -> Graded:
    """Judge a shard's submissions that have no record yet, and write their records: no gradebook, page or report.

    `grade` makes those from the records, once all shards are judged, or again after a part of them. Raises as `grade`.
    """
    done = Graded()
    work = found(options.folder(course), assignment, options.student, options.shard)
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
