"""Writes a class's report: one page, and the same facts as two tables for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from autograder.atomic import write_whole
from autograder.csv_tables import guarded, written
from autograder.feedback.write import checked_name
from autograder.gradebook.standing import Standing
from autograder.records.record import Record
from autograder.report.learning import Curve, learning
from autograder.report.mistakes import MistakeWords
from autograder.report.numbers import class_numbers
from autograder.report.page import About, report_page
from autograder.report.reliability import FIFTHS

HEADER = ("student", "notebook", "exercise", "points", "max_points", "status", "rung", "mistakes")
OF_EXERCISES = (
    "notebook", "exercise", "max_points", "not_begun", "failed", "passed", "success", "success_low",
    "success_high", "share", "points_lost", "stop_here",
    "discrimination", "discrimination_low", "discrimination_high", "weight", "alpha_without",
    *(f"success_fifth_{number}" for number in range(1, FIFTHS + 1)),
    "passed_at_first", "passed_by_second", "passed_by_third", "not_passed_yet",
)  # fmt: skip


def write_report(
    folder: Path,
    records: Sequence[Record],
    assignment: str,
    names_of_mistakes: MistakeWords,
    standings: Mapping[str, Standing] | None = None,
    about: About | None = None,
) -> Path:
    """Write `folder/<assignment>.html`, `.csv` and `_exercises.csv`; return the first.

    Raises ValueError as `report_page` does.
    """
    name = checked_name("assignment", assignment)
    page = report_page(records, assignment, names_of_mistakes, standings, about)
    write_whole(folder / f"{name}_exercises.csv", exercise_table(records, about or About()).encode())
    return write_both(folder, name, page, table(records))


def write_both(folder: Path, name: str, page: str, table: str, mode: int = 0o644) -> Path:
    """Write `folder/<name>.html` and the table that it links to, `.csv`; return the first."""
    write_whole(folder / f"{name}.csv", table.encode(), mode)
    write_whole(folder / f"{name}.html", page.encode(), mode)
    return folder / f"{name}.html"


def table(records: Sequence[Record]) -> str:
    """One line for each student and exercise, as CSV; several mistakes stand between spaces."""
    return quoted(
        HEADER,
        (
            (record.student, notebook.name, c.id, c.points, c.max_points, c.status, c.rung or "", " ".join(c.mistakes))
            for record in sorted(records, key=lambda r: r.student)
            for notebook in record.notebooks
            for c in notebook.checks
        ),
    )


def exercise_table(records: Sequence[Record], about: About) -> str:
    """One line for each exercise with its statistics, as CSV; a cell is empty where there is too little to say."""
    numbers = class_numbers(records)
    learned = learning(about.attempts.get(r.student) or [r] for r in records)
    rows: list[list[str | float]] = []
    for e in numbers.exercises:
        key, d = (e.notebook, e.id), e.discrimination
        curve, r = learned.curves.get(key, Curve()), numbers.reliability
        counts = (e.max_points, e.not_begun, e.failed, e.passed)
        told = (d.value, d.low, d.high) if d.value is not None else (None, None, None)
        success = (e.success, *(e.interval or (None, None)), e.share) if e.tried else (None,) * 4
        shares = (*success, e.points_lost, e.last, *told, r.weights.get(key), r.without.get(key))
        fifths = e.fifths or (None,) * FIFTHS
        curved = (curve.within(1), curve.within(2), curve.within(3), curve.never)
        rows.append([e.notebook, e.id, *counts, *map(_rounded, (*shares, *fifths)), *curved])
    return quoted(OF_EXERCISES, rows)


def _rounded(value: float | None) -> str | float:
    return "" if value is None else round(value, 6)


def quoted(header: Sequence[str], rows: Iterable[Sequence[str | float]]) -> str:
    """Rows as CSV, guarded against spreadsheets that would take a text for a formula."""
    return written([header, *([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)])
