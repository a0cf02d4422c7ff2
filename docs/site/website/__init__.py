"""A Sphinx extension: the lessons of notebooks/, executed, as pages that need neither a kernel nor a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import mathml, mending, paper, sources

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, bool]:
    """What Sphinx calls: one setting (where the lessons are), three events (write their pages, mend the finished ones,
    print the sheet), one way to draw formulas."""
    app.add_config_value("lessons_from", "", "env", str)
    # after MyST-NB has made its own configuration at the same event
    app.connect("builder-inited", sources.write, priority=900)
    app.connect("html-page-context", mending.mend)
    app.connect("build-finished", paper.write)
    app.add_html_math_renderer("mathml", (mathml.inline, None), (mathml.block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
