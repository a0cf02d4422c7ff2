"""Ends a worker that takes too long, without counting time in which other programs had the processors."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

SLOWEST = 3.0  # times its bound that a task may take in all, however busy the machine is
_SHORT = 0.05  # seconds: less is not worth another look


@dataclass(frozen=True)
class Reading:
    """What the kernel has counted of a process, in seconds: CPU time, dead children's too, and time in the queue."""

    cpu: float
    queued: float


def forgiven(elapsed: float, had: Reading, most: float) -> float:
    """Seconds in which a task was ready to run while others had the processors, at most `most`.

    had : what all its processes have had since it began

    Processes that take each other's turn have the processors themselves: what they used is no waiting for others.
    """
    return max(0.0, min(had.queued, elapsed - had.cpu, most))


class WorkerClock:
    """Kills a process `seconds` after `start`, later by what is forgiven. Cancel it when the work is done."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.process, self.seconds = process, seconds
        self.over = False  # whether the time ran out
        self.starved = False  # whether that was because others had the processors for most of it
        self._began, self._before = 0.0, dict[int, Reading]()
        self._timer: threading.Timer | None = None
        self._cancelled = False

    def start(self) -> None:
        """Begin to count."""
        self._began, self._before = time.monotonic(), readings(self.process.pid)
        self._look_after(self.seconds)

    def cancel(self) -> None:
        """Let the process live."""
        self._cancelled = True
        if self._timer is not None:
            self._timer.cancel()

    def _look_after(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._look)
        self._timer.daemon = True
        self._timer.start()

    def _look(self) -> None:
        elapsed, most = time.monotonic() - self._began, (SLOWEST - 1) * self.seconds
        waited = forgiven(elapsed, self._had(), most)
        left = self.seconds + waited - elapsed
        if self._cancelled:
            return
        if left > _SHORT:
            self._look_after(left)
            return
        self.over, self.starved = True, most - waited <= _SHORT
        self.process.kill()

    def _had(self) -> Reading:
        """What the process and those below it have had since the start, as far as they live."""
        none = Reading(0.0, 0.0)
        pairs = [(now, self._before.get(pid, none)) for pid, now in readings(self.process.pid).items()]
        return Reading(sum(a.cpu - b.cpu for a, b in pairs), sum(a.queued - b.queued for a, b in pairs))


def readings(root: int) -> dict[int, Reading]:
    """What a process and all below it have had, by pid; empty where the system does not say."""
    tick, found, waiting = os.sysconf("SC_CLK_TCK"), dict[int, Reading](), [root]
    while waiting:
        pid = waiting.pop()
        with contextlib.suppress(OSError, ValueError, IndexError):  # it has ended, or the kernel counts no waiting
            place = Path(f"/proc/{pid}")
            fields = (place / "stat").read_text(errors="replace").rpartition(")")[2].split()
            queued = int((place / "schedstat").read_text().split()[1]) / 1e9
            found[pid] = Reading(sum(map(int, fields[11:15])) / tick, queued)
            for task in (place / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
    return found
