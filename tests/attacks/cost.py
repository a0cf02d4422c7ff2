"""Submissions that want to cost: bytes, cells, answers and files on which reading, judging or explaining swells.

Each is small, and took the square of its size, gigabytes, or the whole run before its cause was mended. `size` is the
number that makes it grow.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from autograder.course.plan import NotebookPlan
from tests.attacks.attack import dedent, notebook

Files = dict[str, bytes]
FILE = "2_broadcasting.ipynb"


@dataclass(frozen=True)
class Bomb:
    """A submission that wants to cost; `files` makes it of a size, for a plan."""

    name: str
    tries: str
    files: Callable[[NotebookPlan, int], Files]
    size: int  # as in a class: what it did without bounds is known to be too much


def _brackets(plan: NotebookPlan, size: int) -> Files:
    return {FILE: b"[" * 1_000_001 + b'"' + b'\\"' * size}


def _cells(plan: NotebookPlan, size: int, *, answers: Mapping[str, str], source: str) -> Files:
    """The notebook with answers, and with many cells of one source below them."""
    made = notebook(plan, answers)
    at = 1 + next(i for i, one in enumerate(made["cells"]) if one["id"] == "write-softmax")
    like = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    made["cells"][at:at] = [{**like, "id": f"own-{number}", "source": source} for number in range(size)]
    return {FILE: json.dumps(made).encode()}


def _halves(plan: NotebookPlan, size: int) -> Files:
    start = "def softmax(x):\n    y = x"
    return _cells(plan, size, answers={"softmax": start}, source=f"    return y  #{'x' * 300}")


def _folders(plan: NotebookPlan, size: int) -> Files:
    code = f"""
        import os, time
        end = time.time() + {size}
        at = 0
        while time.time() < end:
            at += 1
            os.mkdir(f"{{os.getpid()}}-{{end}}-{{at}}")
    """
    return _cells(plan, 3, answers={}, source=dedent(code))


def _swollen(plan: NotebookPlan, size: int) -> Files:
    answer = f"import numpy as np\ndef softmax(x):\n    return np.ones(({size}, 1, 1), np.uint8)"
    return {FILE: json.dumps(notebook(plan, {"softmax": answer})).encode()}


def _ends(plan: NotebookPlan, size: int) -> Files:
    return _cells(plan, size, answers={}, source="import os\nos._exit(1)")


def _endless(plan: NotebookPlan, size: int) -> Files:
    return _cells(plan, size, answers={}, source="while True: pass")


def _archive(members: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return held.getvalue()


def _numbers(plan: NotebookPlan, size: int) -> Files:
    data = b'{"cells": [], "x": [' + b"1.5," * size + b"1]}"
    return {"work.zip": _archive({f"{number}.ipynb": data for number in range(4)})}


def _names(plan: NotebookPlan, size: int) -> Files:
    return {"work.zip": _archive({f"{number}{'.json' * size}": b"{}" for number in range(50)})}


def _tiny_cells(plan: NotebookPlan, size: int) -> Files:
    return {FILE: b'{"cells": [' + b'{"source": "x"},' * size + b"{}]}"}


def _many_notes(plan: NotebookPlan, size: int) -> Files:
    texts = (f'{{"source": "{"x" * (300_001 + number)}"}}' for number in range(size))
    return {FILE: f'{{"cells": [{", ".join(texts)}]}}'.encode()}


BOMBS = [
    Bomb("brackets", "has an unfinished string of escaped quotes behind a million brackets", _brackets, 2_000_000),
    Bomb("halves", "splits one function into many cells", _halves, 40_000),
    Bomb("folders", "makes empty folders for as long as it may", _folders, 9),
    Bomb("a swollen answer", "returns an answer that is gigabytes once it meets the right one", _swollen, 8_000_000),
    Bomb("ended processes", "ends its process in every cell", _ends, 2_000),
    Bomb("endless cells", "has cells that never end", _endless, 100),
    Bomb("numbers", "packs hundreds of megabytes of numbers into a small archive", _numbers, 15_000_000),
    Bomb("long names", "packs files whose names end a thousand times", _names, 13_000),
    Bomb("tiny cells", "has a cell for every fifteen bytes", _tiny_cells, 900_000),
    Bomb("many notes", "has cells each of which deserves a sentence of its own", _many_notes, 150),
]
