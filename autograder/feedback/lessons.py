"""Passages of the lessons, to be read on the very page that sends a student there: one click, and no login."""

from __future__ import annotations

import functools
import itertools
import json
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

#: longer code in a lesson draws a figure, which a page without pictures does not show
LINES = 12
_HEADING = re.compile(r"(?P<marks>#{2,6}) +(?P<words>.+?) *$", flags=re.M)
_Cells = tuple[tuple[str, str], ...]  # kind and source of each


def passages(folder: Path, named: Iterable[str]) -> dict[str, Markup]:
    """The passages with these names as HTML, in this order; without those that no lesson in the folder has.

    named : as a check's message says them: lesson 08, "Two vectors that became a table"
    """
    known: dict[str, _Cells] = {}
    for path in sorted(folder.glob("*.ipynb")):
        for heading, cells in _sections(path, path.stat().st_mtime_ns).items():
            known.setdefault(where(path.name.partition("_")[0], heading), cells)
    return {name: _html(known[name]) for name in named if name in known}


@functools.lru_cache
def _sections(path: Path, _changed: int) -> Mapping[str, _Cells]:
    """Heading -> the cells below it, down to the next heading that is not deeper; empty where a file is no notebook.

    A class has many pages: each lesson is read once, and again when it has changed.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        shown = [(str(cell["cell_type"]), "".join(cell["source"])) for cell in cells]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    heads = [(i, head) for i, (kind, text) in enumerate(shown) if kind == "markdown" and (head := _HEADING.match(text))]
    found: dict[str, _Cells] = {}
    for at, (first, head) in enumerate(heads):
        later = (i for i, other in heads[at + 1 :] if len(other["marks"]) <= len(head["marks"]))
        below = ("markdown", shown[first][1][head.end() :])
        found.setdefault(head["words"], (below, *shown[first + 1 : next(later, len(shown))]))
    return found


@functools.lru_cache(maxsize=1024)
def _html(cells: _Cells) -> Markup:
    return Markup("\n").join(map(_cell, cells))


def _cell(cell: tuple[str, str]) -> Markup:
    kind, text = cell
    if kind == "markdown":
        return Markup(_markdown().render(text))
    short = kind == "code" and text.count("\n") < LINES
    return Markup('<pre class="run"><code>{}</code></pre>').format(text) if short else Markup()


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

    def heading_open(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        """A heading within a passage is bold: how deep it is in its lesson says nothing on the page."""
        return "<p><strong>" if tokens[at].nesting > 0 else "</strong></p>\n"

    heading_close = heading_open

    def table_open(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        """A table with a name for those who hear the page: the words of its head."""
        head = itertools.takewhile(lambda one: one.type != "thead_close", tokens[at:])
        name = ", ".join(one.content for one in head if one.content)
        return str(Markup('<table aria-label="{}">\n').format(name))

    def th_open(self, *_: Any) -> str:
        return '<th scope="col">'
