"""The formats that scores are written in, by the name that `--to` takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from autograder.course import Course, CourseError
from autograder.export import canvas, moodle
from autograder.export.roster import Filled, waiting
from autograder.export.scores import Lost, Score, read_scores
from autograder.export.table import table
from autograder.grade.pages import current
from autograder.sheets import Sheet

Fill = Callable[[Sequence[Score], str, Sheet | None, str | None, str | None], Filled]


@dataclass(frozen=True)
class Format:
    """One format."""

    fill: Fill
    roster: bool = True  # whether it can use a platform's own list
    detail: bool = False  # whether it tells which exercises lost points


def _table(
    scores: Sequence[Score], assignment: str, sheet: Sheet | None, match: str | None, column: str | None
) -> Filled:
    known = [one for one in scores if one.score is not None]
    absent = tuple(one.student for one in scores if one.score is None)
    return Filled(table(scores), len(known), (), absent, waiting(known))


FORMATS = {
    "csv": Format(_table, roster=False),
    "canvas": Format(canvas.fill),
    "moodle": Format(moodle.fill, detail=True),
}


def exported(
    course: Course,
    assignment: str,
    to: str,
    roster: Sheet | None = None,
    url: str | None = None,
    match: str | None = None,
    column: str | None = None,
) -> Filled:
    """An assignment's scores in one of FORMATS. Raises CourseError."""
    made = FORMATS[to]
    if not made.roster and (roster or match or column):
        raise CourseError(f"--roster, --match and --column are for a platform's file. Leave them out with --to {to}.")
    scores = read_scores(course, assignment, url)
    if not any(one.score is not None for one in scores):
        raise CourseError(
            f"There must be graded submissions of {assignment!r} in the gradebook. There are none: run "
            f"`autograder grade {assignment}` first."
        )
    return made.fill(detailed(course, assignment, scores) if made.detail else scores, assignment, roster, match, column)


def detailed(course: Course, assignment: str, scores: Sequence[Score]) -> list[Score]:
    """The scores, each with the exercises that lost points, where its record is still that of what was handed in."""
    found = {
        record.student: {
            n.name: tuple(Lost(c.id, c.points, c.max_points) for c in n.checks if c.points < c.max_points)
            for n in record.notebooks
        }
        for _, record in current(course, assignment)
    }
    return [replace(one, lost=found.get(one.student, {})) for one in scores]
