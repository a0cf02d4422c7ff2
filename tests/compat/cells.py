"""Source notebooks written cell by cell, and what students make of their released versions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cell = dict[str, Any]


def cell(source: str, id: str = "", kind: str = "code", points: float | None = None, **marks: bool) -> Cell:
    """A cell; with marks, one of nbgrader's."""
    body: Cell = {"cell_type": kind, "metadata": {}, "source": source.strip("\n")}
    if kind == "code":
        body |= {"execution_count": None, "outputs": []}
    if marks:
        full = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False, **marks}
        body["metadata"]["nbgrader"] = {**full, "grade_id": id} | ({} if points is None else {"points": points})
    return {**body, "id": id} if id else body


def notebook(*cells: Cell, minor: int = 5) -> dict[str, Any]:
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    named = [{**c, "id": c.get("id") or f"cell{at}"} for at, c in enumerate(cells)]
    if minor < 5:
        named = [{key: value for key, value in c.items() if key != "id"} for c in cells]
    return {"cells": named, "metadata": kernel, "nbformat": 4, "nbformat_minor": minor}


def save(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, sort_keys=True))


def handed_in(
    released: Path, target: Path, answers: dict[str, str], edit: Callable[[Cell], None] | None = None
) -> None:
    """Hand in a released notebook with some cells filled in: by grade id, or by the text they begin with."""
    content = json.loads(released.read_text())
    for one in content["cells"]:
        id = one["metadata"].get("nbgrader", {}).get("grade_id", "")
        if id in answers:
            one["source"] = answers[id].strip("\n")
        if edit is not None:
            edit(one)
    save(target, content)
