"""An executed lesson becomes a page: what only a live kernel can do is replaced by a sentence that says so."""

from __future__ import annotations

import re
from typing import Any

import nbformat
from nbformat import NotebookNode

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
UNWRITTEN = "Not written yet"
#: a cell that draws is folded away from this many lines on: the picture is what a reader came for
LINES_TO_FOLD = 12
#: pixels; a wider figure is not shrunk to a phone's width, it is moved under the finger
WIDE = 640
TO_WRITE = "In JupyterLab you write the function above, and this cell says whether it is right, and why not."
NOTE = "{{.live}}\n{}\n"


def page(notebook: NotebookNode) -> NotebookNode:
    """The lesson with notes for sliders and unwritten exercises, words for its figures, and no script."""
    states = notebook.metadata.pop("widgets", {}).get(STATE, {}).get("state", {})
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        if cell.cell_type == "code":
            notes = _notes(cell, states)
            _describe(cell)
            cells += [nbformat.v4.new_markdown_cell(NOTE.format(note)) for note in notes]
    notebook.cells = cells
    return notebook


def _notes(cell: NotebookNode, states: dict[str, Any]) -> list[str]:
    """Takes out of a cell what cannot be shown. Returns the sentences that stand for it."""
    kept, notes = [], []
    for output in cell.outputs:
        data = output.get("data", {})
        if VIEW in data:
            notes.append(sliders(states, data[VIEW]["model_id"]))
        elif UNWRITTEN in data.get("text/plain", ""):
            notes.append(TO_WRITE)
        else:
            kept.append(output)
    cell.outputs = kept
    return notes


def sliders(states: dict[str, Any], model: str) -> str:
    """The sentence for a group of sliders: what can be set, and from where to where."""
    children = (states[name.removeprefix("IPY_MODEL_")]["state"] for name in states[model]["state"]["children"])
    found = [words for words in map(_control, children) if words]
    what = "is a control here that redraws" if len(found) == 1 else "are controls here that redraw"
    return f"In JupyterLab there {what} the picture: {', '.join(found)}."


def _control(state: dict[str, Any]) -> str:
    name = state.get("description", "")
    if "min" in state and "max" in state:
        low, high = state["min"], state["max"]
        if state["_model_name"] == "FloatLogSliderModel":
            low, high = state["base"] ** low, state["base"] ** high
        return f"**{name}** from {_number(low)} to {_number(high)}"
    options = state.get("_options_labels", ())
    if options:
        return f"**{name}** ({len(options)} to choose from)"
    return ""


def _number(value: float) -> str:
    return f"{value:.3g}".replace("-", "−") if abs(value) < 1000 else f"{value:,.0f}".replace("-", "−")


def _describe(cell: NotebookNode) -> None:
    """Folds long code that draws, and gives pictures the words that their figures said of themselves."""
    if cell.source.count("\n") >= LINES_TO_FOLD and re.search(r"\b(plt|axe?s?)[.[]", cell.source):
        cell.metadata["tags"] = [*cell.metadata.get("tags", ()), "hide-input"]
    drawn = [output for output in cell.outputs if "image/png" in output.get("data", {})]
    if not drawn:
        return
    image = {"alt": "; then ".join(output.data["text/plain"] for output in drawn)}
    if any(output.metadata["image/png"]["width"] > WIDE for output in drawn):
        image["classes"] = "wide"
    cell.metadata["mystnb"] = {"image": image}
