"""The instructor's solution cells are the reference: every expected value is computed from them, none is typed in."""

from __future__ import annotations

import ast
import io
import linecache
import re
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from autograder.course.plan import NotebookPlan, PlanCell
from autograder.course.provenance import needed_by
from autograder.course.workspace import workspace
from autograder.errors import JudgeError


def solutions(notebook: NotebookPlan) -> dict[str, Any]:
    """What the solution cells of a notebook define, or the folded answers of a lesson, by name.

    What they need of the other cells, an import or a constant, runs before them. Raises JudgeError.
    """
    namespace: dict[str, Any] = {"__name__": f"solutions of {notebook.name}"}
    answers = {at: answer(cell) for at, cell in enumerate(notebook.cells)}
    needed = needed_by(notebook.cells, {at: text for at, text in answers.items() if text})
    quiet = io.StringIO()  # a cell that others need may print
    with workspace(notebook.folder).entered(), redirect_stdout(quiet), redirect_stderr(quiet):
        for at, cell in enumerate(notebook.cells):
            text = answers[at] or ast.unparse(ast.Module([*needed.get(at, ())], []))
            if text:
                _run(text, f"<{notebook.folder / notebook.name}.ipynb: {cell.id}>", namespace)
    return namespace


def answer(cell: PlanCell) -> str:
    """The instructor's code in a cell: a solution cell's text, or the code in a lesson's markdown cell `answer-…`."""
    if cell.kind == "code":
        return cell.source if cell.role == "write" else ""
    if not cell.id.startswith("answer-"):
        return ""
    return "\n".join(re.findall(r"^```python\n(.*?)^```", cell.source, flags=re.M | re.S))


def _run(text: str, name: str, namespace: dict[str, Any]) -> None:
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    try:
        exec(compile(text, name, "exec"), namespace)
    except Exception as error:
        raise JudgeError(
            f"A solution must run. {name} raises {type(error).__name__}: {error}. Mend the cell."
        ) from error
