"""Which line of the student's function to show: that of the first wrong value, or that of the exception."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Collection
from typing import Any

import numpy as np

from .compare import ANSWER, Difference, part
from .flow import (
    BLOCKS,
    Flow,
    Line,
    fills,
    function_in,
    hands_on,
    in_a_loop,
    is_a_form,
    is_empty,
    shown,
    value_of,
    written,
)
from .observe import Observation, Raised
from .operations import CALL
from .plain import Opaque
from .source_lines import Known, first_wrong
from .spec import CheckSpec, Rung, TestCase
from .syntax import names_read


@dataclasses.dataclass(frozen=True)
class Behind:
    """What right parts of an answer are made by: no line and no name of these is at fault."""

    lines: Collection[int] = ()
    alone: Collection[int] = ()  # the lines that no wrong part is made by
    names: Collection[str] = ()


def line(
    spec: CheckSpec,
    test: TestCase,
    seen: Observation,
    source: str,
    wrong: Difference,
    trusted: Collection[int] = (),
) -> Line | None:
    """The line to show with a wrong call; None where none can be told.

    seen : the call, observed with its variables
    wrong : its first difference from the right answer
    trusted : the numbers of lines that are taken for right
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
        taken: list[tuple[ast.stmt, ast.AST]] = [(at, one) for one in ast.walk(at) if isinstance(one, ast.Subscript)]
        begin = taken if seen.raised.type_name == "IndexError" else [(at, at)]  # whatever else the line uses
        numbers = [first_wrong(flow, begin, seen, one) for one in tried if _of_shapes(seen.raised)]
        others = (number for number in numbers if number not in (0, seen.raised.line))
        earlier = (number for number in others if not _reforms(flow, at, number))
        return shown(source, next(earlier, seen.raised.line))
    returns = flow.returns()
    if len(returns) != 1 or (test.expected.raised and seen.value is None):
        return None
    alone = len(spec.returns) == 1 and isinstance(seen.value, (list, str, tuple))
    got, must = part(spec, seen.value, name)[1], part(spec, test.expected.value, name)[1]
    unnamed = isinstance(must, dict) and isinstance(got, (float, int, np.ndarray))  # it may be right
    if wrong.part == ANSWER or alone or unnamed or isinstance(got, Opaque):
        return shown(source, _maker(flow, returns[0]) or returns[0].lineno)
    start = flow.part(returns[0], name, spec.returns)
    number = first_wrong(flow, start, seen, known, must, trusted)
    if number in (at.lineno for at, _ in start):
        number = _namesake(flow, start, name) or number
    if isinstance(must, list) and isinstance(got, list) and len(must) != len(got) and not _holds(flow, start, number):
        return None  # it is not the values in it that are wrong first, but how many it has
    if wrong.rung == Rung.SHAPE and np.size(got) != np.size(must) and _only_forms(flow, number):
        return None  # what another line made has another number of entries
    return shown(source, number) if number else None


def _maker(flow: Flow, answer: ast.Return) -> int:
    """The line that makes the one name that a return hands on, where no other line does; 0 for any other return."""
    maker = flow.only_maker(answer.value.id) if isinstance(answer.value, ast.Name) else None
    return maker.lineno if maker and not is_empty(value_of(maker)) else 0


def _reforms(flow: Flow, at: ast.stmt, number: int) -> bool:
    """Whether a statement gives another form to what a line makes: then the shape that line gave it is not at fault."""
    maker = _statement(flow, number)
    names = written(maker) if maker else set()
    return any(is_a_form(one) and names & names_read(one).keys() for one in ast.walk(at) if isinstance(one, ast.expr))


def _namesake(flow: Flow, start: list[tuple[ast.stmt, ast.AST]], label: str) -> int:
    """The line that makes what a part of the answer is named after, as `dJ_db` for "db"; 0 if there is none.

    The line that hands it on picks the name that is meant.
    """
    names = [value.id for _, value in start if isinstance(value, ast.Name)]
    makers = [flow.only_maker(name) for name in names if name.endswith(f"_{label}")]
    return makers[0].lineno if len(makers) == 1 and makers[0] else 0


def _only_forms(flow: Flow, number: int) -> bool:
    """Whether a line only gives what another made a new form."""
    statement = _statement(flow, number)
    return statement is not None and hands_on(statement) and not isinstance(statement, ast.Return)


def _holds(flow: Flow, start: list[tuple[ast.stmt, ast.AST]], number: int) -> bool:
    """Whether a line makes a part of the answer, or what a return that only hands it on has under its name."""
    statement = _statement(flow, number)
    return statement is not None and any(
        value.id in written(statement) if isinstance(value, ast.Name) else at is statement for at, value in start
    )


def may_be_right(spec: CheckSpec, test: TestCase, source: str) -> bool:
    """Whether the line that gives an answer may be right: an exception is asked for, and another line may lack it."""
    function = function_in(source, spec.name)
    return test.expected.raised is not None and (function is None or len(Flow(function, form=False).around) > 1)


def makes_the_answer(spec: CheckSpec, test: TestCase, source: str, number: int) -> bool:
    """Whether a line makes the answer itself, or what the reference has under the same name.

    What another line makes may be right in another way: a later one that uses it may be the wrong one.
    """
    function = function_in(source, spec.name)
    flow = Flow(function, form=False) if function else None
    statement = _statement(flow, number) if flow else None
    if flow is None or statement is None:
        return False
    names = written(statement)
    later = {name for one in flow.around if one is not statement for name in names_read(_computed(one))}
    if fills(statement):
        return False  # what it leaves as it was may be for another line
    return isinstance(statement, ast.Return) or bool(names & set(test.variables)) or not names & later


def numbers_given(spec: CheckSpec, source: str) -> set[int]:
    """The lines that give a name a number that is written there: what is done with it may be wrong, further down."""
    function = function_in(source, spec.name)
    every = ast.walk(function) if function else ()
    plain = (one for one in every if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name))
    return {one.lineno for one in plain if isinstance(one.value, ast.Constant)}


def users(spec: CheckSpec, source: str, number: int) -> list[int]:
    """The lines that read what a line makes."""
    function = function_in(source, spec.name)
    flow = Flow(function, form=False) if function else None
    statement = _statement(flow, number) if flow else None
    if flow is None or statement is None:
        return []
    reading = (
        one for one in flow.around if one is not statement and names_read(_computed(one)).keys() & written(statement)
    )
    return sorted({one.lineno for one in reading})


def _computed(statement: ast.stmt) -> ast.AST:
    """What a statement computes with; of a return that hands on names, nothing."""
    value = value_of(statement)
    if isinstance(statement, ast.Return) and isinstance(value, (ast.Name, ast.Tuple, ast.Dict)):
        parts = [value] if isinstance(value, ast.Name) else value.elts if isinstance(value, ast.Tuple) else value.values
        return ast.Tuple([one for one in parts if not isinstance(one, ast.Name)], ast.Load())
    if isinstance(statement, BLOCKS):
        return statement.iter if isinstance(statement, ast.For) else statement.test
    return statement


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


def behind_right(spec: CheckSpec, source: str, wrong: Collection[str], right: Collection[str]) -> Behind:
    """What the right parts of the answer are made by."""
    function = function_in(source, spec.name)
    flow = Flow(function, form=True) if function else None
    if flow is None or len(returns := flow.returns()) != 1:
        return Behind()
    made, others = (
        {one for label in labels for one in _made_before(flow, flow.part(returns[0], label, spec.returns))}
        for labels in (right, wrong)
    )
    made.discard(returns[0])
    names = {name for name, writers in flow.writes.items() if made.issuperset(writers)}
    return Behind({one.lineno for one in made}, {one.lineno for one in made - others}, names)


def names_in_loops(spec: CheckSpec, source: str) -> set[str]:
    """The names that the turns of a loop give a value to."""
    function = function_in(source, spec.name)
    flow = Flow(function, form=False) if function else None
    return (
        {name for name, writers in flow.writes.items() if any(in_a_loop(flow, w) for w in writers)} if flow else set()
    )


def _made_before(flow: Flow, start: list[tuple[ast.stmt, ast.AST]]) -> set[ast.stmt]:
    """What values are made by, without the lines below the last one that makes one of them, or below its loops."""
    last = 0
    for at, value in start:
        makers = [one for name in names_read(value) for one in flow.writes.get(name, ())]
        around = [block for maker in makers for block in (maker, *flow.around[maker])]
        last = max([last, *(one.end_lineno or 0 for one in around)])
        if not isinstance(value, ast.Name):
            last = max(last, at.lineno)
    return {one for one in _makers(flow, start) if one.lineno <= last}


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
