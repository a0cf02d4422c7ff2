"""Reads a file that was handed in as a notebook: the text of its cells, and what had to be repaired to read it.

Every version of the format is read, and whatever else browsers, editors and other notebook programs leave in a file.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from autograder.course.plan import squeeze
from autograder.errors import SubmissionError
from autograder.submissions.archive import MAX_BYTES

MAX_SOURCE = 300_000  # characters of one cell
MAX_CELLS = 10_000
MAX_OUTPUT, MAX_OUTPUTS, MAX_SHOWN = 100_000, 100, 10 << 20  # characters of one, outputs of a cell, characters in all
#: types of a saved output that are kept: none that a browser would run
SHOWN = ("text/plain", "image/png", "image/jpeg")
SHORT = 4_000  # characters of a cell that is remembered, however many strangers' cells there are
MAX_PARTS = 1_000_000  # lists and objects: each takes 20 times its two characters once it is read

_AGAIN = "Open it in Jupyter, save it, and submit again."


class UnreadableNotebookError(SubmissionError):
    """The file is not a notebook. The message is one sentence for the student."""


@dataclass(frozen=True)
class RawCell:
    """A cell as it stands in the file."""

    kind: str  # code, markdown or raw
    source: str
    ids: tuple[str, ...] = ()  # every name that it has: nbgrader's, the format's, Colab's
    outputs: tuple[dict[str, Any], ...] = ()  # those saved ones that may be shown, as the format has them

    @cached_property
    def _read(self) -> tuple[str, list[str]]:
        return (_read_once if len(self.source) <= SHORT else _read)(self.source)

    @property
    def squeezed(self) -> str:
        return self._read[0]

    @property
    def called(self) -> list[str]:
        return self._read[1]


@dataclass(frozen=True)
class NotebookFile:
    """A notebook file that could be read."""

    cells: tuple[RawCell, ...]
    notes: tuple[str, ...] = ()


def parse(data: bytes) -> NotebookFile:
    """The cells of a notebook file. Raises UnreadableNotebookError."""
    if len(data) > MAX_BYTES:
        raise UnreadableNotebookError(
            f"The file must be under {MAX_BYTES >> 20} MB. It is larger: clear its outputs, save it, submit again."
        )
    notes: dict[str, None] = {}
    try:
        found = _cells(_json(_text(data, notes), notes), notes)
    except MemoryError:
        raise UnreadableNotebookError(f"The file takes too much memory: clear its outputs. {_AGAIN}") from None
    if len(found) > MAX_CELLS:
        notes[f"It has {len(found):,} cells; the first {MAX_CELLS:,} were read."] = None
    cells = [_cell(cell, notes) for cell in found[:MAX_CELLS] if isinstance(cell, dict)]
    return NotebookFile(tuple(_with_room(cells)), tuple(notes))


def _with_room(cells: list[RawCell]) -> Iterator[RawCell]:
    """The cells, without outputs from where those of all together take MAX_SHOWN characters."""
    room = MAX_SHOWN
    for cell in cells:
        room -= sum(map(_size, cell.outputs))
        yield cell if room > 0 else replace(cell, outputs=())


def called(source: str) -> list[str]:
    """The functions that a text defines, and those that it checks, as the ids of their cells."""
    defined = _DEFINED.findall(source) if "def " in source else ()
    checked = _CHECKED.fullmatch(source) if "check" in source else None
    return [*(f"write-{name}" for name in defined), *([checked[1]] if checked else [])]


def _read(source: str) -> tuple[str, list[str]]:
    return squeeze(source), called(source)


_read_once = functools.lru_cache(maxsize=1024)(_read)  # most cells are the release's, and come with every submission
_DEFINED = re.compile(r"^(?:async )?def (\w+)\(", re.M)
_CHECKED = re.compile(r"\s*check\(\s*['\"](\w+)['\"]\s*,[^\n]*\)\s*")


def _text(data: bytes, notes: dict[str, None]) -> str:
    if b"\0" not in (bare := data.strip(b"\0")):  # inside, UTF-16 has many; at the ends alone they fill the file
        data = bare
    try:
        return data.decode(json.detect_encoding(data), "surrogatepass")
    except UnicodeDecodeError:
        notes["It was not saved as UTF-8; characters that could not be read became question marks."] = None
        return data.decode("utf-8", "replace")


def _json(text: str, notes: dict[str, None]) -> Any:
    text = text.strip(" \t\r\n\0")
    if not text:
        raise UnreadableNotebookError(f"The file must be a Jupyter notebook, but it is empty. {_AGAIN}")
    if _parts(text) > MAX_PARTS:
        raise UnreadableNotebookError(
            f"The file must be a Jupyter notebook, but it has over {MAX_PARTS:,} parts. {_AGAIN}"
        )
    try:
        notebook, end = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableNotebookError(
            f"The file must be a Jupyter notebook, but it is {_what(text, error)}. {_AGAIN}"
        ) from None
    if end < len(text):
        notes["More text followed the end of the notebook in its file; it was left out."] = None
    return notebook


#: a string of a JSON text. An unfinished one goes on to the end of the text: otherwise it would be tried anew from
#: each quote in it, and take the square of its length
STRING = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.S)


def _parts(text: str) -> int:
    """Lists and objects of a JSON text; brackets inside its strings are not counted where that would matter."""
    count = text.count("[") + text.count("{")
    if count > MAX_PARTS:
        bare = STRING.sub("", text)
        count = bare.count("[") + bare.count("{")
    return count


def _what(text: str, error: Exception) -> str:
    if "<<<<<<<" in text and ">>>>>>>" in text:
        return "two versions with the marks of an unfinished merge between them"
    if text.startswith("<"):
        return "a web page"
    if isinstance(error, json.JSONDecodeError):
        return f"no readable JSON from line {error.lineno} on"
    return "nested too deeply" if isinstance(error, RecursionError) else "no readable JSON"


def _cells(notebook: Any, notes: dict[str, None]) -> list[Any]:
    if isinstance(notebook, Mapping):
        if isinstance(notebook.get("cells"), list):
            return list(notebook["cells"])
        if isinstance(notebook.get("worksheets"), list):
            notes["It was saved in an old version of the format; its cells were read all the same."] = None
            sheets = [sheet.get("cells") for sheet in notebook["worksheets"] if isinstance(sheet, Mapping)]
            return [cell for sheet in sheets if isinstance(sheet, list) for cell in sheet]
    raise UnreadableNotebookError(f"The file must be a Jupyter notebook, but it has no list of cells. {_AGAIN}")


#: types of cells that are no code, in all versions of the format and in other programs
KINDS = {"markdown": "markdown", "heading": "markdown", "html": "markdown", "raw": "raw", "plaintext": "raw"}


def _cell(cell: dict[str, Any], notes: dict[str, None]) -> RawCell:
    kind = KINDS.get(str(cell.get("cell_type", "code")).lower(), "code")
    source = _clean(_joined(cell.get("source", cell.get("input"))), notes)
    if len(source) > MAX_SOURCE:
        notes[f"A cell of {len(source):,} characters was left out: a cell may have {MAX_SOURCE:,}."] = None
        source = ""
    metadata = cell.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    marks = metadata.get("nbgrader")
    ids = (marks.get("grade_id") if isinstance(marks, dict) else None, cell.get("id"), metadata.get("id"))
    return RawCell(kind, source, tuple(dict.fromkeys([i for i in ids if type(i) is str])), _shown(cell.get("outputs")))


def _joined(source: Any) -> str:
    if not isinstance(source, list):
        return source if isinstance(source, str) else ""
    if source and isinstance(source[0], str) and source[0].endswith("\n"):  # as in most files, and as fast as can be
        try:
            return "".join(source)
        except TypeError:
            pass
    lines = [part for part in source if isinstance(part, str)]
    # the format wants line ends in the list; a program that left out every one of them meant one line each
    ends = any(line.endswith(("\n", "\r")) for line in lines[:-1])
    return ("" if ends else "\n").join(lines)


def _clean(source: str, notes: dict[str, None]) -> str:
    """The text with Unix line ends, and without characters that no Python program can hold."""
    if source.isascii() and "\r" not in source and "\0" not in source:
        return source
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    held = text.lstrip("\ufeff").replace("\0", "").encode("utf-8", "replace").decode()
    if held != text:
        notes["Characters that no Python program can hold were taken out of it."] = None
    return held


def _shown(outputs: Any) -> tuple[dict[str, Any], ...]:
    """The saved outputs that may be shown: text and pictures, up to MAX_OUTPUTS of at most MAX_OUTPUT characters."""
    kept: list[dict[str, Any]] = []
    for output in outputs[:MAX_OUTPUTS] if isinstance(outputs, list) else ():
        if not isinstance(output, dict):
            continue
        if output.get("output_type") in ("stream", "pyout"):
            text = _text_of(output.get("text"))
            if text:
                kept.append({"output_type": "stream", "name": "stdout", "text": text[:MAX_OUTPUT]})
        elif isinstance(data := output.get("data"), dict):
            texts = {kind: _text_of(data.get(kind)) for kind in SHOWN}
            shown = {kind: text for kind, text in texts.items() if 0 < len(text) <= MAX_OUTPUT}
            if shown:
                kept.append({"output_type": "display_data", "data": shown, "metadata": {}})
    return tuple(kept)


def _size(output: Mapping[str, Any]) -> int:
    """The characters of a shown output. Each is one text: a line for itself would take 30 times its two characters."""
    return len(output.get("text", "")) + sum(map(len, output.get("data", {}).values()))


def _text_of(text: Any) -> str:
    """A text as the notebook format has it, a string or a list of them, in one string; empty for anything else."""
    parts = text if isinstance(text, list) else [text]
    return _encodable("".join(part for part in parts if isinstance(part, str)))


def lines(text: str) -> list[str]:
    """A text as the notebook format has it, line by line."""
    return _encodable(text).splitlines(keepends=True)


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
