"""Which line of the student's function to show: that of the first wrong value, or that of the exception."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from .compare import Difference
from .flow import Flow, Line, function_in, shown
from .observe import Observation
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
    form, part = wrong.rung in (Rung.KIND, Rung.SHAPE), wrong.part.split("[")[0]
    flow, known = Flow(function, form), _known(spec, test, form)
    if seen.raised is not None:
        at = _statement(flow, seen.raised.line)
        if at is None or isinstance(at, (ast.Raise, ast.Assert)):
            return (seen.raised.line, seen.raised.text) if seen.raised.line else None
        number = first_wrong(flow, [(at, at)], seen, known)
        return shown(source, number or seen.raised.line)
    returns = flow.returns()
    if len(returns) != 1:
        return None
    start = flow.part(returns[0], part, spec.returns)
    number = first_wrong(flow, start, seen, known, _must(spec, test.expected.value, part))
    return shown(source, number) if number else None


def at(source: str, number: int) -> Line | None:
    """The line of that number; None for 0."""
    return shown(source, number) if number else None


def _known(spec: CheckSpec, test: TestCase, form: bool) -> Known:
    values = (*test.steps, *test.variables.values(), *test.arguments, *test.keywords.values(), test.expected.value)
    return Known(values, test.variables, form, max(spec.rtol, 1e-5))


def _must(spec: CheckSpec, answer: Any, label: str) -> Any:
    """The part of the right answer that has this name; None if none has."""
    if isinstance(answer, Mapping):
        return answer.get(label)
    if isinstance(answer, (tuple, list)) and len(answer) == len(spec.returns) > 1:
        found = [
            one if name == label else _must(spec, one, label) for name, one in zip(spec.returns, answer, strict=True)
        ]
        return next((one for one in found if one is not None), None)
    return answer if spec.returns == (label,) else None


def _statement(flow: Flow, number: int) -> ast.stmt | None:
    """The innermost statement that a line belongs to."""
    found = [s for s in flow.around if s.lineno <= number <= (s.end_lineno or s.lineno)]
    return max(found, key=lambda statement: (statement.lineno, len(flow.around[statement])), default=None)
