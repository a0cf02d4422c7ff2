"""The small changes that make a mutant: what may stand in place of one node of a solution's syntax tree.

Each change is a slip that people make: a sign, an axis, a transpose, an operator, a constant, an index, a forgotten
term, copy, call or line, two things swapped.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Collection, Iterator, Sequence

from .array_changes import axis, keepdims, reduction, transposed, uncopied
from .syntax import called, changed, is_read, renamed, replaced, without

Change = tuple[str, ast.AST]  # kind, what stands there instead

_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Mult: (ast.Div, ast.MatMult),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
}
_SIGNS: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_NEIGHBOURS = {"zeros": "ones", "ones": "zeros", "zeros_like": "ones_like", "ones_like": "zeros_like", "log": "log2"}


def changes(node: ast.AST, names: Sequence[str] = (), kinds: Collection[str] | None = None) -> Iterator[Change]:
    """Everything that may stand in place of `node`, which is left as it is.

    names : the function's parameters; one is mistaken for another
    kinds : of the changes; None: all
    """
    for kind, of in (_BY_KIND | {"name": functools.partial(_name, names=names)}).items():
        if kinds is None or kind in kinds:
            yield from ((kind, new) for new in of(node))


def _sign(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _SIGNS:
        yield changed(node, op=_SIGNS[type(node.op)]())
    for value in _values(node):
        if is_read(value):
            yield replaced(node, value, ast.UnaryOp(ast.USub(), value))


def _values(node: ast.AST) -> Iterator[ast.expr]:
    """The values that are used further on: assigned, returned, passed, put in a tuple or dict."""
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return)) and node.value is not None:
        yield node.value
    elif isinstance(node, ast.Call):
        yield from node.args
    elif isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load):
        yield from node.elts
    elif isinstance(node, ast.Dict):
        yield from node.values


def _operator(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, (ast.BinOp, ast.AugAssign)):
        for op in _OPERATORS.get(type(node.op), ()):
            yield changed(node, op=op())
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        for step in (ast.Add(), ast.Sub()):
            yield changed(node, right=ast.BinOp(node.right, step, ast.Constant(1)))
    if isinstance(node, ast.AugAssign):
        yield ast.Assign([node.target], node.value)
    if isinstance(node, ast.Call) and called(node) in ("dot", "matmul") and len(node.args) == 2:
        yield ast.BinOp(node.args[0], ast.Mult(), node.args[1])
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for comparison in _COMPARISONS.get(type(node.ops[0]), ()):
            yield changed(node, ops=[comparison()])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand


def _off_by_one(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and called(node) == "range":
        for bound in node.args:
            for op in (ast.Add(), ast.Sub()):
                yield replaced(node, bound, ast.BinOp(bound, op, ast.Constant(1)))
        if len(node.args) == 1:
            yield changed(node, args=[ast.Constant(1), *node.args])
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and type(node.slice.value) is int:
        for step in (1, -1):
            yield changed(node, slice=ast.Constant(node.slice.value + step))
    if isinstance(node, ast.Slice):
        if node.lower is None:
            yield changed(node, lower=ast.Constant(1))
        if node.upper is None:
            yield changed(node, upper=ast.UnaryOp(ast.USub(), ast.Constant(1)))


def _term(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult)):
        yield from (node.left, node.right)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        yield from (node.left, ast.UnaryOp(ast.USub(), node.right))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.FloorDiv, ast.Pow, ast.Mod)):
        yield node.left
    elif isinstance(node, ast.BoolOp):
        for i in range(len(node.values)):
            rest = [value for j, value in enumerate(node.values) if j != i]
            yield rest[0] if len(rest) == 1 else changed(node, values=rest)


def _swapped(node: ast.AST) -> Iterator[ast.AST]:
    field = "args" if isinstance(node, ast.Call) else "elts" if isinstance(node, ast.Tuple) else "values"
    if isinstance(node, (ast.Call, ast.Tuple, ast.Dict)):
        items = getattr(node, field)
        for i in range(len(items) - 1):
            yield changed(node, **{field: [*items[:i], items[i + 1], items[i], *items[i + 2 :]]})


def _name(node: ast.AST, names: Sequence[str] = ()) -> Iterator[ast.AST]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        yield from (ast.Name(name, ast.Load()) for name in names if name != node.id)


def _call(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call):
        yield from without(node)
        if called(node) in _NEIGHBOURS:
            yield renamed(node, _NEIGHBOURS[called(node)])
        for i in range(len(node.keywords)):
            yield changed(node, keywords=[k for j, k in enumerate(node.keywords) if j != i])


def _default(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.arguments):
        for default in (*node.defaults, *node.kw_defaults):
            if isinstance(default, ast.Constant):
                yield from (replaced(node, default, new) for new in _constant(default))


def _constant(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Constant):
        for value in _near(node.value):
            yield ast.Constant(value)


def _near(value: object) -> tuple[bool | int | float | str, ...]:
    """Values that people write by mistake instead of this constant."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return {0: (1,), 1: (0, 2)}.get(value, (value - 1, value + 1))
    if isinstance(value, float):
        if value in (0.0, 1.0):
            return (1.0 - value,)
        if 0 < abs(value) < 1e-3:
            return (float(f"{value * 10:.6g}"), float(f"{value / 10:.6g}"))
        if value.is_integer():
            return (value - 1, value + 1)
        return (float(f"{value * 0.98:.6g}"), float(f"{value * 1.02:.6g}"))
    if isinstance(value, str):
        return (value + "_",)
    return ()


def _branch(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, (ast.If, ast.IfExp)):
        for value in (True, False):
            yield changed(node, test=ast.Constant(value))


def _statement(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.stmt) and not isinstance(node, ast.Pass):
        yield ast.Pass()


#: in the order in which they are listed; where two changes give the same text, the first one names it
_BY_KIND: dict[str, Callable[[ast.AST], Iterator[ast.AST]]] = {
    "axis": axis,
    "keepdims": keepdims,
    "transpose": transposed,
    "copy": uncopied,
    "reduction": reduction,
    "sign": _sign,
    "operator": _operator,
    "off-by-one": _off_by_one,
    "term": _term,
    "swapped": _swapped,
    "name": _name,
    "call": _call,
    "default": _default,
    "constant": _constant,
    "branch": _branch,
    "statement": _statement,
}
KINDS = tuple(_BY_KIND)
