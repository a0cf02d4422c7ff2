"""The form of a call: what tests have in common that differ in their numbers and sizes only."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np

from .spec import CheckSpec, TestCase


def form(value: Any) -> Hashable:
    """What kind of value it is: types, dimensions, and whether a size is 0, 1 or more."""
    if isinstance(value, np.ndarray):
        return ("array", value.dtype.kind, tuple(min(n, 2) for n in value.shape))
    if isinstance(value, dict):
        return ("dict", frozenset(map(form, value.values())))
    if isinstance(value, (list, tuple)):
        return (type(value).__name__, min(len(value), 2), frozenset(map(form, value)))
    return type(value).__name__


def form_of(test: TestCase) -> Hashable:
    """The form of a call, and the exception that it must end in."""
    keywords = frozenset((name, form(value)) for name, value in test.keywords.items())
    raised = test.expected.raised.type_name if test.expected.raised else ""
    return tuple(map(form, test.arguments)), keywords, raised, test.aside


WHOLE = "whole"
Trait = tuple[int, int | str]  # the place of an array, and an axis of size 1 or WHOLE


def traits(test: TestCase) -> set[Trait]:
    """What may be special about the arrays that a call is given: a size of 1, or whole numbers, as (place, which)."""
    arrays = [(at, value) for at, value in enumerate(test.arguments) if isinstance(value, np.ndarray)]
    ones = {(at, axis) for at, value in arrays for axis, size in enumerate(value.shape) if size == 1}
    return {*ones, *((at, WHOLE) for at, value in arrays if value.dtype.kind in "iu")}


def apart(some: Iterable[TestCase], others: Iterable[TestCase]) -> set[Trait]:
    """The traits that all of some calls have and none of the others has."""
    found = [traits(test) for test in some]
    return set[Trait]().union(*found[:1]).intersection(*found) - set[Trait]().union(*map(traits, others))


def is_rare(spec: CheckSpec, test: TestCase) -> bool:
    """Whether no visible test has the form of this one, so that a student could not try it with the check."""
    return form_of(test) not in set(map(form_of, spec.visible))


def rare_shape(spec: CheckSpec, tests: Sequence[TestCase]) -> str:
    """The argument that is new in the first of these tests, as "X of shape (n, 1)"; empty if no array is."""
    for test in tests[:1]:
        for at, value in enumerate(test.arguments):
            known = {form(other.arguments[at]) for other in spec.visible if at < len(other.arguments)}
            if isinstance(value, np.ndarray) and form(value) not in known:
                sizes = [str(n) if n < 2 else "n" for n in value.shape]
                return f"{spec.parameters[at]} of shape ({', '.join(sizes)}{',' if len(sizes) == 1 else ''})"
    return ""
