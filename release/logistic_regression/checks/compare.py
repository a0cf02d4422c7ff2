"""Compares what a student's function returned with what it must return: the value always, the form where it matters.

A number may come as int, float, bool, 0-d, (1,) or (1,1); a list for a tuple; a dict with extra keys; an array of any
numeric dtype. The reference's value decides what is asked for: its kind compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from .kinds.arrays import SHOWN_ENTRIES
from .kinds.kind import compare, describe, identical
from .kinds.rule import CALL, Difference, Rule
from .observe import Observation
from .spec import CheckSpec, TestCase

__all__ = [
    "CALL",
    "Difference",
    "base",
    "changed",
    "describe",
    "differences",
    "differs",
    "identical",
    "parts",
    "tolerance",
]
ANSWER = "the answer"  # what several values together are called
NARROW, NARROW_RTOL = (np.float32, np.float16), 1e-4


def differences(spec: CheckSpec, must: Any, got: Any, rtol: float | None = None) -> list[Difference]:
    """Every difference between two answers, part by part; empty when they agree."""
    return list(_each(spec, must, got, rule_of(spec, rtol)))


def differs(spec: CheckSpec, must: Any, got: Any, rtol: float | None = None) -> bool:
    """Whether two answers differ at all; what comes after the first difference is not looked at."""
    return next(_each(spec, must, got, rule_of(spec, rtol, worded=False)), None) is not None


def rule_of(spec: CheckSpec, rtol: float | None, worded: bool = True) -> Rule:
    """What a spec asks of an answer, with another tolerance unless `rtol` is None."""
    return Rule(spec.rtol if rtol is None else rtol, spec.strict, spec.floats, worded)


def _each(spec: CheckSpec, must: Any, got: Any, rule: Rule) -> Iterator[Difference]:
    names = spec.returns
    if isinstance(must, (tuple, list)) and len(names) == len(must) > 1:
        return _in_parts(must, got, names, rule)
    return compare(must, got, names[0] if len(names) == 1 else ANSWER, rule)


def _in_parts(must: Any, got: Any, names: tuple[str, ...], rule: Rule) -> Iterator[Difference]:
    """Compare an answer of several values, a tuple in the reference, under the name of each."""
    if not isinstance(got, (tuple, list)) or len(got) != len(must):
        yield Difference("kind", ANSWER, f"{len(must)} things: {', '.join(names)}", _count(got))
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


def part(spec: CheckSpec, answer: Any, name: str) -> tuple[bool, Any]:
    """Whether an answer has a part of this name, and the part: one thing of several, a dict's value, or all of it."""
    if spec.returns == (name,):
        return True, answer
    several = isinstance(answer, (tuple, list)) and len(answer) == len(spec.returns)
    things = dict(zip(spec.returns, answer, strict=True)) if several else {"": answer}
    inside = next((one for one in (things, *things.values()) if isinstance(one, dict) and name in one), {})
    return name in inside, inside.get(name)


def wrong_part(spec: CheckSpec, name: str, test: TestCase, seen: Observation) -> bool:
    """Whether a part of an answer is not there, or not what it must be."""
    (_, must), (found, got) = part(spec, test.expected.value, name), part(spec, seen.value, name)
    rule = rule_of(spec, tolerance(test.arguments, spec.rtol, seen), worded=False)
    return not found or any(compare(must, got, name, rule))


def tolerance(arguments: tuple[Any, ...], rtol: float, seen: Observation | None = None) -> float:
    """Relative tolerance for a call: float32 in an argument, in what came back or in a variable leaves four digits."""
    met = (*arguments, seen.value, *seen.variables.values()) if seen else arguments
    return max(rtol, NARROW_RTOL) if any(map(_is_narrow, met)) else rtol


def _is_narrow(value: Any) -> bool:
    if isinstance(value, (tuple, list, dict)):
        return any(map(_is_narrow, value.values() if isinstance(value, dict) else value))
    return isinstance(value, (np.ndarray, np.generic)) and value.dtype in NARROW


def tried(spec: CheckSpec, test: TestCase) -> str:
    """A test's arguments in one line: shapes of arrays, values of numbers."""
    named = [*zip(spec.parameters, test.arguments, strict=False), *test.keywords.items()]
    return ", ".join(_argument(name, value) for name, value in named)


def _argument(name: str, value: Any) -> str:
    if isinstance(value, np.ndarray) and value.ndim and value.size > SHOWN_ENTRIES:
        return f"{name} {value.shape}"
    return f"{name} = {describe(value).split(', shape')[0]}"


def base(difference: Difference) -> str:
    """The part of the answer that a difference is in, without the entry: dw for dw[0, 1]."""
    return difference.part.split("[")[0]


def changed(parameters: tuple[str, ...], before: tuple[Any, ...], after: tuple[Any, ...]) -> str:
    """The name of the first argument that a call changed; empty if none was."""
    for i, (one, other) in enumerate(zip(before, after, strict=False)):
        if not identical(one, other):
            return parameters[min(i, len(parameters) - 1)]
    return ""
