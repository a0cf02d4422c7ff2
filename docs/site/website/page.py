"""An executed lesson becomes a page: a check that waits for a function is replaced by a sentence that says so."""

from __future__ import annotations

import re

import nbformat
from nbformat import NotebookNode

UNWRITTEN = "Not written yet"
#: a cell that draws is folded away from this many lines on: the picture is what a reader came for
LINES_TO_FOLD = 12
#: what a cell prints in columns, which wrapped lines would tear apart
COLUMNS = re.compile(r"\S {2,}\S")
#: pixels; a wider figure is not shrunk to a phone's width, it is moved under the finger
WIDE = 640
TO_WRITE = """{.live}
In a notebook you write the function above, and this cell says whether it is right, and why not.
"""


def page(notebook: NotebookNode) -> NotebookNode:
    """The lesson with notes for unwritten exercises and words for its pictures. Figures that move do so as they are."""
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        if cell.cell_type == "code":
            kept = [output for output in cell.outputs if UNWRITTEN not in output.get("data", {}).get("text/plain", "")]
            if len(kept) < len(cell.outputs):
                cells.append(nbformat.v4.new_markdown_cell(TO_WRITE))
            cell.outputs = kept
            _tag(cell)
            _describe(cell)
    notebook.cells = cells
    return notebook


def _tag(cell: NotebookNode) -> None:
    """Folds long code that draws, and marks what is printed in columns."""
    tags = list(cell.metadata.get("tags", ()))
    if cell.source.count("\n") >= LINES_TO_FOLD and re.search(r"\b(plt|axe?s?)[.[]", cell.source):
        tags.append("hide-input")
    if any(COLUMNS.search(output.get("text", "")) for output in cell.outputs):
        tags.append("columns")
    if tags:
        cell.metadata["tags"] = tags


def _describe(cell: NotebookNode) -> None:
    """Gives pictures the words that their figures said of themselves."""
    drawn = [output for output in cell.outputs if "image/png" in output.get("data", {})]
    if not drawn:
        return
    image = {"alt": "; then ".join(output.data["text/plain"] for output in drawn)}
    if any(output.metadata["image/png"]["width"] > WIDE for output in drawn):
        image["classes"] = "wide"
    cell.metadata["mystnb"] = {"image": image}
