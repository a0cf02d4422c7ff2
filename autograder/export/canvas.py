"""Fills Canvas's gradebook file: its own export, reduced to the columns of the student and of this assignment.

The columns follow Canvas's guides "How do I export grades in the Gradebook?" and "How do I import grades in the
Gradebook?", and what its importer reads: `Student` (or `LastName`, `FirstName`), `ID`, perhaps `SIS User ID`,
`SIS Login ID`, `Integration ID` and `Root Account`, `Section`, then assignments as `Title (id)`; above the students
a row `Points Possible`, and perhaps one that says which columns are posted by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.course.folders import CourseError
from autograder.csv_tables import Sheet, guarded, plain, written
from autograder.export.roster import ExportedSheet, column_of, pair, waiting
from autograder.export.scores import Score
from autograder.export.table import amount, points
from autograder.text import listed

IDS = ("SIS Login ID", "SIS User ID")
NAMES = ("student", "lastname", "firstname")
KEPT = ("ex", "n/a")  # excused; not assigned to this student
TEST = "student, test"
_ID = re.compile(r"\s*\((\d+)\)\s*$")


def fill(
    scores: Sequence[Score], assignment: str, sheet: Sheet | None, match: str | None = None, column: str | None = None
) -> ExportedSheet:
    """The file to import into Canvas, with the roster's rows in its order. Raises CourseError.

    match  : the roster's column that holds the students' ids
    column : the assignment's column, with or without its id; a name that the roster lacks makes a new assignment
    """
    if sheet is None:
        raise CourseError(
            "Canvas needs the ids of its own students. Export the gradebook there (Grades, Export), and name the file "
            "with --roster."
        )
    section = sheet.column("Section")
    if section is None or sheet.column("ID") is None or plain(sheet.head[0]) not in NAMES:
        raise CourseError(
            "The roster must be Canvas's exported gradebook, with the columns Student, ID and Section. It has: "
            f"{', '.join(sheet.head)}. Export it again (Grades, Export)."
        )
    place, title = _column(sheet, section, assignment, column)
    above = [at for at, row in enumerate(sheet.rows) if _is_above(row, row[sheet.column("ID") or 0])]
    people = [at for at, row in enumerate(sheet.rows) if at not in above and plain(row[0]) != TEST]
    pairs = pair(sheet, people, column_of(sheet, match, IDS), scores)
    cells = {at: sheet.rows[at][place] if place is not None else "" for at in range(len(sheet.rows))}
    held = {at: cells[at].strip() for at in pairs.scores if plain(cells[at]) in KEPT}
    for at, score in pairs.scores.items():
        if at not in held and score.score is not None:
            cells[at] = points(score.score)
    maximum = scores[0].maximum if scores else 0.0
    notes = [*waiting(list(pairs.scores.values()))]
    for at in above:
        if "points possible" in plain(sheet.rows[at][0]):
            notes += _possible(cells[at], maximum, place is None, title)
            cells[at] = cells[at] or points(maximum)
    for word in sorted(set(held.values())):
        names = [sheet.rows[at][0] for at, cell in held.items() if cell == word]
        notes.append(f"Canvas has {word} for these students, which stays: {listed(names, 10)}.")
    rows = [(*sheet.head[: section + 1], title)]
    rows += [(*_person(sheet, at, section), cells[at]) for at in range(len(sheet.rows))]
    text = written(rows, sheet.delimiter, sheet.bom)
    empty = tuple(sheet.rows[at][0] for at in pairs.empty)
    return ExportedSheet(text, len(pairs.scores) - len(held), pairs.strangers, empty, tuple(notes))


def _is_above(row: tuple[str, ...], number: str) -> bool:
    """Whether a row is not a student's, who has a number: points possible, or which columns are posted by hand."""
    said = [plain(cell) for cell in row if cell.strip()]
    posted = all(re.match(r"muted|manual posting", cell) for cell in said)
    return not number.strip() and ("points possible" in plain(row[0]) or posted)


def _person(sheet: Sheet, at: int, section: int) -> tuple[str, ...]:
    """The cells that identify a row's student, guarded against formulas: a login may be an address of one's own choice.

    Canvas matches by its own ID, which is a number. A row without one stays as it is, but for the names.
    """
    row = sheet.rows[at][: section + 1]
    kept = {"id"} if row[sheet.column("ID") or 0].strip() else {plain(head) for head in sheet.head} - {*NAMES}
    return tuple(cell if plain(head) in kept else guarded(cell) for head, cell in zip(sheet.head, row, strict=False))


def _column(sheet: Sheet, section: int, assignment: str, wanted: str | None) -> tuple[int | None, str]:
    """The index of the assignment's column, None for a new one, and its head."""
    name = wanted or assignment
    heads = {at: head for at, head in enumerate(sheet.head) if at > section}
    found = [at for at, head in heads.items() if plain(name) in (plain(head), plain(_ID.sub("", head)))]
    if len(found) == 1:
        possible = next((row[found[0]] for row in sheet.rows if "points possible" in plain(row[0])), "")
        if "read only" in plain(possible):
            raise CourseError(
                f"The column must be one that Canvas imports. {sheet.head[found[0]]!r} is read only there."
            )
        return found[0], sheet.head[found[0]]
    own = ", ".join(head for head in heads.values() if _ID.search(head)) or "none"
    if len(found) > 1:
        raise CourseError(
            f"The column must be one. {name!r} fits {len(found)}: name it with its id, as --column. {own}."
        )
    if wanted is None:
        raise CourseError(
            f"The roster must have a column for {assignment!r}. It has: {own}. Name one with --column; a name that is "
            "not there makes a new assignment in Canvas."
        )
    return None, wanted


def _possible(cell: str, maximum: float, new: bool, title: str) -> list[str]:
    if new:
        return [f"{title!r} is not among the roster's columns: Canvas will ask whether to make a new assignment."]
    there = amount(cell)
    if there is None or there == maximum:
        return []
    here = f"here it has {points(maximum)}. Scores are written as they are: change the points in Canvas first."
    return [f"Canvas has {title!r} at {points(there)} points, {here}"]
