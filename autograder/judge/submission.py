"""Reads what a student handed in, kindly: cells are matched by id, then by content, never by a file's name alone.

Nothing in a submission decides what is checked or what it is worth; it only brings code and the place where it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.judge.plan import NotebookPlan, PlanCell

MAX_BYTES = 64 << 20
MAX_CELLS = 2_000

_AGAIN = "Open it in Jupyter, save it, and submit again."


class Unreadable(ValueError):
    """The file is not a notebook. The message is one sentence for the student."""


@dataclass(frozen=True)
class Cell:
    """A cell as submitted, and the cell of the plan that it belongs to."""

    kind: str
    source: str
    planned: PlanCell | None = None


@dataclass(frozen=True)
class Work:
    """One notebook as submitted: its cells in the student's order, and what was repaired."""

    name: str
    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    file: str = ""  # the name it was handed in under

    def source_of(self, id: str) -> str:
        """The student's text of a planned cell; empty if it is gone."""
        return next((c.source for c in self.cells if c.planned and c.planned.id == id), "")


def parse(data: bytes) -> list[Any]:
    """The cells of a notebook file. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(
            f"The file must be under {MAX_BYTES >> 20} MB. It has {len(data) >> 20} MB: clear its outputs."
        )
    try:
        notebook = json.loads(data.decode(_encoding(data)))
    except (ValueError, RecursionError) as error:
        what = "is empty" if not data.strip() else f"is not readable JSON ({type(error).__name__})"
        raise Unreadable(
            f"The file must be a Jupyter notebook, but it {what}. Open it in Jupyter, save, submit again."
        ) from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if cells is None and isinstance(notebook, dict) and isinstance(notebook.get("worksheets"), list):
        sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets for cell in sheet.get("cells") or []]
    if not isinstance(cells, list):
        raise Unreadable(
            "The file must be a Jupyter notebook, but it has no list of cells. Open it in Jupyter and save."
        )
    return cells


def match(plan: NotebookPlan, cells: list[Any], file: str = "") -> Work:
    """Line the submitted cells up with the plan's."""
    notes: list[str] = []
    if len(cells) > MAX_CELLS:
        notes.append(f"The notebook has {len(cells)} cells; the first {MAX_CELLS} were read.")
    read = [cell for cell in map(_read, cells[:MAX_CELLS]) if cell is not None]
    taken: set[str] = set()
    found: list[Cell] = []
    by_content = {_squeeze(c.source): c for c in plan.cells if c.kind == "code"}
    by_cell_id = {c.cell_id: c for c in plan.cells if c.cell_id}
    for kind, source, ids in read:
        planned = next((p for i in ids if (p := plan.by_id.get(i) or by_cell_id.get(i))), None)
        planned = planned or by_content.get(_squeeze(source)) or _by_name(plan, source)
        if planned and planned.id in taken:
            if planned.role == "check":
                notes.append(f"The check cell {planned.id!r} was there more than once; the first one counts.")
                continue
            planned = None
        if planned:
            taken.add(planned.id)
        found.append(Cell(_kind(kind, planned, source, notes), source, planned))
    return Work(plan.name, tuple(found), (*notes, *_absent(plan, taken)), file)


def overlap(plan: NotebookPlan, cells: list[Any]) -> int:
    """How many of the plan's graded and written cells a submitted file has."""
    work = match(plan, cells)
    return len({c.planned.id for c in work.cells if c.planned and c.planned.role in ("write", "check", "manual")})


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8-sig"


def _read(cell: Any) -> tuple[str, str, list[str]] | None:
    """A submitted cell's type, text and ids; None for what is no cell."""
    if not isinstance(cell, Mapping):
        return None
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        return None
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    ids = [marks.get("grade_id") if isinstance(marks, Mapping) else None, cell.get("id")]
    kind = cell.get("cell_type")
    return (
        kind if isinstance(kind, str) else "code",
        source.replace("\r\n", "\n"),
        [i for i in ids if isinstance(i, str)],
    )


def _by_name(plan: NotebookPlan, source: str) -> PlanCell | None:
    """A cell that lost its ids, known by the function it writes or checks."""
    called = re.fullmatch(r"\s*check\(\s*['\"](\w+)['\"]\s*,\s*\w+\s*\)\s*", source)
    if called:
        named = plan.by_id.get(called.group(1))
        return named if named and named.role == "check" else None
    for name in re.findall(r"^def (\w+)\(", source, flags=re.M):
        named = plan.by_id.get(f"write-{name}")
        if named:
            return named
    return None


def _kind(kind: str, planned: PlanCell | None, source: str, notes: list[str]) -> str:
    """A code cell that became another type is run all the same when it still holds a function."""
    if planned and planned.role == "write" and kind != "code" and re.search(r"^def ", source, flags=re.M):
        notes.append(f"The cell {planned.id!r} was no longer a code cell; its code was run all the same.")
        return "code"
    return kind


def _absent(plan: NotebookPlan, taken: set[str]) -> list[str]:
    gone = [c for c in plan.cells if c.role in ("write", "check") and c.id not in taken]
    checks = [c.id for c in gone if c.role == "check"]
    writes = [c.id for c in gone if c.role == "write"]
    notes = []
    if checks:
        notes.append(f"Check cells were missing and were run at the end: {', '.join(checks)}.")
    if writes:
        notes.append(f"Cells to write in were missing: {', '.join(writes)}.")
    return notes


def _squeeze(source: str) -> str:
    return re.sub(r"\s+", "", source)
