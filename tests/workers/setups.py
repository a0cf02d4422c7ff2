"""Setups whose workers die, cannot begin, or meet something while they judge.

A worker imports the module of its setup. This one imports nothing that a worker does not: with the tests' own imports
each worker took four seconds of a processor to start, and one test starts thirty.
"""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest import mock

from autograder.errors import SubmissionNotJudgedError
from autograder.judge.judge import Judge
from autograder.records.record import Record
from autograder.sandbox import Sandbox, SandboxError
from autograder.workers.task import WorkerSetup


def _nothing(*_: object) -> None:
    """What judging does where nothing happens."""


@dataclass(frozen=True)
class Deadly(WorkerSetup):
    """Ends the process that opens it."""

    def open(self, meanwhile: Callable[[], object] = _nothing) -> Sandbox:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


@dataclass(frozen=True)
class Full(WorkerSetup):
    """Finds no room in the temporary folder."""

    def open(self, meanwhile: Callable[[], object] = _nothing) -> Sandbox:
        raise OSError(errno.ENOSPC, "No space left on device")


@dataclass(frozen=True)
class Refusing(WorkerSetup):
    """Finds no sandbox."""

    def open(self, meanwhile: Callable[[], object] = _nothing) -> Sandbox:
        raise SandboxError("The sandbox must be there.")


def fault(*_: object) -> None:
    raise SubmissionNotJudgedError("ben", "ValueError: our own.")


def kill(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def crash(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def hang(*_: object) -> None:
    time.sleep(600)


def swell(*_: object) -> None:
    bytes(1 << 30)


def lose_sandbox(*_: object) -> None:
    raise SandboxError("The warm process must make a child. Got timed out.")


@dataclass(frozen=True)
class Meeting(WorkerSetup):
    """Something happens to the worker while it judges ben, after his first check."""

    happens: Callable[..., None] = _nothing

    def open(self, meanwhile: Callable[[], object] = _nothing) -> Sandbox:
        happens, real = self.happens, Judge.judge_matched

        def judge_matched(self: Judge, student: str, handed: Any, digest: str, *rest: Any) -> Record:
            record = real(self, student, handed, digest, *rest)
            if student == "ben":
                *_, hear = rest
                hear(handed)
                hear((record.notebooks[0].name, record.notebooks[0].checks[0]))
                happens()
            return record

        mock.patch.object(Judge, "judge_matched", judge_matched).start()  # in this worker alone
        return super().open(meanwhile)
