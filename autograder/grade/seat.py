"""One judge in a process of its own, for programs that cannot judge in their own main thread.

    python -m autograder.grade.seat DESCRIPTOR     reads a Bench and then Tasks from the socket, answers each

Both ends are trusted: they are this program. When the socket closes, the judge and its sandbox end.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from multiprocessing.connection import Connection

from autograder.grade.workers import Bench, Task
from autograder.judge.judge import Judge
from autograder.judge.plan import read_plan
from autograder.judge.record import Record
from autograder.sandbox import SandboxError

END_SECONDS = 30.0


class SeatLost(Exception):
    """The judge's process is gone."""


class Seat:
    """A judge's process. Use it from one thread at a time; close it."""

    def __init__(self, bench: Bench) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", __name__, str(theirs.fileno())]
            self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        self._pipe = Connection(ours.detach())
        self._pipe.send(bench)

    def judge(self, task: Task) -> Record:
        """The record of a submission. Raises SeatLost, SandboxError."""
        try:
            self._pipe.send(task)
            record, why = self._pipe.recv()
        except (EOFError, OSError):
            raise SeatLost(f"The process that judged {task.student} ended before it was done.") from None
        if record is None:
            raise SandboxError(why)
        found: Record = record
        return found

    def close(self) -> None:
        """End the process, and wait until its sandbox is gone."""
        self._pipe.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def main(descriptor: int) -> None:
    """Answer until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.set_inheritable(descriptor, False)
    with Connection(descriptor) as pipe, contextlib.suppress(EOFError, OSError):
        bench: Bench = pipe.recv()
        try:
            sandbox = bench.open()
        except (SandboxError, OSError) as error:
            while pipe.recv():
                pipe.send((None, str(error)))
        with sandbox:
            judge = Judge(read_plan(bench.source), sandbox, bench.secret)
            while True:
                task: Task = pipe.recv()
                try:
                    record = judge.judge(task.student, task.files, task.attempt, refused=task.refused)
                except SandboxError as error:
                    pipe.send((None, str(error)))
                    continue
                pipe.send((record, ""))


if __name__ == "__main__":
    main(int(sys.argv[1]))
