"""The single changes that may make a wrong function right: the slips of `changes.py`, made backwards.

Each is a text of the student's cell with one expression replaced, so that it can be tried. What is told of one that
helps is the kind of slip and the line, never the text.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .brackets import regrouped
from .cell_text import CellText, without
from .flow import MADE, Flow, function_in, is_empty, lost, made_once, parameters, unpacks_a_shape, written
from .indentation import begun_anew, moved
from .line_order import dispensable, exchanged
from .node_changes import COMPLEMENTS, MISSING, changes_at, is_size
from .repeats import exchanges, guards, repeats
from .spec import CheckSpec
from .syntax import called, names_read
from .vocabulary import vocabulary

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
    "guard": "guard-in-the-line",
    "alias": "copy-in-the-line",
    "brackets": "brackets-in-the-line",
    "indentation": "indentation-of-the-line",
    "start": "start-above-the-loop",
    "line": "line-too-many",
    "lines": "lines-in-another-order",
    "complement": "piece-missing-in-the-line",
    "missing": "piece-missing-in-the-line",
}
NAMES = frozenset(("name", "size"))  # another name: many as well
LAYOUT = frozenset(("indentation", "start", "line", "lines"))  # few in all
ORDER = frozenset(("lines",))
BRACKETS = frozenset(("brackets",))
GUARDS = frozenset(("guard",))  # few in all
EXCHANGED = frozenset(("exchanged",))  # two names all over a line; few in all
REPEATED = frozenset(("repeated",))  # changes of any kind of SIGNS, of what stands in several places
SIGNS = frozenset(CAUSES) - MISSING - COMPLEMENTS - NAMES - LAYOUT - BRACKETS - GUARDS
_LEFT_ALONE = (ast.Assert, ast.Raise, ast.JoinedStr, ast.Lambda, ast.FunctionDef, ast.Import, ast.ImportFrom)
#: told as what they do there
_OF_PLACES = ("sign", "operator", "term", "constant", "complement", "missing", "off-by-one")


@dataclass(frozen=True)
class Edit:
    """One change of a student's cell: its kind, the number of its line, and the cell with it."""

    kind: str
    line: int
    source: str
    also: tuple[int, ...] = ()  # further lines in which the same is changed
    renames: bool = False  # with it the line only gives another name to what is there
    halfway: bool = False  # it mends the tests, and not the extremes
    idles: bool = False  # it goes round the mistake: a variable is read no more, or an argument is handed back


def edits(spec: CheckSpec, source: str, lines: Sequence[int], group: frozenset[str]) -> Iterator[Edit]:
    """Every change of a group of kinds that may be tried in some lines of a function, line by line.

    None of a function with a try, which might catch what stops a change that does not come to an end.
    """
    function = function_in(source, spec.name)
    if function is None or any(isinstance(node, ast.Try) for node in ast.walk(function)):
        return
    text, order, reads = CellText(source), list(CAUSES), names_read(function) - _filled(function)
    reads = Counter({name: reads[name] for name in _own(function)})
    if group <= LAYOUT:
        yield from (edit for edit in _layouts(spec, source, function, group) if edit.line in lines)
        return
    words = vocabulary(function, spec)
    if group in (REPEATED, GUARDS, EXCHANGED):
        nodes = [node for statement in _statements(function, lines) for node in _nodes(statement)]
        few = exchanges(source, nodes) if group == EXCHANGED else guards(source, nodes)
        found_there = repeats(source, nodes, words, SIGNS) if group == REPEATED else few
        for kind, (first, *also), with_it in found_there:
            yield Edit(kind, first, with_it, tuple(also))
        return
    for statement in sorted(_statements(function, lines), key=lambda one: lines.index(one.lineno)):
        value = getattr(statement, "value", None)
        if group in (COMPLEMENTS, MISSING) and (called(value) in MADE or (value is not None and is_empty(value))):
            continue
        hands_on = isinstance(statement, ast.Return) and group in (COMPLEMENTS, MISSING)
        elsewhere = made_once(function, statement) if hands_on else ()
        names, places, measured = words.before(statement.lineno), _places(statement), _measured(statement)
        found = [
            (_kind_there(kind, node, new, places), node, new)
            for node in _nodes(statement)
            for kind, new in changes_at(node, names, group)
            if kind in group and (id(node) not in measured or _text(new) + measured[id(node)] in names.sizes)
            if not (isinstance(node, ast.Name) and node.id in elsewhere)  # what lacks a piece is the line that makes it
        ]
        if "brackets" in group:
            found += [("brackets", node, new) for node in _nodes(statement) for new in regrouped(node)]
        found.sort(key=lambda one: order.index(one[0]))
        growing = _growing(statement)
        for kind, node, new in found:
            if growing and names_read(new)[growing] > names_read(node)[growing]:
                continue
            if (changed_text := text.with_(node, new)) is not None:
                idles = _idles(node, new, reads) or _is_unread(statement, new, function)
                idles |= kind == "name" and _hands_back(statement, node, new, function)
                idles |= kind == "swapped" and _exchanges_numbers(statement, node, new)
                renames = isinstance(statement, ast.Assign) and node is value and isinstance(new, ast.Name)
                yield Edit(kind, statement.lineno, changed_text, renames=renames, idles=idles)


def _layouts(spec: CheckSpec, source: str, function: ast.FunctionDef, group: frozenset[str]) -> Iterator[Edit]:
    """The changes of where lines stand, and of whether they stand there at all."""
    before = source.splitlines()
    for line, text in moved(source, function) if "indentation" in group else ():
        stays = before[line - 1].strip() == text.splitlines()[line - 1].strip()
        yield Edit("indentation", line, text, idles=stays and _is_dead(text, spec.name, line))
    for line, text in begun_anew(source, function) if "start" in group else ():
        yield Edit("start", line, text)
    for first, *also in dispensable(function) if "line" in group else ():
        yield Edit("line", first.lineno, without(source, [first, *also]), tuple(one.lineno for one in also))
    for line, text, now in exchanged(source, function):
        yield Edit("lines", line, text, idles=_is_dead(text, spec.name, now))


def _growing(statement: ast.stmt) -> str:
    """The name to which a line adds: with an edit it must not add it to itself, as numpy reads such a list for ever."""
    value = getattr(statement, "value", None)
    if called(value) in ("append", "extend", "insert") and isinstance(value.func, ast.Attribute):  # type: ignore[union-attr]
        return getattr(value.func.value, "id", "")  # type: ignore[union-attr]
    return getattr(statement.target, "id", "") if isinstance(statement, ast.AugAssign) else ""


def _own(function: ast.FunctionDef) -> set[str]:
    """The names that a function computes a value for; a size or a written number has no use but where it is read."""
    plain = {id(target) for one in ast.walk(function) if isinstance(one, ast.Assign) for target in _of_plain(one)}
    names = (one for one in ast.walk(function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    return {one.id for one in names if id(one) not in plain}


def _of_plain(statement: ast.Assign) -> Iterator[ast.AST]:
    """What a statement gives a size or a written number to."""
    value = statement.value
    if isinstance(value, ast.Constant) or is_size(value) or called(value) == "len" or unpacks_a_shape(statement):
        yield from (one for target in statement.targets for one in ast.walk(target))


def _filled(function: ast.FunctionDef) -> Counter[str]:
    """How often a list or an array is only filled: out.append(x), out[i] = x. That is no use of it."""
    found: Counter[str] = Counter()
    for node in ast.walk(function):
        call = node.value if isinstance(node, ast.Expr) else None
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            found[_text(call.func.value)] += call.func.attr in ("append", "extend", "insert")
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            found[_text(node.value)] += 1
    return found


def _is_dead(source: str, name: str, line: int) -> bool:
    """Whether the line of that number makes something that no line reads after it, below it or in the next turn."""
    function = function_in(source, name)
    if function is None:
        return False
    flow = Flow(function, form=False)
    statement = next((one for one in flow.around if one.lineno == line), None)
    if statement is None or not (names := written(statement)):
        return False
    turns = [block for block in flow.around[statement] if not isinstance(block, ast.If)]
    last = statement.end_lineno or line
    later = [one for one in flow.around if one.lineno > last or (one is not statement and _within(one, turns))]
    return not any(names & set(names_read(one)) for one in later)


def _within(statement: ast.stmt, blocks: Sequence[ast.stmt]) -> bool:
    return any(block.lineno <= statement.lineno <= (block.end_lineno or 0) for block in blocks)


def _exchanges_numbers(statement: ast.stmt, node: ast.AST, new: ast.AST) -> bool:
    """Whether the written numbers of a line such as v, beta = 0.0, 0.9 go to each other's names: no slip of order."""
    values = getattr(statement, "value", None)
    if not (isinstance(node, ast.Tuple) and isinstance(new, ast.Tuple) and isinstance(values, ast.Tuple)):
        return False
    pairs = zip(node.elts, new.elts, values.elts, strict=False)
    moved_there = [value for one, other, value in pairs if ast.unparse(one) != ast.unparse(other)]
    return bool(moved_there) and all(isinstance(one, ast.Constant) for one in moved_there)


def _is_unread(statement: ast.stmt, new: ast.AST, function: ast.FunctionDef) -> bool:
    """Whether a changed line gives a value to another name than before, which nothing below it reads."""
    target, before = (one.targets[0] if isinstance(one, ast.Assign) else None for one in (new, statement))
    if not isinstance(target, ast.Name) or target.id == getattr(before, "id", ""):
        return False
    loads = (one for one in ast.walk(function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))
    return not any(one.id == target.id and one.lineno > statement.lineno for one in loads)


def _measured(statement: ast.stmt) -> dict[int, str]:
    """What is only asked for one of its sizes, by the node's id, with the text behind it: ".shape[1]"."""
    picked = (one for one in ast.walk(statement) if isinstance(one, ast.Subscript) and is_size(one))
    return {id(one.value.value): f".shape[{ast.unparse(one.slice)}]" for one in picked}  # type: ignore[attr-defined]


def _text(node: ast.AST) -> str:
    return getattr(node, "id", "")


def _idles(node: ast.AST, new: ast.AST, reads: Counter[str]) -> bool:
    """Whether a name that is read in a function is read nowhere when `new` stands there instead of `node`."""
    lost, won = names_read(node), names_read(new)
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
            kind = "size" if is_size(node) else "count"
            found |= {id(one): kind for one in ast.walk(node.slice)}
        elif isinstance(node, ast.keyword) and node.arg in ("axis", "keepdims"):
            found |= {id(one): "axis" for one in ast.walk(node.value)}
        elif isinstance(node, ast.While):
            found |= {id(one): "count" for one in ast.walk(node.test)}
        elif isinstance(node, ast.Call) and called(node) == "range":
            found |= {id(one): "count" for argument in node.args for one in ast.walk(argument)}
        elif isinstance(node, ast.Call) and called(node) == "reshape":  # for which any number below 0 is a size
            found |= {id(one): "size" for argument in node.args for one in ast.walk(argument)}
    return found


def _kind_there(kind: str, node: ast.AST, new: ast.AST, places: dict[int, str]) -> str:
    """The kind of a change at the place where it is made."""
    if kind == "operator" and _is_idle_arithmetic(new):
        return "term"
    if (kind == "off-by-one" and is_size(node)) or (kind == "sign" and called(node) == "reshape"):
        return "size"
    return places.get(id(node), kind) if kind in _OF_PLACES else kind


def _is_idle_arithmetic(node: ast.AST) -> bool:
    """Whether an expression is what stands on the left in it: x * 1, x / 1."""
    ones = isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant) and node.right.value == 1
    return ones and isinstance(node.op, (ast.Mult, ast.Div, ast.Pow))  # type: ignore[attr-defined]


def without_asserts(source: str, name: str) -> str:
    """The text of a cell in which a function has no asserts, line by line as it was."""
    function = function_in(source, name)
    nodes = ast.walk(function) if function else ()
    return without(source, [node for node in nodes if isinstance(node, ast.Assert)])


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
