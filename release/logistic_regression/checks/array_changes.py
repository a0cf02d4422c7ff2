"""Mutations of array code: another axis, a lost dimension, a transpose, a copy not made, another reduction."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .syntax import called, changed, is_read, renamed, replaced, without

_PAIRS = (("sum", "mean"), ("max", "min"), ("maximum", "minimum"), ("argmax", "argmin"), ("any", "all"), ("std", "var"))
_REDUCTIONS = {a: b for one, other in _PAIRS for a, b in ((one, other), (other, one))}
_COPIES = ("copy", "deepcopy", "array", "astype", "asarray")


def axis(node: ast.AST) -> Iterator[ast.AST]:
    """Mutants of a call with `axis=`: another axis, or no axis."""
    if isinstance(node, ast.keyword) and node.arg == "axis":
        for value in (0, 1, None):
            yield changed(node, value=ast.Constant(value))


def keepdims(node: ast.AST) -> Iterator[ast.AST]:
    """Mutants of a reduction: `keepdims=True` removed, or added."""
    if isinstance(node, ast.keyword) and node.arg == "keepdims" and isinstance(node.value, ast.Constant):
        yield changed(node, value=ast.Constant(not node.value.value))


def transposed(node: ast.AST) -> Iterator[ast.AST]:
    """Mutants with a transpose left out, or one too many."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    for operand in _operands(node):
        turned = isinstance(operand, ast.Attribute) and operand.attr == "T"
        # an entry picked by its index is a number, and nobody turns that
        if is_read(operand) and not turned and not isinstance(operand, ast.Subscript):
            yield replaced(node, operand, ast.Attribute(operand, "T", ast.Load()))


def _operands(node: ast.AST) -> Iterator[ast.expr]:
    """The factors of a product and the results of a function."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.MatMult, ast.Mult)):
        yield from (node.left, node.right)
    elif isinstance(node, ast.Call) and called(node) in ("dot", "matmul", "multiply"):
        yield from node.args
    elif isinstance(node, ast.Return) and node.value is not None:
        yield node.value


def uncopied(node: ast.AST) -> Iterator[ast.AST]:
    """Mutants that share memory: a copy not made, or `x = x - y` as `x -= y`, which changes the array in place."""
    if isinstance(node, ast.Call) and called(node) in _COPIES:
        yield from without(node)
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.value, ast.BinOp):
        target, value = node.targets[0], node.value
        if isinstance(target, ast.Name) and isinstance(value.left, ast.Name) and target.id == value.left.id:
            yield ast.AugAssign(target, value.op, value.right)


def reduction(node: ast.AST) -> Iterator[ast.AST]:
    """Mutants with another reduction: a sum for a mean, a maximum for a minimum, and so on."""
    if isinstance(node, ast.Call) and called(node) in _REDUCTIONS:
        yield renamed(node, _REDUCTIONS[called(node)])
