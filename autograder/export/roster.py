"""Matches scores with the rows of a platform's own list; a match that is not certain is not made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.course.folders import CourseError
from autograder.csv_tables import Sheet, plain
from autograder.export.scores import Score


@dataclass(frozen=True)
class ExportedSheet:
    """A platform's file with scores in it, and what an instructor must know before uploading it."""

    text: str
    count: int  # scores written
    strangers: tuple[str, ...] = ()  # students with a score whom the roster does not have
    empty: tuple[str, ...] = ()  # rows of the roster without a score here; their cells stay as they were
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pairs:
    """The score of each matched row, by the row's index, and the students and rows that are left over."""

    scores: dict[int, Score]
    strangers: tuple[str, ...]
    empty: tuple[int, ...]


def column_of(sheet: Sheet, wanted: str | None, usual: Sequence[str]) -> int:
    """The column that holds the students' ids: the one named, else the first of the usual ones. Raises CourseError."""
    found = sheet.column(wanted) if wanted else sheet.column(*usual)
    if found is None:
        must = repr(wanted) if wanted else f"one of {', '.join(usual)}"
        raise CourseError(
            f"The roster must have the column {must}. It has: {', '.join(sheet.head)}. Name the one that holds the "
            "students' ids with --match."
        )
    return found


def pair(sheet: Sheet, rows: Sequence[int], column: int, scores: Sequence[Score]) -> Pairs:
    """Find the score for each of these rows by the cell in `column`.

    A cell matches a student if it is the id, the e-mail address or the platform's id in the gradebook, or if it is an
    address whose part before the @ is the id and unique in the rows. A cell that matches two students, or a student
    who matches two rows, gets no score.
    """
    cells = {at: plain(sheet.rows[at][column]) for at in rows}
    short = Counter(cell.partition("@")[0] for cell in cells.values())
    people: dict[str, set[str]] = {}
    for one in scores:
        for name in {plain(one.student), plain(one.email), plain(one.lms_id)} - {""}:
            people.setdefault(name, set()).add(one.student)
    found: dict[int, str] = {}
    for at, cell in cells.items():
        before = cell.partition("@")[0]
        fits = people.get(cell) or (people.get(before) if "@" in cell and short[before] == 1 else None) or set()
        if len(fits) == 1:
            found[at] = next(iter(fits))
    times = Counter(found.values())
    by_student = {one.student: one for one in scores}
    sure = {at: by_student[student] for at, student in found.items() if times[student] == 1}
    known = {one.student for one in sure.values()}
    return Pairs(
        {at: one for at, one in sure.items() if one.score is not None},
        tuple(one.student for one in scores if one.score is not None and one.student not in known),
        tuple(at for at in rows if at not in sure or sure[at].score is None),
    )


def waiting(scores: Sequence[Score]) -> tuple[str, ...]:
    """A sentence on scores that are not final because answers wait for a person; no sentence if there are none."""
    names = [one.student for one in scores if one.waits]
    if not names:
        return ()
    return (
        f"Answers of {len(names)} students wait for a person; their scores are without those points: {listed(names)}.",
    )


def listed(names: Sequence[str], most: int = 10) -> str:
    """The first few names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
