"""Small helpers for syntax trees and their nodes. None of them changes the node that it is given."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

N = TypeVar("N", bound=ast.AST)
#: what is explained of a student's code: functions of ours call themselves at each level of a tree, and Python writes
#: no whole number of more than 4,300 digits, though it reads one in hexadecimal
DEEPEST, LONGEST = 100, 10_000  # levels, bits


def parsed(source: str) -> ast.Module | None:
    """The tree of some code; None where it is not Python, or nobody could write the tree down again."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        if any(isinstance(one, ast.Constant) and _is_long(one.value) for one in level):
            return None
        level = [child for one in level for child in ast.iter_child_nodes(one)]
    return None if level else tree


def _is_long(value: object) -> bool:
    return isinstance(value, int) and value.bit_length() > LONGEST


def changed(node: ast.AST, **fields: object) -> ast.AST:
    """A copy of `node` with other fields."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def is_read(node: ast.AST) -> bool:
    """Whether a node stands for a number or an array that is read: what can be negated or transposed."""
    names = (ast.Name, ast.Attribute, ast.Subscript)
    return isinstance(node, (ast.BinOp, ast.Call)) or (isinstance(node, names) and isinstance(node.ctx, ast.Load))


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """Every call in a node, itself included."""
    return (one for one in ast.walk(node) if isinstance(one, ast.Call))


def names_read(node: ast.AST) -> Counter[str]:
    """How often each name is read."""
    return Counter(one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))


def called(node: ast.AST | None) -> str:
    """The last name of what a call calls: "sum" for np.sum(x) and for x.sum(); empty for what is no call."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def replaced(node: N, old: ast.AST, new: ast.AST) -> N:
    """`node` with `new` instead of `old`, one of the nodes below it; what `old` is not part of is not copied."""
    if node is old:
        return new  # type: ignore[return-value]
    for name, value in ast.iter_fields(node):
        items = value if isinstance(value, list) else [value]
        for at, item in enumerate(items):
            now = replaced(item, old, new) if isinstance(item, ast.AST) else item
            if now is not item:
                whole = [*items[:at], now, *items[at + 1 :]] if isinstance(value, list) else now
                return changed(node, **{name: whole})  # type: ignore[return-value]
    return node


def without(node: ast.Call) -> Iterator[ast.expr]:
    """What remains of a call when it is forgotten: the object of a method, or the first argument."""
    if isinstance(node.func, ast.Attribute) and _root(node.func) != "np":
        yield node.func.value
    elif node.args and not isinstance(node.args[0], ast.Starred):
        yield node.args[0]


def _root(node: ast.expr) -> str:
    """The name that a chain of attributes begins with: "np" for np.linalg.norm; empty if it begins otherwise."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def renamed(node: ast.Call, name: str) -> ast.AST:
    """A copy of a call that calls `name` of the same object or module."""
    field = "attr" if isinstance(node.func, ast.Attribute) else "id"
    return changed(node, func=changed(node.func, **{field: name}))
