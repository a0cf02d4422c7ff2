"""A lock so that a course has one watcher: two would take each other's submissions."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.course.folders import CourseError


@contextmanager
def single_instance(state: Path) -> Iterator[None]:
    """Hold the course's lock; raises CourseError if another watcher has it. It is freed however this process ends."""
    state.mkdir(parents=True, exist_ok=True)
    handle = os.open(state / "watch.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 20).decode("ascii", "replace").strip() or "another"
            raise CourseError(
                f"A course must have one watcher. Process {holder} watches this one already: let it, or end it first."
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
