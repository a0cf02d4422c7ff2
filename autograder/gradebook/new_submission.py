"""A submission that the gradebook does not know yet: its rows as plain objects, which are inserted many at a time.

Their attributes are those of nbgrader's own objects, as far as scores are written and summed. Those objects, one for
each of seventy rows, took about half of the main process's time for a submission.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class CellOf:
    """A cell of the gradebook's notebook that has a grade or a comment."""

    id: str
    name: str
    type: str
    max_score: float = 0.0


@dataclass
class NewGrade:
    """The points of a cell that nobody has marked by hand."""

    cell: CellOf
    auto_score: float | None = None
    needs_manual_grade: bool = True
    manual_score: None = None
    extra_credit: None = None


@dataclass
class NewComment:
    """The empty comment of a cell."""

    cell: CellOf
    auto_comment: str | None = None
    manual_comment: None = None


@dataclass(frozen=True)
class NotebookOf:
    """A notebook of the assignment, as the gradebook has it."""

    id: str
    name: str
    checksums: dict[str, str]  # of its cells as they were given, by name
    graded: tuple[CellOf, ...]
    commented: tuple[CellOf, ...]


@dataclass
class NewNotebook:
    """A notebook of the submission."""

    notebook: NotebookOf
    late_submission_penalty: float | None = None

    def __post_init__(self) -> None:
        self.grades = [NewGrade(cell) for cell in self.notebook.graded]
        self.comments = [NewComment(cell) for cell in self.notebook.commented]

    @property
    def name(self) -> str:
        return self.notebook.name

    @property
    def score(self) -> float:
        return sum(grade.auto_score or 0.0 for grade in self.grades)


@dataclass
class NewSubmission:
    """What one student handed in of an assignment, nbgrader's object for that."""

    assignment: Any
    student_id: str
    notebooks: list[NewNotebook]
    timestamp: datetime | None = None
    extension: timedelta | None = None


def notebook_of(notebook: Any) -> NotebookOf:
    """What new submissions need of one of nbgrader's notebooks."""

    def cells(found: Iterable[Any]) -> tuple[CellOf, ...]:
        return tuple(CellOf(c.id, c.name, c.type, getattr(c, "max_score", 0.0)) for c in found)

    return NotebookOf(
        notebook.id,
        notebook.name,
        {cell.name: cell.checksum for cell in notebook.source_cells},
        cells((*notebook.grade_cells, *notebook.task_cells)),
        cells((*notebook.solution_cells, *notebook.task_cells)),
    )


def insert(db: Any, submissions: Sequence[NewSubmission], unknown: Iterable[str]) -> None:
    """Insert the rows of new submissions. unknown : the students among them whom the gradebook does not have"""
    from nbgrader.api import Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook, new_uuid

    rows: dict[Any, list[dict[str, Any]]] = {Student: [{"id": student} for student in unknown]}
    rows |= {table: [] for table in (SubmittedAssignment, SubmittedNotebook, Grade, Comment)}
    for one in submissions:
        about = {"student_id": one.student_id, "timestamp": one.timestamp, "extension": one.extension}
        rows[SubmittedAssignment].append({"id": (id := new_uuid()), "assignment_id": one.assignment.id, **about})
        for notebook in one.notebooks:
            own = {"notebook_id": (copy := new_uuid())}
            late = {"late_submission_penalty": notebook.late_submission_penalty}
            rows[SubmittedNotebook].append(
                {"id": copy, "notebook_id": notebook.notebook.id, "assignment_id": id, **late}
            )
            rows[Grade] += [
                {**own, "cell_id": g.cell.id, "auto_score": g.auto_score, "needs_manual_grade": g.needs_manual_grade}
                for g in notebook.grades
            ]
            rows[Comment] += [{**own, "cell_id": c.cell.id, "auto_comment": c.auto_comment} for c in notebook.comments]
    for table, found in rows.items():
        if found:
            db.connection().execute(table.__table__.insert(), found)
