"""Whether a function takes rows for columns: with an argument passed in turned round, it gives the right numbers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from . import relations
from .compare import tolerance
from .observe import Caller
from .spec import CheckSpec, Hint, TestCase

MOST = 3  # tables among the arguments; of more there are too many choices


def rows_for_columns(spec: CheckSpec, call: Caller) -> tuple[Hint, ...]:
    """The hint that the numbers of every visible test come right once some tables are passed in turned round.

    What comes back may be turned round as well, or have one axis: only its numbers are compared.
    """
    tests = [test for test in spec.visible if not test.aside and not test.expected.raised]
    for choice in _choices(tests):
        if all(_is_right(spec, call, test, choice) for test in tests):
            turned = " and ".join(f"{spec.parameters[at]}.T" for at in choice)
            return (relations.hint("rows-for-columns", spec.causes, turned),)
    return ()


def _choices(tests: list[TestCase]) -> Iterator[tuple[int, ...]]:
    """The places of tables that may be turned, the fewest first."""
    tables = [{at for at, one in enumerate(test.arguments) if _is_table(one)} for test in tests]
    places = sorted(set.intersection(*tables)) if tables else []
    for count in range(1, len(places) + 1) if len(places) <= MOST else ():
        yield from itertools.combinations(places, count)


def _is_table(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == 2


def _is_right(spec: CheckSpec, call: Caller, test: TestCase, choice: tuple[int, ...]) -> bool:
    turned = tuple(one.T.copy() if at in choice else one for at, one in enumerate(test.arguments))
    seen = call(turned, test.keywords)
    return seen.raised is None and _alike(test.expected.value, seen.value, tolerance(test.arguments, spec.rtol))


def _alike(must: Any, got: Any, rtol: float) -> bool:
    """Whether two answers hold the same numbers, whatever their shapes."""
    if isinstance(must, Mapping):
        return isinstance(got, Mapping) and all(k in got and _alike(one, got[k], rtol) for k, one in must.items())
    if isinstance(must, (tuple, list)):
        several = isinstance(got, (tuple, list)) and len(got) == len(must)
        return several and all(_alike(one, other, rtol) for one, other in zip(must, got, strict=True))
    if not isinstance(got, (bool, int, float, np.ndarray)):
        return False
    one, other = np.asarray(must), np.asarray(got)
    flat = other.T if other.shape == one.shape[::-1] else other
    return one.size == other.size and bool(np.allclose(one.ravel(), flat.ravel(), rtol, atol=1e-12))
