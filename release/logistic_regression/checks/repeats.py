"""Changes of what stands in a function more than once, made in all places: a slip that is written twice is one slip."""

from __future__ import annotations

import ast
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .cell_text import CellText
from .node_changes import changes_at
from .syntax import called, calls, is_read, replaced
from .vocabulary import Vocabulary

_CUTS = ("clip", "maximum", "minimum", "max", "min")
GUARD, LARGEST = 1e-12, 0.1  # a number that is small enough to change no digit, and the largest that is tried as one

Repeat = tuple[str, list[int], str]  # kind, the lines that are changed, the cell with the change


def repeats(source: str, nodes: Sequence[ast.AST], names: Vocabulary, kinds: frozenset[str]) -> Iterator[Repeat]:
    """Each change of an expression that stands in several places.

    nodes : of a function's statements, those that may be changed
    """
    expressions = (ast.BinOp, ast.Call, ast.Subscript)
    for same in _same(node for node in nodes if isinstance(node, expressions) and is_read(node)):
        for kind, new in _changes(same[0], names, kinds) if len(same) > 1 else ():
            yield _everywhere(kind, source, same, new)


def exchanges(source: str, nodes: Sequence[ast.AST]) -> Iterator[Repeat]:
    """Each pair of variables that a line reads more than once, exchanged all over the line."""
    for value in (one.value for one in nodes if isinstance(one, (ast.Assign, ast.Return)) and one.value):
        functions = {id(one.func) for one in calls(value)}
        read = [
            one for one in ast.walk(value) if isinstance(one, ast.Name) and one.id != "np" and id(one) not in functions
        ]
        often = sorted(name for name, count in Counter(one.id for one in read).items() if count > 1)
        for one, other in itertools.combinations(often, 2):
            text, into = source, {one: other, other: one}
            for name in sorted(read, key=lambda each: (each.lineno, each.col_offset), reverse=True):
                text = CellText(text).with_(name, ast.Name(into.get(name.id, name.id), ast.Load())) or text
            yield "swapped", [value.lineno], text


def guards(source: str, nodes: Sequence[ast.AST]) -> Iterator[Repeat]:
    """Each small number that guards against 0 as a smaller one. nodes : as for `repeats`"""
    for same in _same(_guards(nodes)):
        yield _everywhere("guard", source, same, ast.Constant(GUARD))


def _same(nodes: Iterable[ast.expr]) -> Iterable[list[ast.expr]]:
    """Nodes with one text, together."""
    places: dict[str, list[ast.expr]] = {}
    for node in nodes:
        places.setdefault(ast.unparse(node), []).append(node)
    return places.values()


def _guards(nodes: Sequence[ast.AST]) -> Iterator[ast.expr]:
    """The small numbers that are added in a logarithm or below a line, or that cut off; there or under a name."""
    guarded = [one for node in nodes for one in _guarded(node)]
    added = [
        side
        for one in guarded
        for sum_ in ast.walk(one)
        if isinstance(sum_, ast.BinOp) and isinstance(sum_.op, ast.Add)
        for side in (sum_.left, sum_.right)
    ]
    added += [one for node in nodes if called(node) in _CUTS for one in ast.walk(node)]  # type: ignore[misc]
    names = {side.id for side in added if isinstance(side, ast.Name)}
    values = [
        node.value for node in nodes if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in names
    ]
    yield from {id(one): one for one in (*added, *values) if _is_small(one)}.values()


def _guarded(node: ast.AST) -> list[ast.expr]:
    """What must not be 0 in an expression: what a logarithm is taken of, what something is divided by."""
    if called(node) in ("log", "log2", "log10"):
        return list(node.args)  # type: ignore[attr-defined]
    return [node.right] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) else []


def _is_small(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is float and GUARD < node.value <= LARGEST


def _changes(node: ast.expr, names: Vocabulary, kinds: frozenset[str]) -> Iterator[tuple[str, ast.AST]]:
    """The changes of an expression, and of the indices in it."""
    yield from changes_at(node, names, kinds)
    if isinstance(node, ast.Subscript):
        yield from ((kind, replaced(node, node.slice, new)) for kind, new in changes_at(node.slice, names, kinds))


def _everywhere(kind: str, source: str, same: Sequence[ast.expr], new: ast.AST) -> Repeat:
    for node in sorted(same, key=lambda one: (one.lineno, one.col_offset), reverse=True):
        source = CellText(source).with_(node, new) or source
    return kind, sorted({node.lineno for node in same}), source
