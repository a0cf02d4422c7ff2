"""The judged notebook that nbgrader's formgrader shows: the student's code, our checks, and what the judge said."""

from __future__ import annotations

import html
import json
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.course.plan import NotebookPlan, Plan
from autograder.records.record import CheckRecord, NotebookRecord
from autograder.submissions.alignment import SubmittedNotebook
from autograder.submissions.notebook_file import lines
from autograder.text import visible


class Template:
    """A source notebook with nbgrader's metadata and checksums, as its own autograde would leave it.

    config : nbgrader's settings
    """

    def __init__(self, folder: Path, plan: NotebookPlan, config: Any = None) -> None:
        self.path, self.plan, self.config = folder / f"{plan.name}.ipynb", plan, config

    @cached_property
    def prepared(self) -> Any:
        """As nbgrader's `generate_assignment` has it when it saves the cells: hidden tests are there, solutions not."""
        from nbgrader.preprocessors import ClearOutput, ClearSolutions, ComputeChecksums, LockCells

        from autograder.course.settings import preprocessed

        return preprocessed(self.path, (LockCells, ClearSolutions, ClearOutput, ComputeChecksums), self.config)

    @cached_property
    def notebook(self) -> dict[str, Any]:
        import nbformat

        plain: dict[str, Any] = json.loads(nbformat.writes(self.prepared))
        return plain

    @cached_property
    def cells(self) -> dict[str, dict[str, Any]]:
        cells = enumerate(self.notebook["cells"])
        return {c["metadata"].get("nbgrader", {}).get("grade_id") or c.get("id") or f"#{at}": c for at, c in cells}

    @cached_property
    def texts(self) -> dict[str, str]:
        return {id: "".join(cell["source"]) for id, cell in self.cells.items()}

    def fill(self, work: SubmittedNotebook | None, record: NotebookRecord) -> dict[str, Any]:
        """The judged notebook as JSON values. work : the notebook that was handed in, None if none was"""
        checks = {check.id: check for check in record.checks}
        cells: list[dict[str, Any]] = []
        seen, room = set(), MAX_TEXT
        for handed in work.cells if work else ():
            id = handed.planned.id if handed.planned else ""
            planned, outputs = self.cells.get(id), list(handed.outputs)
            if planned is None:
                source = _short(handed.source, min(LONGEST, room))
                room -= min(len(source), room)
                cells.append(_cell(handed.kind, source, outputs, f"student-{len(cells)}"))
                continue
            seen.add(id)
            marks = planned["metadata"].get("nbgrader", {})
            open_to_them = marks.get("solution") or not marks.get("locked")
            written = open_to_them and handed.source != self.texts[id]  # what nobody changed is ours as it is
            kind, most = planned["cell_type"], min(LONGEST, room)
            theirs = {"source": lines(_bare(kind, _short(handed.source, most)))} if written else {}
            cell = {**planned, **theirs}
            if kind == "code":
                cell["outputs"] = said(checks[id]) if id in checks else outputs
            cells.append(cell)
        for id, planned in self.cells.items():  # nbgrader looks for every graded and written cell
            marks = planned["metadata"].get("nbgrader", {})
            if id not in seen and (marks.get("grade") or marks.get("solution")):
                cells.append({**planned, "outputs": said(checks[id])} if id in checks else dict(planned))
        return {**self.notebook, "cells": cells}


def templates(plan: Plan, config: Any = None) -> dict[str, Template]:
    """The templates of an assignment's notebooks, by name; each is made when it is first filled."""
    return {notebook.name: Template(plan.folder, notebook, config) for notebook in plan.notebooks}


def said(check: CheckRecord) -> list[dict[str, Any]]:
    """A check cell's outputs: the message, and the points as nbgrader reads them."""
    page = f"<pre>{html.escape(check.message)}</pre>"
    message = {"text/plain": lines(check.message), "text/html": lines(page)}
    points = {"text/plain": [f"{check.points:g}"]}
    return [
        {"output_type": "display_data", "data": message, "metadata": {}},
        {"output_type": "execute_result", "data": points, "metadata": {}, "execution_count": None},
    ]


def _cell(kind: str, source: str, outputs: list[Any], id: str) -> dict[str, Any]:
    cell = {"cell_type": kind, "id": id, "metadata": {}, "source": lines(_bare(kind, source))}
    if kind == "code":
        return {**cell, "execution_count": None, "outputs": outputs}
    return {**cell, "cell_type": kind if kind in ("markdown", "raw") else "raw"}


#: characters of a student's cell that are shown, and of all cells of their own: to colour code and to set a text may
#: take the square of their length, and the instructor's Jupyter serves nobody meanwhile
LONGEST, MAX_TEXT = 6_000, 100_000
#: signs written as numbers or names, which are signs again once a browser has read the page
_WRITTEN_SIGN = re.compile(r"&(?=#|\w+;)")
#: what makes a link in a formula; MathJax reads no such name after a backslash and a space
_LINK_IN_FORMULA = re.compile(r"\\(?=(?:href|mmlToken|csname|require)(?![A-Za-z]))")


def _short(source: str, most: int) -> str:
    """The text with unseen signs spelt out, and cut before and after that: a sign that is spelt out becomes eight."""
    return visible(visible(source, most), most)


def _bare(kind: str, source: str) -> str:
    """A student's text without HTML and links: the formgrader would run their scripts with the instructor's rights."""
    if kind == "code":
        return source
    source = _LINK_IN_FORMULA.sub(r"\\ ", _WRITTEN_SIGN.sub("&amp;", source))
    for mark, shown in (("<", "&lt;"), ("](", "]&#40;"), ("]:", "]&#58;"), ("://", ":&#47;/")):
        source = source.replace(mark, shown)
    return source
