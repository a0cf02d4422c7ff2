"""What judging one submission gives: plain dataclasses, and their JSON (the contract in the design, section 6)."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, replace
from typing import Any


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


MAX_TEXT = 8_000
_UNFIT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def fit(text: str) -> str:
    """Words that a stranger had a part in, fit for a terminal, a page and a database.

    What a terminal would obey, what turns the reading order and what UTF-8 cannot hold is spelled out; the end of
    a long text is cut.
    """
    text = text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]} …"
    return _UNFIT.sub(lambda found: ascii(found[0])[1:-1], text)


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
                "checks": tuple(CheckRecord(**{**c, "mistakes": tuple(c["mistakes"])}) for c in notebook["checks"]),
                "notes": tuple(notebook["notes"]),
            }
        )
        for notebook in data["notebooks"]
    )
    sequences = {"isolation": tuple(data["isolation"]), "notes": tuple(data["notes"]), "notebooks": notebooks}
    return Record(**{**data, **sequences})
