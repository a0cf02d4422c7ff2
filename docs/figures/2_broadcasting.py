"""Draws the two pictures in notebook 2 with the notebook's own drawing cells.

Run from the repository root: python docs/figures/2_broadcasting.py
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

from docs.figures.week import SOURCE, solved  # noqa: E402

IMAGES = SOURCE / "images"


def cells() -> dict[str, str]:
    """The notebook's code cells by id."""
    notebook = json.loads((SOURCE / f"{'2_broadcasting'}.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"}


def draw_rules(draw_stretch) -> None:
    """Four sums: three that stretch, one that cannot."""
    table = np.arange(12).reshape(3, 4)
    column, row = np.array([[10], [20], [30]]), np.array([10, 20, 30, 40])
    pairs = [(table, row), (table, column), (column, row[np.newaxis]), (table, np.array([10, 20, 30]))]
    figure, axes = plt.subplots(len(pairs), 3, figsize=(8, 7), layout="constrained")
    for pair, line in zip(pairs, axes, strict=True):
        draw_stretch(*pair, axes=line)
    figure.savefig(IMAGES / "broadcasting_rules.png", dpi=70)
    plt.close(figure)


def draw_target(draw_percentages, table: np.ndarray) -> None:
    """What `percentages` makes of the table of foods."""
    figure = plt.figure(figsize=(7, 3.4), layout="constrained")
    draw_percentages(solved("2_broadcasting")["percentages"](table))
    figure.savefig(IMAGES / "broadcasting_percentages.png", dpi=90)
    plt.close(figure)


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    code, space = cells(), {"np": np, "plt": plt}
    exec(code["draw-stretch"] + "\n" + code["percentages-picture"], space)
    food = code["percentages-predict"].split("\n")[0]
    exec(food, space)
    draw_rules(space["draw_stretch"])
    draw_target(space["draw_percentages"], space["table"])
