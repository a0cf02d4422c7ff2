"""What a watcher reports: events, and its status."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """One thing that happened, in one line for the instructor."""

    words: str
    warning: bool = False  # whether somebody must look into it
    error: BaseException | None = None  # one that nobody foresaw


@dataclass(frozen=True)
class Status:
    """How many submissions are in which state."""

    judged: int = 0
    judging: int = 0
    waiting: int = 0  # held back by the limit of attempts per hour
    failing: int = 0  # to be tried again
