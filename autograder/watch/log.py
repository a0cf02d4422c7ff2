"""Prints a watcher's events, a line each, with a status line below on a terminal, and writes all to a log file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from rich.markup import escape

from autograder import console
from autograder.text import visible
from autograder.watch.events import Event, Status

MOST_BYTES, KEPT = 2_000_000, 5  # of a log file; old ones


@contextmanager
def event_sink(log: Path) -> Iterator[Callable[[Event | Status], None]]:
    """A function to be called with every Event and Status, which prints and logs them."""
    log.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        log, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8", errors="backslashreplace"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%d %H:%M:%S%z"))
    logger = logging.Logger("watch")
    logger.addHandler(handler)
    status = console.err.status("starts") if console.err.is_terminal else None
    try:
        if status:
            status.start()

        def say(what: Event | Status) -> None:
            if isinstance(what, Status):
                if status:
                    status.update(escape(standing(what)))
                return
            line = visible(" ".join(what.words.split()))  # students choose the names of folders
            logger.log(logging.WARNING if what.warning else logging.INFO, line, exc_info=what.error)
            console.err.print(f"{'! ' if what.warning else '· '}{line}", markup=False)

        yield say
    finally:
        if status:
            status.stop()
        handler.close()


def standing(status: Status) -> str:
    """As in "12 judged, 1 being judged, 2 wait for their hour"."""
    parts = [f"{status.judged} judged"]
    parts += [f"{status.judging} being judged"] if status.judging else []
    parts += [f"{status.waiting} wait{'s' if status.waiting == 1 else ''} for the hour"] if status.waiting else []
    parts += [f"{status.failing} to try again"] if status.failing else []
    return ", ".join(parts)
