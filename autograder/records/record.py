"""What judging one submission gives: plain dataclasses, and their JSON (the contract in the design, section 6)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import Any

from autograder.text import visible


@dataclass(frozen=True)
class CheckRecord:
    """One graded cell."""

    id: str
    points: float
    max_points: float
    status: str  # passed partial failed error timeout killed missing untouched
    rung: str | None = None
    mistakes: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True)
class NotebookRecord:
    """One notebook of a submission."""

    name: str
    score: float
    max_score: float
    checks: tuple[CheckRecord, ...]
    notes: tuple[str, ...] = ()  # what was repaired or left out, for the student to read
    file: str = ""  # the file that it was read from; empty if there was none


@dataclass(frozen=True)
class Record:
    """One submission."""

    student: str
    assignment: str
    score: float
    max_score: float
    isolation: tuple[str, ...]
    seconds: float
    notebooks: tuple[NotebookRecord, ...]
    notes: tuple[str, ...] = ()
    submission: str = ""  # sha256 of what was handed in
    judged_with: str = ""  # sha256 of the source and the judge's rules


MAX_TEXT = 8_000  # characters of a message or a note


def notebook_record(name: str, checks: list[CheckRecord], notes: list[str], file: str = "") -> NotebookRecord:
    """A notebook's record with its sums, its words made fit to be shown."""
    checks = [replace(c, message=visible(c.message, MAX_TEXT)) for c in checks]
    score, maximum = sum(c.points for c in checks), sum(c.max_points for c in checks)
    return NotebookRecord(name, score, maximum, tuple(checks), tuple(visible(note, MAX_TEXT) for note in notes), file)


def to_json(record: Record) -> dict[str, Any]:
    """The record as JSON values."""
    return dataclasses.asdict(record)


def from_json(data: dict[str, Any]) -> Record:
    """The record that `to_json` wrote."""
    notebooks = tuple(
        NotebookRecord(
            **{
                **notebook,
                "checks": tuple(CheckRecord(**{**c, "mistakes": tuple(c["mistakes"])}) for c in notebook["checks"]),
                "notes": tuple(notebook["notes"]),
            }
        )
        for notebook in data["notebooks"]
    )
    sequences = {"isolation": tuple(data["isolation"]), "notes": tuple(data["notes"]), "notebooks": notebooks}
    return Record(**{**data, **sequences})
