"""Answers a student's function in place of a sibling of its own that is wrong (follow-through).

What it is asked comes from the student's process: the size of the work is bounded before the reference is called.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.observe import observe
from autograder.exercises.reference import reference

MAX_WORK = 50_000_000  # entries of all arrays times the largest whole number: rows times iterations
MAX_COUNT = 20_000


class TooMuch(ValueError):
    """The question asks for more work than any honest one does."""


class Oracle:
    """The reference functions of one notebook, for the names of one follow-through."""

    def __init__(self, notebook: str, names: list[str]) -> None:
        self.notebook, self.names = notebook, frozenset(names)

    def __call__(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        if name not in self.names:
            raise TooMuch(f"{name} is not answered here.")
        _bounded([*arguments, *keywords.values()])
        seen = observe(reference(self.notebook)[name], arguments, keywords)
        if seen.raised is not None:
            raise ValueError(f"{seen.raised.type_name}: {seen.raised.message}")
        return seen.value


def _bounded(values: list[Any]) -> None:
    sizes = [1, *(v.size for v in values if isinstance(v, np.ndarray))]
    counts = [1, *_whole_numbers(values)]
    if max(counts) > MAX_COUNT or sum(sizes) * max(counts) > MAX_WORK:
        raise TooMuch("The question is larger than any that the checks lead to.")


def _whole_numbers(values: list[Any]) -> Iterator[int]:
    for value in values:
        if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= 1 and value == value:
            yield int(min(abs(value), 1e18))
        elif isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iuf" and np.isfinite(value):
            yield int(min(abs(float(value)), 1e18))
