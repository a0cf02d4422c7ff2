"""Registers an assignment's notebooks and cells, and its students, in the gradebook before grades are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.course.folders import Course
from autograder.course.plan import NotebookPlan, Plan
from autograder.course.roles import Role
from autograder.gradebook.autograded import Template
from autograder.gradebook.database import missing_file
from autograder.json_files import read_json
from autograder.submissions.folder import is_folder
from autograder.text import folder_name


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
    """The students in a gradebook, and whether one of them has handed nothing in and so was entered by a person."""
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
    there = {folder_name(path.name) for path in (course.root / "submitted").glob("[!.]*") if is_folder(path)}
    return frozenset(there) if missing_file(url) else enrolled(url)[0] | there


def save_cells(url: str, plan: Plan, config: Any) -> None:
    """Bring the notebooks and cells of an assignment up to date in the gradebook, by nbgrader's own preprocessors."""
    from nbgrader import preprocessors as nb

    from autograder.course.settings import preprocessed

    steps = (nb.LockCells, nb.ClearSolutions, nb.ClearOutput, nb.CheckCellMetadata, nb.ComputeChecksums, nb.SaveCells)
    for notebook in plan.notebooks:
        path = plan.folder / f"{notebook.name}.ipynb"
        preprocessed(path, steps, config, assignment=plan.assignment, db_url=url)


def add_cells(gradebook: Any, plan: Plan, templates: Mapping[str, Template]) -> None:
    """Add an assignment that the gradebook does not know, with its notebooks and cells, as `save_cells` would.

    All of it or nothing, in one transaction: nbgrader looks for each cell and commits each, and a first grading waits.
    """
    from nbgrader.api import Assignment, GradeCell, Notebook, SolutionCell, SourceCell, TaskCell
    from nbgrader.utils import is_grade, is_locked, is_solution, is_task

    assignment = Assignment(plan.assignment, course_id=gradebook.course_id)
    for planned in plan.notebooks:
        prepared = templates[planned.name].prepared
        kernel = json.dumps(prepared.metadata.get("kernelspec", {}))
        notebook = Notebook(name=planned.name, assignment=assignment, kernelspec=kernel)
        for cell in prepared.cells:
            marks = cell.metadata.get("nbgrader", {})
            own = {"name": marks.get("grade_id"), "notebook": notebook}
            graded = {"max_score": float(marks.get("points") or 0), "cell_type": cell.cell_type}
            if is_grade(cell):
                GradeCell(**own, **graded)
            if is_solution(cell):
                SolutionCell(**own)
            if is_task(cell):
                TaskCell(**own, **graded)
            if is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell):
                about = {"locked": is_locked(cell), "source": cell.source, "checksum": marks.get("checksum")}
                SourceCell(**own, cell_type=cell.cell_type, **about)
    gradebook.db.add(assignment)
    gradebook.db.commit()
