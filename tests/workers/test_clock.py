"""A worker's time runs out on a quiet machine when it says, and later where others have the processors."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from unittest import mock

import pytest

from autograder.errors import MachineError
from autograder.sandbox import Level
from autograder.workers import clock as clocks
from autograder.workers.clock import Reading, WorkerClock, forgiven, readings
from autograder.workers.pool import WorkerPool
from autograder.workers.process import MachineBusyError, WorkerProcess
from autograder.workers.task import Bounds, Task, WorkerSetup
from tests.week import SOURCE

SLEEP = [sys.executable, "-I", "-S", "-c", "import time; time.sleep(60)"]


@pytest.mark.parametrize(
    ("elapsed", "had", "seconds"),
    [
        (60.0, Reading(cpu=10.0, queued=0.0), 0.0),  # it slept
        (60.0, Reading(cpu=10.0, queued=49.0), 49.0),  # one that works beside many others
        (60.0, Reading(cpu=118.0, queued=1_800.0), 0.0),  # threads of its own, which wait for each other
        (60.0, Reading(cpu=40.0, queued=600.0), 20.0),  # those and others
        (500.0, Reading(cpu=10.0, queued=400.0), 120.0),  # no more than that
    ],
)
def test_only_time_that_others_had_is_forgiven(elapsed: float, had: Reading, seconds: float) -> None:
    assert forgiven(elapsed, had, most=120.0) == seconds


@pytest.mark.slow
def test_what_sleeps_ends_in_time_and_what_waits_ends_later() -> None:
    """Each ends no sooner than it may; what sleeps at its clock's first look, however late that is."""
    ends, look_after = [], WorkerClock._look_after
    for waited in (0.0, 0.5, 60.0):
        looks: list[float] = []

        def looked(clock: WorkerClock, seconds: float, looks: list[float] = looks) -> None:
            looks.append(seconds)
            look_after(clock, seconds)

        with (
            subprocess.Popen(SLEEP) as process,
            mock.patch.object(WorkerClock, "_had", lambda _, waited=waited: Reading(0.0, waited)),
            mock.patch.object(WorkerClock, "_look_after", looked),
        ):
            clock = WorkerClock(process, 0.5)
            start = time.monotonic()
            clock.start()
            process.wait(30)
        ends.append((time.monotonic() - start, looks, clock.over, clock.starved))

    (quiet, *at_once), (busy, _, *later), (starved, _, *last) = ends
    assert quiet >= 0.5
    assert busy >= 1.0
    assert starved >= clocks.SLOWEST * 0.5
    assert (at_once, later, last) == ([[0.5], True, False], [True, False], [True, True])


def test_what_was_done_in_time_lives() -> None:
    with subprocess.Popen(SLEEP) as process:
        clock = WorkerClock(process, 30.0)
        clock.start()
        clock.cancel()
        assert clock._timer is not None
        clock._timer.join()  # nothing of the clock is left that could end the process
        alive = process.poll() is None
        process.kill()

    assert alive
    assert not clock.over


@pytest.mark.skipif(not Path("/proc/self/schedstat").exists(), reason="this kernel does not count waiting")
def test_a_process_is_read_with_all_below_it() -> None:
    below = f"import subprocess, sys; subprocess.run({SLEEP!r})"
    with subprocess.Popen([sys.executable, "-I", "-S", "-c", below]) as process:
        until = time.monotonic() + 20
        while len(readings(process.pid)) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        found = readings(process.pid)
        for pid in found:
            os.kill(pid, 9)

    assert process.pid in found
    assert len(found) == 2
    assert os.getpid() not in found


def test_a_submission_that_a_busy_machine_starved_has_no_record_and_is_named() -> None:
    setup = WorkerSetup(SOURCE, b"secret", level=Level.supervised, bounds=Bounds(seconds=0.01))
    # work for far longer than that: an empty submission can be over before anybody looks
    task = Task("ada", {path.name: path.read_bytes() for path in sorted(SOURCE.glob("*.ipynb"))})

    with mock.patch.object(WorkerClock, "_had", return_value=Reading(0.0, 1e6)):
        with WorkerPool(setup) as pool, pytest.raises(MachineBusyError, match="ada waited for a processor"):
            pool.judge(task)
        with WorkerPool(setup) as pool, pytest.raises(MachineError, match="ada"):
            list(pool.judge_all([task], 1))


def test_a_worker_on_a_quiet_machine_is_not_starved() -> None:
    assert not WorkerClock(mock.Mock(spec=WorkerProcess), 1.0).starved
