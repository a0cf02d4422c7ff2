"""What nbgrader's gradebook knows before a grade is written: an assignment's notebooks and cells, and the students."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.course.folders import Course
from autograder.course.plan import NotebookPlan, Plan
from autograder.course.roles import Role
from autograder.gradebook.database import missing_file
from autograder.json_files import read_json


def graded(notebook: NotebookPlan) -> dict[str, tuple[float, str]]:
    """Each graded cell's points, and the text of those that a student cannot change."""
    graded = [c for c in notebook.cells if c.role in (Role.CHECK, Role.MANUAL)]
    return {c.id: (c.points, c.source if c.role == Role.CHECK else "") for c in graded}


def known(notebook: Any) -> dict[str, tuple[float, str]]:
    """What `graded` gives, as the gradebook has it now."""
    written = {c.name for c in (*notebook.solution_cells, *notebook.task_cells)}
    texts = {c.name: c.source for c in notebook.source_cells if c.name not in written}
    cells = (*notebook.grade_cells, *notebook.task_cells)
    return {c.name: (c.max_score, texts.get(c.name, "")) for c in cells}


def checksums(released: Path) -> dict[str, str]:
    """The checksums that nbgrader stamped into a released notebook, by cell; none where there is no such file."""
    try:
        marks = [cell["metadata"].get("nbgrader", {}) for cell in read_json(released)["cells"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {m["grade_id"]: m["checksum"] for m in marks if m.get("solution") and "checksum" in m}


def enrolled(url: str) -> tuple[frozenset[str], bool]:
    """The students in a gradebook, and whether one of them has handed nothing in: people put that one there."""
    from nbgrader.api import Student, SubmittedAssignment
    from sqlalchemy import create_engine, select

    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            students = frozenset(connection.scalars(select(Student.id)))
            return students, bool(students.difference(connection.scalars(select(SubmittedAssignment.student_id))))
    finally:
        engine.dispose()


def known_students(course: Course, url: str) -> frozenset[str]:
    """Everybody who is in the gradebook or has handed anything in. Raises GradebookError."""
    there = {path.name for path in (course.root / "submitted").glob("[!.]*") if path.is_dir()}
    return frozenset(there) if missing_file(url) else enrolled(url)[0] | there


def save_cells(url: str, plan: Plan, config: Any) -> None:
    """Write a notebook's cells into the gradebook, by nbgrader's own preprocessors."""
    from nbgrader import preprocessors as nb

    from autograder.course.settings import preprocessed

    steps = (nb.LockCells, nb.ClearSolutions, nb.ClearOutput, nb.CheckCellMetadata, nb.ComputeChecksums, nb.SaveCells)
    for notebook in plan.notebooks:
        preprocessed(plan.folder / f"{notebook.name}.ipynb", steps, config, assignment=plan.assignment, db_url=url)
