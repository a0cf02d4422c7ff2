"""The report while a class hands in: behind for a minute at most, never behind at the end."""

from __future__ import annotations

import time

from autograder.watch.reporting import Reporting


def wait_until_idle(reporting: Reporting) -> None:
    while reporting._running:
        reporting.look()
        time.sleep(0.01)


def test_the_first_score_is_reported_at_once_and_the_next_within_the_interval_wait() -> None:
    written: list[str] = []
    reporting = Reporting(written.append, lambda words: None, every=3600.0)

    reporting.score_changed("week")
    reporting.look()
    wait_until_idle(reporting)
    for _ in range(5):
        reporting.score_changed("week")
        reporting.look()

    assert written == ["week"]
    reporting.close()
    assert written == ["week", "week"]


def test_after_the_interval_all_that_changed_is_written_once() -> None:
    written: list[str] = []
    reporting = Reporting(written.append, lambda words: None, every=0.0)

    for name in ("b", "a", "b"):
        reporting.score_changed(name)
    reporting.look()
    wait_until_idle(reporting)
    reporting.look()
    reporting.close()

    assert written == ["a", "b"]


def test_a_report_that_cannot_be_written_is_told_and_the_next_is_tried() -> None:
    said: list[str] = []

    def fail(name: str) -> None:
        raise OSError("the disk is full")

    reporting = Reporting(fail, said.append, every=0.0)
    reporting.score_changed("week")
    reporting.look()
    reporting.score_changed("week")
    reporting.close()

    assert said == ["the report of week could not be written: the disk is full"] * 2
