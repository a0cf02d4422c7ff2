"""Two lines of a function that stand one below the other and may have changed places, and those that are too many."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .flow import Flow, fills, in_a_loop, parameters, written
from .syntax import names_read

MOST = 3  # lines that one is moved past


def exchanged(source: str, function: ast.FunctionDef) -> Iterator[tuple[int, str, int]]:
    """A line, the text in which what stands there comes after one to three of the next lines, and its line there.

    Only where the order matters: one of them gives a value to what the other one reads, and both can run either way.
    """
    lines, known, flow = source.split("\n"), set(parameters(function)), Flow(function, form=False)
    for block in _blocks(function):
        for at, one in enumerate(block):
            before, begun = _written(one), known | _begun(flow, one)
            for other in block[at + 1 : at + 1 + MOST]:
                needs = before & set(names_read(other))
                if isinstance(other, ast.Return | ast.FunctionDef) or not needs <= begun or not _can_move(one, other):
                    break
                if needs or _written(other) & set(names_read(one)):
                    first, behind = one.lineno - 1, other.end_lineno or other.lineno
                    end = one.end_lineno or one.lineno
                    moved = [*lines[end:behind], *lines[first:end]]
                    yield one.lineno, "\n".join([*lines[:first], *moved, *lines[behind:]]), one.lineno + behind - end


def dispensable(function: ast.FunctionDef) -> Iterator[list[ast.stmt]]:
    """The lines that give another value to names which surely have one: without them the function still runs.

    One at a time; then together those in loops that give a value to what was passed in.
    """
    flow, known, read = Flow(function, form=False), set(parameters(function)), names_read(function)
    steps: list[ast.stmt] = []
    for statement in flow.around:  # from the top down
        names = written(statement)
        packs = isinstance(getattr(statement, "value", None), ast.Dict | ast.List | ast.Tuple)
        plain = isinstance(statement, ast.Assign) and not packs and not (fills(statement) and flow.around[statement])
        if plain and names & known and all(name in known or not read[name] for name in names):
            yield [statement]
        gives = isinstance(statement, ast.Assign | ast.AugAssign) and names <= set(parameters(function))
        if gives and names and in_a_loop(flow, statement):
            steps.append(statement)
        if not flow.around[statement]:
            known |= names
    if len(steps) > 1 or any(isinstance(one, ast.AugAssign) or fills(one) for one in steps):
        yield steps


def _blocks(function: ast.FunctionDef) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(function):
        for block in (getattr(node, "body", ()), getattr(node, "orelse", ())):
            if isinstance(block, list):
                yield block


def _written(statement: ast.stmt) -> set[str]:
    return set[str]().union(*(written(one) for one in ast.walk(statement) if isinstance(one, ast.stmt)))


def _begun(flow: Flow, above: ast.stmt) -> set[str]:
    """The names that lines above a statement give a value to."""
    return {name for name, writers in flow.writes.items() if any(one.lineno < above.lineno for one in writers)}


def _can_move(one: ast.stmt, other: ast.stmt) -> bool:
    """Whether two statements of a block stand on lines of their own, and the upper one is no definition."""
    apart = one.col_offset == other.col_offset and (one.end_lineno or 0) < other.lineno
    return apart and not isinstance(one, ast.FunctionDef)
