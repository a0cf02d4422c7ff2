"""The assignment as its source has it: which cells there are, what each is for, and what each is worth.

Check cells, points and ids come from here, never from a submission.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.course.roles import Role
from autograder.errors import InstructorError
from autograder.exercises.catalogue import exercises
from autograder.judge.provenance import NameOrigins, sides


class PlanError(InstructorError):
    """The source of an assignment is missing or cannot be used."""


@dataclass(frozen=True)
class PlanCell:
    """One cell of the source."""

    id: str
    role: Role
    source: str
    points: float = 0.0
    kind: str = "code"
    cell_id: str = ""  # nbformat's own id, where it differs


@dataclass(frozen=True)
class NotebookPlan:
    """One notebook of the source."""

    name: str
    cells: tuple[PlanCell, ...]
    folder: Path = Path()

    @cached_property
    def our_checks(self) -> frozenset[str]:
        """Ids of the check cells that call `check`; the others are ordinary test cells."""
        ours = [c.id for c in self.checks if exercises(self.name) and re.search(r"\bcheck\(", c.source)]
        return frozenset(ours)

    @cached_property
    def sides(self) -> NameOrigins:
        """Whose the names in each check cell are."""
        return sides(self.cells, frozenset(self.our_checks))

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
        """The ids of the cells that make a notebook this one: written or graded."""
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
    digest: str


def read_plan(folder: Path) -> Plan:
    """The plan of the assignment whose source notebooks lie in `folder`. Raises PlanError."""
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        raise PlanError(f"{folder} must hold the assignment's source notebooks. It has none: check the name and place.")
    texts = [path.read_bytes() for path in paths]
    notebooks = tuple(_notebook(path, text) for path, text in zip(paths, texts, strict=True))
    return Plan(folder.name, notebooks, folder, hashlib.sha256(b"\0".join(texts)).hexdigest())


def squeeze(source: str) -> str:
    """A text without white space, which editors change unasked."""
    return "".join(source.split())


def stub(source: str) -> str:
    """A solution cell as the student gets it."""
    return re.sub(_SOLUTION, rf"\1{STUB}\n", source, flags=re.M | re.S).rstrip("\n")


STUB = 'raise NotImplementedError("Write this function, then run the cell again.")'
_SOLUTION = r"^([ \t]*)### BEGIN SOLUTION.*?### END SOLUTION[^\n]*\n?"


def _notebook(path: Path, text: bytes) -> NotebookPlan:
    try:
        cells = json.loads(text)["cells"]
        return NotebookPlan(path.stem, tuple(_cell(cell, f"#{at}") for at, cell in enumerate(cells)), path.parent)
    except (ValueError, KeyError, TypeError) as error:
        raise PlanError(f"{path} must be a notebook of nbformat 4. It cannot be read: {error!r}.") from error


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
    return PlanCell(name, role, "".join(cell["source"]), points, cell["cell_type"], cell_id)
