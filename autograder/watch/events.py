"""What a watcher tells: things that happened, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """Something that happened, in one line for the instructor."""

    words: str
    warning: bool = False  # somebody must see to it
    error: BaseException | None = None  # one that nobody foresaw


@dataclass(frozen=True)
class Status:
    """How the watcher stands, in submissions."""

    judged: int = 0
    judging: int = 0
    waiting: int = 0  # for their hour
    failing: int = 0  # to be tried again
