"""What people added in the gradebook to what the judge says: points, extra credit, comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.records.record import Record


@dataclass(frozen=True)
class ManualMark:
    """What a person entered in the formgrader for one cell."""

    notebook: str
    cell: str  # the function's name, or the cell's id
    points: float | None = None  # instead of the automatic ones; None where these stay
    max_points: float | None = None
    extra: float = 0.0
    comment: str = ""


@dataclass(frozen=True)
class Total:
    """Points with and without what people gave."""

    score: float
    max_score: float


def total(record: Record, marks: Sequence[ManualMark]) -> Total:
    """The points of a record with those given by hand, which replace automatic ones or come on top."""
    automatic = {(n.name, c.id): c.points for n in record.notebooks for c in n.checks}
    score, most = record.score, record.max_score
    for mark in marks:
        score += mark.extra
        if mark.points is None:
            continue
        earned = automatic.get((mark.notebook, mark.cell))
        score += mark.points - (earned or 0.0)
        if earned is None:
            most += mark.max_points or 0.0
    return Total(score, most)


def joined(marks: Sequence[ManualMark]) -> tuple[ManualMark, ...]:
    """One mark per function: nbgrader keeps the comment with the solution cell and the points with the check cell."""
    found: dict[tuple[str, str], ManualMark] = {}
    for mark in marks:
        key = mark.notebook, mark.cell
        if before := found.get(key):
            points, most = (before.points, before.max_points) if mark.points is None else (mark.points, mark.max_points)
            comment = "\n".join(text for text in (before.comment, mark.comment) if text)
            mark = ManualMark(*key, points, most, before.extra + mark.extra, comment)
        found[key] = mark
    return tuple(found[key] for key in sorted(found))
