"""What can be wrong with a file: its bytes, its JSON, its size, the version of its format."""

from __future__ import annotations

import json
import random

from tests.judge.broken.kind import HALF, SOFTMAX, WHOLE, Notebook, at, code_cell, data_kind, find, notebook_kind, text


@data_kind(0, "it is empty")
def empty(data: bytes) -> bytes:
    """Nothing in the file."""
    return b""


@data_kind(0, "it is empty")
def blank(data: bytes) -> bytes:
    """White space, and the zeros that a full disk leaves."""
    return b" \n\t" + b"\0" * 5000


@data_kind(0, "it has no list of cells")
def null(data: bytes) -> bytes:
    """The JSON value null."""
    return b"null"


@data_kind(0, "it has no list of cells")
def empty_list(data: bytes) -> bytes:
    """The JSON value []."""
    return b"[]"


@data_kind(0, "it has no list of cells")
def a_number(data: bytes) -> bytes:
    """A number instead of a notebook."""
    return b"42"


@data_kind(0, "it has no list of cells")
def a_string(data: bytes) -> bytes:
    """The notebook as a string inside JSON."""
    return json.dumps(data.decode()).encode()


@data_kind(0, "no readable JSON from line")
def truncated(data: bytes) -> bytes:
    """The upload stopped half way."""
    return data[: len(data) // 2]


@data_kind(0, "no readable JSON")
def random_bytes(data: bytes) -> bytes:
    """Not text at all."""
    return random.Random(4).randbytes(20_000)


@data_kind(0, "no readable JSON")
def a_picture(data: bytes) -> bytes:
    """A screenshot under the notebook's name."""
    return b"\x89PNG\r\n\x1a\n" + bytes(1000)


@data_kind(0, "a web page")
def web_page(data: bytes) -> bytes:
    """The page that shows the notebook was saved, not the notebook."""
    return b"<!DOCTYPE html>\n<html><body>notebook</body></html>"


@data_kind(0, "unfinished merge")
def merge_marks(data: bytes) -> bytes:
    """Two versions, put together by git."""
    return b"<<<<<<< HEAD\n" + data + b"=======\n" + data + b">>>>>>> theirs\n"


@data_kind(WHOLE, None)
def byte_order_mark(data: bytes) -> bytes:
    """A Windows editor put its mark before the first byte."""
    return b"\xef\xbb\xbf" + data


@data_kind(WHOLE, None)
def utf_16(data: bytes) -> bytes:
    """Saved as "Unicode" by a Windows editor."""
    return data.decode().encode("utf-16")


@data_kind(WHOLE, None)
def utf_16_unmarked(data: bytes) -> bytes:
    """UTF-16 without its mark."""
    return data.decode().encode("utf-16-be")


@data_kind(WHOLE, None)
def utf_32(data: bytes) -> bytes:
    """Four bytes for each character."""
    return data.decode().encode("utf-32")


@data_kind(WHOLE, "not saved as UTF-8")
def latin_1(data: bytes) -> bytes:
    """Saved in an old encoding, with an umlaut in it."""
    return data.decode().replace("X", "\xdc", 1).encode("latin-1", "replace")


@data_kind(WHOLE, "not saved as UTF-8")
def broken_byte(data: bytes) -> bytes:
    """One byte of a text cell is damaged."""
    return data.replace(b"Let shapes", b"Let \xff\xfeshapes", 1)


@data_kind(WHOLE, None)
def windows_lines(data: bytes) -> bytes:
    """Windows line ends between the lines of the file."""
    return data.replace(b"\n", b"\r\n")


@data_kind(WHOLE, None)
def minified(data: bytes) -> bytes:
    """All on one line."""
    return json.dumps(json.loads(data), separators=(",", ":")).encode()


@data_kind(WHOLE, None)
def padded_with_zeros(data: bytes) -> bytes:
    """A crash left zeros behind the end."""
    return data + b"\0" * 4096


@data_kind(WHOLE, "More text followed the end")
def written_twice(data: bytes) -> bytes:
    """The tail of an older, longer version stands behind the end."""
    return data + data[-3000:]


@data_kind(WHOLE, None)
def raw_control_characters(data: bytes) -> bytes:
    """Line ends and tabs stand raw inside JSON strings."""
    return data.replace(b'\\n"', b'\n"').replace(b'"    ', b'"\t')


@data_kind(WHOLE, None)
def unescaped_text(data: bytes) -> bytes:
    """Written with every character that is not ASCII escaped."""
    return json.dumps(json.loads(data), ensure_ascii=True).encode()


@notebook_kind(WHOLE, None)
def not_a_number(notebook: Notebook) -> None:
    """NaN and Infinity, which are no JSON, in metadata."""
    notebook["metadata"]["zoom"] = float("nan")
    notebook["cells"][0]["metadata"]["width"] = float("inf")


@notebook_kind(WHOLE, None)
def fifty_megabytes(notebook: Notebook) -> None:
    """Outputs of 50 MB."""
    find(notebook, "percentages-draw")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "x" * (50 << 20)}
    ]


@notebook_kind(WHOLE, None)
def many_brackets(notebook: Notebook) -> None:
    """A printed array with two million brackets."""
    shown = {"output_type": "stream", "name": "stdout", "text": '[1] \\ "quoted"\n' * 1_000_000}
    find(notebook, "percentages-draw")["outputs"] = [shown]


@data_kind(0, "must be under 64 MB")
def too_large(data: bytes) -> bytes:
    """More than any notebook has."""
    return data + b" " * (65 << 20)


@data_kind(0, "nested too deeply")
def deep_nesting(data: bytes) -> bytes:
    """Lists in lists in lists."""
    return b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"


@data_kind(0, "parts")
def many_parts(data: bytes) -> bytes:
    """Small as a file, gigabytes once it is read."""
    return b'{"cells": [' + b"{}," * 3_000_000 + b"{}]}"


def _old(notebook: Notebook, version: int) -> Notebook:
    cells = []
    for cell in notebook["cells"]:
        marks = {"cell_type": cell["cell_type"], "metadata": cell["metadata"]}
        if cell["cell_type"] == "code":
            cells.append({**marks, "input": text(cell), "language": "python", "outputs": [], "collapsed": False})
        elif text(cell).startswith("#"):
            cells.append({**marks, "cell_type": "heading", "level": 1, "source": text(cell)})
        else:
            cells.append({**marks, "source": text(cell)})
    return {"nbformat": version, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}


@notebook_kind(WHOLE, "old version of the format")
def format_3(notebook: Notebook) -> Notebook:
    """Saved by a notebook program of 2013."""
    return _old(notebook, 3)


@notebook_kind(WHOLE, "old version of the format")
def format_2(notebook: Notebook) -> Notebook:
    """Saved by a notebook program of 2011, without any metadata, in two worksheets."""
    old = _old(notebook, 2)
    cells = [{key: value for key, value in cell.items() if key != "metadata"} for cell in old["worksheets"][0]["cells"]]
    return {**old, "worksheets": [{"cells": cells[:20]}, {"cells": cells[20:]}]}


@notebook_kind(WHOLE, None)
def format_of_tomorrow(notebook: Notebook) -> None:
    """A version of the format that does not exist yet."""
    notebook |= {"nbformat": 7, "nbformat_minor": 3, "pages": []}


@notebook_kind(0, "it has no list of cells")
def odd_worksheets(notebook: Notebook) -> Notebook:
    """Worksheets that are no list."""
    return {"nbformat": 3, "worksheets": 5}


@notebook_kind(0, "Cells to write in were missing")
def odd_worksheet_cells(notebook: Notebook) -> Notebook:
    """Worksheets whose cells are no list, or that are no worksheets."""
    return {"nbformat": 3, "worksheets": [{"cells": 5}, {"cells": None}, 7, {}]}


@notebook_kind(0, "it has no list of cells")
def cells_by_name(notebook: Notebook) -> None:
    """The cells are an object, not a list."""
    notebook["cells"] = {cell["id"]: cell for cell in notebook["cells"]}


@notebook_kind(0, "Cells to write in were missing")
def no_cells(notebook: Notebook) -> None:
    """An empty list of cells."""
    notebook["cells"] = []


@notebook_kind(WHOLE, None)
def only_cells(notebook: Notebook) -> Notebook:
    """Neither metadata nor a version."""
    return {"cells": notebook["cells"]}


@notebook_kind(WHOLE, None)
def odd_values(notebook: Notebook) -> None:
    """Metadata, ids, outputs and counts of the wrong types everywhere."""
    for index, cell in enumerate(notebook["cells"]):
        cell["metadata"] = [None, [1], "x", 3][index % 4]
        cell["id"] = [None, {"a": 1}, [1], 4][index % 4]
        cell["outputs"] = [None, {"a": 1}, "text", [1, {"data": 3}, {"data": {"image/png": 5}}]][index % 4]
    notebook["metadata"], notebook["nbformat"] = "none", "four"


@notebook_kind(WHOLE, "no Python program can hold")
def lone_surrogates(notebook: Notebook) -> None:
    """Half a character in a comment, as some editors leave after an emoji."""
    cell = find(notebook, "write-softmax")
    cell["source"] = text(cell) + "\n# done \ud83d"


@notebook_kind(WHOLE, "no Python program can hold")
def null_characters(notebook: Notebook) -> None:
    """Zeros between the characters of the code."""
    for cell in notebook["cells"]:
        cell["source"] = text(cell).replace("\n", "\0\n")


@notebook_kind(WHOLE, None)
def windows_lines_in_cells(notebook: Notebook) -> None:
    """Windows line ends inside the cells."""
    for cell in notebook["cells"]:
        cell["source"] = text(cell).replace("\n", "\r\n")


@notebook_kind(WHOLE, None)
def old_mac_lines(notebook: Notebook) -> None:
    """Line ends of another age inside the cells."""
    for cell in notebook["cells"]:
        cell["source"] = text(cell).replace("\n", "\r")


@notebook_kind(WHOLE, None)
def one_text(notebook: Notebook) -> None:
    """Sources as one text, not as lines."""
    for cell in notebook["cells"]:
        cell["source"] = text(cell)


@notebook_kind(WHOLE, None)
def lines_without_ends(notebook: Notebook) -> None:
    """Sources as lines that have lost their ends."""
    for cell in notebook["cells"]:
        cell["source"] = text(cell).split("\n")


@notebook_kind(WHOLE, None)
def odd_lines(notebook: Notebook) -> None:
    """Sources as lists with values between the lines that are no text."""
    for cell in notebook["cells"]:
        lines = text(cell).splitlines(keepends=True)
        cell["source"] = [None, 3, {"a": 1}, *lines[:1], [1], *lines[1:], True]


@notebook_kind(WHOLE - SOFTMAX, None)
def source_is_a_number(notebook: Notebook) -> None:
    """One cell's source is a number."""
    find(notebook, "write-softmax")["source"] = 7


@notebook_kind(WHOLE, None)
def strange_cells(notebook: Notebook) -> None:
    """Cells that are no objects, between those that are."""
    between = [None, 5, "text", [], {}, True]
    notebook["cells"] = [one for i, cell in enumerate(notebook["cells"]) for one in (between[i % 6], cell)]


@notebook_kind(WHOLE, None)
def attachments(notebook: Notebook) -> None:
    """A picture pasted into a text cell."""
    find(notebook, "title")["attachments"] = {"photo.png": {"image/png": "aGVsbG8=" * 10_000}}


@notebook_kind(0.0, "the first 10,000 were read")
def a_hundred_thousand_cells(notebook: Notebook) -> None:
    """A hundred thousand cells before the real ones."""
    notebook["cells"][:0] = [code_cell(f"line {i}", cell_type="markdown") for i in range(100_000)]


@notebook_kind(WHOLE, "was left out: a cell may have")
def a_huge_cell(notebook: Notebook) -> None:
    """A cell of 5 MB, data pasted as code."""
    notebook["cells"].insert(3, code_cell(f"data = [{'3.14159, ' * 600_000}]"))


@notebook_kind(WHOLE - SOFTMAX, "was left out: a cell may have")
def a_huge_solution(notebook: Notebook) -> None:
    """The same in the cell of a function."""
    cell = find(notebook, "write-softmax")
    cell["source"] = f"{text(cell)}\nnumbers = [{'3.14159, ' * 600_000}]"


@notebook_kind(HALF, None, base="half")
def repeated_keys(notebook: Notebook) -> None:
    """Half done, with a text cell that quotes a whole notebook."""
    notebook["cells"].insert(0, code_cell(json.dumps(notebook), cell_type="markdown"))
    assert at(notebook, "mine") == 0
