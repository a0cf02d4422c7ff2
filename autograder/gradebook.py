"""Writes scores into nbgrader's gradebook, so that its formgrader, exports and feedback show the same numbers.

One writer, one connection, commits in batches: nbgrader opens nine connections for each notebook.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.judge.plan import NotebookPlan, Plan
from autograder.judge.record import NotebookRecord, Record


def alembic_on_path() -> None:
    """nbgrader asks the program `alembic` for a version when it makes a gradebook; a venv need not be on PATH."""
    programs = str(Path(sys.executable).parent)
    if programs not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([programs, os.environ.get("PATH", "")])


class Book:
    """nbgrader's gradebook, opened once. Use it with `with`; `commit` when a batch is complete."""

    def __init__(self, url: str) -> None:
        from nbgrader.api import Gradebook

        alembic_on_path()
        self.url = url
        self.gradebook = Gradebook(url)
        self.db = self.gradebook.db

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.gradebook.close()

    def register(self, plan: Plan) -> None:
        """Make sure the gradebook knows the assignment, its notebooks and cells, as the source has them."""
        from nbgrader.api import MissingEntry

        try:
            assignment = self.gradebook.find_assignment(plan.assignment)
            known = {n.name: {c.name: c.max_score for c in n.grade_cells} for n in assignment.notebooks}
        except MissingEntry:
            known = None
        if known != {n.name: _graded(n) for n in plan.notebooks}:
            self.gradebook.update_or_create_assignment(plan.assignment)
            _save_cells(self.url, plan)
            self.db.expire_all()

    def write(self, record: Record, handed_in: datetime | None = None) -> None:
        """Put a record's scores in the place of the automatic ones. Manual scores and comments stay."""
        submission = self._submission(record, handed_in)
        scores = {(n.name, c.id): c for n in record.notebooks for c in n.checks}
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                found = scores.get((notebook.name, grade.cell.name))
                if found is None:
                    continue  # graded by a person
                grade.auto_score = found.points
                grade.needs_manual_grade = grade.manual_score is not None
            untouched = _untouched(record.notebooks, notebook.name)
            for comment in notebook.comments:
                comment.auto_comment = "No response." if comment.name in untouched else None

    def commit(self) -> None:
        """Make what was written permanent."""
        self.db.commit()

    def scores(self, assignment: str) -> dict[str, float]:
        """Each student's score of an assignment, as nbgrader sums it."""
        return {s["student"]: s["score"] for s in self.gradebook.submission_dicts(assignment)}

    def _submission(self, record: Record, handed_in: datetime | None) -> Any:
        from nbgrader.api import Comment, Grade, MissingEntry, Student, SubmittedAssignment, SubmittedNotebook

        try:
            submission = self.gradebook.find_submission(record.assignment, record.student)
        except MissingEntry:
            student = self.db.get(Student, record.student)
            if student is None:
                student = Student(id=record.student)
                self.db.add(student)
            assignment = self.gradebook.find_assignment(record.assignment)
            submission = SubmittedAssignment(assignment=assignment, student=student)
            with self.db.no_autoflush:  # reading the cells must not write a submission that is half made
                for notebook in assignment.notebooks:
                    copy = SubmittedNotebook(notebook=notebook, assignment=submission)
                    for cell in (*notebook.grade_cells, *notebook.task_cells):
                        Grade(cell=cell, notebook=copy)
                    for cell in (*notebook.solution_cells, *notebook.task_cells):
                        Comment(cell=cell, notebook=copy)
            self.db.add(submission)
            self.db.flush()
        if handed_in is not None:
            submission.timestamp = handed_in
        return submission


def _graded(notebook: NotebookPlan) -> dict[str, float]:
    return {c.id: c.points for c in notebook.cells if c.role in ("check", "manual") and c.points is not None}


def _save_cells(url: str, plan: Plan) -> None:
    """nbgrader's own steps from source cells to gradebook rows."""
    import nbformat
    from nbgrader.preprocessors import CheckCellMetadata, ClearOutput, ComputeChecksums, LockCells, SaveCells

    for one in plan.notebooks:
        notebook = nbformat.read(plan.folder / f"{one.name}.ipynb", as_version=4)
        place = {"notebook": one.name, "assignment": plan.assignment, "db_url": url}
        resources = {"nbgrader": place, "metadata": {"name": one.name}}
        for step in (LockCells, ClearOutput, CheckCellMetadata, ComputeChecksums, SaveCells):
            notebook, resources = step().preprocess(notebook, resources)


def _untouched(notebooks: tuple[NotebookRecord, ...], name: str) -> set[str]:
    checks = [c for n in notebooks if n.name == name for c in n.checks]
    return {f"write-{c.id}" for c in checks if c.status == "untouched"}
