"""Marks that people added in the gradebook to those of the judge: points, extra credit, comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ManualMark:
    """What a person entered in the formgrader for one cell."""

    notebook: str
    cell: str  # the function's name, or the cell's id
    points: float | None = None  # instead of the automatic ones; None where these stay
    max_points: float | None = None
    extra: float = 0.0
    comment: str = ""


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
