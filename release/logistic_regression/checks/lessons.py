"""Where to read about a mistake: a lesson and the heading in it that explains the cure, in words and as a link."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

#: where the lessons may lie, seen from a notebook: next to it, next to its folder, or above `release/` and `source/`
PLACES = (".", "../notebooks", "../../notebooks")


def where(lesson: str, heading: str) -> str:
    """As in: lesson 08, "Two vectors that became a table"."""
    return f'lesson {lesson}, "{heading}"'


def link(folder: Path, lesson: str, heading: str) -> str:
    """The heading's address relative to a notebook in `folder`; empty if the lesson is not found."""
    for place in PLACES:
        for path in sorted((folder / place).glob(f"{lesson}_*.ipynb")):
            cell = _cell(path, heading)
            return f"{place}/{quote(path.name)}" + (f"#cell-id={quote(cell)}" if cell else "")
    return ""


def _cell(path: Path, heading: str) -> str:
    """The id of the cell that holds the heading; empty if there is none, as in a lesson that was edited.

    A link to a heading's text would not do: JupyterLab finds it only once it is rendered, and never with a sign like −.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found = [cell for cell in cells if heading in (_title(line) for line in "".join(cell["source"]).split("\n"))]
        return str(found[0]["id"]) if found else ""
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _title(line: str) -> str:
    """The text of a Markdown heading's line, without its marks."""
    return line.lstrip("#").strip() if line.startswith("#") else ""
