"""Draws the still picture of lesson 02: PYTHONPATH=. python docs/figures/lesson_02.py"""

from __future__ import annotations

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from docs.figures.week import LESSONS

BLUE, VERMILLION, GREY, PALE = "#0072B2", "#D55E00", "#555555", "#BBBBBB"
INPUTS = ((5.6, "$x_1$"), (4.2, "$x_2$"), (1.4, "$x_{n_x}$"))
WEIGHTS = ("$w_1$", "$w_2$", "$w_{n_x}$")


def circle(axes: Axes, x: float, y: float, text: str, colour: str, line: str = "-", order: int = 3) -> None:
    """A white circle with a text in its middle."""
    face = Circle((x, y), 0.55, facecolor="white", edgecolor=colour, linewidth=2, linestyle=line, zorder=order)
    axes.add_patch(face)
    axes.text(x, y, text, ha="center", va="center", fontsize=13, color=colour, zorder=order + 1)


def arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str, order: int = 2) -> None:
    """An arrow from one point to another."""
    style = {"arrowstyle": "-|>", "color": colour, "lw": 1.8, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", end, start, arrowprops=style, zorder=order)


def edge(start: tuple[float, float], end: tuple[float, float], gap: float = 0.58) -> tuple[tuple[float, float], ...]:
    """The part of the way between two circles that lies outside of both."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = gap / (dx**2 + dy**2) ** 0.5
    return (start[0] + share * dx, start[1] + share * dy), (end[0] - share * dx, end[1] - share * dy)


def neuron() -> None:
    """Inputs, weights, sum, squash and answer of one neuron; two more of its kind behind it, in pale dashes."""
    axes = plt.figure(figsize=(8.6, 4.4)).add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 15.6), ylim=(0, 8), aspect="equal")
    axes.axis("off")
    for y in (6.9, 0.75):
        for height, _ in INPUTS:
            axes.plot(*zip(*edge((1.9, height), (6.2, y)), strict=True), "--", color=PALE, linewidth=1, zorder=0)
        circle(axes, 6.2, y, "+", PALE, "--", 0)
        circle(axes, 8.7, y, "σ", PALE, "--", 0)
        arrow(axes, (6.75, y), (8.15, y), PALE, 0)
        arrow(axes, (9.25, y), (10.4, y), PALE, 0)
    behind = "more neurons, the same inputs,\nweights of their own: a layer"
    axes.text(10.6, 6.9, behind, va="center", fontsize=9.5, color=GREY)
    for (y, name), weight in zip(INPUTS, WEIGHTS, strict=True):
        circle(axes, 1.9, y, name, GREY)
        start, end = edge((1.9, y), (6.2, 3.8))
        arrow(axes, start, end, BLUE)
        x, height = start[0] * 0.62 + end[0] * 0.38, start[1] * 0.62 + end[1] * 0.38
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
        axes.text(x, height, weight, ha="center", va="center", fontsize=12, color=BLUE, bbox=box, zorder=3)
    axes.text(1.9, 2.8, "⋮", ha="center", va="center", fontsize=16, color=GREY)
    circle(axes, 6.2, 3.8, "+", "black")
    arrow(axes, (6.2, 2.45), (6.2, 3.22), VERMILLION)
    axes.text(6.2, 2.1, "$b$", ha="center", va="center", fontsize=13, color=VERMILLION)
    arrow(axes, (6.78, 3.8), (8.12, 3.8), "black")
    axes.text(7.4, 4.1, "$z$", ha="center", fontsize=13)
    circle(axes, 8.7, 3.8, "σ", "black")
    arrow(axes, (9.28, 3.8), (10.9, 3.8), "black")
    axes.text(11.1, 3.8, r"$\hat{y} = a$", va="center", fontsize=14)
    for x, text in ((1.9, "inputs"), (4.0, "weights"), (6.2, "sum"), (8.7, "squash"), (11.6, "answer")):
        axes.text(x, 7.75, text, ha="center", va="center", fontsize=10.5, color=GREY)
    path = LESSONS / "images" / "lesson_02-neuron.png"
    plt.savefig(path, dpi=110, facecolor="white", metadata={"Software": None})
    plt.close()


if __name__ == "__main__":
    (LESSONS / "images").mkdir(exist_ok=True)
    neuron()
