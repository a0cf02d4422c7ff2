"""Runs the code of check cells, which the source wrote: compiled once, with what a proxy could not answer rewritten."""

from __future__ import annotations

import ast
import copy
import functools
from collections.abc import Iterable
from types import CodeType
from typing import Any

from autograder.course.statements import parse
from autograder.judge.proxies import ObjectProxy

TYPE_OF = "type of"  # the function that rewritten code calls for `type`: no name that a cell could bind


def run(statements: Iterable[ast.stmt], name: str, names: dict[str, Any]) -> None:
    """Run statements of the source among `names`."""
    exec(_compiled(ast.Module([*statements], []), name, "exec"), names)


def value_of(source: str, name: str, names: dict[str, Any]) -> Any:
    """Run a check cell and return the value of its last expression, as a notebook would show it; else None.

    An object that stays with the student is no value.
    """
    statements, last = _parts(source, name)
    exec(statements, names)
    if last is None:
        return None
    value = eval(last, names)
    return None if source.rstrip().endswith(";") or isinstance(value, ObjectProxy) else value


@functools.lru_cache(maxsize=256)  # the same cells come with every submission, and none of them is a stranger's
def _parts(source: str, name: str) -> tuple[CodeType, CodeType | None]:
    """The code of a check cell: its statements, and the expression in its last line, if that is one."""
    tree = parse(source, name)
    *statements, last = tree.body or [ast.Pass(lineno=1, col_offset=0)]
    if not isinstance(last, ast.Expr):
        return _compiled(tree, name, "exec"), None
    return _compiled(ast.Module(statements, []), name, "exec"), _compiled(ast.Expression(last.value), name, "eval")


def _compiled(tree: ast.Module | ast.Expression, name: str, mode: str) -> Any:
    return compile(ast.fix_missing_locations(_TypeCalls().visit(copy.deepcopy(tree))), name, mode)


class _TypeCalls(ast.NodeTransformer):
    """Rewrites every call `type(x)` as `type_of(type, x)`, and `is` after it as `==`, which a proxy of a class answers.

    Other uses of `type` stay Python's own.
    """

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        if _asks_type(node.left):
            equal = {ast.Is: ast.Eq, ast.IsNot: ast.NotEq}
            node.ops[0] = equal.get(type(node.ops[0]), type(node.ops[0]))()
        self.generic_visit(node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if _asks_type(node):
            asked = ast.Call(ast.Name(TYPE_OF, ast.Load()), [node.func, *node.args], [])
            return ast.copy_location(asked, node)
        return node


def _asks_type(node: ast.AST) -> bool:
    named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type"
    return named and len(node.args) == 1 and not node.keywords  # type: ignore[attr-defined]
