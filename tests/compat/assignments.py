"""Assignments of ordinary nbgrader cells, and what students hand in for them; their texts are in `courses/`.

`words`  : plain asserts, exceptions, unittest, partial credit, state kept from test to test; no cell ids.
`arrays` : numpy's own assertions, hidden tests, seeds, helpers and data in locked cells, arguments changed in place.
`survey` : two notebooks, values rather than functions, manual cells and a task, a file beside the notebooks.
`ps1`    : nbgrader's own quickstart course; only its students' answers are ours.

    courses/<assignment>/<notebook>.txt              #%% role id points, then the cell
    courses/<assignment>/<student>/<notebook>.txt    #%% id, then what the student wrote there; no file: not handed in
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.compat.cells import cell, notebook

COURSES = Path(__file__).parent / "courses"
MARKS: dict[str, dict[str, bool]] = {
    "write": {"solution": True},
    "test": {"grade": True, "locked": True},
    "given": {"locked": True},
    "answer": {"grade": True, "solution": True},
    "code-answer": {"grade": True, "solution": True},
    "task": {"task": True, "locked": True},
}
FILES = {"survey": {"oldest.txt": "50"}}


def cells_of(text: str) -> list[tuple[list[str], str]]:
    """The words of each cell's head, and its text."""
    parts = re.split(r"^#%% ?(.*)\n", text, flags=re.M)[1:]
    return [(head.split(), body.strip("\n")) for head, body in zip(parts[::2], parts[1::2], strict=True)]


def written(text: str, minor: int = 5) -> dict[str, Any]:
    """A source notebook from its text."""
    made = []
    for (role, *rest), source in cells_of(text):
        kind = "markdown" if role in ("text", "answer", "task") else "code"
        points = float(rest[1]) if len(rest) > 1 else None
        made.append(cell(source, rest[0] if rest else "", kind, points, **MARKS.get(role, {})))
    return notebook(*made, minor=minor)


def _sources() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(COURSES.glob("*/*.txt")):
        minor = 4 if path.parent.name == "words" else 5  # before 4.5 cells have no ids
        found.setdefault(path.parent.name, {})[path.stem] = written(path.read_text(), minor)
    return found


def _answers() -> dict[str, dict[str, dict[str, dict[str, str]]]]:
    found: dict[str, dict[str, dict[str, dict[str, str]]]] = {}
    for path in sorted(COURSES.glob("*/*/*.txt")):
        work = {head[0]: source for head, source in cells_of(path.read_text())}
        assignment, student = path.parent.parent.name, path.parent.name
        found.setdefault(assignment, {}).setdefault(student, {})[path.stem] = work
    return found


SOURCES = _sources()
ANSWERS = _answers()
