"""The first of a student's submissions that wait are told so, once; the others wait without."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import MagicMock

from autograder.watch.events import Announcer, Event
from autograder.watch.exchange import Arrival
from autograder.watch.waiting_list import MOST, WaitingList

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAMES = {f"{student}-{number}" for student in ("ada", "mallory") for number in range(20)}


def look(waiting: WaitingList, assignment: MagicMock, until: datetime = NOW) -> int:
    """All of them wait; how many pages are written."""
    before = assignment.wait.call_count
    waiting.begin(NAMES)
    for name in sorted(NAMES):
        waiting.add(assignment, Arrival(Path(name), name.partition("-")[0], "week"), until)
    return assignment.wait.call_count - before


def test_a_students_first_have_a_page_and_a_line_once_for_each_time() -> None:
    said: list[Event] = []
    waiting, assignment = WaitingList(Announcer(said.append)), MagicMock()

    assert look(waiting, assignment) == 2 * MOST
    assert look(waiting, assignment) == 0
    assert len(waiting) == len(NAMES)
    assert len(said) == 2 * MOST
    assert look(waiting, assignment, NOW + timedelta(minutes=1)) == 2 * MOST


def test_the_next_look_is_when_the_first_is_due() -> None:
    waiting, assignment = WaitingList(Announcer(lambda _: None)), MagicMock()

    assert waiting.pause(NOW, 10.0) == 10.0
    look(waiting, assignment, NOW + timedelta(seconds=3))
    assert waiting.pause(NOW, 10.0) == 3.0
    assert waiting.pause(NOW + timedelta(seconds=9), 10.0) == 0.1


def test_a_page_that_cannot_be_written_is_told_of() -> None:
    said: list[Event] = []
    waiting, assignment = WaitingList(Announcer(said.append)), MagicMock()
    assignment.wait.side_effect = OSError(28, "No space left on device")

    look(waiting, assignment)

    assert "cannot be written: No space left on device" in said[0].words
