"""Figures that move: the drawing follows sliders, in JupyterLab, in a browser alone and on the website.

Each drawing is a small script beside this file, `<name>.js`. Python hands it what a lesson computed, and no kernel is
asked again. What a cell shows is one piece of HTML that loads nothing.
"""

from __future__ import annotations

import base64
import html
import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
DIGITS = 6  # significant ones of what a drawing is given: more would not be seen
DRAWING = "export default function draw("
IMPORT = re.compile(r'^import [^;]* from "\./(\w+)\.js";\n', flags=re.M)


class FigureError(Exception):
    """A figure cannot be shown; the message says what, what it must be, and what came instead."""


@dataclass(frozen=True)
class Slider:
    """A number that a reader can set, from `low` to `high`, both included. Raises FigureError."""

    low: float
    high: float
    step: float
    start: float

    def __post_init__(self) -> None:
        steps = (self.start - self.low) / self.step
        if not self.low <= self.start <= self.high or abs(steps - round(steps)) > 1e-6:
            raise FigureError(f"start must be one of its values, {self} in steps of {self.step:g}. Got {self.start:g}.")

    def __str__(self) -> str:
        return f"from {self.low:g} to {self.high:g}".replace("-", "−")


@dataclass(frozen=True)
class Choice:
    """A few values to choose from, in this order: numbers, words, shapes. Raises FigureError."""

    options: Sequence[Any]
    start: Any

    def __post_init__(self) -> None:
        if self.start not in self.options:
            raise FigureError(f"start must be one of its values, {list(self.options)}. Got {self.start!r}.")

    def __str__(self) -> str:
        return f"{len(self.options)} to choose from"


@dataclass(frozen=True)
class Moving:
    """A figure, as the value of a cell: HTML with a script, and a sentence where scripts do not run."""

    name: str
    controls: dict[str, Slider | Choice]
    data: dict[str, Any]

    def __repr__(self) -> str:
        said = [f"{key.replace('_', ' ')} ({control})" for key, control in self.controls.items()]
        return f"A drawing that follows {' and '.join(said) or 'what you do'}."

    def _repr_html_(self) -> str:
        controls = _plain({key: vars(control) for key, control in self.controls.items()})
        # a new one at each run: JupyterLab may show the old output and the new one side by side for a moment
        mark = uuid.uuid4().hex
        # `<` cannot end the script inside a text
        given = json.dumps([mark, controls, _plain(self.data)], ensure_ascii=False).replace("<", "\\u003c")
        return (
            # JupyterLab takes no key for a command of its own while a control has the focus
            f'<div class="moving" data-figure="{mark}" data-lm-suppress-shortcuts="true"><p>{html.escape(repr(self))} '
            "It needs scripts, and none run here; in a notebook, run the cell again. "
            "The drawings above show the same for a few values.</p></div>\n"
            f'<script type="module">\n{script(self.name)}\nmount(draw, ...{given});\n</script>'
        )


def moving(name: str, **given: Any) -> Moving:
    """The figure of `<name>.js`: sliders and choices become controls, everything else is data for the drawing.

    Raises FigureError if there is no such figure.
    """
    if not _draws(HERE / f"{name}.js"):
        # read only to be told: in a browser alone each reading of a file is several requests
        known = sorted(path.stem for path in HERE.glob("*.js") if _draws(path))
        raise FigureError(f"A figure must be one of {', '.join(known)}. Got {name}.")
    controls = {key: value for key, value in given.items() if isinstance(value, Slider | Choice)}
    return Moving(name, controls, {key: value for key, value in given.items() if key not in controls})


def _draws(path: Path) -> bool:
    """Whether a file is there and is a drawing, and no part of others."""
    return path.is_file() and DRAWING in path.read_text(encoding="utf-8")


def script(name: str) -> str:
    """A drawing, what it imports, and the frame, as one script: a page opened from a disk may not load a second one."""
    parts: dict[str, str] = {}

    def read(part: str) -> None:
        if part not in parts:
            text = (HERE / f"{part}.js").read_text(encoding="utf-8")
            for needed in IMPORT.findall(text):
                read(needed)
            parts[part] = re.sub(r"^export (default )?", "", IMPORT.sub("", text), flags=re.M)

    read("frame")
    read(name)
    return "\n".join(parts.values())


def _plain(value: Any) -> Any:
    """As JSON can hold it. An array of bytes becomes one text in base64; of other numbers, a few digits are kept."""
    if isinstance(value, dict):
        # a key as a script writes that number
        return {key if isinstance(key, str) else f"{key:g}": _plain(one) for key, one in value.items()}
    if isinstance(value, np.ndarray) and value.dtype == np.uint8:
        return base64.b64encode(value.tobytes()).decode("ascii")
    if isinstance(value, np.ndarray | list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float | np.floating):
        return float(f"{value:.{DIGITS}g}")
    return int(value) if isinstance(value, np.integer | np.bool_) else value
