"""Draws the picture in lesson 09 with the lesson's own drawing cell.

Run from the repository root: python docs/figures/lesson_09.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from docs.figures.week import LESSONS  # noqa: E402


def cells() -> dict[str, str]:
    """The lesson's code cells by id."""
    notebook = json.loads((LESSONS / "09_ask_why_this_cost.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"}


if __name__ == "__main__":
    space = {"np": np, "plt": plt, "said": str, "my_best_p": "", "my_likelihood_there": ""}
    exec(cells()["coin-run"] + "\n" + cells()["draw-coin"].split("figure, axes")[0], space)
    figure, axes = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
    space["draw_coin"](0.4, axes)
    # the lesson asks for the place and the height of the top: only the point stays
    right = axes[1]
    right.lines[0].remove()
    right.annotate("their product", (0.4, right.lines[0].get_ydata()[0]), (0.44, 0.0002))
    for p in (0.1, 0.3, 0.5, 0.7, 0.9):
        right.text(p, 0.0016, "?", fontsize=22, color="#555555", ha="center", va="center")
    right.set(title="their product: which p makes it largest?", yticks=[], xlim=(0, 1))
    figure.savefig(LESSONS / "images" / "lesson_09-coin.png", dpi=80)
