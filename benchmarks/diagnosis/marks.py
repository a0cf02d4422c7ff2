"""Marks on the nodes of a syntax tree that differ from the solution's; they outlive every change of style.

A mark is an attribute of a node, so that it stays with the node when the node is copied or moved.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Sequence

_MARK = "changed"


def mark(old: ast.AST, new: ast.AST) -> None:
    """Mark the smallest nodes of `new` that differ from `old`. What is missing in `new` leaves no mark."""
    if ast.dump(old) == ast.dump(new):
        return
    if type(old) is not type(new):
        _mark_all(new)
        return
    for field in new._fields:
        was, now = getattr(old, field, None), getattr(new, field, None)
        if isinstance(was, list) and isinstance(now, list):
            _mark_lists(new, was, now)
        elif _is_large(was) and _is_large(now):
            _mark_one(new, was, now)  # type: ignore[arg-type]
        elif _words(was) != _words(now):
            setattr(new, _MARK, True)


def _mark_one(parent: ast.AST, was: ast.AST, now: ast.AST) -> None:
    """Mark a node, and what stands around it if something is missing: the rest of a formula is no wrong value."""
    mark(was, now)
    if not isinstance(now, ast.stmt) and _words(was) != _words(now) and _words(now) in map(_words, ast.walk(was)):
        setattr(parent, _MARK, True)


def _mark_all(node: ast.AST) -> None:
    for one in ast.walk(node):
        if _is_large(one):
            setattr(one, _MARK, True)


def _mark_lists(parent: ast.AST, was: Sequence[object], now: Sequence[object]) -> None:
    statements = any(isinstance(one, ast.stmt) for one in (*was, *now))
    pairs = difflib.SequenceMatcher(None, [*map(_words, was)], [*map(_words, now)], autojunk=False).get_opcodes()
    for tag, start, end, first, last in pairs:
        if tag == "equal":
            continue
        if end - start == last - first and all(map(_is_large, (*was[start:end], *now[first:last]))):
            for one, other in zip(was[start:end], now[first:last], strict=True):
                _mark_one(parent, one, other)  # type: ignore[arg-type]
        elif statements:
            for one in now[first:last]:
                _mark_all(one)  # type: ignore[arg-type]
        else:
            setattr(parent, _MARK, True)


def _is_large(value: object) -> bool:
    """Whether a node can hold a mark: operators and contexts are shared between all places where they stand."""
    return isinstance(value, (ast.expr, ast.stmt, ast.keyword, ast.arguments, ast.arg, ast.comprehension))


def _words(value: object) -> str:
    return ast.dump(value) if isinstance(value, ast.AST) else repr(value)


def written(tree: ast.Module) -> tuple[str, frozenset[int]]:
    """The text of a tree, and the numbers of the lines that hold a mark, counted from 1."""
    text = ast.unparse(ast.fix_missing_locations(tree))
    here, there = list(_statements(tree)), list(_statements(ast.parse(text)))
    lines = {now.lineno for was, now in zip(here, there, strict=True) if _is_marked(was)}
    return text, frozenset(lines)


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        yield from _statements(child)


def _is_marked(statement: ast.stmt) -> bool:
    """Whether the statement itself holds a mark; the statements in its body stand for themselves."""
    if isinstance(statement, ast.FunctionDef):
        return any(hasattr(node, _MARK) for node in ast.walk(statement.args))
    return any(hasattr(node, _MARK) for node in _own(statement))


def _own(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.stmt):
            yield from _own(child)
