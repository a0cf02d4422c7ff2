"""Runs judges side by side. A task is bytes in and a record out, so that a worker needs nothing of this machine's disk.

One small interface, two back ends: processes of this machine (here), and Dask (`autograder.cluster`).
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait as wait_for
from multiprocessing.util import Finalize
from pathlib import Path

from autograder.course import Unfinished
from autograder.judge.assign import Files
from autograder.judge.judge import Judge
from autograder.judge.plan import read_plan
from autograder.judge.record import Record
from autograder.sandbox import Level, Sandbox, SandboxError, open_sandbox

TRIES = 3  # a worker that dies takes no submission with it


class WorkersLost(Unfinished):
    """Judging processes died again and again."""

    def __init__(self, times: int, students: list[str]) -> None:
        super().__init__(
            f"The judging processes must live. They were killed {times} times in a row, while they judged "
            f"{', '.join(students)}: see whether the memory is enough for --jobs, or judge each of these alone with "
            "--student, then run the same command again. What was judged is kept."
        )


@dataclass(frozen=True)
class Bench:
    """What every worker is set up with."""

    source: Path  # the instructor's notebooks
    data: Path | None  # what student code may read
    secret: bytes
    level: Level | None = None  # None: the strongest that works, and confined at least

    def open(self) -> Sandbox:
        """A sandbox for student code. Raises LevelUnavailable; a level below `confined` must be named to be used."""
        return open_sandbox(self.data, level=self.level, minimum=self.level or Level.confined)


@dataclass(frozen=True)
class Task:
    """One submission to judge."""

    student: str
    files: Files
    attempt: int = 1
    refused: Mapping[str, str] = field(default_factory=dict)  # files that could not be taken, and why


def judge_here(bench: Bench, tasks: Iterable[Task]) -> Iterator[Record]:
    """Judge in this process, one after the other."""
    with bench.open() as sandbox:
        judge = Judge(read_plan(bench.source), sandbox, bench.secret)
        for task in tasks:
            yield _judged(judge, task)


def judge_in_parallel(bench: Bench, tasks: Iterable[Task], jobs: int) -> Iterator[Record]:
    """Judge in `jobs` processes; records come in the order in which they are ready."""
    if jobs <= 1:
        yield from judge_here(bench, tasks)
        return
    waiting, tries = iter(tasks), 0
    left: list[Task] = []
    while True:
        pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(bench,))
        with pool:
            running: dict[Future[Record], Task] = {}
            try:
                # a few tasks ahead of the workers: reading every file of a large class at once would fill the memory
                while _refill(pool, running, left, waiting, 2 * jobs):
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield future.result()
                        del running[future]
                        tries = 0
                return
            except BrokenProcessPool:
                tries += 1
                left = [*running.values(), *left]
                if tries >= TRIES:
                    raise WorkersLost(tries, [task.student for task in left]) from None


def _refill(
    pool: ProcessPoolExecutor, running: dict[Future[Record], Task], left: list[Task], more: Iterator[Task], most: int
) -> bool:
    while len(running) < most:
        task = left.pop(0) if left else next(more, None)
        if task is None:
            break
        running[pool.submit(_judge, task)] = task
    return bool(running)


_judge_of_this_worker: list[Judge] = []
_no_judge: list[Exception] = []  # why this worker has none


def _start(bench: Bench) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        sandbox = bench.open()
    except (SandboxError, OSError) as error:
        _no_judge.append(error)  # told by the first task: raised here, it would be a traceback on the terminal
        return
    sandbox.__enter__()  # for the worker's whole life
    Finalize(None, sandbox.__exit__, (None, None, None), exitpriority=1)
    _judge_of_this_worker.append(Judge(read_plan(bench.source), sandbox, bench.secret))


def _end_with_parent() -> None:
    """A worker waits for work on a pipe that it holds both ends of: it would outlive a main process that was killed."""
    parent = parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _judge(task: Task) -> Record:
    if _no_judge:
        raise _no_judge[0]
    return _judged(_judge_of_this_worker[0], task)


def _judged(judge: Judge, task: Task) -> Record:
    return judge.judge(task.student, task.files, task.attempt, refused=task.refused)
