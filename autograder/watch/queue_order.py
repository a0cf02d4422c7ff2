"""The order of judging: students in the order in which they came; of one student the attempt likely to count first."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from autograder.watch.exchange import Arrival


@dataclass(frozen=True)
class Candidate:
    """A submission that is complete and not judged yet."""

    arrival: Arrival
    arrived: datetime  # UTC


def arrived(arrival: Arrival, now: datetime) -> datetime:
    """When a submission came, by a time that its student cannot set: its folder's ctime."""
    try:
        return min(now, datetime.fromtimestamp(os.lstat(arrival.folder).st_ctime, UTC))
    except OSError:
        return now


def in_turn(candidates: Iterable[Candidate], last_counts: Callable[[str], bool]) -> list[Candidate]:
    """The candidates in the order in which they are to be judged.

    last_counts : whether, for the assignment with this name, only the last attempt counts; then a student's newest
                  goes before those that it replaces
    """
    of: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        of[candidate.arrival.student, candidate.arrival.assignment].append(candidate)
    ranked = []
    for (_, assignment), theirs in of.items():
        theirs.sort(
            key=lambda candidate: (candidate.arrived, candidate.arrival.folder.name), reverse=last_counts(assignment)
        )
        ranked += [
            (rank, candidate.arrived, candidate.arrival.folder.name, candidate) for rank, candidate in enumerate(theirs)
        ]
    return [candidate for *_, candidate in sorted(ranked, key=lambda each: each[:3])]
