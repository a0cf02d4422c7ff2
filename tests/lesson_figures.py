"""What the figures of a notebook are made of: an extension of IPython puts it beside each picture that a cell shows.

matplotlib is only imported when the notebook has done so: what it sets before that must still matter.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode

#: its MIME type among the data of an output
KIND = "application/vnd.lesson.figure+json"
#: as matplotlib writes numbers at an axis, powers of ten included
NUMBER = re.compile(r"[−\d.,]+|\$\\mathdefault\{.*\}\$")


def load_ipython_extension(shell) -> None:
    """What IPython calls. Not a formatter of its own: matplotlib's inline backend takes those for figures away."""
    usual = shell.display_formatter.format

    def format(shown, *arguments, **keywords):
        data, metadata = usual(shown, *arguments, **keywords)
        if data and type(shown).__module__ == "matplotlib.figure":
            with warnings.catch_warnings(action="ignore"):
                shown.draw_without_rendering()
                data[KIND] = [described(ax) for ax in shown.axes if ax.get_label() != "<colorbar>"]
        return data, metadata

    shell.display_formatter.format = format


def figures(notebook: NotebookNode) -> list[dict[str, Any]]:
    """One entry for each pair of axes that an executed notebook shows, in the order in which they appear."""
    return [
        {"cell": cell.id, **one}
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        for one in output.get("data", {}).get(KIND, [])
    ]


def described(ax) -> dict[str, object]:
    """What a reader sees of one pair of axes."""
    from matplotlib.colors import to_hex

    row, column = place(ax)
    beside = [other for other in ax.figure.axes if place(other)[0] == row]
    below = [other for other in ax.figure.axes if place(other)[1] == column]
    return {
        "title": ax.get_title(),
        "x": not ax.axison or not numbers(ax.xaxis) or any(a.get_xlabel() for a in below),
        "y": not ax.axison or not numbers(ax.yaxis) or any(a.get_ylabel() for a in beside),
        "lines": [list(line) for line in map(drawn, ax.get_lines()) if line],
        "patches": [
            [type(p).__name__, p.get_hatch() or "", to_hex(p.get_facecolor())] for p in ax.patches if filled(p)
        ],
        "maps": [c.get_cmap().name for c in (*ax.images, *ax.collections) if coloured(c)],
    }


def place(ax):
    """Row and column of axes in their grid, with the grid they belong to."""
    spec = ax.get_subplotspec()
    return (
        ((id(spec.get_gridspec()), str(spec.rowspan)), (id(spec.get_gridspec()), str(spec.colspan)))
        if spec
        else (ax, ax)
    )


def numbers(axis) -> bool:
    """Whether an axis shows numbers, which need a name; words name themselves, and no marks need none."""
    texts = [label.get_text() for label in axis.get_ticklabels() if label.get_visible()]
    return any(NUMBER.fullmatch(text) for text in texts)


def drawn(line):
    """Colour and form of a line or of its markers; None if there is nothing of it."""
    from matplotlib.colors import to_hex
    from matplotlib.markers import MarkerStyle

    if not len(line.get_xdata()):
        return None
    style, marker = line.get_linestyle(), MarkerStyle(line.get_marker()).get_marker()
    if style == "None":
        return to_hex(line.get_markeredgecolor()), f"marker {marker}"
    return to_hex(line.get_color()), f"{style} {marker}"


def filled(patch) -> bool:
    return patch.get_facecolor()[3] > 0 and patch.get_visible()


def coloured(artist) -> bool:
    """Whether a colour map turns its numbers into colours; a picture brings its own, and lines may be given one."""
    array = artist.get_array()
    return array is not None and array.ndim < 3 and getattr(artist, "colors", None) is None
