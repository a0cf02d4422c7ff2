"""The plan of an assignment, read from its source: which cells there are, what each is for, and what it is worth.

Check cells, points and ids come from here, never from a submission.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.course.folders import assignment_files
from autograder.course.roles import Role
from autograder.errors import InstructorError
from autograder.json_files import read_json


class PlanError(InstructorError):
    """The source of an assignment is missing or cannot be used."""


#: JupyterLab's tag for a cell that may raise: *Run All* goes on after it
RAISES = "raises-exception"
MARKED = (Role.WRITE, Role.CHECK, Role.MANUAL, Role.GIVEN)  # what nbgrader knows by its grade_id


@dataclass(frozen=True)
class PlanCell:
    """One cell of the source."""

    id: str
    role: Role
    source: str
    points: float = 0.0
    kind: str = "code"
    cell_id: str = ""  # nbformat's own id, where it differs
    raises: bool = False  # on purpose, by its tag


@dataclass(frozen=True)
class NotebookPlan:
    """One notebook of the source."""

    name: str
    cells: tuple[PlanCell, ...]
    folder: Path = Path()

    @cached_property
    def checked(self) -> dict[str, str]:
        """The exercises whose `check` the notebook calls, in its order, each with the id of the cell that does.

        Of several cells that do, the graded one. A notebook with a function `check` of its own calls none of ours,
        unless it imports ours.
        """
        code = [cell for cell in self.cells if cell.kind == "code"]
        if not self.imports_checks and any(_OWN_CHECK.search(cell.source) for cell in code):
            return {}
        found: dict[str, str] = {}
        for cell in code:
            for name in _CHECKS.findall(cell.source):
                if name not in found or cell.role == "check":  # a learner may check once more where nothing is graded
                    found[name] = cell.id
        return found

    @cached_property
    def imports_checks(self) -> bool:
        """Whether a cell imports our checks."""
        return any(cell.kind == "code" and _IMPORTS_CHECKS.search(cell.source) for cell in self.cells)

    @cached_property
    def our_checks(self) -> frozenset[str]:
        """Ids of the graded cells that call `check` of an exercise; the others are ordinary test cells."""
        called = set(self.checked.values())
        return frozenset(cell.id for cell in self.checks if cell.id in called)

    @cached_property
    def by_id(self) -> dict[str, PlanCell]:
        return {cell.id: cell for cell in self.cells}

    @cached_property
    def by_any_id(self) -> dict[str, PlanCell]:
        return {cell.cell_id: cell for cell in self.cells if cell.cell_id} | self.by_id

    @cached_property
    def by_content(self) -> dict[str, PlanCell]:
        """Code cells by their squeezed text."""
        return {squeeze(cell.source): cell for cell in self.cells if cell.kind == "code"}

    @cached_property
    def marked(self) -> frozenset[str]:
        """The ids of the cells by which a submitted file is recognised as this notebook: written or graded ones."""
        return frozenset(cell.id for cell in self.cells if cell.role in (Role.WRITE, Role.CHECK, Role.MANUAL))

    @property
    def checks(self) -> list[PlanCell]:
        return [cell for cell in self.cells if cell.role == Role.CHECK]


@dataclass(frozen=True)
class Plan:
    """All notebooks of an assignment."""

    assignment: str
    notebooks: tuple[NotebookPlan, ...]
    folder: Path
    digest: str  # sha256 of every file of the folder, by names and bytes


def read_plan(folder: Path) -> Plan:
    """The plan of the assignment whose source notebooks lie in `folder`. Raises PlanError."""
    paths = sorted(folder.glob("*.ipynb"))
    whole = hashlib.sha256()
    for path in assignment_files(folder):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    if not paths:
        raise PlanError(f"{folder} must hold the assignment's source notebooks. It has none: check the name and place.")
    return Plan(folder.name, tuple(map(_notebook, paths)), folder, whole.hexdigest())


def squeeze(source: str) -> str:
    """A text without white space: editors change it unasked."""
    return "".join(source.split())


def stub(source: str) -> str:
    """A solution cell's text as the student gets it, with STUB for each solution."""
    return re.sub(_SOLUTION, rf"\1{STUB}\n", source, flags=re.M | re.S).rstrip("\n")


STUB = 'raise NotImplementedError("Write this function, then run the cell again.")'
_SOLUTION = r"^([ \t]*)[^\n]*BEGIN SOLUTION.*?END SOLUTION[^\n]*\n?"  # nbgrader asks for no ###


#: the import of the checks; a `check` that the notebook makes itself; a call of it with the name of an exercise
_IMPORTS_CHECKS = re.compile(r"^[ \t]*(?:import|from)[ \t][^#\n]*\bchecks\b", re.M)
_OWN_CHECK = re.compile(r"^[ \t]*(?:def check\b|check[ \t]*=|(?:from|import)[ \t][^#\n]*(?:\bcheck\b|\*))", re.M)
_CHECKS = re.compile(r"^[ \t]*check\(\s*['\"](\w+)['\"]", re.M)


def _notebook(path: Path) -> NotebookPlan:
    try:
        found = read_json(path)["cells"]
        cells = tuple(_cell(cell, f"#{at}") for at, cell in enumerate(found))
    except (ValueError, KeyError, TypeError) as error:
        got = str(error) if isinstance(error, ValueError) else "JSON without a list of cells"
        raise PlanError(
            f"{path} must be a notebook of nbformat 4. Got: {got}. Restore the last version that JupyterLab can open."
        ) from error
    for id, count in Counter(cell.id for cell in cells if cell.role in MARKED).items():
        if count > 1:
            raise PlanError(f"Each cell must have a grade_id of its own. {path} has {count} named {id!r}: rename one.")
    return NotebookPlan(path.stem, cells, path.parent)


def _cell(cell: dict[str, Any], place: str) -> PlanCell:
    marks = cell["metadata"].get("nbgrader", {})
    grade, solution = marks.get("grade", False), marks.get("solution", False)
    if marks.get("task") or (grade and solution):
        role = Role.MANUAL
    elif grade:
        role = Role.CHECK
    elif solution:
        role = Role.WRITE
    elif "explore" in cell["metadata"].get("tags", ()):
        role = Role.EXPLORE
    else:
        role = Role.GIVEN if marks.get("locked") else Role.OPEN
    points = float(marks.get("points", 0) or 0)
    cell_id = cell.get("id", "")
    name = marks.get("grade_id") or cell_id or place  # notebooks before nbformat 4.5 have no ids
    raises = RAISES in cell["metadata"].get("tags", ())
    return PlanCell(name, role, "".join(cell["source"]), points, cell["cell_type"], cell_id, raises)
