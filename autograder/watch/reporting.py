"""Writes the class report while submissions come in: at most once a minute, and not on the thread that watches."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

EVERY = 60.0  # seconds between two reports


class Reporting:
    """Knows which assignments have scores that their report lacks. Close it: what is still missing is written then.

    write : writes an assignment's report, on a thread of this one's
    tell  : called with a sentence, by the thread that calls `look`, when a report could not be written
    """

    def __init__(self, write: Callable[[str], object], tell: Callable[[str], None], every: float = EVERY) -> None:
        self._write, self._tell, self._every = write, tell, every
        self._thread = ThreadPoolExecutor(1)
        self._behind: set[str] = set()
        self._last = -every
        self._running: dict[str, Future[object]] = {}

    def score_changed(self, assignment: str) -> None:
        """Say that an assignment's report is behind."""
        self._behind.add(assignment)

    def look(self) -> None:
        """Start what is due, and tell of what failed."""
        self._collect()
        now = time.monotonic()
        if self._behind and not self._running and now - self._last >= self._every:
            self._last = now
            self._start()

    def close(self) -> None:
        """Write what is behind now, and wait for it."""
        self._collect(wait=True)
        self._start()
        self._collect(wait=True)
        self._thread.shutdown()

    def _start(self) -> None:
        self._running = {name: self._thread.submit(self._write, name) for name in sorted(self._behind)}
        self._behind.clear()

    def _collect(self, wait: bool = False) -> None:
        for name, future in list(self._running.items()):
            if wait or future.done():
                del self._running[name]
                error = future.exception()
                if error is not None:
                    self._tell(f"the report of {name} could not be written: {error}")
