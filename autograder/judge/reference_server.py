"""Answers a student's function in place of a sibling of its own that is wrong (follow-through).

What it is asked comes from the student's process: the size of the work is bounded before the reference is called.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from autograder.checks.observe import observe
from autograder.errors import SubmissionError
from autograder.exercises.reference import reference

#: entries of all arrays, multiplied: no broadcast, outer or matrix product of them is larger
MAX_ENTRIES = 1_000_000
MAX_COUNT = 20_000  # the largest whole number: iterations
MAX_WORK = 50_000_000  # both, multiplied


class QuestionTooLargeError(SubmissionError):
    """The question asks for more work than any honest one does."""


class ReferenceServer:
    """The reference functions of one notebook, for the names of one follow-through."""

    def __init__(self, notebook: str, names: list[str]) -> None:
        self.notebook, self.names = notebook, frozenset(names)

    def __call__(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        if name not in self.names:
            raise QuestionTooLargeError(f"{name} is not answered here.")
        _bounded([*arguments, *keywords.values()])
        seen = observe(reference(self.notebook)[name], arguments, keywords)
        if seen.raised is not None:
            raise ValueError(f"{seen.raised.type_name}: {seen.raised.message}")
        return seen.value


def _bounded(values: list[Any]) -> None:
    entries = math.prod(max(1, _entries(v)) for v in values)
    count = max([1, *_whole_numbers(values)])
    if entries > MAX_ENTRIES or count > MAX_COUNT or entries * count > MAX_WORK:
        raise QuestionTooLargeError("The question is larger than any that the checks lead to.")


def _entries(value: Any) -> int:
    """Numbers in an argument, however they are wrapped."""
    if isinstance(value, np.ndarray):
        return math.prod(max(1, n) for n in value.shape)  # (0, n) times (0, m) is a table of n by m
    if isinstance(value, (str, bytes)):
        return len(value)
    if isinstance(value, dict):
        return sum(_entries(part) for pair in value.items() for part in pair)
    return sum(map(_entries, value)) if isinstance(value, (list, tuple)) else 1


def _whole_numbers(values: Iterable[Any]) -> Iterator[int]:
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from _whole_numbers(value)
        elif isinstance(value, dict):
            yield from _whole_numbers(value.values())
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= 1:
            yield int(min(abs(value), 10**18))
        elif isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iuf" and np.isfinite(value):
            yield int(min(abs(float(value)), 1e18))
