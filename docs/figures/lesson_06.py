"""Draws the pictures in lesson 06 with the lesson's own drawing cells.

Run from the repository root: python docs/figures/lesson_06.py
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

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from docs.figures.week import LESSONS, SOURCE  # noqa: E402


def cells() -> dict[str, str]:
    """The lesson's cells by id."""
    notebook = json.loads((LESSONS / "06_learn_from_m_examples_first_by_loops.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}


def push(space: dict[str, Any], code: dict[str, str]) -> None:
    """What all pictures together want the weights to do, by the repaired function."""
    sys.path.insert(0, str(ROOT / SOURCE))
    from pictures import load_pictures

    space["pictures"] = load_pictures(ROOT / "data")
    exec(code["answer-average_slopes"].split("```python")[1].split("```")[0], space)
    exec(code["bug-push"], space)
    exec(code["bug-picture"].split("\n\n\ndraw_push(")[0], space)
    space["draw_push"](space["push"]).savefig(LESSONS / "images" / "lesson_06-push.png", dpi=80)


if __name__ == "__main__":
    names: dict[str, Any] = {"np": np, "plt": plt}
    exec(cells()["three-run"] + "\n" + cells()["draw-three"].split("figure, axes")[0], names)
    figure, ax = plt.subplots(figsize=(6, 3.4), layout="constrained")
    names["draw_sums"](3, ax)
    figure.savefig(LESSONS / "images" / "lesson_06-sums.png", dpi=80)
    push(names, cells())
