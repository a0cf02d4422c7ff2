"""Draws the picture in lesson 08 with the lesson's own drawing cell.

Run from the repository root: python docs/figures/lesson_08.py
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
    notebook = json.loads((LESSONS / "08_let_shapes_stretch_and_not_surprise_you.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"}


if __name__ == "__main__":
    space = {"plt": plt}
    exec(cells()["draw-rules"].split("figure, axes")[0], space)
    figure, axes = plt.subplots(1, 3, figsize=(11, 2.4), layout="constrained")
    for ax, pair in zip(axes, (((4, 3), (3,)), ((4, 1), (1, 3)), ((4, 3), (4,))), strict=True):
        space["draw_rules"](*pair, ax)
    figure.savefig(LESSONS / "images" / "lesson_08-rules.png", dpi=80)
