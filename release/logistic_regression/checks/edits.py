"""The single changes that may make a wrong function right: the slips of `changes.py`, made backwards.

Each is a text of the student's cell with one expression replaced, so that it can be tried. What is told of one that
helps is the kind of slip and the line, never the text.
"""

from __future__ import annotations

import ast
import copy
import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .brackets import regrouped
from .cell_text import CellText
from .changes import changes
from .flow import MADE, function_in, lost, parameters
from .indentation import moved
from .spec import CheckSpec
from .syntax import called, changed, is_read, renamed, replaced
from .vocabulary import Vocabulary, vocabulary

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
    "brackets": "brackets-in-the-line",
    "indentation": "indentation-of-the-line",
    "complement": "piece-missing-in-the-line",
    "missing": "piece-missing-in-the-line",
}
MISSING = frozenset(("missing",))  # what was left out: there are many, so they come last
COMPLEMENTS = frozenset(("complement",))  # a 1 −, a 1 / or a 2 that was left out: few
NAMES = frozenset(("name", "size"))  # another name: many as well
LAYOUT = frozenset(("indentation",))  # few in all
BRACKETS = frozenset(("brackets",))
SIGNS = frozenset(CAUSES) - MISSING - COMPLEMENTS - NAMES - LAYOUT - BRACKETS
_REDUCTIONS = ("sum", "mean", "max", "min")
_WITH_AXES = (*_REDUCTIONS, "std", "var")
_LEFT_ALONE = (ast.Assert, ast.Raise, ast.JoinedStr, ast.Lambda, ast.FunctionDef, ast.Import, ast.ImportFrom)
_OF_PLACES = (
    "sign",
    "operator",
    "term",
    "constant",
    "complement",
    "missing",
    "off-by-one",
)  # told as what they do there
_OTHER_BASES = {"log2": "log", "log10": "log", "log1p": "log", "exp2": "exp", "expm1": "exp"}
_WRAPS = ("log", "exp", "sum", "abs", "square", "sqrt", "array")


@dataclass(frozen=True)
class Edit:
    """One change of a student's cell: its kind, the number of its line, and the cell with it."""

    kind: str
    line: int
    source: str
    idles: bool = False  # it goes round the mistake: a variable is read no more, or an argument is handed back


def edits(spec: CheckSpec, source: str, lines: Sequence[int], group: frozenset[str]) -> Iterator[Edit]:
    """Every change of a group of kinds that may be tried in some lines of a function, line by line.

    None of a function with a while or a try: with a change it may not come to an end.
    """
    function = function_in(source, spec.name)
    if function is None or any(isinstance(node, (ast.While, ast.Try)) for node in ast.walk(function)):
        return
    text, order, reads = CellText(source), list(CAUSES), _reads(function)
    reads = Counter({name: reads[name] for name in _own(function)})
    if group == LAYOUT:
        yield from (Edit("indentation", line, text) for line, text in moved(source, function) if line in lines)
        return
    words = vocabulary(function, spec)
    for statement in sorted(_statements(function, lines), key=lambda one: lines.index(one.lineno)):
        if called(getattr(statement, "value", None)) in MADE and group in (COMPLEMENTS, MISSING):
            continue
        names, places = words.before(statement.lineno), _places(statement)
        found = [
            (_kind_there(kind, node, new, places), node, new)
            for node in _nodes(statement)
            for kind, new in _changes(node, names, group)
            if kind in group
        ]
        if "brackets" in group:
            found += [("brackets", node, new) for node in _nodes(statement) for new in regrouped(node)]
        found.sort(key=lambda one: order.index(one[0]))
        growing = _growing(statement)
        for kind, node, new in found:
            if growing and _reads(new)[growing] > _reads(node)[growing]:
                continue
            if (changed_text := text.with_(node, new)) is not None:
                idles = _idles(node, new, reads) or (kind == "name" and _hands_back(statement, node, new, function))
                yield Edit(kind, statement.lineno, changed_text, idles)


def _reads(node: ast.AST) -> Counter[str]:
    """How often each name is read."""
    return Counter(one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))


def _growing(statement: ast.stmt) -> str:
    """The name to which a line adds: with an edit it must not add it to itself, as numpy reads such a list for ever."""
    value = getattr(statement, "value", None)
    if called(value) in ("append", "extend", "insert") and isinstance(value.func, ast.Attribute):  # type: ignore[union-attr]
        return getattr(value.func.value, "id", "")  # type: ignore[union-attr]
    return getattr(statement.target, "id", "") if isinstance(statement, ast.AugAssign) else ""


def _own(function: ast.FunctionDef) -> set[str]:
    """The names that a function gives a value to."""
    return {one.id for one in ast.walk(function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}


def _idles(node: ast.AST, new: ast.AST, reads: Counter[str]) -> bool:
    """Whether a name that is read in a function is read nowhere when `new` stands there instead of `node`."""
    lost, won = _reads(node), _reads(new)
    return any(name in reads and reads[name] - count + won[name] <= 0 for name, count in lost.items())


def _hands_back(statement: ast.stmt, node: ast.AST, new: ast.AST, function: ast.FunctionDef) -> bool:
    """Whether a line makes nothing but an argument under another name: the labels are as good as right answers."""
    return node is getattr(statement, "value", None) and getattr(new, "id", "") in parameters(function)


def loses(spec: CheckSpec, source: str, text: str) -> bool:
    """Whether a changed text gives, more often than before, a value to a name that gets another before any is read."""
    before, after = function_in(source, spec.name), function_in(text, spec.name)
    return before is not None and after is not None and lost(after) > lost(before)


def _places(statement: ast.stmt) -> dict[int, str]:
    """The kind of what stands in an index, in the bounds of a loop, or where a size is picked, by the node's id."""
    found: dict[int, str] = {}
    for node in ast.walk(statement):
        if isinstance(node, ast.Subscript):
            kind = "size" if _is_size(node) else "count"
            found |= {id(one): kind for one in ast.walk(node.slice)}
        elif isinstance(node, ast.keyword) and node.arg in ("axis", "keepdims"):
            found |= {id(one): "axis" for one in ast.walk(node.value)}
        elif isinstance(node, ast.Call) and called(node) == "range":
            found |= {id(one): "count" for argument in node.args for one in ast.walk(argument)}
        elif isinstance(node, ast.Call) and called(node) == "reshape":  # for which any number below 0 is a size
            found |= {id(one): "size" for argument in node.args for one in ast.walk(argument)}
    return found


def _is_size(node: ast.AST) -> bool:
    """Whether a node picks one size of a shape: X.shape[1]."""
    return isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") == "shape"


def _kind_there(kind: str, node: ast.AST, new: ast.AST, places: dict[int, str]) -> str:
    """The kind of a change at the place where it is made."""
    if (kind == "off-by-one" and _is_size(node)) or (kind == "sign" and called(new) == "reshape"):
        return "size"
    return places.get(id(node), kind) if kind in _OF_PLACES else kind


def without_asserts(source: str, name: str) -> str:
    """The text of a cell in which a function has no asserts, line by line as it was."""
    function = function_in(source, name)
    nodes = ast.walk(function) if function else ()
    for node in sorted(
        (n for n in nodes if isinstance(n, ast.Assert)), key=lambda n: (n.lineno, n.col_offset), reverse=True
    ):
        source = CellText(source).with_(node, ast.Pass()) or source
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


def _changes(node: ast.AST, names: Vocabulary, group: frozenset[str]) -> Iterator[tuple[str, ast.AST]]:
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
    if isinstance(node, ast.Call) and called(node) in _OTHER_BASES:
        yield "reduction", renamed(node, _OTHER_BASES[called(node)])
    if isinstance(node, ast.Assign):
        yield from (("swapped", new) for new in _names_exchanged(node))
    if isinstance(node, ast.AugAssign):
        yield "term", ast.Pass()
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return)):
        yield from (("name", new) for new in _everywhere(node, names.known))


def _names_exchanged(statement: ast.Assign) -> Iterator[ast.AST]:
    """A statement with two names in each other's places: Y = Y.reshape(A.shape) for A = A.reshape(Y.shape).

    Where the name is not read as well, the exchange would only spare what the statement overwrites.
    """
    names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)} - {"np"}
    given = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for one in sorted(given & set(_reads(statement.value))):
        for other in sorted(names - given):
            new = copy.deepcopy(statement)
            for node in ast.walk(new):
                if isinstance(node, ast.Name) and node.id in (one, other):
                    node.id = other if node.id == one else one
            yield new


def _everywhere(statement: ast.stmt, names: Sequence[str]) -> Iterator[ast.AST]:
    """A statement with another name in each place of a thing that it reads twice: a * (1 - a) for z * (1 - z)."""
    functions = {id(node.func) for node in ast.walk(statement) if isinstance(node, ast.Call)}
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
    ast.Mult: (ast.Add,),
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
        if is_read(value) and called(value) not in MADE:
            for size in names.sizes:
                for op in (ast.Div(), ast.Mult()):
                    yield "size", replaced(node, value, ast.BinOp(value, op, ast.parse(size, mode="eval").body))
    picked = _is_size(node)
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
