"""How a child ended is told from its wait status and the CPU time that the kernel counted."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from autograder.sandbox.child_main import EXIT_MEMORY
from autograder.sandbox.limits import Limits
from autograder.sandbox.process_handle import ExitStatus, ProcessHandle

LIMITS = Limits(cpu=3, memory=512 << 20)


@pytest.mark.parametrize(
    ("status", "cpu", "reason", "detail"),
    [
        (signal.SIGXCPU, 3.0, "timeout", "more than 3 s of CPU time"),
        (signal.SIGKILL, 4.0, "timeout", "more than 3 s of CPU time"),  # ignores the first signal
        (signal.SIGKILL, 0.5, "killed", "ended by SIGKILL"),
        (signal.SIGSEGV, 4.0, "killed", "ended by SIGSEGV"),
        (EXIT_MEMORY << 8, 0.5, "memory", "more than 512 MB of memory"),
        (7 << 8, 0.5, "killed", "exit status 7"),
    ],
)
def test_the_reason_of_an_end(status: int, cpu: float, reason: str, detail: str) -> None:
    said, words = ExitStatus(status, cpu).reason(LIMITS)

    assert said == reason
    assert detail in words


@pytest.mark.skipif(not os.path.exists("/proc/self/schedstat"), reason="this kernel does not count waiting")
def test_the_time_in_the_queue_for_a_processor_is_counted_while_the_process_lives() -> None:
    core = {min(os.sched_getaffinity(0))}
    spin = [sys.executable, "-c", "while True: pass"]
    ours, theirs = socket.socketpair()
    with ours, theirs, subprocess.Popen(spin) as one, subprocess.Popen(spin) as other:
        for each in (one, other):  # two on one core: each must wait
            os.sched_setaffinity(each.pid, core)
        handle = ProcessHandle(1, one.pid, os.pidfd_open(one.pid), ours)
        until = time.monotonic() + 20
        while not (handle.queued_seconds() or 0.0) > 0.1 and time.monotonic() < until:
            time.sleep(0.05)
        queued = handle.queued_seconds()
        one.kill()
        other.kill()
        one.wait()
        gone = handle.queued_seconds()
        handle.close()

    assert queued is not None
    assert queued > 0.1
    assert gone is None
