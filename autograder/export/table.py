"""Scores as CSV with columns of our own: one row for each student, for spreadsheets and scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from autograder.csv_tables import Sheet, guarded, written
from autograder.export.roster import ExportedSheet, waiting
from autograder.export.scores import Score


def fill(
    scores: Sequence[Score], assignment: str, sheet: Sheet | None, match: str | None, column: str | None
) -> ExportedSheet:
    """The scores as such a table, and who is missing in it or waits for a mark."""
    known = [score for score in scores if score.score is not None]
    absent = tuple(score.student for score in scores if score.score is None)
    return ExportedSheet(table(scores), len(known), (), absent, waiting(known))


def table(scores: Sequence[Score]) -> str:
    """CSV, the columns of COLUMNS and one for each notebook, which stands before the penalty for being late.

    A student who handed nothing in has empty cells, which are no zeros. Times are UTC.
    """
    notebooks = list(dict.fromkeys(part.name for score in scores for part in score.parts))
    rows = [(*COLUMNS, *map(guarded, notebooks))]
    for score in sorted(scores, key=lambda score: score.student):
        parts = {part.name: points(part.score) for part in score.parts}
        rows.append((*(cell(score) for cell in COLUMNS.values()), *(parts.get(name, "") for name in notebooks)))
    return written(rows)


def amount(cell: str) -> float | None:
    """The number in a platform's cell, with a point or a comma; None if there is none."""
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


def points(value: float) -> str:
    """Points to two decimals, without zeros that say nothing: platforms keep no more."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


COLUMNS: dict[str, Callable[[Score], str]] = {
    "student": lambda score: guarded(score.student),
    "last_name": lambda score: guarded(score.last_name),
    "first_name": lambda score: guarded(score.first_name),
    "email": lambda score: guarded(score.email),
    "score": lambda score: "" if score.score is None else points(score.score),
    "max_score": lambda score: points(score.maximum),
    "late_penalty": lambda score: "" if score.score is None else points(score.penalty),
    "by_hand": lambda score: "" if score.score is None else points(score.by_hand),
    "handed_in": lambda score: score.handed_in.strftime("%Y-%m-%dT%H:%M:%SZ") if score.handed_in else "",
    "needs_manual_grading": lambda score: "" if score.score is None else "yes" if score.waits else "no",
}
