"""Draws the still pictures of notebook 1: PYTHONPATH=. python docs/figures/1_vectorization.py"""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from docs.figures.week import SOURCE, solved

BLUE, VERMILLION, GREEN, PINK, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#555555"
CHANNELS = (("R", VERMILLION), ("G", GREEN), ("B", BLUE))


def box(axes: Axes, x: float, y: float, w: float, h: float, colour: str, text: str = "") -> None:
    """A filled box with its lower left corner at (x, y) and a text in its middle."""
    axes.add_patch(Rectangle((x, y), w, h, facecolor=colour, edgecolor="white", linewidth=1.2))
    axes.text(x + w / 2, y + h / 2, text, ha="center", va="center", color="white", fontsize=9, fontweight="bold")


def blank(width: float, height: float, right: float, top: float) -> Axes:
    """An empty sheet that reaches from (0, 0) to (right, top)."""
    axes = plt.figure(figsize=(width, height)).add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, right), ylim=(0, top), aspect="equal")
    axes.axis("off")
    return axes


def save(name: str) -> None:
    plt.savefig(SOURCE / "images" / f"{name}.png", dpi=110, facecolor="white", metadata={"Software": None})
    plt.close()


def unroll() -> None:
    """A 2 × 2 picture with three colours beside its column of twelve numbers."""
    image = np.arange(12).reshape(2, 2, 3)
    column = solved("1_vectorization")["image2vector"](image)
    axes = blank(7, 5, 14, 10)
    for row in range(2):
        for place in range(2):
            x, y = 1.0 + 3.4 * place, 5.6 - 2.4 * row
            axes.add_patch(Rectangle((x - 0.15, y - 0.15), 3.2, 1.3, facecolor="none", edgecolor=GREY, linewidth=1.2))
            for channel, (letter, colour) in enumerate(CHANNELS):
                box(axes, x + channel, y, 0.9, 1, colour, f"{letter}{image[row, place, channel]}")
            axes.text(x + 1.45, y + 1.4, f"row {row}, column {place}", ha="center", fontsize=9, color=GREY)
    axes.annotate("", (10.2, 5), (8.2, 5), arrowprops={"arrowstyle": "->", "color": GREY, "lw": 2})
    axes.text(4.2, 8.3, "image (2, 2, 3)", ha="center", fontsize=11)
    for i, number in enumerate(column[:, 0]):
        letter, colour = CHANNELS[number % 3]
        y = 8.6 - 0.74 * i
        box(axes, 11, y, 1.1, 0.68, colour, f"{letter}{number}")
        axes.text(10.85, y + 0.34, str(i), ha="right", va="center", fontsize=8, color=GREY)
    axes.text(11.55, 9.5, "x (12, 1)", ha="center", fontsize=11)
    save("vectorization-unroll")


def stack() -> None:
    """Three pictures above the matrix X whose columns they are."""
    axes = blank(6, 4.6, 12, 9.2)
    for i, (colour, hatch) in enumerate(((BLUE, "//"), (VERMILLION, ".."), (GREEN, "xx"))):
        x = 3.2 + 2.2 * i
        axes.add_patch(Rectangle((x, 6.9), 1.5, 1.5, facecolor=colour, edgecolor="white", hatch=hatch))
        axes.text(x + 0.75, 8.6, f"picture {i}", ha="center", fontsize=9, color=GREY)
        axes.annotate(
            "", (4.25 + 1.15 * i + 0.55, 5.2), (x + 0.75, 6.8), arrowprops={"arrowstyle": "->", "color": GREY}
        )
        axes.add_patch(Rectangle((4.25 + 1.15 * i, 1.2), 1.1, 3.9, facecolor=colour, edgecolor="white", hatch=hatch))
        axes.text(4.8 + 1.15 * i, 0.75, f"column {i}", ha="center", fontsize=7, color=GREY)
    axes.text(3.9, 3.15, "n_x = h·w·c rows", ha="right", va="center", fontsize=9)
    axes.text(7.95, 3.15, "X  (n_x, m)", ha="left", va="center", fontsize=11)
    axes.text(5.97, 0.15, "m columns", ha="center", fontsize=9)
    save("vectorization-stack")


def sigmoid_and_slope() -> None:
    """The curve and its slope, from the reference."""
    z = np.linspace(-8, 8, 321)
    plt.figure(figsize=(6.2, 3.4), layout="constrained")
    plt.plot(z, solved("1_vectorization")["sigmoid"](z), "-", color=BLUE, linewidth=2, label="sigmoid")
    plt.plot(z, solved("1_vectorization")["sigmoid_derivative"](z), "--", color=VERMILLION, label="its slope")
    for level in (0, 1):
        plt.axhline(level, color=GREY, linewidth=0.8, linestyle=":")
    plt.title("From any score to a number between 0 and 1")
    plt.xlabel("score z")
    plt.ylabel("probability; slope per unit of score")
    plt.legend(loc="center left")
    plt.grid(alpha=0.3)
    save("vectorization-sigmoid")


def linear() -> None:
    """w.T X + b = Z as boxes whose touching sides must be equal."""
    axes = blank(8, 3.2, 16, 6.4)
    box(axes, 0.4, 2.8, 3.4, 0.7, VERMILLION, "w.T")
    axes.text(2.1, 2.3, "(1, n_x)", ha="center", fontsize=10)
    axes.text(4.1, 3.15, "@", ha="center", va="center", fontsize=14)
    box(axes, 4.6, 1.45, 4.4, 3.4, BLUE, "X")
    axes.text(6.7, 0.9, "(n_x, m)", ha="center", fontsize=10)
    axes.text(9.35, 3.15, "+  b", ha="left", va="center", fontsize=14)
    axes.text(10.65, 3.15, "=", ha="left", va="center", fontsize=14)
    box(axes, 11.3, 2.8, 4.4, 0.7, GREEN, "Z")
    axes.text(13.5, 2.3, "(1, m)", ha="center", fontsize=10)
    axes.plot([0.4, 3.8], [3.6, 3.6], color=PINK, linewidth=4)
    axes.plot([4.5, 4.5], [1.45, 4.85], color=PINK, linewidth=4)
    axes.text(0.4, 5.6, "the marked sides, n_x long, must be equal; they vanish", fontsize=9, color=GREY)
    save("vectorization-linear")


if __name__ == "__main__":
    Path(SOURCE / "images").mkdir(exist_ok=True)
    for draw in (unroll, stack, sigmoid_and_slope, linear):
        draw()
