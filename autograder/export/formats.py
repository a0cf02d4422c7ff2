"""The formats that scores are written in, by the name that `--to` takes."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from autograder.course.folders import Course, CourseError

if TYPE_CHECKING:  # the command's `--help` names the formats, and needs none of their modules
    from autograder.csv_tables import Sheet
    from autograder.export.roster import ExportedSheet

CSV = "csv"  # for spreadsheets; the others fill a list of the platform
#: the module of each, which has a function `fill(scores, assignment, sheet, match, column)`
FORMATS = {CSV: "table", "canvas": "canvas", "moodle": "moodle"}


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
    from autograder.export.scores import read_scores

    scores = read_scores(course, assignment, url)
    if not any(score.score is not None for score in scores):
        raise CourseError(
            f"There must be graded submissions of {assignment!r} in the gradebook. There are none: run "
            f"`autograder grade {assignment}` first."
        )
    filled: ExportedSheet = importlib.import_module(f"autograder.export.{FORMATS[to]}").fill(
        scores, assignment, roster, match, column
    )
    return filled
