"""What judging one submission gives: plain dataclasses, and their JSON (the contract in the design, section 6)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import Any

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.text import visible


@dataclass(frozen=True)
class CheckRecord:
    """One graded cell."""

    id: str
    points: float
    max_points: float
    status: Status
    rung: Rung | None = None  # the first one that failed
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


MAX_TEXT = 8_000


def fit(text: str) -> str:
    """Words that a stranger had a part in, fit for a terminal, a page and a database."""
    return visible(text, MAX_TEXT)


def notebook_record(name: str, checks: list[CheckRecord], notes: list[str], file: str = "") -> NotebookRecord:
    """A notebook's record with its sums, its words made fit to be shown."""
    checks = [replace(c, message=fit(c.message)) for c in checks]
    score, maximum = sum(c.points for c in checks), sum(c.max_points for c in checks)
    return NotebookRecord(name, score, maximum, tuple(checks), tuple(map(fit, notes)), file)


def to_json(record: Record) -> dict[str, Any]:
    """The record as JSON values."""
    return dataclasses.asdict(record)


def from_json(data: dict[str, Any]) -> Record:
    """The record that `to_json` wrote."""
    notebooks = tuple(
        NotebookRecord(
            **{
                **notebook,
                "checks": tuple(map(_check_from_json, notebook["checks"])),
                "notes": tuple(notebook["notes"]),
            }
        )
        for notebook in data["notebooks"]
    )
    sequences = {"isolation": tuple(data["isolation"]), "notes": tuple(data["notes"]), "notebooks": notebooks}
    return Record(**{**data, **sequences})


def _check_from_json(data: dict[str, Any]) -> CheckRecord:
    rung = Rung(data["rung"]) if data["rung"] else None
    return CheckRecord(**{**data, "status": Status(data["status"]), "rung": rung, "mistakes": tuple(data["mistakes"])})
