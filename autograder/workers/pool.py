"""Runs judges side by side on this machine. On many machines `autograder.workers.cluster` does, with the same tasks.

Each judge has a process of its own, and a thread here that feeds it. When one dies, its submission is judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from autograder.course.plan import read_plan
from autograder.errors import SubmissionNotJudgedError, UnfinishedError
from autograder.judge.judge import Judge
from autograder.records.record import Record
from autograder.workers.process import TRIES, WorkerDiedError, WorkerPool
from autograder.workers.task import Task, WorkerSetup

#: what becomes of a submission: its record, or why it has none
Judged = Record | SubmissionNotJudgedError

IN_A_ROW = 3  # submissions lost one after the other: then the fault is not theirs


def some(students: Sequence[str], most: int = 5) -> str:
    """The names in one line, or the first few of many and how many more."""
    more = f" and {len(students) - most} more" if len(students) > most else ""
    return ", ".join(students[:most]) + more


class WorkersLostError(UnfinishedError):
    """The process that judged a submission died each time. Raised after all others were judged."""

    def __init__(self, students: Sequence[str]) -> None:
        super().__init__(
            f"The judging processes must live. Each that judged {some(students)} was killed, {TRIES} times over: "
            "see whether there is memory enough for as many as run at once, then run the same command again. What "
            "was judged is kept."
        )


def judge_here(setup: WorkerSetup, tasks: Iterable[Task]) -> Iterator[Judged]:
    """Judge in this process, one after the other. Raises JudgeError before the first."""
    with setup.open() as sandbox:
        judge = Judge(read_plan(setup.source), sandbox, setup.secret)
        for task in tasks:
            try:
                yield task.judged_by(judge)
            except SubmissionNotJudgedError as error:
                yield error


def judge_in_parallel(setup: WorkerSetup, tasks: Iterable[Task], jobs: int) -> Iterator[Judged]:
    """Judge in `jobs` processes; records come in the order in which they are ready.

    Raises JudgeError before the first, WorkersLostError at the end.
    """
    if jobs <= 1:
        yield from judge_here(setup, tasks)
        return
    waiting, lost, in_a_row = iter(tasks), [], 0
    threads, pool = ThreadPoolExecutor(jobs), WorkerPool(setup)
    running: dict[Future[Record], Task] = {}
    try:
        # a few tasks ahead of the workers: reading every file of a large class at once would fill the memory
        while _refill(threads, pool, running, waiting, 2 * jobs) and in_a_row < IN_A_ROW:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                try:
                    judged: Judged = future.result()
                except SubmissionNotJudgedError as error:
                    judged = error
                except WorkerDiedError:
                    lost.append(task.student)
                    in_a_row += 1
                    continue
                in_a_row = 0
                yield judged
    finally:
        pool.close()
        threads.shutdown(cancel_futures=True)
    if lost:
        raise WorkersLostError(sorted({*lost, *(task.student for task in running.values())}))


def _refill(
    threads: ThreadPoolExecutor, pool: WorkerPool, running: dict[Future[Record], Task], more: Iterator[Task], most: int
) -> bool:
    while len(running) < most and (task := next(more, None)) is not None:
        running[threads.submit(pool.judge, task)] = task
    return bool(running)
