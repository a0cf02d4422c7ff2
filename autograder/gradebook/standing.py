"""A student's final score and its parts: the checks' points, manual marks, the penalty for late work.

Every page, table and export takes its numbers from here, so that no two of them can differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from autograder.course.lateness import Lateness
from autograder.gradebook.manual_marks import ManualMark
from autograder.records.record import NotebookRecord, Record
from autograder.text import number


@dataclass(frozen=True)
class Standing:
    """What the gradebook says of one submission."""

    checks: float  # points that the checks gave
    max_score: float  # with the cells that only a person can mark
    by_hand: float = 0.0  # points that a person's marks add to those of the checks; negative where they take some
    waits: bool = False  # an answer waits for a person
    lateness: Lateness = field(default_factory=Lateness)
    marks: tuple[ManualMark, ...] = ()
    waiting: float = 0.0  # points of the answers that wait for a person

    @property
    def score(self) -> float:
        """The points that count, never below zero."""
        return max(0.0, self.checks + self.by_hand - self.lateness.points)

    @property
    def how(self) -> str:
        """As in "91 by the checks, +3 by hand, −18.8 for being late"; empty where the checks alone count."""
        parts = [(self.by_hand, "by hand"), (-self.lateness.points, "for being late")]
        said = [f"{'+' if points > 0 else '−'}{number(abs(points))} {what}" for points, what in parts if points]
        return ", ".join([f"{number(self.checks)} by the checks", *said]) if said else ""

    @property
    def open(self) -> str:
        """As in "2 points wait for a person"; empty where nothing does."""
        if not self.waits:
            return ""
        if not self.waiting:  # a person may only comment on it
            return "an answer waits for a person"
        return f"{number(self.waiting)} {'point waits' if self.waiting == 1 else 'points wait'} for a person"


def by_checks(record: Record) -> Standing:
    """The standing of a submission that is in no gradebook: its record's points."""
    return Standing(record.score, record.max_score)


def with_marks(record: Record, marks: Sequence[ManualMark]) -> Record:
    """The record with a person's points instead of the checks' own: what is still to gain counts from these."""
    given = {(mark.notebook, mark.cell): mark.points for mark in marks if mark.points is not None}
    notebooks = tuple(_marked(notebook, given) for notebook in record.notebooks) if given else record.notebooks
    return replace(record, score=sum(notebook.score for notebook in notebooks), notebooks=notebooks)


def _marked(notebook: NotebookRecord, given: dict[tuple[str, str], float]) -> NotebookRecord:
    checks = tuple(replace(c, points=given.get((notebook.name, c.id), c.points)) for c in notebook.checks)
    return replace(notebook, score=sum(c.points for c in checks), checks=checks)
