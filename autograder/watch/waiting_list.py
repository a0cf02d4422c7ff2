"""Submissions over the hourly limit: which students are told, and when the next one is due.

A student can leave thousands of them. The pages of all, written again at each look, would take the time of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from autograder.watch.assignment import Assignment
from autograder.watch.events import Announcer
from autograder.watch.exchange import Arrival

MOST = 5  # of a student's submissions that have a page and a line in the log; the others wait without


class WaitingList:
    """The submissions that wait now, and what was reported about them before."""

    def __init__(self, announcer: Announcer) -> None:
        self._announcer = announcer
        self._until: dict[str, datetime] = {}  # by the folder's name in `inbound/`
        self._told: dict[str, datetime] = {}  # by name, the time on the page that it has
        self._of = Counter[str]()  # by student, how many wait

    def __len__(self) -> int:
        return len(self._until)

    def begin(self, names: Collection[str]) -> None:
        """Begin a look at the folders with these names."""
        self._until.clear()
        self._of.clear()
        self._told = {name: until for name, until in self._told.items() if name in names}

    def add(self, assignment: Assignment, arrival: Arrival, until: datetime) -> None:
        """Let a submission wait; the first of a student's, in the order of judging, are told so."""
        name = arrival.folder.name
        self._until[name] = until
        self._of[arrival.student] += 1
        if self._of[arrival.student] > MOST or self._told.get(name) == until:
            return
        self._told[name] = until
        try:
            assignment.wait(arrival, until)
        except OSError as error:
            self._announcer.say_once(
                name, f"the page that says when {name} is judged cannot be written: {error.strerror}"
            )
        limit = assignment.policy.attempts_per_hour
        words = f"{name} waits until {until.astimezone():%H:%M}: {limit} attempts an hour"
        self._announcer.say_once(name, words, warning=False)

    def pause(self, now: datetime, most: float) -> float:
        """Seconds until the next one is due, `most` at most."""
        return min([most, *(max(0.1, (until - now).total_seconds()) for until in self._until.values())])
