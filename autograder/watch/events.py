"""What a watcher reports: events, and its status."""

from __future__ import annotations

from collections.abc import Callable, Collection
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


class Announcer:
    """Reports events to `tell`, from the thread that calls it."""

    def __init__(self, tell: Callable[[Event], None]) -> None:
        self._tell = tell
        self._told: set[tuple[str, str]] = set()

    def say(self, words: str, warning: bool = False, error: BaseException | None = None) -> None:
        """Report one event."""
        self._tell(Event(words, warning, error))

    def forget_others(self, names: Collection[str]) -> None:
        """Forget what was said about folders that are not among these: who renames one at each look leaves nothing."""
        self._told = {(about, words) for about, words in self._told if not about or about in names}

    def say_once(self, about: str, words: str, warning: bool = True) -> None:
        """Report what is seen at every look, such as a folder that cannot be judged, the first time only.

        about : the folder's name; empty where the course itself is at fault
        """
        if (about, words) not in self._told:
            self._told.add((about, words))
            self.say(words, warning)
