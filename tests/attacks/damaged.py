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
import warnings
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


def of_bytes(change: Callable[[bytes], bytes]) -> Callable[[Notebook], Files]:
    return lambda right: {FILE: change(json.dumps(right).encode())}


def cells(change: Callable[[Notebook, int], Any]) -> Callable[[Notebook], Files]:
    """Something done to each cell, which it may also return anew."""

    def files(right: Notebook) -> Files:
        made = copy.deepcopy(right)
        made["cells"] = [change(cell, at) or cell for at, cell in enumerate(made["cells"])]
        return {FILE: json.dumps(made).encode()}

    return files


def whole(change: Callable[[Notebook], Any]) -> Callable[[Notebook], Files]:
    return lambda right: {FILE: json.dumps(change(copy.deepcopy(right))).encode()}


def inside(value: bytes) -> Callable[[Notebook], Files]:
    """A value of the notebook that stands in the file as it is here."""
    return of_bytes(lambda data: b'{"x": ' + value + b", " + data[1:])


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


def text_of(cell: Notebook) -> str:
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


def _more(*cells: Any) -> Callable[[Notebook], Files]:
    return whole(lambda right: {**right, "cells": [*right["cells"], *cells]})


def _again(word: str, times: int) -> Callable[[Notebook], Files]:
    def change(right: Notebook) -> Notebook:
        right["cells"] += [cell for cell in right["cells"] if word in text_of(cell)] * times
        return right

    return whole(change)


def _members(*members: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    held = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(held, "w") as made:  # one name twice
        for info, data in members:
            made.writestr(info, data)
    return held.getvalue()


def _names_of(*names: str) -> bytes:
    """An archive with these names, as they are: the library would mend some of them."""
    infos = [zipfile.ZipInfo("x") for _ in names]
    for info, name in zip(infos, names, strict=True):
        info.filename = name
    return _members(*((info, b"" if info.filename.endswith("/") else b"{}") for info in infos))


def _many_times(name: str, times: int) -> bytes:
    return _names_of(*[name] * times)


def _nested(levels: int) -> bytes:
    data = b"{}"
    for _ in range(levels):
        data = _zipped("w.zip", data)
    return data


def _flagged(data: bytes, flags: int) -> bytes:
    """An archive whose file says that it is encrypted."""
    made = bytearray(_zipped("a.ipynb", data))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(mark) + at] |= flags
    return bytes(made)


def _packed_as(method: int) -> bytes:
    made = bytearray(_zipped("a.ipynb"))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        made[made.index(mark) + at] = method
    return bytes(made)


def _sized() -> bytes:
    """An archive whose table says that its file has four gigabytes, and its checksum is another's."""
    made = bytearray(_zipped("a.ipynb"))
    at = made.index(b"PK\x01\x02")
    made[at + 16 : at + 28] = b"\xff" * 11 + b"\x7f"
    return bytes(made)


def _beside_broken(right: Notebook) -> Files:
    """The right notebook in an archive, between two whose bytes are not those that were packed."""
    data = _members(*((zipfile.ZipInfo(name), b"{broken}") for name in ("a.ipynb", "z.ipynb")))
    data = data.replace(b"{broken}", b"!" * 8)
    held = io.BytesIO(data)
    with zipfile.ZipFile(held, "a") as made:
        made.writestr(f"m/{FILE}", json.dumps(right))
        made.writestr("zz.ipynb", b"{broken}")
    return {"w.zip": held.getvalue().replace(b"{broken}", b"!" * 8)}


def _turned_case(count: int) -> Callable[[Notebook], Files]:
    """Empty notebooks beside the right one, whose names differ from its own in capitals alone."""

    def files(right: Notebook) -> Files:
        names = ("".join(c.upper() if at >> i & 1 else c for i, c in enumerate(FILE)) for at in range(1, count))
        return {**dict.fromkeys(names, b'{"cells": []}'), FILE: json.dumps(right).encode()}

    return files


SAME_ID = {"nbgrader": {"grade_id": "write-softmax"}}
DAMAGED = [
    Damage("UTF-16", of_bytes(lambda data: data.decode().encode("utf-16"))),
    Damage("UTF-32", of_bytes(lambda data: data.decode().encode("utf-32"))),
    Damage("half a character of UTF-16", of_bytes(lambda data: data.decode().encode("utf-16")[:-1]), read=False),
    Damage("Latin 1", of_bytes(lambda data: data.replace(b"def softmax", b"# \xe9\\ndef softmax", 1))),
    Damage("a mark of the byte order", of_bytes(lambda data: b"\xef\xbb\xbf" + data)),
    Damage("three marks of the byte order", of_bytes(lambda data: b"\xef\xbb\xbf" * 3 + data), read=False),
    Damage("packed by gzip", of_bytes(gzip.compress), read=False),
    Damage("an archive under a notebook's name", of_bytes(lambda data: _zipped(FILE, data)), read=False),
    Damage("NaN and infinity", inside(b"[NaN, -Infinity]")),
    Damage("a key twice, the second empty", of_bytes(lambda data: data[:-1] + b', "cells": []}'), read=False),
    Damage("a key twice, the first empty", of_bytes(lambda data: b'{"cells": [], ' + data[1:])),
    Damage("lists in lists, too deep", of_bytes(lambda _: b'{"a": ' * 5000 + b"1" + b"}" * 5000), read=False),
    Damage("lists in lists, nearly too deep", inside(b"[" * 900 + b"]" * 900)),
    Damage(
        "a type of cell in lists",
        of_bytes(lambda data: data.replace(b'"cell_type": "code"', b'"cell_type": ' + b"[" * 950 + b"]" * 950, 3)),
    ),
    Damage("a number too long to be read", inside(b"9" * 100_000), read=False),
    Damage("a number of four thousand digits", inside(b"9" * 4_000)),
    Damage("a fraction of a million digits", inside(b"0." + b"9" * 1_000_000)),
    Damage("an endless exponent", inside(b"1e" + b"9" * 1_000_000)),
    Damage("version 3", whole(lambda right: _sheets(right, 1))),
    Damage("version 3 with fifty sheets", whole(lambda right: _sheets(right, 50))),
    Damage("a version to come", whole(lambda right: {**right, "nbformat": 9, "nbformat_minor": "x"})),
    Damage("a list of notebooks", whole(lambda right: [right]), read=False),
    Damage("a number for a notebook", of_bytes(lambda _: b"1"), read=False),
    Damage("ids that are lists", cells(lambda cell, _: cell.update(id=[1], metadata={"nbgrader": {"grade_id": {}}}))),
    Damage("one id for all cells", cells(lambda cell, _: cell.update(id="softmax", metadata=SAME_ID))),
    Damage("ids in reverse", whole(_ids_turned)),
    Damage("cells in reverse", whole(_turned)),
    Damage("every cell locked, graded and rich", cells(_claimed)),
    Damage("each check a thousand times", _again("check(", 1_000)),
    Damage("an answer a thousand times", _again("def softmax", 1_000)),
    Damage("fifteen thousand cells", _more(*[{"cell_type": "code", "source": "1"}] * 15_000)),
    Damage("a picture of 30 MB in a text", _more({"cell_type": "markdown", "attachments": {"a": "A" * 30_000_000}})),
    Damage("50 MB about the notebook", whole(lambda right: {**right, "metadata": {"x": "y" * 50_000_000}})),
    Damage("nearly a million objects", whole(lambda right: {**right, "metadata": {"x": [{}] * 990_000}})),
    Damage("three million parts of one text", _more({"cell_type": "code", "source": ["x"] * 3_000_000})),
    Damage("each sign a part", cells(lambda cell, _: cell.update(source=list(text_of(cell))))),
    Damage("texts that are none", cells(lambda cell, _: cell.update(source=[["x"], {"a": 1}, None])), read=False),
    Damage("halves of characters", cells(lambda cell, _: cell.update(source=text_of(cell) + "\n# \ud800 \udc80"))),
    Damage("other ends of lines", cells(lambda cell, _: cell.update(source=text_of(cell) + "\n# \u2028\x85\x1c"))),
    Damage("form feeds", cells(lambda cell, _: cell.update(source=text_of(cell).replace("\n", "\f\n")))),
    Damage("scripts for pictures", cells(_picture)),
    Damage("an archive that points beyond all files", _beside("w.zip", zip_at(2**64 - 1))),
    Damage("an archive that points just beyond", _beside("w.zip", zip_at(2**63))),
    Damage("an archive of another kind", _beside("w.zip", gzip.compress(b"x"))),
    Damage("an archive cut off", _beside("w.zip", _zipped("a.ipynb")[:-9])),
    Damage("an archive of an empty notebook", _beside("w.zip", _zipped(FILE))),
    Damage("cells that are a mapping", whole(lambda right: {**right, "cells": {"0": right["cells"]}}), read=False),
    Damage("cells that are no cells", _more(None, 7, "x", [], [{"cell_type": "code"}], True)),
    Damage("cells without a type or a source", _more({}, {"cell_type": "code"}, {"source": "1"}, {"cell_type": {}})),
    Damage("a source of numbers", _more({"cell_type": "code", "source": 10**300}, {"cell_type": "raw", "source": {}})),
    Damage(
        "metadata of every kind", cells(lambda cell, at: cell.update(metadata=(None, [], 7, "x", {"a": []})[at % 5]))
    ),
    Damage(
        "claims of every kind", cells(lambda cell, at: cell.update(metadata={"nbgrader": ([], 7, "x", None)[at % 4]}))
    ),
    Damage("outputs that are no list", cells(lambda cell, at: cell.update(outputs=({}, 7, "x", None, [[]])[at % 5]))),
    Damage("a number of runs of a thousand digits", cells(lambda cell, _: cell.update(execution_count=10**1000))),
    Damage(
        "a notebook of another language", whole(lambda right: {**right, "metadata": {"language_info": {"name": "R"}}})
    ),
    Damage("a version of none", whole(lambda right: {**right, "nbformat": None, "nbformat_minor": None})),
    Damage(
        "a version of ten thousand digits",
        of_bytes(lambda data: data.replace(b'"nbformat": 4', b'"nbformat": 1e9999', 1)),
    ),
    Damage("names of keys in escapes", of_bytes(lambda data: data.replace(b'"cells"', b'"\\u0063ells"', 1))),
    Damage("something behind the end", of_bytes(lambda data: data + b"\n\n{}")),
    Damage("two notebooks one after the other", of_bytes(lambda data: data + data)),
    Damage("NUL before and behind", of_bytes(lambda data: b"\0" + data + b"\0" * 1000)),
    Damage("NUL in every answer", cells(lambda cell, _: cell.update(source=text_of(cell) + "\n# \0"))),
    Damage("spaces for two megabytes", of_bytes(lambda data: b" \t\r\n" * 500_000 + data)),
    Damage("nothing but spaces", of_bytes(lambda _: b" \n" * 1_000_000), read=False),
    Damage("single quotes", of_bytes(lambda data: data.replace(b'"', b"'")), read=False),
    Damage("a page", of_bytes(lambda data: b"<!doctype html><script>alert(1)</script>" + data), read=False),
    Damage(
        "a conflict of versions", of_bytes(lambda data: b"<<<<<<< HEAD\n" + data + b"\n=======\n>>>>>>>\n"), read=False
    ),
    Damage("answers in text cells", cells(lambda cell, _: cell.update(cell_type="markdown"))),
    Damage(
        "answers under another magic", cells(lambda cell, _: cell.update(source="%%bash\n" + text_of(cell))), read=False
    ),
    Damage(
        "answers that write themselves",
        cells(lambda cell, _: cell.update(source="%%writefile x.py\n" + text_of(cell))),
        read=False,
    ),
    Damage("a hundred levels of archives", _beside("w.zip", _nested(100))),
    Damage("an archive with a key", _beside("w.zip", _flagged(b"x", 1))),
    Damage("an archive packed in no known way", _beside("w.zip", _packed_as(99))),
    Damage("an archive of one name a hundred times", _beside("w.zip", _many_times("a.ipynb", 100))),
    Damage(
        "an archive of paths",
        _beside("w.zip", _names_of("../../x.ipynb", "/etc/x.ipynb", "C:\\x.ipynb", "a\0b.ipynb", "\u202e.ipynb")),
    ),
    Damage(
        "an archive of folders for notebooks",
        _beside("w.zip", _names_of("a.ipynb/", "b.ipynb/c.ipynb/", "__MACOSX/._a.ipynb")),
    ),
    Damage("an archive behind a picture", _beside("w.zip", b"\x89PNG" * 100_000 + _zipped("a.ipynb"))),
    Damage("an archive that lies about its sizes", _beside("w.zip", _sized())),
    Damage("fifty notebooks of one name in other letters", _turned_case(50)),
    Damage("a right notebook beside a broken one in an archive", _beside_broken),
]
