"""Mutants of a solution: the cell with one small change in it, each change once; and the function it then defines.

What a function prints, asserts, and says in its exceptions is not judged, and is left alone.
"""

from __future__ import annotations

import ast
import linecache
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from autograder.checks.changes import KINDS, changes
from autograder.checks.syntax import replaced


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
    """The function `name` as `source` defines it; everything it calls comes from a copy of `namespace`."""
    own = dict(namespace)
    exec(compile(source, f"<mutant of {name}>", "exec"), own)
    function: Callable[..., Any] = own[name]
    return function


def mutants(cell: str, function: str, others: Collection[str] = ()) -> tuple[Mutant, ...]:
    """Every mutant of `function` and of its helpers in the cell; `others` are functions with mutants of their own."""
    tree = without_docstrings(ast.parse(cell))
    original = ast.unparse(tree).splitlines()
    seen, made = {"\n".join(original)}, []
    for node, line, names in _places(tree, others):
        for kind, new in changes(node, names):
            source = ast.unparse(ast.fix_missing_locations(replaced(tree, node, new)))
            if source not in seen:
                seen.add(source)
                made.append((kind, line, source))
    made.sort(key=lambda m: (m[1], KINDS.index(m[0])))
    return _numbered(function, original, made)


def _numbered(function: str, original: list[str], made: list[tuple[str, int, str]]) -> tuple[Mutant, ...]:
    before: Counter[object] = Counter()  # mutants of this kind in this line; of these words
    found = []
    for kind, line, source in made:
        lines = zip_longest(original, source.splitlines(), fillvalue="")
        text = " → ".join(line.strip() for line in next(pair for pair in lines if pair[0] != pair[1]))
        words = f"{text} ({before[text] + 1})" if before[text] else text
        found.append(Mutant(function, kind, line, before[kind, line], source, words))
        before.update([(kind, line), text])
    return tuple(found)


def without_docstrings(tree: ast.Module) -> ast.Module:
    """The tree without docstrings, which change nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def _places(tree: ast.Module, others: Collection[str]) -> Iterator[tuple[ast.AST, int, list[str]]]:
    """Every node that may be changed, with its line from 1 and the parameters of its function."""
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef) and statement.name not in others:
            names = [argument.arg for argument in (*statement.args.posonlyargs, *statement.args.args)]
            for child in (statement.args, *statement.body):
                yield from ((node, line, names) for node, line in _inside(child, statement.lineno))


def _inside(node: ast.AST, line: int) -> Iterator[tuple[ast.AST, int]]:
    """A node and those below it, unless they are left alone, each with its line, or `line` where it has none."""
    if isinstance(node, _LEFT_ALONE) or _only_prints(node):
        return
    line = getattr(node, "lineno", line)
    yield node, line
    if not isinstance(node, (ast.Raise, ast.arg)):
        for field, value in ast.iter_fields(node):
            if field not in ("annotation", "returns", "decorator_list", "defaults", "kw_defaults"):
                for child in value if isinstance(value, list) else [value]:
                    if isinstance(child, ast.AST):
                        yield from _inside(child, line)


_LEFT_ALONE = (ast.Assert, ast.JoinedStr, ast.expr_context, ast.operator, ast.cmpop, ast.unaryop, ast.boolop)


def _only_prints(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return (
            isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name) and node.value.func.id == "print"
        )
    return isinstance(node, ast.If) and all(map(_only_prints, [*node.body, *node.orelse]))
