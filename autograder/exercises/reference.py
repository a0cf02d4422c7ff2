"""The instructor's solution cells are the reference: every expected value is computed from them, none is typed in."""

from __future__ import annotations

import functools
import json
import linecache
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

SOURCE = Path(__file__).parents[2] / "source" / "logistic_regression"
LESSONS = Path(__file__).parents[2] / "notebooks"

VECTORIZATION = "1_vectorization"
BROADCASTING = "2_broadcasting"
COMPUTATION_GRAPH = "3_computation_graph"
LOGISTIC_REGRESSION = "4_logistic_regression"


@functools.cache
def reference(notebook: str) -> dict[str, Any]:
    """The functions that the solution cells of a source notebook define, or the folded answers of a lesson, by name."""
    graded = SOURCE / f"{notebook}.ipynb"
    path = graded if graded.exists() else LESSONS / f"{notebook}.ipynb"
    namespace: dict[str, Any] = {"np": np, "__name__": f"reference of {notebook}"}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        text, name = _answer(cell), f"<{notebook}: {cell['id']}>"
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
        exec(compile(text, name, "exec"), namespace)
    return namespace


def _answer(cell: dict[str, Any]) -> str:
    """The instructor's code in a cell: a solution cell's text, or the code in a lesson's markdown cell `answer-…`."""
    text, marks = "".join(cell["source"]), cell["metadata"].get("nbgrader", {})
    if cell["cell_type"] == "code":
        return text if marks.get("solution") and not marks.get("grade") else ""
    if not cell["id"].startswith("answer-"):
        return ""
    return "\n".join(re.findall(r"^```python\n(.*?)^```", text, flags=re.M | re.S))


def sibling(notebook: str, name: str) -> Callable[..., Any]:
    """The reference of another function of the notebook, for mistakes that call it by its name."""

    def function(*arguments: Any, **keywords: Any) -> Any:
        return reference(notebook)[name](*arguments, **keywords)

    function.__name__ = name
    return function
