"""What became of exercises and named mistakes from one attempt of a student to the next."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from autograder.records.record import CheckRecord, Record
from autograder.report.numbers import lost_points, tried
from autograder.report.reliability import Place


@dataclass
class Curve:
    """How many attempts students needed for one exercise, counted from the first one in which they tried it."""

    passed_at: Counter[int] = field(default_factory=Counter)  # attempt of the first PASS -> students
    never: int = 0  # students who tried it and have not passed it

    def within(self, attempts: int) -> int:
        """How many passed in that many attempts or fewer."""
        return sum(count for at, count in self.passed_at.items() if at <= attempts)


@dataclass
class Fate:
    """What followed a named mistake, counted over attempts that were handed in after it was named."""

    again: int = 0
    passed: int = 0  # the next attempt has every point
    same: int = 0  # the next attempt makes the mistake again

    @property
    def other(self) -> int:
        """How often the next attempt failed in another way."""
        return self.again - self.passed - self.same


@dataclass(frozen=True)
class Learning:
    """What the attempts of a class show."""

    attempts: Counter[int]  # number of attempts -> students who made that many
    curves: dict[Place, Curve]
    fates: dict[tuple[str, str, str], Fate]  # by notebook, exercise, mistake

    @property
    def total(self) -> Fate:
        """All named mistakes together."""
        fates = self.fates.values()
        return Fate(sum(f.again for f in fates), sum(f.passed for f in fates), sum(f.same for f in fates))


def learning(class_: Iterable[Sequence[Record]]) -> Learning:
    """What the attempts of each student show, given in the order in which they came."""
    found = Learning(Counter(), {}, {})
    for attempts in class_:
        found.attempts[len(attempts)] += 1
        history: dict[Place, list[CheckRecord]] = {}
        for record in attempts:
            for notebook in record.notebooks:
                for check in filter(tried, notebook.checks):
                    history.setdefault((notebook.name, check.id), []).append(check)
        for place, checks in history.items():
            _count(found, place, checks)
    return found


def _count(found: Learning, place: Place, checks: Sequence[CheckRecord]) -> None:
    curve = found.curves.setdefault(place, Curve())
    first = next((at for at, check in enumerate(checks, 1) if not lost_points(check)), 0)
    if first:
        curve.passed_at[first] += 1
    else:
        curve.never += 1
    for before, after in itertools.pairwise(checks):
        for mistake in before.mistakes if lost_points(before) else ():
            fate = found.fates.setdefault((*place, mistake), Fate())
            fate.again += 1
            fate.passed += not lost_points(after)
            fate.same += lost_points(after) and mistake in after.mistakes
