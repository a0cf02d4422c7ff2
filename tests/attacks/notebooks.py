"""Notebook files with more in them than a notebook needs: beyond those of `damaged`, and held to the same."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.attacks.cost import FILE, Files
from tests.attacks.damaged import Damage, Notebook, cells, inside, of_bytes, text_of, whole

MIMES = (
    *("text/html", "text/markdown", "text/latex", "image/svg+xml", "application/javascript", "application/json"),
    *("application/vnd.jupyter.widget-view+json", "application/vnd.plotly.v1+json", "application/pdf", "text/plain"),
)
SCRIPT = "<script>alert(1)</script><svg onload=alert(1)>"


def _rich(cell: Notebook, _: int) -> None:
    """Outputs of every type, each with a script in each of its places."""
    if cell["cell_type"] == "code":
        data = {mime: [SCRIPT] for mime in MIMES}
        cell["outputs"] = [
            {"output_type": kind, "data": data, "text": SCRIPT, "name": SCRIPT, "traceback": [SCRIPT], "metadata": data}
            for kind in ("display_data", "execute_result", "stream", "error", "pyout", "pyerr", SCRIPT)
        ]


def _attached(cell: Notebook, at: int) -> None:
    names = ("../../x.png", SCRIPT, "\0", "x" * 1000, "")
    cell["attachments"] = {names[at % 5]: {"image/svg+xml": SCRIPT, "image/png": ["A", 5, None]}}


def _looks_like(made: Notebook) -> Notebook:
    """Names of functions and of cells in signs that look like theirs; Python folds some of them into the same name."""
    for cell in made["cells"]:
        if "def softmax" in (text := text_of(cell)):
            cell["source"] = text.replace("def softmax", "def \uff53oftmax")
            cell["id"] = "write-s\u043eftmax"
    return made


def _moved(made: Notebook) -> Notebook:
    """Answers above everything else, each with the metadata of the next."""
    made["cells"].sort(key=lambda cell: "def " not in text_of(cell))
    return made


def _halved(made: Notebook) -> Notebook:
    """Each cell twice: once with its id and nothing in it, and once without an id."""
    made["cells"] = [
        part
        for cell in made["cells"]
        for part in ({**cell, "source": ""}, {**cell, "id": f"x{len(text_of(cell))}", "metadata": {}})
    ]
    return made


def _own_kernel(made: Notebook) -> Notebook:
    argv = ["/bin/sh", "-c", "exit 1"]
    return {**made, "metadata": {"kernelspec": {"name": "../../x", "argv": argv, "env": {"PYTHONPATH": "."}}}}


def _same_twice(right: Notebook) -> Files:
    """Every key of every object twice, the first time with nothing in it."""
    text = json.dumps(right)
    return {FILE: re.sub(r'"(id|metadata|source|cell_type)": ', r'"\1": null, "\1": ', text).encode()}


def _named(name: str, read: bool = True) -> Damage:
    return Damage(f"a file called {name[:40]!r}", lambda right: {name: json.dumps(right).encode()}, read)


def _more_of(value: bytes, called: str) -> Damage:
    return Damage(called, inside(value))


def _grown(cell: Notebook, _: int) -> Any:
    cell["metadata"] = {**cell["metadata"], "name": 1e308, "trusted": True, "slideshow": [1e308] * 100, "tags": "x"}


NOTEBOOKS = [
    Damage("outputs of every type", cells(_rich)),
    Damage("attachments of every kind", cells(_attached)),
    Damage("names that look like ours", whole(_looks_like)),
    Damage("answers before everything else", whole(_moved)),
    Damage("each cell twice, once empty", whole(_halved)),
    Damage("a kernel of its own", whole(_own_kernel)),
    Damage("every key twice, the first of nothing", _same_twice),
    Damage("numbers at the end of numbers", cells(_grown)),
    _more_of(b"[1e308, -1e308, 1e-400, -0, 1E+2]", "numbers at the end of numbers, in the notebook"),
    _more_of(b'"' + b"\\ud83d" * 10_000 + b'"', "ten thousand halves of signs"),
    _more_of(b'{"' + b'": {}, "'.join(b"%d" % at for at in range(200_000)) + b'": 1}', "two hundred thousand keys"),
    _more_of(b'{"__proto__": {"points": 100}, "constructor": {"prototype": 1}, "__class__": "x"}', "names of prototypes"),
    Damage("a minor version without an end", whole(lambda right: {**right, "nbformat": 4, "nbformat_minor": 10**300})),
    Damage("a version that is a text", whole(lambda right: {**right, "nbformat": "4", "nbformat_minor": [5]})),
    Damage("a version below none", whole(lambda right: {**right, "nbformat": -1, "nbformat_minor": -(10**9)})),
    Damage("runs in every number", cells(lambda cell, at: cell.update(execution_count=(-1, 1e308, "1", [], {})[at % 5]))),
    Damage("ids of every length", cells(lambda cell, at: cell.update(id=("x" * 10_000, "", " ", "\u202e", "../x")[at % 5]))),
    Damage("line ends of every kind", cells(lambda cell, _: cell.update(source=text_of(cell).replace("\n", "\r\n") + "\r"))),
    Damage("lines in a tree of lists", cells(lambda cell, _: cell.update(source=[*text_of(cell).splitlines(True), [["x"]]]))),
    Damage("a cell within a cell", cells(lambda cell, _: cell.update(cells=[dict(cell)], metadata={**cell["metadata"], "cells": [{}]}))),
    Damage("comments of JavaScript", of_bytes(lambda data: b"// x\n" + data), read=False),
    Damage("a comma behind the last", of_bytes(lambda data: data[:-1] + b",}"), read=False),
    Damage("a page of JSON in a text", of_bytes(lambda data: json.dumps(data.decode()).encode()), read=False),
    _named(f"{'x' * 240}.ipynb"),
    _named("2_broadcasting\u202e.ipynb"),
    _named("2_BROADCASTING (1) (1).ipynb.json"),
    _named("\uff12_broadcasting.ipynb"),
    _named("<script>alert(1)</script>.ipynb"),
]  # fmt: skip
