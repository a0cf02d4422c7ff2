"""Mutants of a solution: the cell with one small change in it, each change once; and the function it then defines.

What a function prints, asserts, and says in its exceptions is not judged, and is left alone.
"""

from __future__ import annotations

import ast
import copy
import linecache
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from autograder.audit.changes import KINDS, changes

Path = tuple[tuple[str, int | None], ...]  # the way from the root of a tree to a node: fields, and places in lists


@dataclass(frozen=True)
class Mutant:
    """A solution cell with one change."""

    function: str  # the exercise whose solution it is
    kind: str  # one of KINDS
    line: int  # of the change, counted from 1 within the cell
    ordinal: int  # counted from 0 among the changes of that kind in that line
    source: str  # the whole cell, changed
    difference: str  # the changed line before and after; a number follows where the same words are there twice

    @property
    def id(self) -> str:
        return f"{self.function}:{self.kind}:{self.line}:{self.ordinal}"


def cell_of(function: Callable[..., Any]) -> str:
    """The whole cell that defines a function of the reference."""
    return "".join(linecache.getlines(function.__code__.co_filename))


def defined(source: str, name: str, namespace: Mapping[str, Any]) -> Callable[..., Any]:
    """The function `name` as `source` defines it; everything else that it calls comes from a copy of `namespace`."""
    own = dict(namespace)
    exec(compile(source, f"<mutant of {name}>", "exec"), own)
    function: Callable[..., Any] = own[name]
    return function


def mutants(cell: str, function: str, others: Collection[str] = ()) -> tuple[Mutant, ...]:
    """Every mutant of `function` and of its helpers in the cell; `others` are functions with mutants of their own."""
    tree = _bare(ast.parse(cell))
    original = ast.unparse(tree).splitlines()
    seen, made = {"\n".join(original)}, []
    for path, node, names in _places(tree, others):
        for kind, new in changes(node, names):
            source = ast.unparse(_put(tree, path, new))
            if source not in seen:
                seen.add(source)
                made.append((kind, getattr(node, "lineno", 0) or _line(tree, path), source))
    made.sort(key=lambda m: (m[1], KINDS.index(m[0])))
    return _numbered(function, original, made)


def _numbered(function: str, original: list[str], made: list[tuple[str, int, str]]) -> tuple[Mutant, ...]:
    ordinals: dict[tuple[str, int], int] = {}
    words: dict[str, int] = {}
    found = []
    for kind, line, source in made:
        ordinals[kind, line] = ordinal = ordinals.get((kind, line), -1) + 1
        text = _difference(original, source.splitlines())
        words[text] = times = words.get(text, 0) + 1
        found.append(Mutant(function, kind, line, ordinal, source, text if times == 1 else f"{text} ({times})"))
    return tuple(found)


def _difference(before: list[str], after: list[str]) -> str:
    first = next((a, b) for a, b in zip_longest(before, after, fillvalue="") if a != b)
    return " → ".join(line.strip() for line in first)


def _bare(tree: ast.Module) -> ast.Module:
    """The tree without docstrings, which change nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def _places(tree: ast.Module, others: Collection[str]) -> Iterator[tuple[Path, ast.AST, list[str]]]:
    """Every node that may be changed, as (its path from the root, the node, the parameters of its function)."""
    for i, statement in enumerate(tree.body):
        if isinstance(statement, ast.FunctionDef) and statement.name not in others:
            names = [argument.arg for argument in (*statement.args.posonlyargs, *statement.args.args)]
            for field in ("args", "body"):
                yield from ((path, node, names) for path, node in _inside(statement, (("body", i),), field))


def _inside(node: ast.AST, path: Path, field: str) -> Iterator[tuple[Path, ast.AST]]:
    value = getattr(node, field)
    for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
        if not isinstance(child, ast.AST) or isinstance(child, _LEFT_ALONE) or _only_prints(child):
            continue
        here = (*path, (field, at))
        yield here, child
        if not isinstance(child, (ast.Raise, ast.arg)):
            for inner in child._fields:
                if inner not in ("annotation", "returns", "decorator_list", "defaults", "kw_defaults"):
                    yield from _inside(child, here, inner)


_LEFT_ALONE = (ast.Assert, ast.JoinedStr, ast.expr_context, ast.operator, ast.cmpop, ast.unaryop, ast.boolop)


def _only_prints(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return (
            isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name) and node.value.func.id == "print"
        )
    return isinstance(node, ast.If) and all(map(_only_prints, [*node.body, *node.orelse]))


def _put(tree: ast.Module, path: Path, new: ast.AST) -> ast.Module:
    changed = copy.deepcopy(tree)
    parent: ast.AST = changed
    for step in path[:-1]:
        parent = _step(parent, step)
    name, at = path[-1]
    if at is None:
        setattr(parent, name, new)
    else:
        getattr(parent, name)[at] = new
    return ast.fix_missing_locations(changed)


def _step(node: ast.AST, step: tuple[str, int | None]) -> ast.AST:
    name, at = step
    value = getattr(node, name)
    found: ast.AST = value if at is None else value[at]
    return found


def _line(tree: ast.Module, path: Path) -> int:
    """The line, counted from 1, of the innermost node on the path that has a line number."""
    node: ast.AST = tree
    line = 1
    for step in path:
        node = _step(node, step)
        line = getattr(node, "lineno", line)
    return line
