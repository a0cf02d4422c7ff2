"""Judging processes that die are replaced; where they die for ever, or cannot begin, one sentence says so."""

from __future__ import annotations

import errno
import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.errors import JudgeError, SubmissionNotJudgedError
from autograder.judge.judge import Judge
from autograder.records.record import Record
from autograder.sandbox import Sandbox, SandboxError
from autograder.workers.pool import WorkersLostError, judge_in_parallel
from autograder.workers.process import WorkerDiedError, WorkerProcess
from autograder.workers.task import Task, WorkerSetup
from tests import small_course
from tests.week import SOURCE

TASKS = [Task("ada", {}), Task("ben", {})]


@dataclass(frozen=True)
class Deadly(WorkerSetup):
    """Ends the process that opens it."""

    def open(self) -> Sandbox:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


@dataclass(frozen=True)
class Full(WorkerSetup):
    """Finds no room in the temporary folder."""

    def open(self) -> Sandbox:
        raise OSError(errno.ENOSPC, "No space left on device")


@dataclass(frozen=True)
class Refusing(WorkerSetup):
    """Finds no sandbox."""

    def open(self) -> Sandbox:
        raise SandboxError("The sandbox must be there.")


@dataclass(frozen=True)
class Killing(Task):
    """Ends the process that judges it."""

    def judged_by(self, judge: Judge) -> Record:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


@dataclass(frozen=True)
class Faulty(Task):
    """Meets a fault of ours."""

    def judged_by(self, judge: Judge) -> Record:
        raise SubmissionNotJudgedError(self.student, "ValueError: our own.")


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_fault_of_ours_on_one_submission_is_given_back_and_stops_nobody_else(jobs: int) -> None:
    tasks = [TASKS[0], Faulty("ben", {}), Task("cem", {})]

    judged = list(judge_in_parallel(WorkerSetup(SOURCE, b""), tasks, jobs))

    faults = [one for one in judged if isinstance(one, SubmissionNotJudgedError)]
    assert sorted(one.student for one in judged) == ["ada", "ben", "cem"]
    assert [(one.student, one.why) for one in faults] == [("ben", "ValueError: our own.")]
    assert str(faults[0]) == "The work of ben must be judged. Our judge failed on it: ValueError: our own."


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_source_that_cannot_be_a_reference_is_raised_here_and_not_printed_there(
    jobs: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    course = small_course.make(tmp_path / "stats")
    small_course.exercise_of(course).unlink()
    setup = WorkerSetup(course.source(small_course.ASSIGNMENT), b"")

    with pytest.raises(JudgeError, match="averages checks 'mean', and exercises/ has no exercise"):
        list(judge_in_parallel(setup, TASKS, jobs))

    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_workers_that_die_again_and_again_are_named_with_their_students() -> None:
    with pytest.raises(WorkersLostError, match=r"must live\. Each that judged ada, ben was killed, 3 times over"):
        list(judge_in_parallel(Deadly(SOURCE, b""), TASKS, 2))


@pytest.mark.slow
def test_where_no_worker_lives_a_class_is_not_tried_to_its_end() -> None:
    class_of_many = [Task(f"student {number}", {}) for number in range(30)]
    with pytest.raises(WorkersLostError, match=r"student 0, .* and \d more was killed"):
        list(judge_in_parallel(Deadly(SOURCE, b""), class_of_many, 2))


@pytest.mark.slow
def test_one_whose_judge_is_killed_each_time_stops_nobody_else() -> None:
    judged: list[Record | SubmissionNotJudgedError] = []
    with pytest.raises(WorkersLostError, match=r"Each that judged ben was killed"):
        judged.extend(judge_in_parallel(WorkerSetup(SOURCE, b""), [TASKS[0], Killing("ben", {}), Task("cem", {})], 2))

    assert sorted(record.student for record in judged) == ["ada", "cem"]


@pytest.mark.slow
@pytest.mark.parametrize(("setup", "error"), [(Full, OSError), (Refusing, SandboxError)])
def test_what_keeps_a_worker_from_beginning_is_raised_here_and_not_printed_there(
    setup: type[WorkerSetup], error: type[Exception], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(error, match=r"No space left on device|must be there"):
        list(judge_in_parallel(setup(SOURCE, b""), TASKS, 2))

    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_a_seat_says_what_keeps_it_from_judging() -> None:
    worker = WorkerProcess(Refusing(SOURCE, b""))
    for task in TASKS:
        with pytest.raises(SandboxError, match="must be there"):
            worker.judge(task)
    worker.close()

    assert worker.process.returncode == 0


@pytest.mark.slow
def test_a_seat_whose_process_is_gone_says_whom_it_judged() -> None:
    worker = WorkerProcess(Deadly(SOURCE, b""))
    with pytest.raises(WorkerDiedError, match="judged ada ended before it was done"):
        worker.judge(TASKS[0])
    worker.close()


def test_a_seat_whose_process_ends_before_it_is_told_anything_is_a_lost_seat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    worker = WorkerProcess(WorkerSetup(SOURCE, b"more than a socket holds" * 1_000_000))
    with pytest.raises(WorkerDiedError, match="judged ada ended before it was done"):
        worker.judge(TASKS[0])
    worker.close()
