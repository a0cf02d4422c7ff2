"""The record of a judged submission: plain dataclasses, and their JSON.

A check's words are data, rows of label and words; pages set them as they like, and `message` is the same as text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from autograder.checks import render
from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.text import few, visible


@dataclass(frozen=True)
class CheckRecord:
    """One graded cell. It holds nothing of a hidden test, unless the judge was told to reveal them."""

    id: str
    points: float
    max_points: float
    status: Status
    rung: Rung | None = None  # the first one that failed
    mistakes: tuple[str, ...] = ()
    headline: str = ""  # as in 'dot   FAIL at "value"   (1 of 2 points)'; empty for an ordinary test
    rows: tuple[tuple[str, str], ...] = ()  # label ("likely", "cost"; empty for an ordinary test's words) and words
    line: tuple[int, str] | None = None  # the student's own line: number within the cell, text
    repair: str = ""  # a function that this one calls and that must be repaired first
    followed_through: tuple[str, ...] = ()  # functions replaced by the reference's, because the student's are wrong

    @property
    def message(self) -> str:
        """The whole message as text: headline and rows, or an ordinary test's words as they are."""
        if not self.headline:
            return "\n".join(words for _, words in self.rows)
        return render.message(self.headline, self.rows)

    def row(self, label: str) -> str:
        """The words of the first row with that label; empty if there is none."""
        return next((words for name, words in self.rows if name == label), "")

    @property
    def difference(self) -> str:
        """The first wrong part of the answer, as in "cost must be 0.822, got 3.574"; empty if no row says so."""
        return next((f"{label} {words}" for label, words in self.rows if label and label not in render.LABELS), "")


def unlabelled(words: str) -> tuple[tuple[str, str], ...]:
    """One row without a label, for a check with a single text to show; no row for an empty text."""
    return (("", words),) if words.strip() else ()


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
    came: str = ""  # when it was handed in, or first judged where no time was noted; ISO 8601 in UTC
    remarks: tuple[str, ...] = ()  # what the instructor may want to look at; not for the student


MAX_TEXT, MAX_NOTES = 8_000, 30  # characters of one text, notes of a notebook


def fit(text: str) -> str:
    """Text with invisible characters made visible, safe for a terminal, a page and a database."""
    return visible(text, MAX_TEXT)


def notebook_record(name: str, checks: list[CheckRecord], notes: list[str], file: str = "") -> NotebookRecord:
    """A notebook's record with the sums of its checks' points, and its texts made safe to show."""
    checks = [_fit_check(check) for check in checks]
    score, maximum = sum(c.points for c in checks), sum(c.max_points for c in checks)
    return NotebookRecord(name, score, maximum, tuple(checks), tuple(map(fit, few(notes, MAX_NOTES))), file)


def _fit_check(check: CheckRecord) -> CheckRecord:
    rows = tuple((fit(label), fit(words.expandtabs())) for label, words in check.rows)
    line = (check.line[0], fit(check.line[1].expandtabs())) if check.line else None
    return replace(check, rows=rows, line=line)


def to_json(record: Record) -> dict[str, Any]:
    """The record as JSON values, each check with its `message` for readers that want text."""
    notebooks = [
        {**vars(notebook), "checks": [{**vars(check), "message": check.message} for check in notebook.checks]}
        for notebook in record.notebooks
    ]
    return {**vars(record), "notebooks": notebooks}


def from_json(data: dict[str, Any]) -> Record:
    """The record in JSON values from `to_json`, or from an earlier version whose checks had a message and no rows."""
    notebooks = []
    for notebook in data["notebooks"]:
        checks = tuple(map(_check_from_json, notebook["checks"]))
        notebooks.append(NotebookRecord(**{**notebook, "checks": checks, "notes": tuple(notebook["notes"])}))
    sequences = {"isolation": tuple(data["isolation"]), "notes": tuple(data["notes"]), "notebooks": tuple(notebooks)}
    return Record(**{**data, **sequences, "remarks": tuple(data.get("remarks", ()))})


def _check_from_json(data: dict[str, Any]) -> CheckRecord:
    values = dict(data)
    message = values.pop("message")  # follows from the rows, where there are any
    rows = tuple((label, words) for label, words in data["rows"]) if "rows" in data else unlabelled(message)
    line = tuple(data["line"]) if data.get("line") else None
    followed_through = tuple(data.get("followed_through", ()))
    sequences = {"mistakes": tuple(data["mistakes"]), "rows": rows, "line": line, "followed_through": followed_through}
    closed = {"status": Status(data["status"]), "rung": Rung(data["rung"]) if data["rung"] else None}
    return CheckRecord(**{**values, **sequences, **closed})
