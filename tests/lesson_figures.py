"""Runs a lesson without a kernel and tells, as JSON, what its figures are made of.

`python -m tests.lesson_figures FILE`, in the lesson's folder and in a process of its own: it replaces matplotlib's
`show`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
from matplotlib.colors import to_hex
from matplotlib.markers import MarkerStyle

#: as matplotlib writes numbers at an axis, powers of ten included
NUMBER = re.compile(r"[−\d.,]+|\$\\mathdefault\{.*\}\$")


def figures(path: Path) -> list[dict[str, object]]:
    """One entry for each pair of axes that the lesson shows, in the order in which they appear."""
    found: list[dict[str, object]] = []
    names: dict[str, object] = {"__name__": "lesson"}
    at = ""

    def show() -> None:
        for number in plt.get_fignums():
            figure = plt.figure(number)
            figure.draw_without_rendering()
            found.extend({"cell": at, **described(ax)} for ax in figure.axes if ax.get_label() != "<colorbar>")
        plt.close("all")

    plt.show = show
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            at = cell["id"]
            exec(compile("".join(cell["source"]), at, "exec"), names)
    return found


def described(ax) -> dict[str, object]:
    """What a reader sees of one pair of axes."""
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


if __name__ == "__main__":
    sys.path.insert(0, "")
    told = sys.stdout
    sys.stdout = sys.stderr
    json.dump(figures(Path(sys.argv[1])), told)
