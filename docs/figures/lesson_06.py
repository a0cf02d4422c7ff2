"""Draws the picture in lesson 06 with the lesson's own drawing cell.

Run from the repository root: python docs/figures/lesson_06.py
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
    notebook = json.loads((LESSONS / "06_learn_from_m_examples_first_by_loops.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"}


if __name__ == "__main__":
    space = {"np": np, "plt": plt}
    exec(cells()["three-run"] + "\n" + cells()["draw-three"].split("figure, axes")[0], space)
    figure, ax = plt.subplots(figsize=(6, 3.4), layout="constrained")
    space["draw_sums"](3, ax)
    figure.savefig(LESSONS / "images" / "lesson_06-sums.png", dpi=80)
