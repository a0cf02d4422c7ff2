"""A forked child as the kernel knows it: whether it lives, what CPU time it took, how it ended."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import time
from dataclasses import dataclass

from autograder.sandbox.child_main import EXIT_MEMORY
from autograder.sandbox.limits import Limits
from autograder.sandbox.outcome import LostReason


@dataclass(frozen=True)
class ProcessHandle:
    """A forked child: its number, its pid in the warm process's namespace, a pidfd or -1, our end of its socket."""

    number: int
    pid: int
    pidfd: int
    sock: socket.socket

    def cpu_seconds(self) -> float | None:
        """CPU seconds that the process has used; None once it is dead, or if the system does not say."""
        pid = self.outer_pid()
        if pid is None or sys.platform != "linux":
            return None
        try:
            return time.clock_gettime((~pid << 3) | 2)  # the kernel's name for the CPU clock of a process
        except OSError:
            return None

    def queued_seconds(self) -> float | None:
        """Seconds that the process was ready to run and had no processor; None once it is dead, or if nobody says."""
        return queued(str(self.outer_pid()))

    def wait_dead(self, seconds: float) -> None:
        """Return when the process is dead, or after `seconds`."""
        if self.pidfd >= 0:
            poll = select.poll()
            poll.register(self.pidfd, select.POLLIN)
            poll.poll(seconds * 1000)
        else:
            time.sleep(min(seconds, 1.0))  # nobody tells: nearly all have ended by then

    def kill(self) -> None:
        """Kill the process if it is alive."""
        with contextlib.suppress(ProcessLookupError):
            if self.pidfd >= 0:
                signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """Close the pidfd."""
        if self.pidfd >= 0:
            os.close(self.pidfd)

    def outer_pid(self) -> int | None:
        """The child's pid in our namespace; None once it is dead. The pidfd keeps the pid from being reused."""
        try:
            with open(f"/proc/self/fdinfo/{self.pidfd}") as file:
                pid = next(int(line.split()[1]) for line in file if line.startswith("Pid:"))
        except (OSError, StopIteration):
            return None
        return pid if pid > 0 else None


def queued(process: str = "thread-self") -> float | None:
    """Seconds that a process, by its name in /proc, was ready and had no processor; None where nobody says."""
    try:
        with open(f"/proc/{process}/schedstat") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return None


@dataclass(frozen=True)
class ExitStatus:
    """How a child ended: its wait status, and the seconds of CPU time that it and its children took."""

    status: int
    cpu: float

    def reason(self, limits: Limits) -> tuple[LostReason, str]:
        """Why the child ended, and a detail in words."""
        if os.WIFSIGNALED(self.status):
            number = os.WTERMSIG(self.status)
            if number == signal.SIGXCPU or (number == signal.SIGKILL and self.cpu >= limits.cpu):
                return LostReason.TIMEOUT, f"more than {limits.cpu} s of CPU time."
            return (
                LostReason.KILLED,
                f"ended by {signal.Signals(number).name if number in signal.valid_signals() else number}.",
            )
        code = os.WEXITSTATUS(self.status)
        if code == EXIT_MEMORY:
            return LostReason.MEMORY, f"more than {limits.memory >> 20} MB of memory."
        return LostReason.KILLED, f"the process left with exit status {code}."
