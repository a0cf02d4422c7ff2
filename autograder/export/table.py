"""Scores as a table of our own: one row for each student, for spreadsheets and scripts."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.csv_tables import guarded, written
from autograder.export.scores import Score

HEAD = (
    "student",
    "last_name",
    "first_name",
    "email",
    "score",
    "max_score",
    "late_penalty",
    "handed_in",
    "needs_manual_grading",
)


def table(scores: Sequence[Score]) -> str:
    """CSV, the columns of HEAD and one for each notebook, which stands before the penalty for being late.

    A student who handed nothing in has empty cells, which are no zeros. Times are UTC.
    """
    notebooks = list(dict.fromkeys(part.name for one in scores for part in one.parts))
    rows = [(*HEAD, *map(guarded, notebooks))]
    for one in sorted(scores, key=lambda one: one.student):
        texts = map(guarded, (one.student, one.last_name, one.first_name, one.email))
        parts = {part.name: points(part.score) for part in one.parts}
        when = one.handed_in.strftime("%Y-%m-%dT%H:%M:%SZ") if one.handed_in else ""
        some = one.score is not None
        rows.append(
            (
                *texts,
                points(one.score) if one.score is not None else "",
                points(one.maximum),
                points(one.penalty) if some else "",
                when,
                ("yes" if one.waits else "no") if some else "",
                *(parts.get(name, "") for name in notebooks),
            )
        )
    return written(rows)


def points(value: float) -> str:
    """Points to two decimals, without zeros that say nothing: platforms keep no more."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
