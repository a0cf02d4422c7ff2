"""Chooses what a student should do next: the repairs that gain most, then what is not written yet."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.checks.result import Status
from autograder.records.record import CheckRecord, Record

MOST = 3

#: nothing was written, so there is nothing to repair yet
NOT_WRITTEN = (Status.UNTOUCHED, Status.MISSING)


@dataclass(frozen=True)
class NextStep:
    """One thing to do next: a repair, or functions to write, of which `check` is the first."""

    notebook: str
    check: CheckRecord
    gain: float  # points still to be earned by it
    more: int = 0  # functions that are not written yet, besides the first


def next_steps(record: Record) -> list[NextStep]:
    """At most three next steps, those that gain most points first.

    A function that others call comes before its callers. All that is not written yet is one step, the last: it begins
    with the first function in the order of the course, since later ones build on it.
    """
    course = [NextStep(n.name, c, c.max_points - c.points) for n in record.notebooks for c in n.checks]
    open_ = [step for step in course if step.gain > 1e-9]
    broken = sorted((step for step in open_ if step.check.status not in NOT_WRITTEN), key=lambda step: -step.gain)
    unwritten = [step for step in open_ if step.check.status in NOT_WRITTEN]
    chosen: list[NextStep] = []
    for wrong in broken:
        chosen += [step for step in (*_siblings(wrong, broken), wrong) if step not in chosen]
    if unwritten:
        first = unwritten[0]
        total = sum(step.gain for step in unwritten)
        chosen[MOST - 1 :] = [NextStep(first.notebook, first.check, total, len(unwritten) - 1)]
    return chosen[:MOST]


def _siblings(step: NextStep, among: list[NextStep]) -> list[NextStep]:
    return [r for r in among if r is not step and r.notebook == step.notebook and r.check.id == step.check.repair]
