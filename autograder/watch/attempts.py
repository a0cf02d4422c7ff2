"""Which submissions of the exchange were judged, when the next one may be, and which one counts.

Each has one small file, written once everything that follows from it is done: what has a file need not be done again.
How many attempts a student has made is not counted here: `records/store.py` does, for every page and table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path

from autograder.atomic import write_whole
from autograder.course.lateness import Lateness, penalty, rule, seconds_late
from autograder.course.policy import AssignmentPolicy, Counts
from autograder.json_files import read_json
from autograder.records.store import home_of
from autograder.submissions.folder import in_the_future

HOUR = timedelta(hours=1)
REPEATS = 5  # times as many in an hour as attempts, with the same files again: each costs the watcher a second


@dataclass(frozen=True)
class Attempt:
    """One judged submission of the exchange."""

    name: str  # of its folder in `inbound/`
    key: str
    student: str
    admitted: datetime  # when it was taken for judging, or could have been, had the watcher run; UTC
    handed_in: datetime | None  # as it says itself; UTC
    submission: str  # sha256 of what was handed in
    score: float
    max_score: float
    score_after_penalty: float  # the score after what being late costs


class Attempts:
    """The attempts at one assignment, on disk below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.done: dict[str, Attempt] = {}
        for path in sorted(folder.glob("*/*.json")):
            try:
                attempt = _attempt(read_json(path))
            except (OSError, ValueError, TypeError, KeyError):
                continue  # not there: it is judged again, from its record
            self.done[attempt.key] = attempt

    def of(self, student: str) -> list[Attempt]:
        """What a student handed in and was judged, in the order of judging."""
        return sorted(
            (attempt for attempt in self.done.values() if attempt.student == student),
            key=lambda attempt: attempt.admitted,
        )

    def admitted(self, student: str) -> dict[str, datetime]:
        """When each of a student's attempts was admitted first, by what was handed in: the same again costs none."""
        return _first_admitted(self.of(student))

    def add(self, attempt: Attempt) -> None:
        """Store an attempt for which nothing is left to do."""
        told = {**asdict(attempt), "admitted": attempt.admitted.isoformat()}
        told["handed_in"] = attempt.handed_in.isoformat() if attempt.handed_in else None
        write_whole(self.folder / home_of(attempt.student) / f"{attempt.key}.json", json.dumps(told, indent=1).encode())
        self.done[attempt.key] = attempt


def _attempt(told: dict[str, str | None]) -> Attempt:
    times = {key: datetime.fromisoformat(text) for key in ("admitted", "handed_in") if (text := told[key])}
    return Attempt(**{field.name: times.get(field.name, told[field.name]) for field in fields(Attempt)})  # type: ignore[arg-type]


def _first_admitted(attempts: Sequence[Attempt]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for attempt in attempts:
        found.setdefault(attempt.submission, attempt.admitted)
    return found


def next_turn(attempts: Sequence[Attempt], arrived: datetime, per_hour: int, now: datetime) -> datetime:
    """When what arrived then may be judged, after all that its student handed in before, in the order of judging."""
    return max(
        next_allowed(_first_admitted(attempts).values(), arrived, per_hour, now),
        next_allowed((attempt.admitted for attempt in attempts), arrived, REPEATS * per_hour, now),
    )


def next_allowed(earlier: Iterable[datetime], arrived: datetime, per_hour: int, now: datetime) -> datetime:
    """When an attempt that arrived then may be judged, after those admitted `earlier`; per_hour 0 is no limit.

    What was admitted after `now` was so by a clock that has been put right since, and holds nobody back.
    """
    before = sorted(when for when in earlier if when <= now)
    if not per_hour or len(before) < per_hour:
        return arrived
    return max(arrived, before[-per_hour] + HOUR)


def lateness(score: float, student: str, handed_in: datetime | None, policy: AssignmentPolicy) -> Lateness:
    """How late an attempt with this score is, and what that costs by the assignment's policy."""
    due = policy.due_for(student)
    late = seconds_late(due, handed_in)
    return Lateness(due, handed_in, penalties={"": penalty(policy, score, late) or 0.0}, rule=rule(policy, late))


def counts(
    attempt: Attempt, others: Sequence[Attempt], in_place: datetime | None, policy: AssignmentPolicy, now: datetime
) -> bool:
    """Whether the score in the gradebook must be this attempt's.

    in_place : when the submission was handed in that counts so far, None if there is none

    What counts so far and was handed in after `now` cannot be the later one: a clock was wrong.
    """
    if policy.counts == Counts.BEST:
        return all(
            attempt.score_after_penalty >= other.score_after_penalty for other in others if other.key != attempt.key
        )
    if in_place is None or attempt.handed_in is None or in_the_future(in_place, now):
        return True
    return attempt.handed_in >= in_place
