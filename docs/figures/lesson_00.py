"""Draws the still picture of lesson 00: PYTHONPATH=. python docs/figures/lesson_00.py"""

from __future__ import annotations

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

from docs.figures.week import LESSONS

BLUE, VERMILLION, GREY = "#0072B2", "#D55E00", "#555555"
FRAMES = (
    ("the cell", "report(week)"),
    ("report", "print(name, mean(temperatures))"),
    ("mean", "return sum(numbers) / len(numbers)"),
)


def stack() -> None:
    """Calls go down on the left, the error comes up on the right."""
    axes = plt.figure(figsize=(7.4, 3.5)).add_axes((0, 0, 1, 1))
    axes.set(xlim=(1, 14.8), ylim=(0, 7))
    axes.axis("off")
    for i, (name, line) in enumerate(FRAMES):
        y = 5.2 - 2.2 * i
        axes.add_patch(Rectangle((3.2, y), 8.2, 1.2, facecolor="white", edgecolor=GREY, linewidth=1.4))
        axes.text(3.0, y + 0.6, name, ha="right", va="center", fontsize=11, color=GREY)
        axes.text(3.5, y + 0.6, line, ha="left", va="center", fontsize=10.5, family="monospace")
        if i < 2:
            axes.annotate("", (5.0, y - 1.0), (5.0, y), arrowprops={"arrowstyle": "-|>", "color": BLUE, "lw": 2})
            axes.text(5.2, y - 0.5, "calls", va="center", fontsize=10, color=BLUE)
            dashed = {"arrowstyle": "-|>", "color": VERMILLION, "lw": 2, "linestyle": "--"}
            axes.annotate("", (10.0, y), (10.0, y - 1.0), arrowprops=dashed)
            axes.text(9.8, y - 0.5, "error comes back", ha="right", va="center", fontsize=10, color=VERMILLION)
    axes.text(11.6, 5.8, "read last:\nwhere it began", va="center", fontsize=9.5)
    axes.text(11.6, 1.4, "read first:\nwhere it stopped", va="center", fontsize=9.5)
    axes.text(3.2, 0.35, "ZeroDivisionError: division by zero", fontsize=10.5, family="monospace", color=VERMILLION)
    path = LESSONS / "images" / "lesson_00-stack.png"
    plt.savefig(path, dpi=110, facecolor="white", metadata={"Software": None})
    plt.close()


if __name__ == "__main__":
    (LESSONS / "images").mkdir(exist_ok=True)
    stack()
