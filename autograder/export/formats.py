"""The formats that scores are written in, by the name that `--to` takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from autograder.course.folders import Course, CourseError
from autograder.csv_tables import Sheet
from autograder.export import canvas, moodle
from autograder.export.roster import ExportedSheet, waiting
from autograder.export.scores import Score, read_scores
from autograder.export.table import table

Fill = Callable[[Sequence[Score], str, Sheet | None, str | None, str | None], ExportedSheet]


def _table(
    scores: Sequence[Score], assignment: str, sheet: Sheet | None, match: str | None, column: str | None
) -> ExportedSheet:
    known = [one for one in scores if one.score is not None]
    absent = tuple(one.student for one in scores if one.score is None)
    return ExportedSheet(table(scores), len(known), (), absent, waiting(known))


CSV = "csv"  # for spreadsheets; the others fill a list of the platform
FORMATS: dict[str, Fill] = {CSV: _table, "canvas": canvas.fill, "moodle": moodle.fill}


def exported(
    course: Course,
    assignment: str,
    to: str,
    roster: Sheet | None = None,
    url: str | None = None,
    match: str | None = None,
    column: str | None = None,
) -> ExportedSheet:
    """An assignment's scores in one of FORMATS. Raises CourseError."""
    if to == CSV and (roster or match or column):
        raise CourseError(f"--roster, --match and --column are for a platform's file. Leave them out with --to {to}.")
    scores = read_scores(course, assignment, url)
    if not any(one.score is not None for one in scores):
        raise CourseError(
            f"There must be graded submissions of {assignment!r} in the gradebook. There are none: run "
            f"`autograder grade {assignment}` first."
        )
    return FORMATS[to](scores, assignment, roster, match, column)
