"""Draws the picture in lesson 05 with the lesson's own drawing cell.

Run from the repository root: python docs/figures/lesson_05.py
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
    notebook = json.loads((LESSONS / "05_follow_the_arrows_back.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"}


if __name__ == "__main__":
    space = {"np": np, "plt": plt}
    exec(cells()["draw-circuit"], space)
    figure, ax = plt.subplots(figsize=(8, 3), layout="constrained")
    space["draw_J"](5, 3, 2, ax)
    figure.savefig(LESSONS / "images" / "lesson_05-circuit.png", dpi=90)
