"""What may stand in place of one node of a student's code: changes that mutants have, and what learners leave out."""

from __future__ import annotations

import ast
import copy
import functools
from collections.abc import Iterator, Sequence

from .changes import changes
from .flow import MADE
from .syntax import called, calls, changed, is_read, names_read, renamed, replaced
from .vocabulary import Vocabulary

#: groups of kinds
MISSING = frozenset(("missing",))  # what was left out: there are many, so they come last
COMPLEMENTS = frozenset(("complement",))  # a 1 −, a 1 / or a 2 that was left out: few
_OTHER_BASES = {"log2": "log", "log10": "log", "log1p": "log", "exp2": "exp", "expm1": "exp"}
_WRAPS = ("log", "exp", "sum", "abs", "square", "sqrt", "array")
_REDUCTIONS = ("sum", "mean", "max", "min")
_EXTREMES = ("max", "min", "amax", "amin")
_WITH_AXES = (*_REDUCTIONS, "std", "var")


def is_size(node: ast.AST) -> bool:
    """Whether a node picks one size of a shape: X.shape[1]."""
    return isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") == "shape"


def changes_at(node: ast.AST, names: Vocabulary, group: frozenset[str]) -> Iterator[tuple[str, ast.AST]]:
    """Each change of a group that may be made at a node, with its kind."""
    if group in (COMPLEMENTS, MISSING):
        left_out = _complements(node) if group == COMPLEMENTS else _missing(node, names)
        yield from ((kind, new) for new in left_out for kind in group)
        return
    for kind, new in changes(node, names.known, group):
        if not (kind == "constant" and isinstance(getattr(node, "value", None), str)):
            yield kind, new
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from (("key", ast.Constant(key)) for key in names.keys if key != node.value)
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield from (("constant", ast.Constant(value)) for value in (-1, 0, 1, 2) if value != node.value)
    if isinstance(node, ast.Subscript):
        if isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Name):  # a row for a column
            yield "count", changed(node, slice=ast.Tuple([ast.Slice(), node.slice], ast.Load()))
        for name in names.loops:
            yield from (("count", replaced(node, one, ast.Name(name, ast.Load()))) for one in _indices(node))
    displays = (ast.List, ast.Tuple, ast.Dict, ast.Set)
    if (
        isinstance(node, ast.Assign)
        and isinstance(node.targets[0], (ast.Name, ast.Subscript))
        and not isinstance(node.value, displays)  # += would hang its entries on another list's
    ):
        yield "operator", ast.AugAssign(node.targets[0], ast.Add(), node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in _SIBLINGS:
        yield from (("operator", changed(node, op=op())) for op in _SIBLINGS[type(node.op)])
        if isinstance(node.op, (ast.Sub, ast.Div)):
            yield "swapped", changed(node, left=node.right, right=node.left)
    if isinstance(node, ast.BoolOp):
        yield from (("operator", new) for new in _joined_otherwise(node))
    yield from _reductions(node)
    yield from _sizes(node, names)
    yield from _others(node, names)


def _others(node: ast.AST, names: Vocabulary) -> Iterator[tuple[str, ast.AST]]:
    """What no mutant has: elements of a list that changed places, a name instead of an entry, another logarithm."""
    if isinstance(node, ast.List) and isinstance(node.ctx, ast.Load):
        for i in range(len(node.elts) - 1):
            elements = [*node.elts[:i], node.elts[i + 1], node.elts[i], *node.elts[i + 2 :]]
            yield "swapped", changed(node, elts=elements)
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and isinstance(node.value, ast.Name):
        yield from (("name", ast.Name(name, ast.Load())) for name in names.known if name != node.value.id)
    if isinstance(node, ast.Call) and called(node) == "reshape" and isinstance(node.func, ast.Attribute):
        own = getattr(node.func.value, "id", "") != "np"
        if own or node.args:
            yield "transpose", ast.Attribute(node.func.value if own else node.args[0], "T", ast.Load())
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and isinstance(node.targets[0], ast.Name):
        copied = ast.Call(ast.parse("np.copy", mode="eval").body, [node.value], [])
        yield "alias", changed(node, value=copied)
    if isinstance(node, ast.Assign) and len(node.targets) > 1 and isinstance(node.value, ast.Call):
        each = ast.Tuple([node.value] * len(node.targets), ast.Load())  # a = b = np.zeros(n)
        yield "alias", changed(node, targets=[ast.Tuple(node.targets, ast.Store())], value=each)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and getattr(node.right, "value", 0) == 2:
        yield "operator", changed(node, op=ast.Pow())
    if isinstance(node, ast.Call) and called(node) in _EXTREMES:
        yield from (("reduction", renamed(node, name)) for name in ("sum", "mean"))
    if isinstance(node, ast.Call) and called(node) == "median":
        yield "reduction", renamed(node, "mean")
    if isinstance(node, ast.Call) and called(node) in _OTHER_BASES:
        yield "reduction", renamed(node, _OTHER_BASES[called(node)])
    if isinstance(node, ast.Assign):
        yield from (("swapped", new) for new in _names_exchanged(node))
    if isinstance(node, ast.AugAssign):
        yield "term", ast.Pass()
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return)):
        yield from (("name", new) for new in _everywhere(node, names.known))


def _joined_otherwise(node: ast.BoolOp) -> Iterator[ast.AST]:
    """A condition in which two neighbours are joined by the other word, `and` or `or`."""
    other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
    for i in range(len(node.values) - 1):
        pair = ast.BoolOp(other, node.values[i : i + 2])
        rest = [*node.values[:i], pair, *node.values[i + 2 :]]
        yield pair if len(rest) == 1 else changed(node, values=rest)


def _names_exchanged(statement: ast.Assign) -> Iterator[ast.AST]:
    """A statement with two names in each other's places: Y = Y.reshape(A.shape) for A = A.reshape(Y.shape).

    Where the name is not read as well, the exchange would only spare what the statement overwrites.
    """
    names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)} - {"np"}
    given = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for one in sorted(given & set(names_read(statement.value))):
        for other in sorted(names - given):
            new = copy.deepcopy(statement)
            for node in ast.walk(new):
                if isinstance(node, ast.Name) and node.id in (one, other):
                    node.id = other if node.id == one else one
            yield new


def _everywhere(statement: ast.stmt, names: Sequence[str]) -> Iterator[ast.AST]:
    """A statement with another name in each place of a thing that it reads twice: a * (1 - a) for z * (1 - z)."""
    functions = {id(call.func) for call in calls(statement)}
    places: dict[str, list[ast.AST]] = {}
    for node in ast.walk(statement):
        if isinstance(node, (ast.Name, ast.Subscript)) and isinstance(node.ctx, ast.Load) and id(node) not in functions:
            places.setdefault(ast.unparse(node), []).append(node)
    for text, nodes in places.items():
        for name in names if len(nodes) > 1 and text != "np" else ():
            if name not in text:
                put = functools.partial(replaced, new=ast.Name(name, ast.Load()))
                yield functools.reduce(put, nodes, statement)


def _indices(node: ast.Subscript) -> list[ast.expr]:
    """The numbers that are written as an index."""
    each = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return [one for one in each if isinstance(one, ast.Constant) and type(one.value) is int]


_SIBLINGS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Mult,),
    ast.Mult: (ast.Add, ast.Sub),
    ast.Div: (ast.Sub,),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Mod,),
}


def _reductions(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """A sum with an axis that it lacks, and with its axis kept."""
    if not isinstance(node, ast.Call) or called(node) not in _WITH_AXES or not isinstance(node.func, ast.Attribute):
        return
    given = {keyword.arg for keyword in node.keywords}
    keep = ast.keyword("keepdims", ast.Constant(True))
    if "axis" in given:
        kept = [] if "keepdims" in given else [[*node.keywords, keep]]
    else:
        axes = [ast.keyword("axis", ast.Constant(axis)) for axis in (0, 1)]
        kept = [
            [*node.keywords, axis, *more]
            for axis in axes
            for more in ([], [keep])
            if not (more and "keepdims" in given)
        ]
    yield from (("axis", changed(node, keywords=keywords)) for keywords in kept)


def _sizes(node: ast.AST, names: Vocabulary) -> Iterator[tuple[str, ast.AST]]:
    """Another size where one stands, and what a statement makes divided by a size, or multiplied with it."""
    for value in _made(node.value) if isinstance(node, (ast.Assign, ast.Return, ast.AugAssign)) else ():
        if is_read(value) and called(value) not in MADE and not is_size(value):
            for size in names.sizes:
                for op in (ast.Div(), ast.Mult()):
                    yield "size", replaced(node, value, ast.BinOp(value, op, ast.parse(size, mode="eval").body))
    picked = is_size(node)
    typed_in = isinstance(node, ast.Constant) and type(node.value) is int and node.value > 2
    if picked or typed_in:
        yield from (("size", ast.parse(size, mode="eval").body) for size in names.sizes)


def _made(value: ast.expr | None) -> Iterator[ast.expr]:
    """The values that an expression makes: the entries of a tuple or a dictionary, each; else itself."""
    if isinstance(value, ast.Tuple | ast.Dict):
        for one in value.elts if isinstance(value, ast.Tuple) else value.values:
            yield from _made(one)
    elif value is not None:
        yield value


def _complements(node: ast.AST) -> Iterator[ast.AST]:
    """A 1 −, a 1 / or a 2 that may have been left out at this place."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield ast.BinOp(ast.Constant(1), ast.Sub(), node.operand)
    if isinstance(node, ast.expr) and is_read(node) and not isinstance(node, ast.Attribute):
        yield from (ast.BinOp(ast.Constant(1), op, node) for op in (ast.Sub(), ast.Div()))
        yield from (ast.BinOp(node, op, ast.Constant(2)) for op in (ast.Mult(), ast.Div()))


def _missing(node: ast.AST, names: Vocabulary) -> Iterator[ast.AST]:
    """A factor, a term or a call that may have been left out at this place."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield from (ast.BinOp(node, ast.Mult(), ast.Name(name, ast.Load())) for name in names.known)
    if not isinstance(node, ast.expr) or not is_read(node) or isinstance(node, ast.Attribute):
        return
    for name in (*names.known, *names.entries):
        other = ast.parse(name, mode="eval").body
        for op in (ast.Mult(), ast.Add(), ast.Sub()):
            yield ast.BinOp(node, op, other)
        yield ast.BinOp(node, ast.Mult(), ast.BinOp(ast.Constant(1), ast.Sub(), other))
    for function in (*(f"np.{name}" for name in _WRAPS), *names.uses):
        yield ast.Call(ast.parse(function, mode="eval").body, [node], [])
    for keywords in names.axes:
        for function in _REDUCTIONS:
            yield ast.Call(ast.parse(f"np.{function}", mode="eval").body, [node], list(keywords))
