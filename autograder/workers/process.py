"""A worker process seen from outside: sends it submissions and enforces the limits of each.

No submission is read on this side: it hands over bytes, and believes the worker, which is this program too, but for
how long it takes and how much it sends.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import autograder
from autograder.errors import MachineError, SandboxError, SubmissionError
from autograder.sandbox.limits import ONE_CORE
from autograder.workers.clock import WorkerClock
from autograder.workers.task import JudgedSubmission, Read, Reading, Started, Task, WorkerSetup

if TYPE_CHECKING:
    from autograder.workers.unfinished import Unfinished

END_SECONDS = 30.0
MAX_MESSAGE = 256 << 20  # bytes of a message from a worker
PACKAGE = Path(autograder.__file__).parent
#: as `python -m` would, but that begins in the present folder: in a submission's, a student's json.py would be ours
_START = (
    "import runpy, sys; sys.path.append(sys.argv.pop(1)); "
    "runpy.run_module('autograder.workers.worker', run_name='__main__')"
)
KILLED = (-signal.SIGKILL, -signal.SIGTERM)  # by somebody else: that says nothing of the submission


class WorkerDiedError(MachineError):
    """The worker's process is gone."""


class MachineBusyError(WorkerDiedError):
    """Others had the processors for so long that a submission could not be judged: that says nothing about it."""


class OverBoundsError(MachineError):
    """A submission cost more than it may, or broke what judges it; `unfinished` is what had been judged before.

    why      : time, memory, crash, or sandbox: the sandbox broke, and a new one shows whether the submission did it
    sentence : the same for the student
    """

    def __init__(self, unfinished: Unfinished, why: str, sentence: str) -> None:
        super().__init__(sentence)
        self.unfinished, self.why, self.sentence = unfinished, why, sentence


class CostlyReadingError(SubmissionError):
    """A file cost more to read than it may. The message is a sentence for its owner.

    why : time, memory, or crash
    """

    def __init__(self, sentence: str, why: str = "time") -> None:
        super().__init__(sentence)
        self.why = why


class WorkerProcess:
    """A worker's process. Use it from one thread at a time; close it."""

    def __init__(self, setup: WorkerSetup) -> None:
        self.bounds = setup.bounds
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-P", "-c", _START, str(PACKAGE.parent), str(theirs.fileno())]
            self.process = subprocess.Popen(
                command, env={**os.environ, **ONE_CORE}, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )
        self._pipe = Connection(ours.detach())
        self._send(setup)

    def prepare(self) -> None:
        """Let the worker get ready to judge before there is a task."""
        self._send(None)

    def judge(self, task: Task, seconds: float) -> JudgedSubmission:
        """The judged submission, at most `seconds` after the worker is ready; later on a busy machine.

        Raises OverBoundsError; WorkerDiedError where somebody else killed the worker or had all the processors; and
        what kept it from working: SandboxError, JudgeError, OSError.
        """
        from autograder.workers.unfinished import Unfinished  # here: the worker starts before numpy is imported

        progress, clock = Unfinished(task), WorkerClock(self.process, seconds)
        try:
            answer = self._answer(progress, clock)
        except (EOFError, OSError):
            raise self._gone(progress, clock) from None
        finally:
            clock.cancel()
        if isinstance(answer, JudgedSubmission):
            return replace(answer, works=progress.handed.works if progress.handed else {})
        if progress.started and isinstance(answer, SandboxError):
            raise OverBoundsError(progress, "sandbox", f"Its code broke the sandbox. {answer}")
        if isinstance(answer, MemoryError):
            raise OverBoundsError(progress, "memory", self._words("memory"))
        raise answer

    def read(self, reading: Reading, seconds: float) -> Any:
        """What the function of a Reading returns, in at most `seconds`.

        Raises CostlyReadingError; WorkerDiedError where somebody else killed the worker; and what the function raises:
        an AutograderError or OSError.
        """
        started = False
        clock = WorkerClock(self.process, seconds)
        try:
            self._pipe.send(reading)
            while not isinstance(answer := self._message(), (Read, Exception)):
                started = True
                clock.start()
        except (EOFError, OSError):
            if clock.starved:
                raise MachineBusyError("A worker waited for a processor most of the time.") from None
            if not (why := self._why_gone(started, clock)):
                raise WorkerDiedError("A worker must live until its work is done. It ended before.") from None
            raise CostlyReadingError(self._words(why, judging=False), why) from None
        finally:
            clock.cancel()
        if isinstance(answer, Read):
            return answer.value
        if isinstance(answer, MemoryError):
            raise CostlyReadingError(self._words("memory", judging=False), "memory")
        raise answer

    def close(self) -> None:
        """End the process, and wait until its sandbox is gone."""
        self._pipe.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _send(self, what: WorkerSetup | None) -> None:
        with contextlib.suppress(OSError):  # where it is gone already, the first task finds out
            self._pipe.send(what)

    def _answer(self, progress: Unfinished, clock: WorkerClock) -> JudgedSubmission | Exception:
        """The last message about a task; `progress` keeps those before. Raises EOFError, OSError."""
        self._pipe.send(progress.task)
        while True:
            message = self._message()
            if isinstance(message, Started):
                clock.start()
            if not progress.keeps(message):
                return message  # type: ignore[no-any-return]

    def _message(self) -> Any:
        return pickle.loads(self._pipe.recv_bytes(MAX_MESSAGE))

    def _gone(self, progress: Unfinished, clock: WorkerClock) -> Exception:
        """Why there is no answer."""
        student = progress.task.student
        if clock.starved:
            return MachineBusyError(f"The process that judged {student} waited for a processor most of the time.")
        why = self._why_gone(bool(progress.started), clock)
        if not why:
            return WorkerDiedError(f"The process that judged {student} ended before it was done.")
        return OverBoundsError(progress, why, self._words(why))

    def _why_gone(self, started: bool, clock: WorkerClock) -> str:
        """Why the worker is gone: time or crash; empty where the work is no cause. started : whether it had begun"""
        if clock.over:
            return "time"
        self.close()
        return "crash" if started and self.process.returncode not in KILLED else ""

    def _words(self, why: str, judging: bool = True) -> str:
        """A sentence for the student."""
        doing, done = ("Judging", "judged") if judging else ("Reading", "read")
        took = {
            "time": f"{doing} it took over {self.bounds.seconds:g} s and was ended",
            "memory": f"{doing} it took over {self.bounds.memory >> 20} MB of memory and was ended",
            "crash": f"It brought the process down that {done} it",
        }
        rest = "; what had been judged before stays. Make it smaller, and hand it in again." if judging else "."
        return took[why] + rest
