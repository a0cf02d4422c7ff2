"""What a regrade changed: each check of each student with different points than before, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from autograder.feedback.page import readable, word
from autograder.records.record import CheckRecord, Record
from autograder.text import number

NOTHING = 1e-9  # points
LATE = "late penalty"  # instead of a check's name


@dataclass(frozen=True)
class Change:
    """The change of one check of one student."""

    student: str
    notebook: str  # empty for the penalty
    check: str
    old: float  # points
    new: float
    old_max: float
    new_max: float
    before: str  # as in "FAIL at value: missing mean"; empty for a check that did not exist
    after: str
    why: tuple[str, ...]

    @property
    def effect(self) -> float:
        """Points gained, below zero for points lost."""
        return self.new - self.old


@dataclass(frozen=True)
class Changes:
    """What a run of `grade` changed."""

    graded: int = 0  # students
    replaced: int = 0  # of them, those whose earlier record or penalty was replaced
    changes: tuple[Change, ...] = ()

    @cached_property
    def totals(self) -> dict[str, float]:
        """The points each student gained in all, the largest effect first; with those whose changes cancel out."""
        totals: dict[str, float] = defaultdict(float)
        for change in self.changes:
            totals[change.student] += change.effect
        return dict(sorted(totals.items(), key=lambda item: (-round(abs(item[1]), 6), item[0])))

    @property
    def ordered(self) -> list[Change]:
        """The changes of the students with the largest effect first, and of each the largest first."""
        place = {student: at for at, student in enumerate(self.totals)}
        return sorted(
            self.changes, key=lambda change: (place[change.student], -abs(change.effect), change.notebook, change.check)
        )


@dataclass(frozen=True)
class CheckChanges:
    """What changed for one check in the whole class."""

    notebook: str
    check: str
    gained: int  # students
    lost: int
    points: float  # in all
    why: Counter[str]  # reason -> students


def compare(old: Record, new: Record, why: Mapping[tuple[str, str], tuple[str, ...]]) -> list[Change]:
    """The checks whose points differ. why : the reasons by (notebook, check), for all checks of both records"""
    was, now = _by_place(old), _by_place(new)
    found = []
    for place in dict.fromkeys([*now, *was]):
        before, after = was.get(place), now.get(place)
        points = before.points if before else 0.0, after.points if after else 0.0
        if abs(points[1] - points[0]) > NOTHING:
            maxima = before.max_points if before else 0.0, after.max_points if after else 0.0
            found.append(Change(new.student, *place, *points, *maxima, _said(before), _said(after), why[place]))
    return found


def of_penalty(student: str, old: float, new: float) -> Change:
    """The change of a penalty, which is points taken off."""
    before, after = (f"−{number(points)}" if points else "none" for points in (old, new))
    return Change(student, "", LATE, 0.0 - old, 0.0 - new, 0.0, 0.0, before, after, ("what being late costs changed",))


def by_check(changes: Sequence[Change]) -> list[CheckChanges]:
    """The changes summed by check, the largest effect first."""
    groups: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.notebook, change.check].append(change)
    found = []
    for (notebook, check), group in groups.items():
        why = Counter(reason for change in group for reason in change.why)
        gained = sum(change.effect > 0 for change in group)
        found.append(
            CheckChanges(notebook, check, gained, len(group) - gained, sum(change.effect for change in group), why)
        )
    return sorted(found, key=lambda change: (-change.why.total(), change.notebook, change.check))


def summary(changes: Changes) -> str:
    """One sentence, without its full stop: "12 of 300 students have other points, +34 in all"."""
    if not changes.changes:
        again = "1 submission was" if changes.replaced == 1 else f"{changes.replaced} submissions were"
        return f"{again} graded again, and no points changed"
    count = len(changes.totals)
    have = "has" if count == 1 else "have"
    return f"{count} of {changes.graded} students {have} other points, {signed(sum(changes.totals.values()))} in all"


def signed(points: float) -> str:
    """Points with their sign: +3, −0.5, ±0."""
    if abs(points) < NOTHING:
        return "±0"
    return f"{'+' if points > 0 else '−'}{number(abs(points))}"


def _by_place(record: Record) -> dict[tuple[str, str], CheckRecord]:
    return {(notebook.name, check.id): check for notebook in record.notebooks for check in notebook.checks}


def _said(check: CheckRecord | None) -> str:
    if check is None:
        return ""
    rung = f" at {check.rung}" if check.rung and word(check.status) in ("PART", "FAIL") else ""
    named = f": {', '.join(map(readable, check.mistakes))}" if check.mistakes and rung else ""
    return f"{word(check.status)}{rung}{named}"
