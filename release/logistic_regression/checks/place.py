"""Which line of the student's function to show: that of the first wrong value, or that of the exception."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from typing import Any

import numpy as np

from .compare import ANSWER, Difference, part
from .flow import Flow, Line, function_in, shown
from .observe import Observation, Raised
from .operations import CALL
from .plain import Opaque
from .source_lines import Known, first_wrong
from .spec import CheckSpec, Rung, TestCase


def line(spec: CheckSpec, test: TestCase, seen: Observation, source: str, wrong: Difference) -> Line | None:
    """The line to show with a wrong call; None where none can be told.

    seen : the call, observed with its variables
    wrong : its first difference from the right answer
    """
    function = function_in(source, spec.name)
    if function is None:
        return (seen.raised.line, seen.raised.text) if seen.raised and seen.raised.line else None
    form, name = wrong.rung in (Rung.KIND, Rung.SHAPE), wrong.part.split("[")[0]
    flow, known = Flow(function, form), _known(spec, test, form)
    if seen.raised is not None:
        at = _statement(flow, seen.raised.line)
        if at is None or isinstance(at, (ast.Raise, ast.Assert)):
            return (seen.raised.line, seen.raised.text) if seen.raised.line else None
        tried = [_Shapes(known), known] if seen.raised.operation.startswith(CALL) else [_Shapes(known)]
        numbers = [first_wrong(flow, [(at, at)], seen, one) for one in tried if _of_shapes(seen.raised)]
        earlier = (number for number in numbers if number not in (0, seen.raised.line))
        return shown(source, next(earlier, seen.raised.line))
    returns = flow.returns()
    if len(returns) != 1 or (test.expected.raised and seen.value is None):
        return None
    alone = len(spec.returns) == 1 and isinstance(seen.value, (list, str))
    if wrong.part == ANSWER or alone or isinstance(part(spec, seen.value, name)[1], Opaque):
        return shown(source, returns[0].lineno)
    start = flow.part(returns[0], name, spec.returns)
    number = first_wrong(flow, start, seen, known, part(spec, test.expected.value, name)[1])
    return shown(source, number) if number else None


def at(source: str, number: int) -> Line | None:
    """The line of that number; None for 0."""
    return shown(source, number) if number else None


def suspects(
    spec: CheckSpec, source: str, wrong: Collection[str], right: Collection[str]
) -> tuple[list[int], list[int]]:
    """The lines that only wrong parts of the answer are made by, and those that right parts are made by as well.

    wrong, right : the names of the parts; without a wrong one every line counts
    """
    function = function_in(source, spec.name)
    if function is None:
        return [], []
    flow = Flow(function, form=True)
    returns = flow.returns()
    if len(returns) != 1 or not wrong:
        return [], sorted({statement.lineno for statement in flow.around})
    behind, others = (
        {one.lineno for label in labels for one in _makers(flow, flow.part(returns[0], label, spec.returns))}
        for labels in (wrong, right)
    )
    return sorted(behind - others), sorted((behind & others) | {returns[0].lineno} - behind)


def _makers(flow: Flow, start: list[tuple[ast.stmt, ast.AST]]) -> set[ast.stmt]:
    return set[ast.stmt]().union(*(flow.behind(at, value) for at, value in start))


def _known(spec: CheckSpec, test: TestCase, form: bool) -> Known:
    values = (*test.steps, *test.variables.values(), *test.arguments, *test.keywords.values(), test.expected.value)
    if not any(type(value) is int for value in test.steps):  # the reference asks for no size: whoever does may be right
        values += tuple(size for value in test.arguments for size in np.shape(value))
    names = {name: value for name, value in test.variables.items() if name not in spec.parameters}
    return Known(values, names, form, max(spec.rtol, 1e-5))


class _Shapes(Known):
    """The shapes of known values: where shapes do not fit each other, a line that makes another one is at fault."""

    def __init__(self, known: Known) -> None:
        super().__init__(known.arrays, known.names, form=True)

    def _same(self, mine: Any, theirs: Any, part: bool = False) -> bool:
        return bool(mine.shape == theirs.shape or mine.size == 1)


def _of_shapes(raised: Raised) -> bool:
    """Whether an exception tells that values do not fit each other, or that one is None: an earlier line made it."""
    return (
        "NoneType" in raised.message or re.search(r"not aligned|broadcast|mismatch|bounds", raised.message) is not None
    )


def _statement(flow: Flow, number: int) -> ast.stmt | None:
    """The innermost statement that a line belongs to."""
    found = [s for s in flow.around if s.lineno <= number <= (s.end_lineno or s.lineno)]
    return max(found, key=lambda statement: (statement.lineno, len(flow.around[statement])), default=None)
