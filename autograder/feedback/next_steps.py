"""Chooses what a student should do next: the repairs that gain the most points, in the order of the course."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.checks.result import Status
from autograder.records.record import CheckRecord, Record

MOST = 3

#: nothing was written, so there is nothing to repair yet
NOT_WRITTEN = (Status.UNTOUCHED, Status.MISSING)


@dataclass(frozen=True)
class NextStep:
    """One thing to do next."""

    notebook: str
    check: CheckRecord

    @property
    def gain(self) -> float:
        """Points still to be earned."""
        return self.check.max_points - self.check.points


def repairs(record: Record, notebook: str | None = None) -> list[NextStep]:
    """At most three next steps, of one notebook or of all.

    Repairs come before functions that are not written yet; a function that others call comes before its callers.
    """
    course = [NextStep(n.name, c) for n in record.notebooks if notebook in (None, n.name) for c in n.checks]
    open_ = [one for one in course if one.gain > 1e-9]
    broken = sorted((r for r in open_ if r.check.status not in NOT_WRITTEN), key=lambda r: -r.gain)
    chosen: list[NextStep] = []
    for one in [*broken, *(r for r in open_ if r.check.status in NOT_WRITTEN)]:
        chosen += [r for r in (*_siblings(one, open_), one) if r not in chosen]
    place = {id(r): float(course.index(r)) for r in chosen[:MOST]}
    for one in chosen[:MOST]:
        for sibling in _siblings(one, chosen[:MOST]):
            place[id(sibling)] = min(place[id(sibling)], place[id(one)] - 0.5)
    return sorted(chosen[:MOST], key=lambda r: place[id(r)])


def _siblings(one: NextStep, among: list[NextStep]) -> list[NextStep]:
    return [r for r in among if r is not one and r.notebook == one.notebook and r.check.id == one.check.repair]
