"""What can be wrong with the names and the number of files."""

from __future__ import annotations

import json

from tests.judge.broken.kind import FILE, HALF, KINDS, NAME, WHOLE, Files, Kind, files_kind

__all__ = ["KINDS", "Kind"]


def called(name: str, story: str, file: str, note: str | None = "was read as 2_broadcasting") -> None:
    """A kind: the notebook under another name."""

    def make(files: Files) -> Files:
        return {file: files[FILE]}

    make.__name__, make.__doc__ = name, story
    files_kind(WHOLE, note)(make)


called("renamed", "The student's own name for it.", "homework final FINAL.ipynb")
called("copy_of", "A browser's name for a second download.", f"{NAME} (1).ipynb")
called("another_case", "Another case, another ending.", f"{NAME.upper()}.IPYNB")
called("text_ending", "A browser added an ending.", f"{FILE}.txt", None)
called("json_ending", "Saved as what it is, JSON.", f"{NAME}.json", None)
called("quotes", "Quotes and a dollar in the name.", 'it\'s "mine" $(rm -rf) `x`;.ipynb')
called("upwards", "A name that climbs out of its folder.", f"../../../{FILE}", None)
called("absolute", "A name that starts at the root.", f"/etc/{FILE}", None)
called("newline", "A line end in the name.", "a\nb.ipynb", "a\\nb.ipynb was read as")
called("terminal_codes", "What a terminal would obey.", "\x1b[2J\x1b[31m.ipynb", "\\x1b[2J")
called("emoji", "An emoji in the name.", "🎓 done.ipynb", "🎓 done.ipynb was read as")
called("right_to_left", "Text that turns the line around.", "\u202ebpynpi.ipynb", "\\u202e")
called("hebrew", "A name in another script.", "רגרסיה.ipynb", "רגרסיה.ipynb was read as")
called("not_text", "Bytes that are no text in the name.", "caf\udce9.ipynb", "caf\\udce9.ipynb was read as")
called("very_long", "A name as long as a file system allows.", "x" * 249 + ".ipynb", "…")
called("markup", "What a page or a terminal's colours would obey.", "<script>[red].ipynb")
called("subfolder", "In a folder of its own.", f"work/monday/{FILE}", None)


@files_kind(WHOLE, "It is the same as")
def same_twice(files: Files) -> Files:
    """The same notebook under two names."""
    return {**files, "copy.ipynb": files[FILE]}


@files_kind(WHOLE, "in which more is written")
def untouched_and_done(files: Files) -> Files:
    """The released notebook under its name, the work in a second download."""
    return {FILE: files["untouched"], f"{NAME} (1).ipynb": files[FILE]}


@files_kind(WHOLE, "which has the name 2_broadcasting")
def two_versions(files: Files) -> Files:
    """Two versions with as much in each: the one with the notebook's name stands."""
    worse = files[FILE].replace(b"return", b"return 0 *")
    return {FILE: files[FILE], f"{NAME} (1).ipynb": worse}


@files_kind(WHOLE, "whose name comes last")
def two_downloads(files: Files) -> Files:
    """Two versions, neither with the notebook's name: the later download stands."""
    worse = files[FILE].replace(b"return", b"return 0 *")
    return {f"{NAME} (1).ipynb": worse, f"{NAME} (2).ipynb": files[FILE]}


@files_kind(WHOLE, "it is empty")
def empty_beside(files: Files) -> Files:
    """An empty file under the notebook's name, the work under another."""
    return {FILE: b"", "work.ipynb": files[FILE]}


@files_kind(WHOLE, "2_broadcasting.ipynb was read as 1_vectorization")
def swapped_names(files: Files) -> Files:
    """Two notebooks under each other's names."""
    return {"1_vectorization.ipynb": files[FILE], FILE: files["first"]}


@files_kind(WHOLE, "was read as 2_broadcasting")
def one_notebook_with_all(files: Files) -> Files:
    """The cells of two notebooks in one file."""
    first, second = json.loads(files["first"]), json.loads(files[FILE])
    return {"all.ipynb": json.dumps({**first, "cells": [*first["cells"], *second["cells"]]}).encode()}


@files_kind(WHOLE, "It has no cell of this assignment")
def notebook_of_another_course(files: Files) -> Files:
    """A notebook of another course beside it."""
    other = {"cells": [{"cell_type": "code", "source": "print('hello')"}], "nbformat": 4}
    return {**files, "poetry.ipynb": json.dumps(other).encode()}


@files_kind(0, "Cells to write in were missing")
def another_course_under_its_name(files: Files) -> Files:
    """A notebook of another course under this one's name."""
    return {FILE: json.dumps({"cells": [{"cell_type": "code", "source": "print('hello')"}]}).encode()}


@files_kind(HALF, None, base="half")
def half_done(files: Files) -> Files:
    """Two functions written, four untouched; nothing is wrong with it."""
    return files


@files_kind(WHOLE, "must be a Jupyter notebook")
def settings_beside(files: Files) -> Files:
    """A program's settings beside it, which are JSON too."""
    return {**files, "package.json": b'{"name": "x"}'}
