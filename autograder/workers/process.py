"""Judges in a process of its own: for judging in parallel, and for programs that cannot judge in their main thread.

    python -m autograder.workers.process DESCRIPTOR     reads a WorkerSetup, then Tasks, and answers each

Both ends are trusted: they are this program. When the socket closes, the judge and its sandbox end.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import socket
import subprocess
import sys
from multiprocessing.connection import Connection
from types import TracebackType
from typing import NoReturn

from autograder.course.plan import read_plan
from autograder.errors import JudgeError, MachineError, SubmissionNotJudgedError
from autograder.judge.judge import Judge
from autograder.records.record import Record
from autograder.sandbox import SandboxError
from autograder.workers.task import Task, WorkerSetup

TRIES = 3  # of a submission whose judge dies
END_SECONDS = 30.0


class WorkerDiedError(MachineError):
    """The judge's process is gone."""


class WorkerProcess:
    """A judge's process. Use it from one thread at a time; close it."""

    def __init__(self, setup: WorkerSetup) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", __name__, str(theirs.fileno())]
            self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        self._pipe = Connection(ours.detach())
        with contextlib.suppress(OSError):  # where it is gone already, the first task finds out
            self._pipe.send(setup)

    def judge(self, task: Task) -> Record:
        """The record of a submission.

        Raises WorkerDiedError, and what kept the judge from working: SandboxError, JudgeError, OSError.
        """
        try:
            self._pipe.send(task)
            found: Record | Exception = self._pipe.recv()
        except (EOFError, OSError):
            raise WorkerDiedError(f"The process that judged {task.student} ended before it was done.") from None
        if isinstance(found, Exception):
            raise found
        return found

    def close(self) -> None:
        """End the process, and wait until its sandbox is gone."""
        self._pipe.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class WorkerPool:
    """Worker processes for the threads that judge: one for each thread that is judging at the moment."""

    def __init__(self, setup: WorkerSetup) -> None:
        self._setup, self._open = setup, True
        self._used: set[WorkerProcess] = set()
        self._free: queue.LifoQueue[WorkerProcess] = queue.LifoQueue()

    def warm(self, count: int) -> None:
        """Start `count` workers now, so that the first tasks need not wait for one."""
        for _ in range(count):
            self._free.put(WorkerProcess(self._setup))

    def judge(self, task: Task) -> Record:
        """Judge in a free worker, or else a new one. Raises as `WorkerProcess.judge`, WorkerDiedError after 3 tries."""
        for left in reversed(range(TRIES)):
            worker = self._take() or WorkerProcess(self._setup)
            self._used.add(worker)
            try:
                record = worker.judge(task)
            except WorkerDiedError:
                worker.close()
                if not (left and self._open):
                    raise
                continue
            except SubmissionNotJudgedError:
                self._give_back(worker)  # it can judge the next one
                raise
            except BaseException:
                worker.close()
                raise
            finally:
                self._used.discard(worker)
            self._give_back(worker)
            return record
        raise AssertionError

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

    def _give_back(self, worker: WorkerProcess) -> None:
        if self._open:
            self._free.put(worker)
        else:
            worker.close()

    def _take(self) -> WorkerProcess | None:
        try:
            return self._free.get_nowait()
        except queue.Empty:
            return None


def main(descriptor: int) -> None:
    """Read a WorkerSetup and then tasks from the socket, and answer each task until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    os.set_inheritable(descriptor, False)
    with Connection(descriptor) as pipe, contextlib.suppress(EOFError, OSError):
        setup: WorkerSetup = pipe.recv()
        try:
            sandbox = setup.open()
        except (SandboxError, JudgeError, OSError) as error:
            _refuse(pipe, error)
        with sandbox:
            try:
                judge = Judge(read_plan(setup.source), sandbox, setup.secret)
            except JudgeError as error:
                _refuse(pipe, error)
            while True:
                task: Task = pipe.recv()
                try:
                    pipe.send(task.judged_by(judge))
                except (SandboxError, JudgeError) as error:
                    pipe.send(_plain(error))


def _refuse(pipe: Connection, error: Exception) -> NoReturn:
    """Answer every task with what keeps this process from judging. Raises EOFError when the other end closes."""
    while True:
        pipe.recv()
        pipe.send(_plain(error))


def _plain(error: Exception) -> Exception:
    """The error as one that can be pickled: some SandboxErrors and JudgeErrors take more than their message."""
    if isinstance(error, SubmissionNotJudgedError):  # crosses as it is: the class goes on only if it keeps its kind
        return error
    kind = next((kind for kind in (SandboxError, JudgeError) if isinstance(error, kind)), None)
    return kind(str(error)) if kind else error


if __name__ == "__main__":
    main(int(sys.argv[1]))
