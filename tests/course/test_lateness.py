"""How late, what it costs, and what a reader is told: to the second, whatever the clocks of a zone do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from autograder.course.lateness import (
    Lateness,
    days_begun,
    duration,
    in_zone,
    machine,
    moment,
    penalty,
    rule,
    seconds_late,
    utc,
)
from autograder.course.policy import AssignmentPolicy, Late

DUE = datetime(2026, 3, 1, 23, 59, tzinfo=timezone(timedelta(hours=1)))
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("after", "seconds"),
    [(-1.0, 0), (0.0, 0), (0.000001, 0), (0.999999, 0), (1.0, 1), (59.9, 59), (86_400.5, 86_400)],
)
def test_a_deadline_holds_to_the_end_of_its_second(after: float, seconds: int) -> None:
    assert seconds_late(DUE, DUE + timedelta(seconds=after)) == seconds


def test_what_is_not_known_is_not_late() -> None:
    assert seconds_late(None, DUE) == seconds_late(DUE, None) == Lateness().seconds == 0


def test_the_change_to_summer_time_adds_no_hour() -> None:
    due = datetime(2026, 3, 29, 1, 59, tzinfo=BERLIN)  # a minute before the clocks go from 2 to 3
    assert seconds_late(due.astimezone(UTC), datetime(2026, 3, 29, 3, 1, tzinfo=BERLIN).astimezone(UTC)) == 120

    written = datetime(2026, 3, 29, 1, 59, tzinfo=timezone(timedelta(hours=1)))
    assert seconds_late(written, datetime(2026, 3, 29, 1, 1, tzinfo=UTC)) == 120


def test_the_change_to_winter_time_tells_two_like_hours_apart() -> None:
    summer, winter = (timezone(timedelta(hours=h)) for h in (2, 1))
    due = datetime(2026, 10, 25, 2, 30, tzinfo=summer)

    assert seconds_late(due, datetime(2026, 10, 25, 2, 30, tzinfo=winter)) == 3600


@pytest.mark.parametrize(("seconds", "days"), [(0, 0), (1, 1), (86_400, 1), (86_401, 2), (10 * 86_400, 10)])
def test_a_day_counts_from_its_first_second(seconds: int, days: int) -> None:
    assert days_begun(seconds) == days


@pytest.mark.parametrize(
    ("policy", "seconds", "lost"),
    [
        (AssignmentPolicy(late=Late.PER_DAY), 0, None),
        (AssignmentPolicy(late=Late.PER_DAY), 1, 2.0),
        (AssignmentPolicy(late=Late.PER_DAY), 86_401, 4.0),
        (AssignmentPolicy(late=Late.PER_DAY), 30 * 86_400, 20.0),
        (AssignmentPolicy(late=Late.PER_DAY, per_day=0), 5, 0.0),
        (AssignmentPolicy(late=Late.ZERO), 0, None),
        (AssignmentPolicy(late=Late.ZERO), 1, 20.0),
        (AssignmentPolicy(late=Late.NONE), 9, None),
        (AssignmentPolicy(), 9, None),
    ],
)
def test_a_penalty_grows_by_the_day_and_never_beyond_the_score(
    policy: AssignmentPolicy, seconds: int, lost: float | None
) -> None:
    assert penalty(policy, 20.0, seconds) == lost


def test_why_is_said_in_words() -> None:
    assert rule(AssignmentPolicy(late=Late.PER_DAY, per_day=12.5), 1).endswith(
        "for each day that has begun; 1 day has begun"
    )
    assert (
        rule(AssignmentPolicy(late=Late.PER_DAY), 86_401)
        == "10 % of the score for each day that has begun; 2 days have begun"
    )
    assert len({rule(AssignmentPolicy(late=late), 1) for late in (None, *Late)}) == 4


def test_times_are_shown_with_their_zone() -> None:
    west = datetime(2026, 3, 1, 4, 5, 6, tzinfo=timezone(-timedelta(hours=3, minutes=30)))

    assert moment(DUE) == "Sunday 1 March 2026, 23:59:00 (UTC+01:00)"
    assert moment(west) == "Sunday 1 March 2026, 04:05:06 (UTC−03:30)"
    assert moment(DUE.astimezone(UTC)) == "Sunday 1 March 2026, 22:59:00 (UTC)"
    assert (machine(DUE), utc(DUE)) == ("2026-03-01T22:59:00Z", "2026-03-01 22:59:00")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (1, "1 s"), (60, "1 min"), (90_061, "1 day 1 h 1 min 1 s"), (172_800, "2 days"), (7_200, "2 h")],
)
def test_a_duration_names_its_units(seconds: int, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize("when", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_a_time_at_either_end_of_the_calendar_has_words_in_every_zone(when: datetime) -> None:
    for hours in (-12, 0, 14):
        there = in_zone(when, timezone(timedelta(hours=hours)))

        assert there == when
        assert moment(there).endswith(")")
