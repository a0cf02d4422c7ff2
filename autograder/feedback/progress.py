"""Where a student stands among attempts: which one this is, what changed since the last, how many are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.records.record import Record


@dataclass(frozen=True)
class Progress:
    """What a page says about attempts, and what a student with every point can do next."""

    attempt: int = 1
    made: int = 1  # attempts of the student until now; more than `attempt` where an earlier one is shown
    before: Record | None = None  # the attempt before this one
    per_hour: int = 0  # attempts that are judged in an hour; 0 for no limit
    left: int = 0  # of them, when this one was judged
    beyond: tuple[str, ...] = ()  # the course's own sentences, with backticks around code


@dataclass(frozen=True)
class Step:
    """A check whose points differ from those of the attempt before."""

    notebook: str
    check: str
    effect: float  # points gained, below zero for points lost


def progress_of(record: Record, attempts: Sequence[Record], beyond: Sequence[str] = ()) -> Progress:
    """Where a record stands among all attempts of its student, as `Records.of` gives them."""
    handed_in = [attempt.submission for attempt in attempts]
    place = handed_in.index(record.submission) if record.submission in handed_in else len(attempts)
    return Progress(
        place + 1, max(place + 1, len(attempts)), attempts[place - 1] if place else None, beyond=tuple(beyond)
    )


def since(before: Record, now: Record) -> list[Step]:
    """What changed from one attempt to the next, the largest gain first, losses last."""
    was = {(n.name, c.id): c.points for n in before.notebooks for c in n.checks}
    steps = [Step(n.name, c.id, c.points - was.get((n.name, c.id), 0.0)) for n in now.notebooks for c in n.checks]
    return sorted((step for step in steps if abs(step.effect) > 1e-9), key=lambda step: -step.effect)
