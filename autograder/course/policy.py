"""What `course.toml` says about an assignment this term: due date, penalty for being late, number of attempts.

    [week_1]
    due = 2026-03-01T23:59:00+01:00
    late = "per day"          # or "none" or "zero"; left out, nbgrader_config.py decides
    per_day = 10              # per cent of a notebook's score for each day that has begun
    attempts_per_hour = 6     # of the watcher; 0: as many as they like
    counts = "best"           # or "last", the default
    roster = true             # the watcher judges the gradebook's students alone; false: whoever hands in

    [week_1.extensions]
    ada = 2                   # days of 24 hours; 0 takes back what was granted

    [week_1.limits]
    call_seconds = 10         # for one cell or one call of a student's function
    seconds = 40              # for all code of a submission together
    cpu_seconds = 600         # of the processor, for one notebook's process, all its threads together
    memory_mb = 1024          # for that process

What this file says of an assignment holds, in nbgrader's gradebook too. Where it is silent, what the gradebook and
`nbgrader_config.py` have stays as it is. A course that is given again is a folder of its own, with a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from autograder.course.folders import CourseError
from autograder.sandbox.limits import MB, Limits
from autograder.text import listed
from autograder.toml_files import read_toml

FILE = "course.toml"
YEARS = range(1970, 9998)  # of a due date: with the longest extension, it is still in the calendar
E = TypeVar("E", bound=StrEnum)


class Late(StrEnum):
    """The rule by which late work loses points."""

    NONE = "none"
    PER_DAY = "per day"  # a share of the score for each day that has begun
    ZERO = "zero"


class Counts(StrEnum):
    """Which of a student's attempts counts."""

    LAST = "last"
    BEST = "best"


@dataclass(frozen=True)
class CodeLimits:
    """The limits on the code of one submission. Higher ones cost the class more: see docs/security.md."""

    call_seconds: float = 10.0  # for one cell or call
    seconds: float = 40.0  # for all of them together
    cpu_seconds: int = Limits.cpu  # of the processor, for the process of one notebook
    memory_mb: int = Limits.memory // MB  # of that process's address space, beyond what the sandbox has before it


@dataclass(frozen=True)
class AssignmentPolicy:
    """The rules of one assignment for one term: due date, extensions, lateness, attempts."""

    due: datetime | None = None  # in the zone in which it was written
    late: Late | None = None  # None: as nbgrader's own plugin decides
    per_day: float = 10.0  # per cent of a notebook's score
    attempts_per_hour: int = 6
    counts: Counts = Counts.LAST
    extensions: Mapping[str, timedelta] = field(default_factory=dict)  # by student
    roster: bool | None = None  # None: true once the gradebook has had a student who handed nothing in
    limits: CodeLimits = CodeLimits()

    def due_for(self, student: str) -> datetime | None:
        """When this student's work is due, with their extension; None without a due date."""
        return None if self.due is None else self.due + self.extensions.get(student, timedelta())

    def misspelt(self, students: Collection[str]) -> str:
        """A sentence on extensions for somebody who is not among the known students; empty if there are none."""
        names = sorted(set(self.extensions).difference(students))
        if not names:
            return ""
        return (
            f"{FILE}: an extension must be for a student who has handed in or is in the gradebook. "
            f"Got {listed(names)}: look for a misspelling, or ignore this until they hand in."
        )


def read_policy(root: Path, assignment: str) -> AssignmentPolicy:
    """The policy in `course.toml`; the defaults if there is no such file, or no table for the assignment in it.

    Raises CourseError if a key or a value is not allowed.
    """
    path = root / FILE
    try:
        said = read_toml(path)
    except FileNotFoundError:
        return AssignmentPolicy()
    except ValueError as error:
        raise CourseError(f"{path} must be TOML. Got: {error}. Correct it there.") from None
    known = sorted(place.name for place in (root / "source").glob("*") if place.is_dir())
    for name in said:
        if known and name not in known:
            raise CourseError(
                f"{path}: a table must have the name of an assignment, one of {', '.join(known)}. Got {name!r}: "
                "correct it."
            )
    table = said.get(assignment, {})
    if not isinstance(table, dict):
        raise CourseError(f"{path}: {assignment} must be a table, [{assignment}]. Got {table!r}: correct it.")
    return _policy(f"{path}, [{assignment}]", table)


def _policy(where: str, table: Mapping[str, Any]) -> AssignmentPolicy:
    for key in table:
        if key not in _READERS:
            raise CourseError(f"{where}: a key must be one of {', '.join(_READERS)}. Got {key!r}: correct it.")
    late = table.get("late")
    if "per_day" in table and late != Late.PER_DAY:
        raise CourseError(
            f'{where}: per_day must stand beside late = "per day". Got late = {late!r}: change one of them.'
        )
    if table.get("extensions") and "due" not in table:
        raise CourseError(
            f"{where}: extensions must stand beside due, which they move. Got none: write when it is due."
        )
    return AssignmentPolicy(**{key: _READERS[key](where, key, value) for key, value in table.items()})


def _extensions(where: str, _: str, value: Any) -> dict[str, timedelta]:
    if not isinstance(value, dict):
        raise CourseError(f"{where}: extensions must be a table of students and days. Got {value!r}: correct it.")
    return {
        student: timedelta(days=_number(where, f"the extension of {student}", days, 366))
        for student, days in value.items()
    }


def _switch(where: str, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise CourseError(f"{where}: {key} must be true or false. Got {value!r}: correct it.")
    return value


def _limits(where: str, _: str, table: Any) -> CodeLimits:
    most = {"call_seconds": 600, "seconds": 3_600, "cpu_seconds": 36_000, "memory_mb": 65_536}
    if not isinstance(table, dict):
        raise CourseError(f"{where}: limits must be a table. Got {table!r}: correct it.")
    for key in table:
        if key not in most:
            raise CourseError(f"{where}: a limit must be one of {', '.join(most)}. Got {key!r}: correct it.")
    found = {key: _whole(where, f"limits.{key}", value, most[key]) for key, value in table.items()}
    for key, value in found.items():
        if value == 0:
            raise CourseError(f"{where}: limits.{key} must be at least 1. Got 0: correct it.")
    limits = CodeLimits(**found)
    if limits.call_seconds > limits.seconds:
        raise CourseError(
            f"{where}: limits.call_seconds must not be over limits.seconds, {limits.seconds:g}. "
            f"Got {limits.call_seconds:g}: change one of them."
        )
    return limits


def _due(where: str, _: str, value: Any) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        got = value.isoformat() if isinstance(value, date) else repr(value)
        raise CourseError(
            f"{where}: due must be a time with its zone, such as 2026-03-01T23:59:00+01:00. Got {got}: without the "
            "zone, students elsewhere would read another hour."
        )
    if value.year not in YEARS:  # a day at either end of the calendar has no name in other zones
        raise CourseError(
            f"{where}: due must be in a year from {YEARS[0]} to {YEARS[-1]}. Got {value.year}: correct it."
        )
    return value


def _one_of(where: str, key: str, value: Any, allowed: type[E]) -> E:
    if value not in list(allowed):
        known = ", ".join(repr(str(name)) for name in allowed)
        raise CourseError(f"{where}: {key} must be one of {known}. Got {value!r}: correct it.")
    return allowed(value)


def _number(where: str, key: str, value: Any, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
        raise CourseError(f"{where}: {key} must be a number from 0 to {most:g}. Got {value!r}: correct it.")
    return float(value)


def _whole(where: str, key: str, value: Any, most: int) -> int:
    number = _number(where, key, value, most)
    if number != int(number):
        raise CourseError(f"{where}: {key} must be a whole number from 0 to {most}. Got {value!r}: correct it.")
    return int(number)


#: what a table may hold, and the function that checks its value
_READERS: dict[str, Callable[[str, str, Any], Any]] = {
    "due": _due,
    "late": partial(_one_of, allowed=Late),
    "per_day": partial(_number, most=100),
    "attempts_per_hour": partial(_whole, most=3600),
    "counts": partial(_one_of, allowed=Counts),
    "extensions": _extensions,
    "roster": _switch,
    "limits": _limits,
}
