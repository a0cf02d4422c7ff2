"""Sets a student's code as HTML: escaped, coloured, one element per line so that a page can number and mark them.

Colouring is the dearest part of a page (about 0.1 ms a line), so code that passed, which few read, goes without.
"""

from __future__ import annotations

import functools

from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from autograder.text import visible

MAX_COLOURED = 6_000  # characters; longer code is shown without colour, so that no text can make a page slow
MAX_LINES = 400

_LEXER = PythonLexer(stripnl=False, ensurenl=False)
_FORMATTER = HtmlFormatter[str](nowrap=True)


def listing(code: str, line: tuple[int, str] | None = None, colour: bool = True) -> Markup:
    """The code with numbered lines. `line` (its number and text) is marked if it stands there."""
    lines = _lines(code, colour)
    marked = _place(code, line) if line else 0
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


def _place(code: str, line: tuple[int, str]) -> int:
    """The number of the line; 0 if the code does not have that text there."""
    lines = visible(code).split("\n")
    number, text = line
    squeezed = " ".join(text.split())
    fits = 0 < number <= len(lines) and " ".join(lines[number - 1].split()).startswith(squeezed.removesuffix("…"))
    return number if fits and squeezed else 0
