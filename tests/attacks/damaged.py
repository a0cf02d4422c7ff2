"""Files that a reader stumbles over: other formats, encodings and versions, ids that clash, archives that lie.

Each holds or stands beside right answers. A file that is a notebook all the same keeps its points; one that is none
costs no other file anything.
"""

from __future__ import annotations

import copy
import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.attacks.cost import FILE, Files

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Damage:
    """A submission made of a right notebook. read : whether its answers must be found all the same"""

    name: str
    files: Callable[[Notebook], Files]
    read: bool = True


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[Notebook], Files]:
    return lambda right: {FILE: change(json.dumps(right).encode())}


def _cells(change: Callable[[Notebook, int], Any]) -> Callable[[Notebook], Files]:
    """Something done to each cell, which it may also return anew."""

    def files(right: Notebook) -> Files:
        made = copy.deepcopy(right)
        made["cells"] = [change(cell, at) or cell for at, cell in enumerate(made["cells"])]
        return {FILE: json.dumps(made).encode()}

    return files


def _whole(change: Callable[[Notebook], Any]) -> Callable[[Notebook], Files]:
    return lambda right: {FILE: json.dumps(change(copy.deepcopy(right))).encode()}


def _inside(value: bytes) -> Callable[[Notebook], Files]:
    """A value of the notebook that stands in the file as it is here."""
    return _bytes(lambda data: b'{"x": ' + value + b", " + data[1:])


def _beside(name: str, data: bytes) -> Callable[[Notebook], Files]:
    return lambda right: {FILE: json.dumps(right).encode(), name: data}


def _zipped(name: str, data: bytes = b"{}") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr(name, data)
    return held.getvalue()


def zip_at(offset: int) -> bytes:
    """An archive whose table of contents says that its file lies so many bytes from the start."""
    name, more = b"a.ipynb", struct.pack("<HHQ", 1, 8, offset)
    table = b"PK\1\2" + struct.pack("<4B4H3L", 45, 3, 45, 0, 0, 0, 0, 0, 0, 10, 10)
    table += struct.pack("<5H2L", len(name), len(more), 0, 0, 0, 0, 0xFFFFFFFF) + name + more
    return table + b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 1, 1, len(table), 0, 0)


def _sheets(right: Notebook, count: int) -> Notebook:
    sheet = {"cells": [{**cell, "input": cell["source"]} for cell in right["cells"]]}
    return {"nbformat": 3, "worksheets": [sheet] * count}


def _text(cell: Notebook) -> str:
    return "".join(cell["source"])


def _claimed(cell: Notebook, _: int) -> None:
    marks = cell["metadata"].get("nbgrader", {})
    told = {"points": 1e9, "grade": True, "solution": False, "locked": True, "schema_version": 99}
    cell["metadata"] = {"editable": False, "deletable": False, "nbgrader": {**marks, **told}}


def _picture(cell: Notebook, _: int) -> None:
    live = {"image/png": '"><script>alert(1)</script>', "image/jpeg": "' onerror=alert(1) '", "text/html": "<script>"}
    if cell["cell_type"] == "code":
        cell["outputs"] = [{"output_type": "display_data", "data": live, "metadata": {"<script>": 1}}]


def _turned(right: Notebook) -> Notebook:
    right["cells"].reverse()
    return right


def _ids_turned(right: Notebook) -> Notebook:
    turned = [(cell.get("id"), cell["metadata"]) for cell in reversed(right["cells"])]
    for cell, (id, metadata) in zip(right["cells"], turned, strict=True):
        cell["id"], cell["metadata"] = id, metadata
    return right


def _more(*cells: Notebook) -> Callable[[Notebook], Files]:
    return _whole(lambda right: {**right, "cells": [*right["cells"], *cells]})


def _again(word: str, times: int) -> Callable[[Notebook], Files]:
    def change(right: Notebook) -> Notebook:
        right["cells"] += [cell for cell in right["cells"] if word in _text(cell)] * times
        return right

    return _whole(change)


SAME_ID = {"nbgrader": {"grade_id": "write-softmax"}}
DAMAGED = [
    Damage("UTF-16", _bytes(lambda data: data.decode().encode("utf-16"))),
    Damage("UTF-32", _bytes(lambda data: data.decode().encode("utf-32"))),
    Damage("half a character of UTF-16", _bytes(lambda data: data.decode().encode("utf-16")[:-1]), read=False),
    Damage("Latin 1", _bytes(lambda data: data.replace(b"def softmax", b"# \xe9\\ndef softmax", 1))),
    Damage("a mark of the byte order", _bytes(lambda data: b"\xef\xbb\xbf" + data)),
    Damage("three marks of the byte order", _bytes(lambda data: b"\xef\xbb\xbf" * 3 + data), read=False),
    Damage("packed by gzip", _bytes(gzip.compress), read=False),
    Damage("an archive under a notebook's name", _bytes(lambda data: _zipped(FILE, data)), read=False),
    Damage("NaN and infinity", _inside(b"[NaN, -Infinity]")),
    Damage("a key twice, the second empty", _bytes(lambda data: data[:-1] + b', "cells": []}'), read=False),
    Damage("a key twice, the first empty", _bytes(lambda data: b'{"cells": [], ' + data[1:])),
    Damage("lists in lists, too deep", _bytes(lambda _: b'{"a": ' * 5000 + b"1" + b"}" * 5000), read=False),
    Damage("lists in lists, nearly too deep", _inside(b"[" * 900 + b"]" * 900)),
    Damage(
        "a type of cell in lists",
        _bytes(lambda data: data.replace(b'"cell_type": "code"', b'"cell_type": ' + b"[" * 950 + b"]" * 950, 3)),
    ),
    Damage("a number too long to be read", _inside(b"9" * 100_000), read=False),
    Damage("a number of four thousand digits", _inside(b"9" * 4_000)),
    Damage("a fraction of a million digits", _inside(b"0." + b"9" * 1_000_000)),
    Damage("an endless exponent", _inside(b"1e" + b"9" * 1_000_000)),
    Damage("version 3", _whole(lambda right: _sheets(right, 1))),
    Damage("version 3 with fifty sheets", _whole(lambda right: _sheets(right, 50))),
    Damage("a version to come", _whole(lambda right: {**right, "nbformat": 9, "nbformat_minor": "x"})),
    Damage("a list of notebooks", _whole(lambda right: [right]), read=False),
    Damage("a number for a notebook", _bytes(lambda _: b"1"), read=False),
    Damage("ids that are lists", _cells(lambda cell, _: cell.update(id=[1], metadata={"nbgrader": {"grade_id": {}}}))),
    Damage("one id for all cells", _cells(lambda cell, _: cell.update(id="softmax", metadata=SAME_ID))),
    Damage("ids in reverse", _whole(_ids_turned)),
    Damage("cells in reverse", _whole(_turned)),
    Damage("every cell locked, graded and rich", _cells(_claimed)),
    Damage("each check a thousand times", _again("check(", 1_000)),
    Damage("an answer a thousand times", _again("def softmax", 1_000)),
    Damage("fifteen thousand cells", _more(*[{"cell_type": "code", "source": "1"}] * 15_000)),
    Damage("a picture of 30 MB in a text", _more({"cell_type": "markdown", "attachments": {"a": "A" * 30_000_000}})),
    Damage("50 MB about the notebook", _whole(lambda right: {**right, "metadata": {"x": "y" * 50_000_000}})),
    Damage("nearly a million objects", _whole(lambda right: {**right, "metadata": {"x": [{}] * 990_000}})),
    Damage("three million parts of one text", _more({"cell_type": "code", "source": ["x"] * 3_000_000})),
    Damage("each sign a part", _cells(lambda cell, _: cell.update(source=list(_text(cell))))),
    Damage("texts that are none", _cells(lambda cell, _: cell.update(source=[["x"], {"a": 1}, None])), read=False),
    Damage("halves of characters", _cells(lambda cell, _: cell.update(source=_text(cell) + "\n# \ud800 \udc80"))),
    Damage("other ends of lines", _cells(lambda cell, _: cell.update(source=_text(cell) + "\n# \u2028\x85\x1c"))),
    Damage("form feeds", _cells(lambda cell, _: cell.update(source=_text(cell).replace("\n", "\f\n")))),
    Damage("scripts for pictures", _cells(_picture)),
    Damage("an archive that points beyond all files", _beside("w.zip", zip_at(2**64 - 1))),
    Damage("an archive that points just beyond", _beside("w.zip", zip_at(2**63))),
    Damage("an archive of another kind", _beside("w.zip", gzip.compress(b"x"))),
    Damage("an archive cut off", _beside("w.zip", _zipped("a.ipynb")[:-9])),
    Damage("an archive of an empty notebook", _beside("w.zip", _zipped(FILE))),
]
