"""Matches scores with the rows of a platform's own list; uncertain matches are not made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from autograder.course.folders import CourseError
from autograder.csv_tables import Sheet, plain
from autograder.export.scores import Score
from autograder.text import listed


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

    A cell matches a student if it is the id, the e-mail address or the platform's id in the gradebook. Only where
    nobody fits it exactly do capitals and spaces not count, and after that an address fits by its part before the @,
    if that is unique in the rows. A cell that fits two students, or a student who fits two rows, gets no score.
    """
    cells = {at: sheet.rows[at][column].strip() for at in rows}
    by_student = {score.student: score for score in scores}
    found: dict[int, str] = {}
    open_rows = set(rows)
    keys: tuple[Callable[[str], str], ...] = (str, plain, lambda cell: plain(cell.partition("@")[0]))
    for key in keys:
        people: dict[str, set[str]] = {}
        for score in scores:
            for name in {score.student, score.email, score.lms_id} - {""}:
                people.setdefault(name if key is str else plain(name), set()).add(score.student)
        times = Counter(map(key, cells.values()))
        fits = {at: people.get(key(cells[at]), set()) for at in open_rows}
        sure = {at: next(iter(fit)) for at, fit in fits.items() if len(fit) == 1 and times[key(cells[at])] == 1}
        twice = Counter(sure.values())
        found |= {at: student for at, student in sure.items() if twice[student] == 1 and student not in found.values()}
        open_rows = {at for at in open_rows if not fits[at]}
    known = set(found.values())
    return Pairs(
        {at: by_student[student] for at, student in found.items() if by_student[student].score is not None},
        tuple(score.student for score in scores if score.score is not None and score.student not in known),
        tuple(at for at in rows if at not in found or by_student[found[at]].score is None),
    )


def waiting(scores: Sequence[Score]) -> tuple[str, ...]:
    """A sentence on scores that are not final because answers wait for a person; no sentence if there are none."""
    names = [score.student for score in scores if score.waits]
    if not names:
        return ()
    return (f"Answers wait for a person, and the scores are without their points: {listed(names, 10)}.",)
