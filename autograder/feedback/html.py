"""Jinja templates for pages that need nothing from outside: one file, its style inside, every value escaped."""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.course.lateness import duration, machine, moment, utc
from autograder.text import number, of_points, passage, visible

_TEMPLATES = Path(__file__).parent / "templates"


@functools.cache
def environment(*folders: Path) -> Environment:
    """A Jinja environment for the templates in `folders` and in ours, which hold the frame of a page and its style."""
    made = Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(visible=visible, number=number, spans=spans, passage=passage)
    made.filters.update(moment=moment, machine=machine, duration=duration, utc=utc)
    made.globals.update(of_points=of_points)
    return made


def spans(text: str) -> Markup:
    """Text as HTML, with what stands between backticks as code."""
    parts = visible(text).split("`")
    if len(parts) % 2 == 0:  # a backtick has no partner
        return escape(visible(text))
    return Markup("").join(Markup("<code>{}</code>").format(p) if i % 2 else escape(p) for i, p in enumerate(parts))


def _seen(value: object) -> object:
    """A value as a template writes it: our own markup unchanged, in other text invisible characters made visible."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
