"""Draws the four pictures in notebook 2, two of them with the notebook's own drawing cells.

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


def draw_flats(X: np.ndarray) -> None:
    """The flats as they are, and what `standardize` makes of them."""
    figure, axes = plt.subplots(1, 2, figsize=(8, 3.2), layout="constrained")
    flats = (("as they are", X, "area (m²)", "distance (km)"),)
    standardized = solved("2_broadcasting")["standardize"](X)
    flats += (("standardized", standardized, "area (deviations)", "distance (deviations)"),)
    for ax, (title, (area, distance, _), across, up) in zip(axes, flats, strict=True):
        ax.scatter(area, distance, color="#0072B2", edgecolor="white")
        ax.set(title=title, xlabel=across, ylabel=up)
        ax.axis("equal")
    figure.savefig(IMAGES / "broadcasting_standardize.png", dpi=80)
    plt.close(figure)


def draw_softmax() -> None:
    """Four scores of three pictures, and what `softmax` makes of them."""
    scores = np.array([[2.0, 1.0, -1.0, -2.0], [0.5, 0.4, 0.3, 0.2], [3.0, 3.0, -2.0, 1.0]])
    figure, axes = plt.subplots(2, 3, figsize=(9, 4.2), layout="constrained", sharey="row", sharex=True)
    rows = ((scores, "score"), (solved("2_broadcasting")["softmax"](scores), "probability"))
    for line, (values, name) in zip(axes, rows, strict=True):
        for ax, row in zip(line, values, strict=True):
            bars = ax.bar(["cat", "dog", "owl", "car"], row, color="#56B4E9", edgecolor="#333333")
            bars[int(row.argmax())].set(facecolor="#D55E00", hatch="///")
            ax.bar_label(bars, fmt="%.2f", padding=2)
            ax.axhline(0, color="#555555", linewidth=1)
            ax.margins(y=0.2)
        line[0].set_ylabel(name)
    for number, ax in enumerate(axes[0], 1):
        ax.set_title(f"picture {number}")
    axes[1, 0].set_ylim(0, 1)
    figure.savefig(IMAGES / "broadcasting_softmax.png", dpi=80)
    plt.close(figure)


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    code, space = cells(), {"np": np, "plt": plt}
    exec(code["draw-stretch"] + "\n" + code["percentages-picture"], space)
    food = code["percentages-predict"].split("\n")[0]
    exec(food, space)
    draw_rules(space["draw_stretch"])
    draw_target(space["draw_percentages"], space["table"])
    data = code["standardize-data"].split("\n\n")[0]
    exec(data, space)
    draw_flats(space["X"])
    draw_softmax()
