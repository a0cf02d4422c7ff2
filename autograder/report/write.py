"""Writes a class's report: one page, and the same facts as a table for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from autograder.atomic import write_whole
from autograder.csv_tables import guarded, written
from autograder.feedback.write import file_name
from autograder.gradebook.standing import Standing
from autograder.records.record import Record
from autograder.report.mistakes import MistakeWords
from autograder.report.page import report_page

HEADER = ("student", "notebook", "exercise", "points", "max_points", "status", "rung", "mistakes")


def write_report(
    folder: Path,
    records: Sequence[Record],
    assignment: str,
    names_of_mistakes: MistakeWords,
    standings: Mapping[str, Standing] | None = None,
) -> Path:
    """Write `folder/<assignment>.html` and `.csv`; return the first. Raises ValueError as `report_page` does."""
    page = report_page(records, assignment, names_of_mistakes, standings)
    return write_both(folder, file_name("assignment", assignment), page, table(records))


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


def quoted(header: Sequence[str], rows: Iterable[Sequence[str | float]]) -> str:
    """Rows as CSV, guarded against spreadsheets that would take a text for a formula."""
    return written([header, *([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)])
