"""Jinja templates for pages that need nothing from outside: one file, its style inside, every value escaped."""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.course.lateness import duration, machine, moment, utc
from autograder.text import number, of_points, visible

_TEMPLATES = Path(__file__).parent / "templates"


@functools.cache
def environment(*folders: Path) -> Environment:
    """Templates from `folders`, and from our own, which hold the frame of a page and its style."""
    made = Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(visible=visible, number=number, spans=spans)
    made.filters.update(moment=moment, machine=machine, duration=duration, utc=utc)
    made.globals.update(of_points=of_points, style=style)
    return made


def spans(text: str) -> Markup:
    """Words in which `code` stands between backticks."""
    parts = visible(text).split("`")
    if len(parts) % 2 == 0:  # one backtick stands alone
        return escape(visible(text))
    return Markup("").join(Markup("<code>{}</code>").format(p) if i % 2 else escape(p) for i, p in enumerate(parts))


def _seen(value: object) -> object:
    """What a template writes: our own markup as it is, all other text made fit for a page."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@functools.cache
def style(*names: str, folder: Path = _TEMPLATES) -> Markup:
    """Style sheets of a templates folder, to stand inside a page."""
    return Markup("".join((folder / name).read_text(encoding="utf-8") for name in names))
