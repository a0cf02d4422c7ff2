"""Scores for Moodle: the offline grading worksheet of an assignment, filled, or a file for the gradebook's import.

The worksheet's columns follow MoodleDocs, "Using Assignment" (offline grading worksheet), and what its importer looks
for: `Identifier`, `Grade` and `Last modified (grade)` must exist; `Feedback comments` is read if present. The other
file follows MoodleDocs, "Grade import": any columns, mapped by hand, one of which says who a student is.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from autograder.course.folders import CourseError
from autograder.csv_tables import Sheet, guarded, plain, written
from autograder.export.roster import ExportedSheet, column_of, pair, waiting
from autograder.export.scores import Score
from autograder.export.table import amount, points
from autograder.text import listed

IDS = ("Username", "ID number", "Email address")
NEEDED = ("Identifier", "Grade", "Last modified (grade)")
BEGINS = "Points by notebook:"


def fill(
    scores: Sequence[Score], assignment: str, sheet: Sheet | None, match: str | None = None, column: str | None = None
) -> ExportedSheet:
    """The worksheet with grades and comments in it; without a worksheet, a file for the gradebook. Raises CourseError.

    match  : the worksheet's column that holds the students' ids; without one, how the file is to call that column
    column : how the gradebook's file is to call the grades
    """
    if sheet is None:
        return _gradebook(scores, match or IDS[0], column or assignment)
    if column is not None:
        raise CourseError("A worksheet has one column for the grade. Leave --column out, or leave --roster out.")
    return _worksheet(scores, sheet, match)


def comment(score: Score) -> str:
    """The comment that a student reads with the grade, as HTML: points by notebook, and where some were lost."""
    parts = []
    for part in score.parts:
        lost = [f"{x.name} {points(x.points)} of {points(x.maximum)}" for x in part.lost]
        more = f" ({', '.join(lost)})" if lost else ""
        parts.append(f"{part.name} {points(part.score)} of {points(part.maximum)}{more}")
    how = f" {score.how}." if score.how else ""
    return html.escape(f"{BEGINS} {'; '.join(parts)}.{how}", quote=False)


def _gradebook(scores: Sequence[Score], identity: str, column: str) -> ExportedSheet:
    known = [score for score in scores if score.score is not None]
    by_address = plain(identity) == "email address"
    rows: list[tuple[str, ...]] = [(guarded(identity), guarded(column), f"{guarded(column)} (feedback)")]
    without = [score.student for score in known if by_address and "@" not in (score.email or score.student)]
    for score in known:
        if score.score is not None and score.student not in without:
            who = (score.email or score.student) if by_address else score.student
            rows.append((guarded(who), points(score.score), comment(score)))
    absent = tuple(score.student for score in scores if score.score is None)
    return ExportedSheet(written(rows), len(rows) - 1, tuple(without), absent, waiting(known))


def _worksheet(scores: Sequence[Score], sheet: Sheet, match: str | None) -> ExportedSheet:
    places = [sheet.column(name) for name in NEEDED]
    if None in places:
        raise CourseError(
            f"The roster must be Moodle's offline grading worksheet, with the columns {', '.join(NEEDED)}. It has: "
            f"{', '.join(sheet.head)}. Download it again, with Moodle's language set to English."
        )
    identifier, grade = sheet.column(NEEDED[0]), sheet.column(NEEDED[1])
    assert identifier is not None
    assert grade is not None
    name, most = sheet.column("Full name"), sheet.column("Maximum Grade")
    locked, feedback = sheet.column("Grade can be changed"), sheet.column("Feedback comments")
    pairs = pair(sheet, range(len(sheet.rows)), column_of(sheet, match, IDS), scores)
    # what its importer reads stays; all else is for people
    read = {identifier, grade, sheet.column(NEEDED[2]), feedback, most, locked}
    rows = [[cell if at in read else guarded(cell) for at, cell in enumerate(row)] for row in sheet.rows]
    barred, above = [], []
    for at, score in pairs.scores.items():
        label = sheet.rows[at][identifier if name is None else name]
        if locked is not None and plain(rows[at][locked]) == "no":
            barred.append(label)
            continue
        if score.score is not None:
            rows[at][grade] = points(score.score)
            highest = None if most is None else amount(rows[at][most])
            if highest is not None and score.score > highest:
                above.append(label)
        if feedback is not None and (not rows[at][feedback].strip() or rows[at][feedback].startswith(BEGINS)):
            rows[at][feedback] = comment(score)
    notes = [*waiting(list(pairs.scores.values()))]
    if barred:
        notes.append(f"Moodle has locked these students' grades, which stay: {listed(barred, 10)}.")
    if above:
        notes.append(
            f"Above Moodle's maximum grade, which it will not take: {listed(above, 10)}. Change the maximum first."
        )
    text = Sheet(sheet.head, tuple(map(tuple, rows)), sheet.delimiter, sheet.bom).text()
    empty = tuple(sheet.rows[at][identifier if name is None else name] for at in pairs.empty)
    return ExportedSheet(text, len(pairs.scores) - len(barred), pairs.strangers, empty, tuple(notes))
