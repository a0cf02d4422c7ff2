"""A worker: the process in which a stranger's files are read, judged, explained and rendered.

    python -m autograder.workers.worker DESCRIPTOR

It reads a WorkerSetup from the socket, then Tasks and Readings. A Task is answered by a `Started`, by what
`Judge.judge_matched` tells on the way, and by a JudgedSubmission or the error that kept it from one; a Reading by a
`Started`, and by what was read or the error. When the socket closes, the worker ends, and its sandbox with it. Both
ends are trusted: they are this program.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import resource
import signal
import sys
from functools import cached_property
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from autograder.errors import AutograderError, JudgeError, SandboxError, SubmissionNotJudgedError
from autograder.sandbox.limits import own_address_space
from autograder.workers.task import JudgedSubmission, Read, Reading, Started, Task, WorkerSetup

if TYPE_CHECKING:
    from autograder.course.plan import Plan
    from autograder.judge.judge import Judge


GARBAGE = 10_000  # objects between two searches for those that hold each other: a submission makes some 100,000


class Worker:
    """Does what the other end of the socket asks for, one task at a time."""

    def __init__(self, setup: WorkerSetup, pipe: Connection) -> None:
        self.setup, self.pipe = setup, pipe
        self.stack = contextlib.ExitStack()
        limit_memory(setup.bounds.memory)

    @cached_property
    def plan(self) -> Plan:
        """The assignment's plan, which a Reading does not need. Raises PlanError."""
        from autograder.course.plan import read_plan

        return read_plan(self.setup.source)

    @cached_property
    def judge(self) -> Judge:
        """The judge with its sandbox, which pages alone do not need. Raises SandboxError, JudgeError, OSError."""
        # while the warm process imports what notebooks use, this one loads what judges them; not in a thread,
        # which would see modules half imported where these import each other
        sandbox = self.stack.enter_context(self.setup.open(self._load))
        from autograder.judge.judge import Judge

        judge = Judge(self.plan, sandbox, self.setup.secret, self.setup.patience)
        gc.collect()
        gc.freeze()  # what is there now stays: to look through it again with each submission finds nothing
        limit_memory(self.setup.bounds.memory)  # anew: what it needs for itself is there now
        return judge

    def _load(self) -> None:
        from autograder.judge.judge import Judge

        Judge.prepare(self.plan)

    def tell(self, what: Any) -> None:
        """Send a message."""
        self.pipe.send_bytes(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))

    def do(self, task: Task) -> JudgedSubmission:
        """Judge a submission, or read again one that was judged before. Its works were told already.

        Raises SubmissionNotJudgedError, MemoryError.
        """
        record, fresh = task.record, task.record is None
        layers = tuple(self.judge.sandbox.layers) if fresh else ()  # first of all: its sandbox takes longest to start
        from autograder.feedback.code import code_of
        from autograder.feedback.page import sections
        from autograder.submissions.matching import assign
        from autograder.submissions.receipt import receipt

        self.tell(Started(layers))
        handed, files = assign(self.plan, task.files, task.refused), receipt(task.files, task.refused)
        if record is None:
            about = task.student, handed, files.digest, task.only_given
            record = self.judge.judge_matched(*about, self.tell)
        else:
            self.tell(handed)
        return JudgedSubmission(record, files, {}, sections(record, code_of(handed.works)), fresh)

    def read(self, reading: Reading) -> Read:
        """Do other work. Raises what its function raises, MemoryError."""
        self.tell(Started())
        return Read(reading.function(*reading.arguments))

    def serve(self) -> None:
        """Do what is asked for until the other end closes. None asks for no more than to be ready."""
        while True:
            task: Task | Reading | None = self.pipe.recv()
            try:
                if task is None:
                    with contextlib.suppress(SandboxError, JudgeError, OSError):  # it comes again with the first task
                        _ = self.judge
                    continue
                self.tell(self.read(task) if isinstance(task, Reading) else self.do(task))
            except (AutograderError, OSError, MemoryError) as error:
                self.tell(_plain(error))


def limit_memory(most: int) -> None:
    """Let this process's address space grow by `most` bytes and no more, where the system can bound it."""
    if sys.platform == "linux":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        # the soft limit alone: the warm process inherits it, and sets its children's own
        resource.setrlimit(resource.RLIMIT_AS, (own_address_space() + most, hard))


def _plain(error: Exception) -> Exception:
    """The error as one that can be pickled: some SandboxErrors and JudgeErrors take more than their message."""
    if isinstance(error, SubmissionNotJudgedError):  # crosses as it is: the class goes on only if it keeps its kind
        return error
    kind = next((kind for kind in (SandboxError, JudgeError) if isinstance(error, kind)), None)
    return kind(str(error)) if kind else error


def main(descriptor: int) -> None:
    """Serve the socket with this number."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to handle
    gc.set_threshold(GARBAGE)
    os.set_inheritable(descriptor, False)
    with Connection(descriptor) as pipe, contextlib.suppress(EOFError, OSError):
        worker = Worker(pipe.recv(), pipe)
        with worker.stack:
            worker.serve()
    gc.freeze()  # Python would look through everything once more before it ends


if __name__ == "__main__":
    main(int(sys.argv[1]))
