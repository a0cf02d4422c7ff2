"""The ways in which the same function can be written: each takes a tree and gives another that answers the same."""

from __future__ import annotations

import ast
import copy
import functools
import itertools
from collections.abc import Callable, Iterator, Mapping

from benchmarks.diagnosis.rewriting import (
    At,
    Dot,
    Einsum,
    Factors,
    Functions,
    Matmul,
    Methods,
    Narrow,
    Renamed,
    Rewriting,
    called,
    functions,
    local_names,
    numpy,
)

Style = Callable[[ast.Module], ast.Module]

_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _visited(visitor: Rewriting) -> Style:
    def style(tree: ast.Module) -> ast.Module:
        new = visitor.visit(tree)
        assert isinstance(new, ast.Module)
        return new

    return style


def renamed(tree: ast.Module) -> ast.Module:
    """Local variables have names that say nothing."""
    for function in functions(tree):
        words = [*_WORDS, *(f"value_{i}" for i in range(50))]
        names = dict(zip(local_names(function), words, strict=False))
        function.body = [Renamed(names).visit(statement) for statement in function.body]
    return tree


def temporaries(tree: ast.Module) -> ast.Module:
    """The parts of a formula have names and lines of their own."""
    for function in functions(tree):
        _in_blocks(function, functools.partial(_split, counter=itertools.count(1)))
    return tree


def _in_blocks(node: ast.AST, change: Callable[[ast.stmt], list[ast.stmt]]) -> None:
    """Replace each simple statement in the node's blocks by what `change` makes of it."""
    for field in ("body", "orelse"):
        block = getattr(node, field, None)
        if isinstance(block, list) and block:
            new: list[ast.stmt] = []
            for statement in block:
                _in_blocks(statement, change)
                new += change(statement)
            setattr(node, field, new)


def _split(statement: ast.stmt, counter: Iterator[int]) -> list[ast.stmt]:
    if not isinstance(statement, (ast.Assign, ast.AugAssign, ast.Return)) or statement.value is None:
        return [statement]
    before: list[ast.stmt] = []

    def named(value: ast.expr) -> ast.expr:
        """A name for a part of the formula, with its own parts named before it."""
        parted(value)
        if not isinstance(value, (ast.BinOp, ast.Call)):
            return value
        name = f"t{next(counter)}"
        before.append(ast.Assign([ast.Name(name, ast.Store())], value))
        return ast.Name(name, ast.Load())

    def parted(value: ast.expr) -> None:
        if isinstance(value, ast.BinOp):
            value.left, value.right = named(value.left), named(value.right)
        elif isinstance(value, ast.UnaryOp):
            value.operand = named(value.operand)
        elif isinstance(value, ast.Call):
            value.args = [named(a) if not isinstance(a, ast.Starred) else a for a in value.args]
        elif isinstance(value, ast.Dict):
            value.values = [named(v) for v in value.values]
        elif isinstance(value, ast.Tuple):
            value.elts = [named(v) for v in value.elts]

    parted(statement.value)
    return [*before, statement]


def prints(tree: ast.Module) -> ast.Module:
    """A print for each value, and asserts that always hold."""

    def shown(statement: ast.stmt) -> list[ast.stmt]:
        if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
            return [statement]
        name = ast.Name(statement.targets[0].id, ast.Load())
        show = ast.Expr(ast.Call(ast.Name("print", ast.Load()), [ast.Constant(f"{name.id} ="), name], []))
        holds = ast.Assert(ast.Compare(name, [ast.IsNot()], [ast.Constant(None)]))
        return [statement, show, holds]

    for function in functions(tree):
        _in_blocks(function, shown)
    return tree


def template(tree: ast.Module) -> ast.Module:
    """As the older courses' templates are filled in: results in names, then a return of these names."""

    def returned(statement: ast.stmt) -> list[ast.stmt]:
        if not isinstance(statement, ast.Return) or statement.value is None:
            return [statement]
        values = statement.value.elts if isinstance(statement.value, ast.Tuple) else [statement.value]
        before: list[ast.stmt] = []
        names: list[ast.expr] = []
        for i, value in enumerate(values):
            if not isinstance(value, ast.Name):
                name = f"result_{i}"
                before.append(ast.Assign([ast.Name(name, ast.Store())], value))
                value = ast.Name(name, ast.Load())
            names.append(value)
        whole = ast.Tuple(names, ast.Load()) if isinstance(statement.value, ast.Tuple) else names[0]
        if hasattr(statement, "changed"):
            for one in before:
                one.changed = True  # type: ignore[attr-defined]
        last = ast.copy_location(ast.Return(whole), statement)
        if hasattr(statement.value, "changed"):  # the order of the values, or where the return stands
            last.changed = True  # type: ignore[attr-defined]
        return [*before, last]

    for function in functions(tree):
        _in_blocks(function, returned)
    return tree


def reordered(tree: ast.Module) -> ast.Module:
    """Neighbouring lines that do not need each other change places."""
    for function in functions(tree):
        body, at = function.body, 0
        while at + 1 < len(body):
            if _independent(body[at], body[at + 1]):
                body[at], body[at + 1] = body[at + 1], body[at]
                at += 1
            at += 1
    return tree


def _independent(one: ast.stmt, other: ast.stmt) -> bool:
    if not (_is_plain(one) and _is_plain(other)):
        return False
    (writes, reads), (writes_too, reads_too) = _names(one), _names(other)
    return not (writes & (reads_too | writes_too) or writes_too & reads)


def _is_plain(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Assign) and all(isinstance(t, ast.Name) for t in statement.targets)


def _names(statement: ast.stmt) -> tuple[set[str], set[str]]:
    names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
    written = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return written, {node.id for node in names if isinstance(node.ctx, ast.Load)}


def loops(tree: ast.Module) -> ast.Module:
    """A sum over all entries is a loop that adds up."""

    def looped(statement: ast.stmt) -> list[ast.stmt]:
        if not isinstance(statement, (ast.Assign, ast.Return)) or statement.value is None:
            return [statement]
        before: list[ast.stmt] = []

        class Sums(Rewriting):
            def rewrite(self, node: ast.AST) -> ast.AST:
                if called(node) != "sum" or len(node.args) != 1 or node.keywords:  # type: ignore[attr-defined]
                    return node
                total = f"total_{len(before) // 2}"
                start = ast.Assign([ast.Name(total, ast.Store())], ast.Constant(0.0))
                add = ast.AugAssign(ast.Name(total, ast.Store()), ast.Add(), ast.Name("entry", ast.Load()))
                over = numpy("ravel", *node.args)  # type: ignore[attr-defined]
                before.extend([start, ast.For(ast.Name("entry", ast.Store()), over, [add], [])])
                return ast.Name(total, ast.Load())

        statement.value = Sums().visit(statement.value)
        return [*before, statement]

    for function in functions(tree):
        _in_blocks(function, looped)
    return tree


def _after(*styles: Style) -> Style:
    def style(tree: ast.Module) -> ast.Module:
        for one in styles:
            tree = one(tree)
        return tree

    return style


STYLES: Mapping[str, Style] = {
    "as it is": lambda tree: tree,
    "renamed": renamed,
    "np.dot": _visited(Dot()),
    "@": _visited(At()),
    "np.matmul": _visited(Matmul()),
    "einsum": _visited(Einsum()),
    "temporaries": temporaries,
    "prints, asserts": prints,
    "reordered": reordered,
    "loops": loops,
    "old template": template,
    "float32": _visited(Narrow()),
    "methods": _visited(Methods()),
    "1 / m first": _visited(Factors()),
    "np.multiply": _visited(Functions()),
    "np.dot, template, renamed": _after(_visited(Dot()), template, renamed),
    "temporaries, renamed": _after(temporaries, renamed),
    "template, 1 / m, prints": _after(template, _visited(Factors()), prints),
    "methods, template, reordered": _after(_visited(Methods()), template, reordered),
}


def restyled(tree: ast.Module, style: str) -> ast.Module:
    """A copy of the tree in another style; marks stay on the nodes that have them."""
    return STYLES[style](copy.deepcopy(tree))
