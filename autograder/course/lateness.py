"""How late a submission is, what that costs, and how both are said in words.

A fraction of a second is never late, so that times shown to the second never contradict the verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from autograder.course.policy import AssignmentPolicy, Late

DAY = 86_400  # seconds


@dataclass(frozen=True)
class Lateness:
    """When a submission was due and when it came, as the gradebook has it. Times have a zone."""

    due: datetime | None = None  # with the extension
    handed_in: datetime | None = None
    extension: timedelta = timedelta()
    penalties: Mapping[str, float] = field(default_factory=dict)  # points taken off, by notebook
    rule: str = ""  # what being late costs, in words

    @property
    def seconds(self) -> int:
        """Whole seconds after the deadline; 0 if it was in time or one of the two times is not known."""
        return seconds_late(self.due, self.handed_in)

    @property
    def points(self) -> float:
        """The points taken off in all notebooks together."""
        return sum(self.penalties.values())


def seconds_late(due: datetime | None, handed_in: datetime | None) -> int:
    """Whole seconds from `due` to `handed_in`; 0 if one is not known. Both have a zone, or both have none."""
    if due is None or handed_in is None:
        return 0
    return max(0, int((handed_in - due).total_seconds()))


def days_begun(seconds: int) -> int:
    """How many days of 24 hours have begun `seconds` after a deadline."""
    return -(-seconds // DAY)


def penalty(policy: AssignmentPolicy, score: float, seconds: int) -> float | None:
    """The points that a notebook loses by the policy's rule; None if it is in time or nothing is lost."""
    if seconds == 0 or policy.late in (None, Late.NONE):
        return None
    if policy.late == Late.ZERO:
        return score
    return score * min(1.0, days_begun(seconds) * policy.per_day / 100)


def rule(policy: AssignmentPolicy, seconds: int) -> str:
    """The penalty for being `seconds` late, as the end of a sentence."""
    if policy.late is None:
        return "by the course's own rule"
    if policy.late == Late.NONE:
        return "being late costs nothing here"
    if policy.late == Late.ZERO:
        return "what comes after the deadline earns nothing"
    days = days_begun(seconds)
    begun = "1 day has begun" if days == 1 else f"{days} days have begun"
    return f"{policy.per_day:g} % of the score for each day that has begun; {begun}"


def moment(when: datetime) -> str:
    """As in "Sunday 1 March 2026, 23:59:00 (UTC+01:00)"."""
    minutes = int((when.utcoffset() or timedelta()).total_seconds()) // 60
    sign = "+" if minutes > 0 else "−"
    zone = f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "UTC"
    return f"{when:%A} {when.day} {when:%B %Y}, {when:%H:%M:%S} ({zone})"


def in_zone(when: datetime, zone: tzinfo | None) -> datetime:
    """The same moment in a zone; as it is where the zone has no name for it, at either end of the calendar."""
    try:
        return when.astimezone(zone)
    except OverflowError:
        return when


def machine(when: datetime) -> str:
    """The same moment for programs, in UTC: 2026-03-01T22:59:00Z."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def utc(when: datetime) -> str:
    """The same moment for a table whose head names the zone: 2026-03-01 22:59:00."""
    return f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def duration(seconds: int) -> str:
    """As in "1 day 2 h 4 s"."""
    days, rest = divmod(seconds, DAY)
    parts = [f"{days} day{'' if days == 1 else 's'}"] if days else []
    clock = ((rest // 3600, "h"), (rest // 60 % 60, "min"), (rest % 60, "s"))
    return " ".join(parts + [f"{count} {unit}" for count, unit in clock if count]) or "0 s"
