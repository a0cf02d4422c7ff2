"""Draws the pictures in lesson 05 with the lesson's own drawing cells.

Run from the repository root: python docs/figures/lesson_05.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from docs.figures.week import LESSONS, SOURCE  # noqa: E402


def cells() -> dict[str, str]:
    """The lesson's cells by id."""
    notebook = json.loads((LESSONS / "05_follow_the_arrows_back.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}


def circuit(space: dict[str, Any]) -> None:
    """The steps of J = 3(a + bc) with their values; the slopes are left as questions."""
    drawn = space["draw_circuit"]

    def asked(boxes: object, wires: list[tuple[Any, ...]], title: str, ax: Axes) -> None:
        drawn(boxes, [(*wire[:4], "?") for wire in wires], title, ax)

    figure, ax = plt.subplots(figsize=(8, 3), layout="constrained")
    space["draw_circuit"] = asked
    space["draw_J"](5, 3, 2, ax)
    space["draw_circuit"] = drawn
    figure.savefig(LESSONS / "images" / "lesson_05-circuit.png", dpi=90)


def push(space: dict[str, Any], code: dict[str, str]) -> None:
    """What two pictures want the weights to do, by the repaired function."""
    sys.path.insert(0, str(ROOT / SOURCE))
    from pictures import load_pictures

    space["pictures"] = load_pictures(ROOT / "data")
    exec(code["answer-one_picture"].split("```python")[1].split("```")[0], space)
    exec(code["bug-push"], space)
    exec(code["bug-picture"].split("\n\n\ndraw_pushes")[0], space)
    space["draw_pushes"](space["pushes"]).savefig(LESSONS / "images" / "lesson_05-push.png", dpi=80)


if __name__ == "__main__":
    names: dict[str, Any] = {"np": np, "plt": plt}
    exec(cells()["draw-circuit"], names)
    circuit(names)
    push(names, cells())
