"""Attempts: how many an hour, what one is worth, which one counts, and that they stay on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from autograder.course.policy import AssignmentPolicy, Counts, Late
from autograder.watch.attempts import Attempt, Attempts, counts, lateness, next_allowed

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOW = NOON + timedelta(hours=1)
ONE = Attempt("ada+hw+t+r", "key1", "ada", NOON, NOON, "sha", 80.0, 100.0, 80.0)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("earlier", "arrived", "limit", "free"),
    [
        ([], 0, 2, 0),
        ([0], 1, 2, 1),
        ([0, 1], 2, 2, 60),
        ([0, 1], 60, 2, 60),
        ([0, 1, 60], 60.5, 2, 61),
        ([1, 0], 2, 2, 60),
        ([0, 0, 0], 1, 0, 1),
    ],
)
def test_an_attempt_waits_until_the_hour_has_room(earlier, arrived, limit, free) -> None:
    assert next_allowed([at(minutes) for minutes in earlier], at(arrived), limit, NOON + timedelta(days=1)) == at(free)


def test_an_attempt_of_a_clock_that_was_ahead_holds_nobody_back() -> None:
    next_year = NOON + timedelta(days=365)
    assert next_allowed([next_year, NOON], at(1), 2, at(1)) == at(1)
    assert next_allowed([next_year, NOON, at(1)], at(2), 2, at(2)) == at(60)


@pytest.mark.parametrize(
    ("late", "hours", "left"),
    [("none", 99, 80), ("zero", 0, 80), ("zero", 1, 0), ("per day", 0, 80), ("per day", 1, 72), ("per day", 25, 64)],
)
def test_what_is_late_is_worth_less(late, hours, left) -> None:
    policy = AssignmentPolicy(due=NOON, late=late, per_day=10)
    late = lateness(80.0, "ada", NOON + timedelta(hours=hours), policy)
    assert (80.0 - late.points, late.seconds) == (pytest.approx(left), hours * 3600)
    assert lateness(80.0, "ada", None, policy).points == 0.0


def test_late_work_is_worth_nothing_less_than_nothing() -> None:
    policy = AssignmentPolicy(due=NOON, late=Late.PER_DAY, per_day=10)
    assert lateness(80.0, "ada", NOON + timedelta(days=30), policy).points == 80.0


def test_the_last_counts_by_the_time_it_was_handed_in() -> None:
    last = AssignmentPolicy(counts=Counts.LAST)
    assert counts(ONE, [], None, last, NOW)
    assert counts(ONE, [ONE], NOON, last, NOW)
    assert counts(replace(ONE, score_after_penalty=0.0), [ONE], at(-1), last, NOW)
    assert not counts(ONE, [], at(1), last, NOW)


def test_what_says_that_it_came_in_the_future_is_no_later_attempt() -> None:
    last = AssignmentPolicy(counts=Counts.LAST)
    assert counts(ONE, [], NOW + timedelta(days=365), last, NOW)
    assert not counts(ONE, [], NOW + timedelta(minutes=1), last, NOW), "two clocks may differ so much"


def test_the_best_counts_and_of_equals_the_newer() -> None:
    best = AssignmentPolicy(counts=Counts.BEST)
    newer = replace(ONE, key="key2", admitted=at(1))
    assert counts(newer, [ONE], NOON, best, NOW)
    assert not counts(replace(newer, score_after_penalty=79.0), [ONE], NOON, best, NOW)
    assert counts(
        replace(newer, score_after_penalty=81.0), [ONE, replace(newer, score_after_penalty=90.0)], NOON, best, NOW
    )


def test_attempts_stay_and_a_damaged_file_is_as_if_it_were_not_there(tmp_path) -> None:
    attempts = Attempts(tmp_path)
    attempts.add(ONE)
    attempts.add(replace(ONE, key="key2", handed_in=None))
    next(tmp_path.glob("*/key1.json")).write_text("{")

    found = Attempts(tmp_path)

    assert found.of("ada") == [replace(ONE, key="key2", handed_in=None)]
    assert found.of("ben") == []


def test_a_file_of_an_earlier_version_counts_whatever_else_it_says(tmp_path) -> None:
    Attempts(tmp_path).add(ONE)
    (path,) = tmp_path.glob("*/*.json")
    path.write_text(json.dumps({**json.loads(path.read_text()), "number": 7}))

    assert Attempts(tmp_path).of("ada") == [ONE]


def test_the_same_files_again_cost_none_of_the_attempts_of_an_hour(tmp_path) -> None:
    attempts = Attempts(tmp_path)
    for key, minutes, submission in (("a", 0, "one"), ("b", 1, "one"), ("c", 2, "two"), ("d", 3, "one")):
        attempts.add(replace(ONE, key=key, admitted=at(minutes), submission=submission))

    assert attempts.admitted("ada") == {"one": NOON, "two": at(2)}
