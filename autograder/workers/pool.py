"""Worker processes side by side on this machine. On a cluster `autograder.workers.cluster` feeds them the same tasks.

Each has a process of its own, and a thread here that feeds it. When one dies, its submission is judged again.
"""

from __future__ import annotations

import importlib
import queue
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from autograder.course.plan import read_plan
from autograder.errors import AutograderError, SubmissionNotJudgedError, UnfinishedError
from autograder.text import listed
from autograder.workers.process import (
    CostlyReadingError,
    MachineBusyError,
    OverBoundsError,
    WorkerDiedError,
    WorkerProcess,
)
from autograder.workers.task import JudgedSubmission, Reading, Task, WorkerSetup

#: what becomes of a submission: its record and what goes with it, or why it has none
Judged = JudgedSubmission | SubmissionNotJudgedError

TRIES = 3  # of a submission whose worker is killed
IN_A_ROW = 3  # submissions lost one after the other: then the fault is not theirs


class WorkersLostError(UnfinishedError):
    """The process that judged a submission died each time. Raised after all others were judged.

    odd : what another machine answered instead of a record
    """

    def __init__(self, students: Sequence[str], odd: str = "") -> None:
        if odd:
            super().__init__(
                f"Every worker must answer with the record of what it was given. For {listed(students)} one did not; "
                f"it answered with {odd}. See what is wrong there, then run the same command again. What was judged "
                "is kept."
            )
            return
        super().__init__(
            f"The judging processes must live. Each that judged {listed(students)} was killed, {TRIES} times over, "
            "or waited for a processor most of the time: see whether there is memory enough for as many as run at "
            "once, and what else runs, then run the same command again. What was judged is kept."
        )


class WorkerPool:
    """Worker processes for the threads that judge: one for each thread that is judging at the moment."""

    def __init__(self, setup: WorkerSetup) -> None:
        self._setup, self._open = setup, True
        self._used: set[WorkerProcess] = set()
        self._free: queue.LifoQueue[WorkerProcess] = queue.LifoQueue()

    def warm(self, count: int) -> None:
        """Start `count` workers now, so that the first tasks need not wait for one.

        What takes in their answers is imported meanwhile, here rather than by the threads that need it: two that import
        at once can each see modules of the other's half imported.
        """
        for _ in range(count):
            worker = WorkerProcess(self._setup)
            worker.prepare()
            self._free.put(worker)
        importlib.import_module("autograder.workers.unfinished")

    def judge(self, task: Task) -> JudgedSubmission:
        """Judge in a free worker, or else a new one.

        What costs more than it may has a record all the same. Raises WorkerDiedError after 3 tries, and what kept the
        worker from working: SandboxError, JudgeError, OSError.
        """
        seconds, left = self._setup.bounds.seconds, TRIES
        while True:
            left -= 1
            try:
                with self._worker() as worker:
                    return worker.judge(task, seconds)
            except MachineBusyError:
                raise  # it would be as busy at once again
            except WorkerDiedError:
                if not (left and self._open):
                    raise
            except OverBoundsError as over:
                seconds -= over.unfinished.seconds
                if over.why != "sandbox" or left < TRIES - 1 or seconds <= 0:
                    return over.unfinished.judged(read_plan(self._setup.source), over.why, over.sentence)

    def read(self, reading: Reading) -> Any:
        """What the function of a Reading returns, in a free worker or a new one.

        Raises CostlyReadingError, WorkerDiedError after 3 tries, and what the function raises.
        """
        left = TRIES
        while True:
            left -= 1
            try:
                with self._worker() as worker:
                    return worker.read(reading, self._setup.bounds.seconds)
            except WorkerDiedError:
                if not (left and self._open):
                    raise

    def judge_all(self, tasks: Iterable[Task], jobs: int) -> Iterator[Judged]:
        """Judge `jobs` submissions at a time; they come in the order in which they are ready.

        Raises JudgeError before the first, WorkersLostError at the end.
        """
        waiting, lost, in_a_row = iter(tasks), [], 0
        threads = ThreadPoolExecutor(jobs)
        running: dict[Future[JudgedSubmission], Task] = {}

        def refill() -> bool:
            # one task ahead of each worker: reading every file of a large class at once would fill the memory
            while len(running) < 2 * jobs and (task := next(waiting, None)) is not None:
                running[threads.submit(self.judge, task)] = task
            return bool(running)

        try:
            while refill() and in_a_row < IN_A_ROW:
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    task = running.pop(future)
                    try:
                        judged: Judged = future.result()
                    except SubmissionNotJudgedError as error:
                        judged = error.with_traceback(None)  # which would keep its files for as long as the run goes
                    except WorkerDiedError:
                        lost.append(task.student)
                        in_a_row += 1
                        continue
                    in_a_row = 0
                    yield judged
        finally:
            self.close()
            threads.shutdown(cancel_futures=True)
        if lost:
            raise WorkersLostError(sorted({*lost, *(task.student for task in running.values())}))

    def close(self) -> None:
        """End the free workers; one that is judging is ended by its thread when it is done."""
        self._open = False
        while (worker := self._take()) is not None:
            worker.close()

    def abandon(self) -> None:
        """End all workers at once; threads that are judging get WorkerDiedError."""
        self.close()
        for worker in list(self._used):
            worker.process.kill()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _worker(self) -> Iterator[WorkerProcess]:
        """A free worker, or else a new one; ended after an error that its process may not have survived."""
        worker, fit = self._take() or WorkerProcess(self._setup), False
        self._used.add(worker)
        try:
            yield worker
            fit = True
        except (WorkerDiedError, OverBoundsError, CostlyReadingError):
            raise
        except AutograderError:
            fit = True  # what it was asked to do failed, and it can do the next thing
            raise
        finally:
            self._used.discard(worker)
            if fit and self._open:
                self._free.put(worker)
            else:
                worker.close()

    def _take(self) -> WorkerProcess | None:
        try:
            return self._free.get_nowait()
        except queue.Empty:
            return None
