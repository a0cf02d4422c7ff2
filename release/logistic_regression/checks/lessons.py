"""Where to read: a lesson and the heading in it under which the cure stands, in words and as a link."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

#: where the lessons may lie, seen from a notebook: beside it, beside its folder, or above `release/` and `source/`
PLACES = (".", "../notebooks", "../../notebooks")

_TRACEBACK = ("00", "Read a traceback from the bottom")
_THROWN_AWAY = ("00", "Computed and thrown away")
_ANOTHER_BOX = ("00", "In another order, or in another box")
_TOO_DEEP = ("00", "One indentation too deep")
_TYPED_IN = ("01", "A size typed in")
_CLICK = ("07", "Let the shapes click")
_VECTORS = ("08", "Tell three vectors apart")
_SHAPE_OF_W = ("08", "Keep the shape of w")
_A_NUMBER = ("08", "Want a number, get a number")
_VIEW = ("08", "Reshape a view, leave the original")

#: the general causes that a lesson cures: id -> number of the lesson, heading. The others say all there is to say.
GENERAL = {
    "numpy-prefix-missing": _TRACEBACK,
    "global-for-argument": ("00", "Names that outlive their cell"),
    "name-misspelt": _TRACEBACK,
    "unknown-name": _TRACEBACK,
    "no-such-function": _TRACEBACK,
    "no-such-attribute": _TRACEBACK,
    "no-such-key": _TRACEBACK,
    "kinds-do-not-mix": _TRACEBACK,
    "syntax": _TRACEBACK,
    "nothing-returned": ("00", "Printed and not returned"),
    "placeholder-left": _THROWN_AWAY,
    "argument-returned": _THROWN_AWAY,
    "step-returned": _THROWN_AWAY,
    "another-part": _THROWN_AWAY,
    "one-for-the-list": _THROWN_AWAY,
    "values-unpacked": _ANOTHER_BOX,
    "order-of-the-values": _ANOTHER_BOX,
    "too-many-values": _ANOTHER_BOX,
    "too-few-values": _ANOTHER_BOX,
    "dict-for-values": _ANOTHER_BOX,
    "values-for-a-dict": _ANOTHER_BOX,
    "key-misspelt": _ANOTHER_BOX,
    "key-missing": _ANOTHER_BOX,
    "too-many-entries": _TOO_DEEP,
    "too-few-entries": _TOO_DEEP,
    "call-does-not-fit": ("00", "By place or by name"),
    "reshape-counts": _TYPED_IN,
    "fixed-size": _TYPED_IN,
    "right-for-some": _TYPED_IN,
    "probabilities-for-answers": ("02", "Answers: the limit, the swap, the probability itself"),
    "caret": ("03", "One number, and which one"),
    "not-a-number": ("03", "The logarithm of 0: from −inf to nan"),
    "not-averaged": ("06", "Average the losses"),
    "one-entry": ("06", "Write a loop that adds up"),
    "factor-of-a-size": ("06", "Count the columns"),
    "not-summed": ("07", "Multiply, or multiply and add"),
    "two-rows-multiplied": _CLICK,
    "shapes-not-aligned": _CLICK,
    "array-treated-as-number": ("07", "Functions that take one number, and functions that take an array"),
    "array-in-a-condition": ("07", "An `if` asks one question"),
    "shapes-not-stretched": ("08", "Read two shapes from the right"),
    "no-such-axis": ("08", "Name the axis that goes"),
    "summed-to-one": ("08", "Name the axis that goes"),
    "turned": _VECTORS,
    "other-shape": _VECTORS,
    "table-for-a-vector": ("08", "Two vectors that became a table"),
    "sizes-need-a-bracket": _SHAPE_OF_W,
    "no-such-index": _SHAPE_OF_W,
    "number-treated-as-array": _A_NUMBER,
    "array-for-a-number": _A_NUMBER,
    "whole-number-box": _VIEW,
    "rounded": _VIEW,
    "cut-to-whole": _VIEW,
}


def where(lesson: str, heading: str) -> str:
    """As in: lesson 08, "Two vectors that became a table"."""
    return f'lesson {lesson}, "{heading}"'


def link(folder: Path, lesson: str, heading: str) -> str:
    """The heading's address, seen from a notebook in `folder`; empty where the lesson is not at hand."""
    for place in PLACES:
        for path in sorted((folder / place).glob(f"{lesson}_*.ipynb")):
            cell = _cell(path, heading)
            return f"{place}/{quote(path.name)}" + (f"#cell-id={quote(cell)}" if cell else "")
    return ""


def _cell(path: Path, heading: str) -> str:
    """The id of the cell that holds the heading; empty if there is none, as in a lesson that was edited.

    By its words JupyterLab finds a heading only when it is drawn already, and not if it holds a sign like −.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found = [cell for cell in cells if heading in (_title(line) for line in "".join(cell["source"]).split("\n"))]
        return str(found[0]["id"]) if found else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _title(line: str) -> str:
    """The words of a line that is a heading of Markdown."""
    return line.lstrip("#").strip() if line.startswith("#") else ""
