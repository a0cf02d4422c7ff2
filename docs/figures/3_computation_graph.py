"""Draws the still pictures of notebook 3: PYTHONPATH=. python docs/figures/3_computation_graph.py"""

from __future__ import annotations

import json
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle

from docs.figures.week import SOURCE, solved

BLUE, VERMILLION, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#555555"
RADIUS = 0.34

Point = tuple[float, float]


def sheet(width: float, height: float, x: Point, y: Point) -> Axes:
    """An empty sheet of width × height inches that shows the ranges x and y."""
    axes = plt.figure(figsize=(width, height)).add_axes((0, 0, 1, 1))
    axes.set(xlim=x, ylim=y, aspect="equal")
    axes.axis("off")
    return axes


def box(axes: Axes, at: Point, sign: str) -> None:
    """A round box with the sign of its operation."""
    axes.add_patch(Circle(at, RADIUS, facecolor="white", edgecolor=GREY, linewidth=1.8, zorder=3))
    axes.text(*at, sign, ha="center", va="center", fontsize=14, zorder=4)


def arrow(axes: Axes, start: Point, end: Point, name: str = "", back: bool = False) -> None:
    """A wire with its name above; with `back` also a dashed arrow below it that leads back, and a question mark."""
    (x0, y0), (x1, y1) = start, end
    length = np.hypot(x1 - x0, y1 - y0)
    along = np.array([x1 - x0, y1 - y0]) / length
    across = np.array([-along[1], along[0]])
    first, last = np.array(start) + along * RADIUS, np.array(end) - along * RADIUS
    middle = (first + last) / 2
    solid = {"arrowstyle": "-|>", "color": BLUE, "linewidth": 1.8, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", last, first, arrowprops=solid)
    if name:
        axes.text(*(middle + 0.24 * across), name, color=BLUE, ha="center", va="center", fontsize=13, weight="bold")
    if back:
        dashed = {**solid, "color": VERMILLION, "linestyle": (0, (4, 3)), "linewidth": 1.3}
        axes.annotate("", first - 0.2 * across, last - 0.2 * across, arrowprops=dashed)
        axes.text(*(middle - 0.42 * across), "?", color=VERMILLION, ha="center", va="center", fontsize=13)


def save(name: str) -> None:
    plt.savefig(
        SOURCE / "images" / f"computation_graph-{name}.png", dpi=110, facecolor="white", metadata={"Software": None}
    )
    plt.close()


def circuit() -> None:
    """The graph of J = 3(a + bc), forward solid, backward dashed."""
    axes = sheet(8, 3.2, (-0.6, 10.0), (-1.35, 2.85))
    times, plus, three = (3.0, 0.3), (5.7, 0.9), (8.0, 0.9)
    for (x, y), name, end in (((0.2, 1.2), "b", times), ((0.2, -0.6), "c", times), ((3.0, 2.3), "a", plus)):
        axes.text(x, y, name, ha="center", va="center", fontsize=15, color=BLUE, weight="bold")
        arrow(axes, (x, y), end, back=True)
    arrow(axes, times, plus, "u", back=True)
    arrow(axes, plus, three, "v", back=True)
    arrow(axes, three, (9.6, 0.9))
    axes.text(9.55, 0.9, "J", ha="center", va="center", fontsize=15, color=BLUE, weight="bold")
    for at, sign in ((times, "×"), (plus, "+"), (three, "3×")):
        box(axes, at, sign)
    save("circuit")


def differences() -> None:
    """x³ near 1 with a large nudge: the one-sided line leans, the central one runs nearly along the tangent."""
    nudge = 0.6

    def cube(x: float) -> float:
        return x**3

    central = solved("3_computation_graph")["numerical_gradient"](lambda x: cube(float(x[0])), np.array([1.0]), nudge)[
        0
    ]
    one_sided = (cube(1 + nudge) - cube(1)) / nudge
    x = np.linspace(0.2, 1.8, 200)
    figure, axes = plt.subplots(figsize=(7, 4.2))
    axes.plot(x, cube(x), color=GREY, linewidth=2, label="f(x) = x³")
    axes.plot(x, 1 + 3 * (x - 1), color=GREEN, label="tangent at 1: slope 3")
    axes.plot(x, 1 + one_sided * (x - 1), color=VERMILLION, linestyle="--", label=f"one side: slope {one_sided:.2f}")
    low = cube(1 - nudge)
    axes.plot(
        x,
        low + central * (x - 1 + nudge),
        color=BLUE,
        linestyle=":",
        linewidth=2,
        label=f"both sides: slope {central:.2f}",
    )
    axes.plot([1, 1 + nudge], [1, cube(1 + nudge)], "s", color=VERMILLION, markersize=9, fillstyle="none")
    axes.plot([1 - nudge, 1 + nudge], [low, cube(1 + nudge)], "o", color=BLUE)
    axes.set(title="One nudge of 0.6, or two", xlabel="x (no unit)", ylabel="f(x) (no unit)", ylim=(-1.8, 5.2))
    axes.legend(loc="upper left")
    figure.tight_layout()
    save("differences")


def logistic() -> None:
    """Logistic regression on one example with two features."""
    axes = sheet(9, 3.6, (-0.6, 12.2), (-2.0, 3.1))
    first, second, plus, sigmoid, loss = (2.6, 1.9), (2.6, 0.0), (5.0, 0.95), (7.4, 0.95), (9.8, 0.95)
    inputs = (
        ((0.2, 2.5), "w1", first),
        ((0.2, 1.3), "x1", first),
        ((0.2, 0.6), "w2", second),
        ((0.2, -0.6), "x2", second),
        ((2.6, -1.5), "b", plus),
        ((7.4, -1.0), "y", loss),
    )
    for (x, y), name, end in inputs:
        axes.text(x, y, name, ha="center", va="center", fontsize=14, color=BLUE, weight="bold")
        arrow(axes, (x, y), end)
    arrow(axes, first, plus)
    arrow(axes, second, plus)
    arrow(axes, plus, sigmoid, "z")
    arrow(axes, sigmoid, loss, "a")
    arrow(axes, loss, (11.6, 0.95))
    axes.text(11.65, 0.95, "loss", ha="center", va="center", fontsize=14, color=BLUE, weight="bold")
    for at, sign in ((first, "×"), (second, "×"), (plus, "+"), (sigmoid, "σ"), (loss, "log")):
        box(axes, at, sign)
    save("logistic")


def target() -> None:
    """The graph that the notebook draws with the learner's `backpropagate`, with all its slopes."""
    notebook = json.loads((SOURCE / "3_computation_graph.ipynb").read_text(encoding="utf-8"))
    code = {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}
    space: dict[str, Any] = {"plt": plt, "np": np, **solved("3_computation_graph"), "guess": lambda *_: None}
    exec(code["graph-mine"], space)
    exec(code["graph-walk"], space)
    exec(code["graph-draw"].split("\n\n\nbackpropagate(")[0], space)
    _, axes = plt.subplots(figsize=(11, 4.2), layout="constrained")
    space["draw_graph"](len(space["my_graph"]), ax=axes)
    axes.set_title("Where you are heading: every value and every slope, for any graph")
    save("target")


if __name__ == "__main__":
    circuit()
    differences()
    logistic()
    target()
