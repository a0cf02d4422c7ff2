"""Passages of the lessons, to be read on the very page that sends a student there: one click, and no login."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin

from autograder.checks.lessons import where
from autograder.feedback.formula import mathml
from autograder.json_files import read_json

_HEADING = re.compile(r"#{2,6} +(?P<words>.+?) *$", flags=re.M)


def passages(folder: Path, named: Iterable[str]) -> dict[str, Markup]:
    """The passages with these names as HTML, in this order; without those that no lesson in the folder has.

    A passage is the text below a heading, down to the next one. Code and figures are left out: here nothing runs.

    named : as a check's message says them: lesson 08, "Two vectors that became a table"
    """
    known: dict[str, str] = {}
    for path in sorted(folder.glob("*.ipynb")):
        for heading, text in _texts(path, path.stat().st_mtime_ns).items():
            known.setdefault(where(path.name.partition("_")[0], heading), text)
    return {name: _html(known[name]) for name in named if name in known}


@functools.lru_cache
def _texts(path: Path, _changed: int) -> Mapping[str, str]:
    """Heading -> the Markdown below it; empty where a file is no notebook.

    A class has many pages: each lesson is read once, and again when it has changed.
    """
    try:
        cells = read_json(path)["cells"]
        written = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    found: dict[str, list[str]] = {}
    below: list[str] = []  # what comes before the first heading is nobody's
    for text in written:
        if head := _HEADING.match(text):
            below = found.setdefault(head["words"], [])
            text = text[head.end() :]
        below.append(text)
    return {heading: "\n\n".join(texts) for heading, texts in found.items()}


@functools.lru_cache(maxsize=1024)
def _html(text: str) -> Markup:
    return Markup(_markdown().render(text))


@functools.cache
def _markdown() -> MarkdownIt:
    made = MarkdownIt("commonmark", renderer_cls=_Words).enable("table")
    return made.use(dollarmath_plugin, renderer=lambda formula, how: mathml(formula, how["display_mode"]))


class _Words(RendererHTML):
    """Markdown as HTML without links and pictures, whose targets lie beside the lesson: their words stay."""

    def link_open(self, *_: Any) -> str:
        return ""

    link_close = link_open

    def image(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        return str(Markup('<span class="soft">[figure: {}]</span>').format(tokens[at].content))

    def table_open(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        """A table with a name for those who hear the page: the words of its head."""
        head = itertools.takewhile(lambda token: token.type != "thead_close", tokens[at:])
        name = ", ".join(token.content for token in head if token.content)
        return str(Markup('<table aria-label="{}">\n').format(name))

    def th_open(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        """The head of a column; an empty corner of a table is none."""
        return '<th scope="col">' if tokens[at + 1].content else "<td>"

    def th_close(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        return "</th>\n" if tokens[at - 1].content else "</td>\n"
