"""A kind of malformed submission, and how the table of all of them is filled."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Files = dict[str, bytes]
Notebook = dict[str, Any]

NAME, FILE = "2_broadcasting", "2_broadcasting.ipynb"
WHOLE = 20.0  # the points of that notebook, and of a submission with every function right
HALF = 7.0  # percentages and standardize right, the rest untouched
SOFTMAX = 5.0


@dataclass(frozen=True)
class Kind:
    """One way to break a submission that has one notebook."""

    name: str
    story: str
    points: float
    note: str | None  # words in what is said to the student; None where there is nothing to say
    spoil: Callable[[Files, Path], Files | None]  # new files, or None where it wrote the folder itself
    base: str = "whole"  # the submission that is broken: "whole" or "half"


KINDS: list[Kind] = []


def _add(make: Callable[..., Any], spoil: Callable[[Files, Path], Files | None], **expected: Any) -> None:
    assert make.__doc__, make.__name__
    KINDS.append(Kind(make.__name__, make.__doc__, spoil=spoil, **expected))


def files_kind(points: float, note: str | None, base: str = "whole") -> Callable[..., Any]:
    """A kind made by a function from files to files."""

    def decorate(make: Callable[[Files], Files]) -> Callable[[Files], Files]:
        _add(make, lambda files, folder: make(files), points=points, note=note, base=base)
        return make

    return decorate


def data_kind(points: float, note: str | None, base: str = "whole") -> Callable[..., Any]:
    """A kind made by a function from the notebook's bytes to bytes."""

    def decorate(make: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
        _add(make, lambda files, folder: {FILE: make(files[FILE])}, points=points, note=note, base=base)
        return make

    return decorate


def notebook_kind(points: float, note: str | None, base: str = "whole") -> Callable[..., Any]:
    """A kind made by a function that changes the notebook's JSON values."""

    def decorate(make: Callable[[Notebook], Notebook | None]) -> Callable[[Notebook], Notebook | None]:
        def spoil(files: Files, folder: Path) -> Files:
            notebook = json.loads(files[FILE])
            return {FILE: json.dumps(make(notebook) or notebook).encode()}

        _add(make, spoil, points=points, note=note, base=base)
        return make

    return decorate


def folder_kind(points: float, note: str | None, base: str = "whole") -> Callable[..., Any]:
    """A kind made by a function that writes the submission's folder, which does not exist yet."""

    def decorate(make: Callable[[Files, Path], None]) -> Callable[[Files, Path], None]:
        _add(make, make, points=points, note=note, base=base)
        return make

    return decorate


def find(notebook: Notebook, id: str) -> Notebook:
    """A cell by its id."""
    return next(cell for cell in notebook["cells"] if cell["id"] == id)


def at(notebook: Notebook, id: str) -> int:
    """A cell's place."""
    return notebook["cells"].index(find(notebook, id))


def text(cell: Notebook) -> str:
    """A cell's source as one text."""
    return "".join(cell["source"])


def code_cell(source: str, **more: Any) -> Notebook:
    """A cell of the student's own."""
    cell = {"cell_type": "code", "id": "mine", "metadata": {}, "source": source, "execution_count": None, "outputs": []}
    return {**cell, **more}
