"""Lets a student's function call the reference instead of another of their functions that is wrong (follow-through).

The arguments come from the student's process: the amount of work is bounded before the reference is called.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from autograder.checks.kinds.kind import entries, largest
from autograder.checks.observe import observe
from autograder.errors import SubmissionError

#: entries of all arrays, multiplied: no broadcast, outer or matrix product of them is larger
MAX_ENTRIES = 1_000_000
MAX_COUNT = 20_000  # the largest whole number: iterations
MAX_WORK = 50_000_000  # both, multiplied


class QuestionTooLargeError(SubmissionError):
    """A call of the reference would take more work than MAX_WORK allows."""


class ReferenceServer:
    """Answers calls of some functions of a notebook with the instructor's solutions."""

    def __init__(self, solutions: Mapping[str, Any], names: list[str]) -> None:
        self.solutions, self.names = solutions, frozenset(names)

    def __call__(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        if name not in self.names:
            raise QuestionTooLargeError(f"{name} is not answered here.")
        _bounded([*arguments, *keywords.values()])
        seen = observe(self.solutions[name], arguments, keywords)
        if seen.raised is not None:
            raise ValueError(f"{seen.raised.type_name}: {seen.raised.message}")
        return seen.value


def _bounded(values: list[Any]) -> None:
    size = math.prod(max(1, entries(value)) for value in values)
    count = max(map(largest, values), default=1)
    if size > MAX_ENTRIES or count > MAX_COUNT or size * count > MAX_WORK:
        raise QuestionTooLargeError("The question is larger than any that the checks lead to.")
