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
    space = {"np": np, "plt": plt}
    exec(cells()["draw-coin"].split("figure, axes")[0], space)
    figure, axes = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
    space["draw_coin"](0.7, axes)
    figure.savefig(LESSONS / "images" / "lesson_09-coin.png", dpi=80)
