"""Where a heading can be jumped to, written as JupyterLab writes it, so that a lesson's own links work here too."""

from __future__ import annotations


def anchor(heading: str) -> str:
    """The heading with a hyphen for each space: `Mind-the-order,-not-the-place`."""
    return heading.replace(" ", "-")
