"""Writes a class's report: one page, and the same facts as a table for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from autograder.atomic import write_whole
from autograder.course.lateness import Lateness
from autograder.csv_tables import guarded, written
from autograder.feedback.write import file_name
from autograder.records.record import Record
from autograder.report.mistakes import MistakeWords
from autograder.report.page import report_page

HEADER = ("student", "notebook", "exercise", "points", "max_points", "status", "rung", "mistakes")


def write_report(
    folder: Path,
    records: Sequence[Record],
    assignment: str,
    names_of_mistakes: MistakeWords,
    feedback: str = "../feedback",
    lateness: Mapping[str, Lateness] | None = None,
) -> Path:
    """Write `folder/<assignment>.html` and `.csv`; return the first. Raises ValueError as `report_page` does."""
    name = file_name("assignment", assignment)
    page = report_page(
        records, assignment, names_of_mistakes, feedback, csv=f"{quote(name, safe='')}.csv", lateness=lateness
    )
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / f"{name}.csv", table(records).encode())
    write_whole(folder / f"{name}.html", page.encode())
    return folder / f"{name}.html"


def table(records: Sequence[Record]) -> str:
    """One line for each student and exercise, as CSV; several mistakes stand between spaces."""
    rows: list[tuple[object, ...]] = [HEADER]
    for record in sorted(records, key=lambda r: r.student):
        for notebook in record.notebooks:
            for c in notebook.checks:
                texts = [record.student, notebook.name, c.id, c.status, c.rung or "", " ".join(c.mistakes)]
                student, name, exercise, status, rung, mistakes = map(guarded, texts)
                rows.append((student, name, exercise, c.points, c.max_points, status, rung, mistakes))
    return written(rows)
