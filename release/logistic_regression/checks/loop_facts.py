"""Facts about the loops of a student's function."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .fact import Fact, Found
from .flow import Flow, begins, written
from .spec import CheckSpec


def _loops(function: ast.FunctionDef) -> Iterator[ast.For]:
    return (node for node in ast.walk(function) if isinstance(node, ast.For))


def _names(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    """The names that are read, or that are given a value, below a node."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, context)}


def _emptied(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A list or sum that each turn of a loop begins anew, though a line below the loop reads it."""
    flow = Flow(function, form=False)
    for loop in _loops(function):
        below = [node for node in ast.walk(function) if getattr(node, "lineno", 0) > (loop.end_lineno or 0)]
        for at in loop.body:
            for name in written(at) if begins(at, flow) else ():
                inside = [one for one in flow.writes[name] if loop in flow.around[one]]
                grows = any(isinstance(one, (ast.AugAssign, ast.Expr)) for one in inside)
                if grows and {type(n.ctx) for n in below if isinstance(n, ast.Name) and n.id == name} == {ast.Load}:
                    yield name, at.lineno


def _one_place(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """An entry that a loop fills, at a place that no turn changes: v[n] = …, with n = 0 above the loop alone.

    Not one that gathers: v[n] = v[n] + x[i], or v[n] = total where the loop adds to total.
    """
    for loop in _loops(function):
        changing, counter = _names(loop, ast.Store), _names(loop.target, ast.Store)
        for one in loop.body:
            target = one.targets[0] if isinstance(one, ast.Assign) else None
            if isinstance(one, ast.Assign) and isinstance(target, ast.Subscript):
                places, read = _names(target.slice, ast.Load), _names(one.value, ast.Load)
                gathers = read & (_names(target.value, ast.Load) | (changing - counter))
                if places and not places & changing and not gathers:
                    yield ast.unparse(target), one.lineno


def _same_each_turn(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A loop of which each turn adds the same: its lines read neither its counter nor anything that it changes."""
    for loop in _loops(function):
        sums = [one for one in loop.body if isinstance(one, ast.AugAssign)]
        read = set[str]().union(*(_names(one, ast.Load) for one in sums))  # in the index of what grows as well
        if len(sums) == len(loop.body) and not read & _names(loop, ast.Store):
            yield ast.unparse(loop.target), loop.lineno


def _loop_twice(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A loop over the same thing as one before it, with a line of its body."""
    for block in ast.walk(function):
        met: dict[str, set[str]] = {}
        for loop in getattr(block, "body", ()) if isinstance(block, ast.stmt) else ():
            if isinstance(loop, ast.For):
                turns, lines = ast.unparse(loop.iter), {ast.unparse(statement) for statement in loop.body}
                if lines & met.get(turns, set()):
                    yield turns, loop.lineno
                met.setdefault(turns, set()).update(lines)


def _return_in_loop(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    for loop in ast.walk(function):
        if isinstance(loop, (ast.For, ast.While)):
            yield from (("", statement.lineno) for statement in loop.body if isinstance(statement, ast.Return))


#: the surest first
OF_LOOPS = (
    Fact(
        "begun-in-the-loop",
        "{name} begins anew in each turn of the loop, so only what the last turn put into it is left.",
        "which lines belong to each turn, and which stand before the first one?",
        _emptied,
    ),
    Fact(
        "one-place-for-all",
        "Each turn of the loop writes to {name}, and no turn changes which entry that is: the last one wins.",
        "print the index in each turn",
        _one_place,
    ),
    Fact(
        "turns-alike",
        "Nothing in the loop depends on {name}: each turn adds the same.",
        "which entry belongs to the turn?",
        _same_each_turn,
    ),
    Fact(
        "return-in-the-loop",
        "A return stands inside the loop, so the function ends in the first turn.",
        "the indentation of the return line",
        _return_in_loop,
    ),
    Fact(
        "loop-written-twice",
        "The loop over {name} stands there twice, so what it does is done twice as often.",
        "the first of the two loops: is it left over?",
        _loop_twice,
    ),
)
