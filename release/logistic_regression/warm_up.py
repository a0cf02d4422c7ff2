"""Warm-ups before the longer functions: lines to put in order, and two missing lines. Nothing is graded or stored.

Stands alone (numpy) and is copied into the release with `warm_up.toml`, which holds the lines. Every function returns
text, and the notebook prints it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).with_name("warm_up.toml")
LETTERS = "ABCDEFGH"
NOTHING = "nothing yet"


@dataclass(frozen=True)
class Line:
    """A line to put in its place, or a wrong one."""

    text: str
    after: tuple[str, ...] = ()  # letters of lines that must come before it
    because: str = ""  # why it is wrong; empty if it is right


@dataclass(frozen=True)
class Puzzle:
    """Lines by letter, some of them wrong, and what to say when the order is right."""

    lines: Mapping[str, Line]
    done: str

    @property
    def right(self) -> tuple[str, ...]:
        """The letters of the lines that belong to the program."""
        return tuple(letter for letter, line in self.lines.items() if not line.because)


def puzzle(name: str, path: Path = FILE) -> Puzzle:
    """The puzzle with this name. Raises KeyError if there is none."""
    with open(path, "rb") as file:
        read = tomllib.load(file)[name]
    lines = (Line(one["text"], tuple(one.get("after", ())), one.get("because", "")) for one in read["lines"])
    return Puzzle(dict(zip(LETTERS, lines, strict=True)), read["done"])


def lines(name: str) -> str:
    """The lines of a puzzle with their letters, one below the other."""
    return "\n".join(f"{letter}   {line.text}" for letter, line in puzzle(name).lines.items())


def order(name: str, mine: Any) -> str:
    """What is right or wrong with an order of letters, such as "BDA" or ["B", "D", "A"]: the first thing to look at."""
    asked = puzzle(name)
    if mine is ... or not mine or any(one is ... for one in mine):
        return NOTHING
    letters = [str(one).upper() for one in mine if str(one).strip(" ,")]
    for place, letter in enumerate(letters):
        before = letters[:place]
        if letter not in asked.lines:
            return f"{letter} is not one of the letters A to {LETTERS[-1]}."
        if letter in before:
            return f"{letter} occurs twice. Each line is used once."
        line = asked.lines[letter]
        if line.because:
            return f"{letter} is one of the two wrong lines. {line.because}"
        missing = next((needed for needed in line.after if needed not in before), "")
        if missing:
            return f"{letter} comes too early: {missing} has to come before it."
    left = len(asked.right) - len(letters)
    return f"So far nothing is wrong. Still to place: {left}." if left else asked.done


def beside(values: Mapping[str, tuple[Any, Any]]) -> str:
    """One line for each name: what its value must be, what it is, and whether they agree to 6 digits.

    values : {"name": (what it is, what it must be)}    numbers or arrays; `...` stands for a line not written yet
    """
    told = []
    for name, (got, must) in values.items():
        if got is ...:
            verdict = NOTHING
        elif np.shape(got) != np.shape(must):
            verdict = f"got the shape {np.shape(got)}: it must be {np.shape(must)}"
        else:
            verdict = f"got {_short(got)}: {'right' if np.allclose(got, must, rtol=1e-6) else 'look again'}"
        told.append(f"{name:8} must be {_short(must)}, {verdict}")
    return "\n".join(told)


def _short(value: Any) -> str:
    """A number or an array in one line, rounded to 4 digits."""
    return str(np.round(value, 4).tolist())
