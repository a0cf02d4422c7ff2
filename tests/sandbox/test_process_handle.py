"""How a child ended is told from its wait status and the CPU time that the kernel counted."""

from __future__ import annotations

import signal

import pytest

from autograder.sandbox.child_main import EXIT_MEMORY
from autograder.sandbox.limits import Limits
from autograder.sandbox.process_handle import ExitStatus

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
