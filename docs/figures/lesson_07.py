"""Draws the picture in lesson 07 with the lesson's own drawing cell.

Run from the repository root: python docs/figures/lesson_07.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from docs.figures.week import LESSONS  # noqa: E402


def cells() -> dict[str, str]:
    """The lesson's code cells by id."""
    notebook = json.loads((LESSONS / "07_throw_the_loops_away.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"}


if __name__ == "__main__":
    space = {"plt": plt}
    exec(cells()["draw-click"].split("figure, axes")[0], space)
    figure, axes = plt.subplots(3, 1, figsize=(6, 6.4), layout="constrained")
    for ax, pair in zip(axes, (("w.T", "X"), ("X", "dZ.T"), ("w", "X")), strict=True):
        space["draw_click"](*pair, ax)
    figure.savefig(LESSONS / "images" / "lesson_07-click.png", dpi=80)
