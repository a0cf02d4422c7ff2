"""Draws the static figures of `4_logistic_regression`: python docs/figures/4_logistic_regression.py, from the root.

The curve is trained by the reference on the pictures in `data/`; nothing in it is typed in.
"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

sys.path[:0] = [str(Path.cwd()), str(Path.cwd() / "source" / "logistic_regression")]
from pictures import load_pictures  # noqa: E402

from docs.figures.week import solved  # noqa: E402

IMAGES = Path("source/logistic_regression/images")
BLUE, VERMILLION = "#0072B2", "#D55E00"


def target_cost() -> None:
    """The cost of a whole training run, its first value left as a question."""
    pictures = load_pictures("data")
    X, Y = pictures.train_x.reshape(len(pictures.train_x), -1).T / 255, pictures.train_y
    functions = solved("4_logistic_regression")
    w, b = functions["initialize_with_zeros"](len(X))
    _, _, costs = functions["optimize"](w, b, X, Y, 2000, 0.005)
    fig, ax = plt.subplots(figsize=(6.4, 3.2))
    ax.plot(np.arange(len(costs)) * 100, costs, "o-", color=BLUE, markersize=4)
    ax.plot(0, costs[0], "o", color=VERMILLION, markersize=11)
    ax.annotate("?", (0, costs[0]), (70, costs[0] - 0.015), color=VERMILLION, fontsize=18, weight="bold")
    ax.set(title="Where you are heading: cost during training", xlabel="iteration", ylabel="cost", ylim=(0, 0.78))
    ax.set_yticks([0])
    _save(fig, "4_target_cost")


def target_weights() -> None:
    """The weights after a whole training run, folded back into a picture, in grey: bright where w is large."""
    pictures = load_pictures("data")
    X, Y = pictures.train_x.reshape(len(pictures.train_x), -1).T / 255, pictures.train_y
    functions = solved("4_logistic_regression")
    w, b = functions["initialize_with_zeros"](len(X))
    w = functions["optimize"](w, b, X, Y, 2000, 0.005)[0]["w"].reshape(64, 64, 3).mean(axis=2)
    fig, ax = plt.subplots(figsize=(4.6, 3.6), layout="constrained")
    shown = ax.imshow(w, cmap="gray", vmin=-0.03, vmax=0.03)
    ax.set(title="The trained w as a picture", xlabel="column (pixels)", ylabel="row (pixels)")
    fig.colorbar(shown, label="weight, mean of three colours")
    _save(fig, "4_target_weights")


def flow() -> None:
    """The steps of `propagate` with the shape of each value: forward above, back below."""
    fig, ax = plt.subplots(figsize=(9, 3.4))
    ax.set(xlim=(0, 9), ylim=(-0.1, 3.3))
    ax.axis("off")
    places = {
        "w": (0.75, 2.9, "w", "(n_x, 1)"),
        "b": (0.75, 2.1, "b", "a number"),
        "X": (0.75, 1.3, "X", "(n_x, m)"),
        "Z": (3.1, 2.1, "Z = wᵀX + b", "(1, m)"),
        "A": (5.5, 2.1, "A = σ(Z)", "(1, m)"),
        "cost": (8.1, 2.1, "cost", "a number"),
        "Y": (8.1, 1.25, "Y", "(1, m)"),
        "dZ": (5.5, 0.35, "dZ = A − Y", "(1, m)"),
        "dw": (3.1, 0.35, "dw = X dZᵀ / m", "(n_x, 1)"),
        "db": (8.1, 0.35, "db = mean dZ", "a number"),
    }
    boxes = {}
    for key, (x, y, name, shape) in places.items():
        edge, line = (VERMILLION, "--") if y < 1 else (BLUE, "-")
        box = {"boxstyle": "round,pad=0.4", "facecolor": "white", "edgecolor": edge, "linestyle": line}
        boxes[key] = ax.text(x, y, f"{name}\n{shape}", ha="center", va="center", fontsize=10, bbox=box)
    fig.canvas.draw()  # boxes have a size only now, and arrows end at their edges
    for start, end in (("w", "Z"), ("b", "Z"), ("X", "Z"), ("Z", "A"), ("A", "cost"), ("Y", "cost")):
        _arrow(ax, boxes[start], boxes[end], BLUE, "-")
    for start, end in (("A", "dZ"), ("Y", "dZ"), ("dZ", "dw"), ("X", "dw"), ("dZ", "db")):
        _arrow(ax, boxes[start], boxes[end], VERMILLION, "--")
    ax.text(4.3, 2.75, "forward", color=BLUE, fontsize=11, ha="center")
    ax.text(4.3, 1.1, "back", color=VERMILLION, fontsize=11, ha="center")
    _save(fig, "4_flow")


def _arrow(ax: Axes, start: Text, end: Text, colour: str, line: str) -> None:
    style = {"arrowstyle": "-|>", "color": colour, "linestyle": line, "linewidth": 1.3, "shrinkA": 2, "shrinkB": 2}
    style |= {"patchA": start.get_bbox_patch(), "patchB": end.get_bbox_patch()}
    ax.annotate("", end.get_position(), start.get_position(), arrowprops=style)


def _save(fig: Figure, name: str) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    fig.savefig(IMAGES / f"{name}.png", dpi=110, bbox_inches="tight", metadata={"Software": None})
    plt.close(fig)


if __name__ == "__main__":
    target_cost()
    target_weights()
    flow()
