"""Which line of the student's function to show: that of the first wrong value, or that of the exception."""

from __future__ import annotations

import ast
from collections.abc import Collection

from .compare import Difference, part
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
    form, name = wrong.rung in (Rung.KIND, Rung.SHAPE), wrong.part.split("[")[0]
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
    return sorted(behind - others), sorted(behind & others)


def _makers(flow: Flow, start: list[tuple[ast.stmt, ast.AST]]) -> set[ast.stmt]:
    return set[ast.stmt]().union(*(flow.behind(at, value) for at, value in start))


def _known(spec: CheckSpec, test: TestCase, form: bool) -> Known:
    values = (*test.steps, *test.variables.values(), *test.arguments, *test.keywords.values(), test.expected.value)
    return Known(values, test.variables, form, max(spec.rtol, 1e-5))


def _statement(flow: Flow, number: int) -> ast.stmt | None:
    """The innermost statement that a line belongs to."""
    found = [s for s in flow.around if s.lineno <= number <= (s.end_lineno or s.lineno)]
    return max(found, key=lambda statement: (statement.lineno, len(flow.around[statement])), default=None)
