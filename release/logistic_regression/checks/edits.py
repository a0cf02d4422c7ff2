"""The single changes that may make a wrong function right: the slips of `changes.py`, made backwards.

Each is a text of the student's cell with one expression replaced, so that it can be tried. What is told of one that
helps is the kind of slip and the line, never the text.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .changes import changes
from .flow import MADE, function_in, parameters
from .spec import CheckSpec
from .syntax import called, changed, is_read, replaced

#: kind of change -> the cause that it shows, the likeliest first; what a mutant loses has to be written again
CAUSES = {
    "sign": "sign-in-the-line",
    "operator": "operation-in-the-line",
    "axis": "axis-in-the-line",
    "keepdims": "axis-in-the-line",
    "transpose": "transpose-in-the-line",
    "off-by-one": "count-in-the-line",
    "count": "count-in-the-line",
    "constant": "number-in-the-line",
    "key": "key-in-the-line",
    "swapped": "order-in-the-line",
    "name": "name-in-the-line",
    "term": "piece-too-many-in-the-line",
    "size": "size-in-the-line",
    "reduction": "function-in-the-line",
    "call": "call-in-the-line",
    "missing": "piece-missing-in-the-line",
}
_REDUCTIONS = ("sum", "mean", "max", "min")
_LEFT_ALONE = (ast.Assert, ast.Raise, ast.JoinedStr, ast.Lambda, ast.FunctionDef, ast.Import, ast.ImportFrom)
_WRAPS = ("log", "exp", "sum", "abs", "square", "sqrt", "array")


@dataclass(frozen=True)
class Edit:
    """One change of a student's cell: its kind, the number of its line, and the cell with it."""

    kind: str
    line: int
    source: str


def edits(spec: CheckSpec, source: str, lines: Sequence[int], missing: bool = False) -> Iterator[Edit]:
    """Every change that may be tried in some lines of a function, line by line.

    None of a function with a while or a try: with a change it may not come to an end.

    missing : whether the changes are pieces that were left out, of which there are many
    """
    function = function_in(source, spec.name)
    if function is None or any(isinstance(node, (ast.While, ast.Try)) for node in ast.walk(function)):
        return
    text, order = _Text(source), list(CAUSES)
    for statement in sorted(_statements(function, lines), key=lambda one: lines.index(one.lineno)):
        if called(getattr(statement, "value", None)) in MADE and missing:
            continue
        names = _names(function, spec, statement.lineno)
        found = [(kind, node, new) for node in _nodes(statement) for kind, new in _changes(node, names, missing)]
        found.sort(key=lambda one: order.index(one[0]))
        for kind, node, new in found:
            if (changed_text := text.with_(node, new)) is not None:
                yield Edit(kind, statement.lineno, changed_text)


def without_asserts(source: str, name: str) -> str:
    """The text of a cell in which a function has no asserts, line by line as it was."""
    function = function_in(source, name)
    nodes = ast.walk(function) if function else ()
    for node in sorted(
        (n for n in nodes if isinstance(n, ast.Assert)), key=lambda n: (n.lineno, n.col_offset), reverse=True
    ):
        source = _Text(source).with_(node, ast.Pass()) or source
    return source


def _statements(function: ast.FunctionDef, lines: Sequence[int]) -> Iterator[ast.stmt]:
    for node in ast.walk(function):
        if isinstance(node, ast.stmt) and node is not function and node.lineno in lines:
            yield node


def _nodes(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement that may be changed, without the statements in its body."""
    todo: list[ast.AST] = [statement]
    while todo:
        node = todo.pop()
        if isinstance(node, _LEFT_ALONE) or (isinstance(node, ast.Expr) and called(node.value) == "print"):
            continue
        yield node
        todo += [child for child in reversed(list(ast.iter_child_nodes(node))) if not isinstance(child, ast.stmt)]


@dataclass(frozen=True)
class _Names:
    """What may be written in a line: names with a value, keys, sizes of arguments, other functions."""

    known: tuple[str, ...]
    entries: tuple[str, ...]  # as in x[i]
    loops: tuple[str, ...]  # that a loop counts with
    keys: tuple[str, ...]
    sizes: tuple[str, ...]
    uses: tuple[str, ...]


def _names(function: ast.FunctionDef, spec: CheckSpec, line: int) -> _Names:
    given = parameters(function)
    own = [node for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    loops = [node for node in ast.walk(function) if isinstance(node, ast.For)]
    shapes = [
        [getattr(value, "shape", ()) for value in values]
        for values in zip(*(t.arguments for t in spec.visible), strict=False)
    ]
    return _Names(
        tuple(dict.fromkeys((*given, *(node.id for node in own if node.lineno < line)))),
        tuple(dict.fromkeys(_entries(function, line))),
        tuple(one.id for loop in loops for one in ast.walk(loop.target) if isinstance(one, ast.Name)),
        _keys(function),
        tuple(
            f"{name}.shape[{axis}]"
            for name, seen in zip(given, shapes, strict=False)
            for axis in range(4)
            if any(axis < len(shape) and shape[axis] != 1 for shape in seen)
        ),
        spec.uses,
    )


def _entries(function: ast.FunctionDef, line: int) -> Iterator[str]:
    """Entries that lines near this one read, such as u[i]."""
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and isinstance(node.value, ast.Name):
            yield ast.unparse(node)


def _keys(function: ast.FunctionDef) -> tuple[str, ...]:
    texts = (n.value for n in ast.walk(function) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return tuple(dict.fromkeys(text for text in texts if text.isidentifier()))


def _changes(node: ast.AST, names: _Names, missing: bool) -> Iterator[tuple[str, ast.AST]]:
    if missing:
        yield from (("missing", new) for new in _missing(node, names))
        return
    for kind, new in changes(node, names.known):
        if kind in CAUSES and not (kind == "constant" and isinstance(getattr(node, "value", None), str)):
            yield kind, new
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from (("key", ast.Constant(key)) for key in names.keys if key != node.value)
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield from (("constant", ast.Constant(value)) for value in (-1, 0, 1, 2) if value != node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "missing", ast.BinOp(ast.Constant(1), ast.Sub(), node.operand)
    if isinstance(node, ast.Subscript):
        for name in names.loops:
            yield from (("count", replaced(node, one, ast.Name(name, ast.Load()))) for one in _indices(node))
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], (ast.Name, ast.Subscript)):
        yield "operator", ast.AugAssign(node.targets[0], ast.Add(), node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in _SIBLINGS:
        yield from (("operator", changed(node, op=op())) for op in _SIBLINGS[type(node.op)])
        if isinstance(node.op, (ast.Sub, ast.Div)):
            yield "swapped", changed(node, left=node.right, right=node.left)
    yield from _reductions(node)
    yield from _sizes(node, names)


def _indices(node: ast.Subscript) -> list[ast.expr]:
    """The numbers that are written as an index."""
    each = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    return [one for one in each if isinstance(one, ast.Constant) and type(one.value) is int]


_SIBLINGS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Mult,),
    ast.Mult: (ast.Add,),
    ast.Div: (ast.Sub,),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Mod,),
}


def _reductions(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """A sum with an axis that it lacks, and with its axis kept."""
    if not isinstance(node, ast.Call) or called(node) not in _REDUCTIONS or not isinstance(node.func, ast.Attribute):
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


def _sizes(node: ast.AST, names: _Names) -> Iterator[tuple[str, ast.AST]]:
    """Another size where one stands, and what a statement makes divided by a size, or multiplied with it."""
    value = node.value if isinstance(node, (ast.Assign, ast.Return, ast.AugAssign)) else None
    if value is not None and is_read(value) and called(value) not in MADE:
        for size in names.sizes:
            for op in (ast.Div(), ast.Mult()):
                yield "size", changed(node, value=ast.BinOp(value, op, ast.parse(size, mode="eval").body))
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
        yield from (("size", ast.parse(size, mode="eval").body) for size in names.sizes)


def _missing(node: ast.AST, names: _Names) -> Iterator[ast.AST]:
    """A factor, a term, a call or a 1 − that may have been left out at this place."""
    if not isinstance(node, ast.expr) or not is_read(node) or isinstance(node, ast.Attribute):
        return
    yield ast.BinOp(ast.Constant(1), ast.Sub(), node)
    for name in (*names.known, *names.entries):
        other = ast.parse(name, mode="eval").body
        for op in (ast.Mult(), ast.Add(), ast.Sub()):
            yield ast.BinOp(node, op, other)
        yield ast.BinOp(node, ast.Mult(), ast.BinOp(ast.Constant(1), ast.Sub(), other))
    for function in (*(f"np.{name}" for name in _WRAPS), *names.uses):
        yield ast.Call(ast.parse(function, mode="eval").body, [node], [])


class _Text:
    """A cell's text in which a node can be replaced."""

    def __init__(self, source: str) -> None:
        self.bytes = source.encode()
        self.starts = [0]
        for line in self.bytes.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def with_(self, node: ast.AST, new: ast.AST) -> str | None:
        """The text with `new` where `node` stands; None for a node without a place."""
        if getattr(node, "end_lineno", None) is None:
            return None
        start = self.starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        end = self.starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
        words = ast.unparse(ast.fix_missing_locations(new))
        if isinstance(node, ast.expr) and isinstance(new, ast.expr) and not isinstance(node, (ast.Slice, ast.Starred)):
            words = f"({words})"
        words += "\n" * self.bytes[start:end].count(b"\n") if isinstance(node, ast.stmt) else ""
        return (self.bytes[:start] + words.encode() + self.bytes[end:]).decode()
