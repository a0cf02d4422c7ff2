"""The page of an attempt that waits says when, in a time zone, and escapes what a student chose."""

from __future__ import annotations

from datetime import UTC, datetime

from autograder.watch.waiting import waiting_page


def test_it_says_when_and_how_many() -> None:
    until = datetime(2026, 3, 1, 12, 5, tzinfo=UTC)
    text = waiting_page("<b>ada", "hw", 1, until)
    assert until.astimezone().strftime("%H:%M") in text
    assert "1 attempt an hour is judged" in text
    assert "(UTC" in text
    assert "&lt;b&gt;ada" in text
    assert "6 attempts an hour are judged" in waiting_page("ada", "hw", 6, until)
