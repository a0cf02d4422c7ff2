"""Renders a student's code as HTML: escaped, coloured, one element per line so that a page can number and mark them.

Colouring is the slowest part of a page (about 0.1 ms a line), so code that passed, which few read, goes without.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from autograder.course.roles import Role
from autograder.submissions.alignment import SubmittedNotebook
from autograder.text import visible

MAX_COLOURED = 6_000  # characters; longer code is shown without colour, so that no text can make a page slow
MAX_LINES = 400

_LEXER = PythonLexer(stripnl=False, ensurenl=False)
_FORMATTER = HtmlFormatter[str](nowrap=True)


def code_of(works: Mapping[str, SubmittedNotebook]) -> dict[tuple[str, str], str]:
    """The student's source of every function, by (notebook, check id)."""
    return {
        (name, cell.planned.id.removeprefix("write-")): cell.source
        for name, work in works.items()
        for cell in work.cells
        if cell.planned is not None and cell.planned.role == Role.WRITE
    }


def listing(code: str, marked: int = 0, colour: bool = True) -> Markup:
    """The code as HTML with numbered lines; the line number `marked`, from 1, is highlighted, 0 for none."""
    lines = _lines(code, colour)
    parts = [
        f'<mark class="l">{text}<span class="sr"> (this line)</span>\n</mark>'
        if i == marked
        else f'<span class="l">{text}\n</span>'
        for i, text in enumerate(lines, 1)
    ]
    return Markup("".join(parts))


@functools.lru_cache(maxsize=4_096)
def _lines(code: str, colour: bool) -> tuple[str, ...]:
    """The lines as safe HTML."""
    text = visible(code).expandtabs(4).rstrip()
    if colour and len(text) <= MAX_COLOURED:
        return tuple(highlight(text, _LEXER, _FORMATTER).rstrip("\n").split("\n")[:MAX_LINES])
    return tuple(str(escape(line)) for line in text.split("\n")[:MAX_LINES])


def place(code: str, line: tuple[int, str]) -> int:
    """The number of a line given as (number, text), if the code has that text there; else 0."""
    lines = visible(code).split("\n")[:MAX_LINES]
    number, text = line
    squeezed = " ".join(text.split())  # a long line is cut: what is left must be its beginning
    fits = 0 < number <= len(lines) and " ".join(lines[number - 1].split()).startswith(squeezed)
    return number if fits and squeezed else 0
