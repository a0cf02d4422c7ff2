"""Compares what a student's function returned with what it must return: the value always, the form where it matters.

A number may come as int, float, bool, 0-d, (1,) or (1,1); a list for a tuple; a dict with extra keys; an array of any
numeric dtype. The reference's value decides what is asked for: its kind compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from .kinds.kind import compare, describe, identical
from .kinds.rule import CALL, Difference, Rule
from .spec import CheckSpec

__all__ = ["CALL", "Difference", "changed", "describe", "differences", "identical", "parts", "tolerance"]


def differences(spec: CheckSpec, must: Any, got: Any, rtol: float | None = None) -> list[Difference]:
    """Every difference between two answers, part by part; empty when they agree."""
    rule = Rule(spec.rtol if rtol is None else rtol, spec.strict, spec.floats)
    names = spec.returns
    if isinstance(must, (tuple, list)) and len(names) == len(must) > 1:
        return list(_in_parts(must, got, names, rule))
    return list(compare(must, got, names[0] if len(names) == 1 else "the answer", rule))


def _in_parts(must: Any, got: Any, names: tuple[str, ...], rule: Rule) -> Iterator[Difference]:
    """Compare an answer of several values, a tuple in the reference, under the name of each."""
    if not isinstance(got, (tuple, list)) or len(got) != len(must):
        yield Difference("kind", "the answer", f"{len(must)} things: {', '.join(names)}", _count(got))
        return
    for name, one, other in zip(names, must, got, strict=True):
        yield from compare(one, other, name, rule)


def _count(got: Any) -> str:
    if isinstance(got, (tuple, list)):
        return f"{len(got)} thing{'s' if len(got) != 1 else ''}"
    return describe(got)


def parts(must: Any, names: tuple[str, ...]) -> list[str]:
    """The names of an answer's parts: those of a tuple, the keys of a dict, else the one name."""
    if isinstance(must, (tuple, list)) and len(names) == len(must) > 1:
        return [label for name, item in zip(names, must, strict=True) for label in parts(item, (name,))]
    if isinstance(must, Mapping):
        return [str(key) for key in must]
    return [names[0]]


def tolerance(arguments: tuple[Any, ...], rtol: float) -> float:
    """Relative tolerance for a call: float32 in an argument leaves four digits."""
    narrow = any(isinstance(a, np.ndarray) and a.dtype in (np.float32, np.float16) for a in arguments)
    return max(rtol, 1e-4) if narrow else rtol


def changed(parameters: tuple[str, ...], before: tuple[Any, ...], after: tuple[Any, ...]) -> str:
    """The name of the first argument that a call changed; empty if none was."""
    for i, (one, other) in enumerate(zip(before, after, strict=False)):
        if not identical(one, other):
            return parameters[min(i, len(parameters) - 1)]
    return ""
