"""Turns: students in the order in which they came; where the last attempt counts, a student's newest first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from autograder.watch.exchange import Arrival
from autograder.watch.queue_order import Candidate, arrived, in_turn


def candidate(student: str, minute: int) -> Candidate:
    arrival = Arrival(Path(f"{student}+hw+{minute:02}"), student, "hw")
    return Candidate(arrival, datetime(2026, 3, 1, 12, minute, tzinfo=UTC))


ALL = [candidate("ada", 1), candidate("ada", 2), candidate("ben", 3), candidate("ada", 4)]


def order(last: bool) -> list[str]:
    return [one.arrival.folder.name for one in in_turn(ALL, lambda assignment: last)]


def test_where_the_last_counts_the_newest_of_each_student_goes_first() -> None:
    assert order(True) == ["ben+hw+03", "ada+hw+04", "ada+hw+02", "ada+hw+01"]


def test_where_the_best_counts_each_goes_in_its_order() -> None:
    assert order(False) == ["ada+hw+01", "ben+hw+03", "ada+hw+02", "ada+hw+04"]


def test_a_folder_came_when_it_was_last_changed_and_never_in_the_future(tmp_path) -> None:
    arrival, early = Arrival(tmp_path, "ada", "hw"), datetime(2000, 1, 1, tzinfo=UTC)
    assert arrived(arrival, early) == early
    now = datetime.fromtimestamp(tmp_path.stat().st_ctime + 100, UTC)
    assert (now - arrived(arrival, now)).total_seconds() == 100
    assert arrived(Arrival(tmp_path / "gone", "ada", "hw"), now) == now
