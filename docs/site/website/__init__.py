"""A Sphinx extension: the lessons of notebooks/, executed, as pages that need neither a kernel nor a network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import mathml, mending, paper, sources

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def setup(app: Sphinx) -> dict[str, bool]:
    """What Sphinx calls: one setting (where the lessons are), four events (look for JupyterLite, write the lessons'
    pages, mend the finished ones, print the sheet), one way to draw formulas."""
    app.add_config_value("lessons_from", "", "env", str)
    app.connect("config-inited", look_for_lite)
    # after MyST-NB has made its own configuration at the same event
    app.connect("builder-inited", sources.write, priority=900)
    app.connect("html-page-context", mending.mend)
    app.connect("build-finished", paper.write)
    app.add_html_math_renderer("mathml", (mathml.inline, None), (mathml.block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def look_for_lite(app: Sphinx, config: Config) -> None:
    """Pages offer to run their lesson if JupyterLite lies in the site's folder lite/, where `make lite` puts it.

    As a part of the configuration: when it comes or goes, Sphinx writes every page anew.
    """
    found = (Path(app.outdir) / "lite" / "lab" / "index.html").is_file()
    config.html_context = {**config.html_context, "lessons_run": found}
