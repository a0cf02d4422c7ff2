"""Finds the line of the student's code to show with a message: the one that makes the first wrong value."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from .kinds.kind import as_array
from .observe import Observation

Line = tuple[int, str]

#: calls that change the form of a value and not its numbers
_FORMS = frozenset(("squeeze", "array", "asarray", "float", "copy", "item", "astype", "reshape", "atleast_2d"))
#: calls of numpy that make an array to be filled
_MADE = frozenset(("zeros", "zeros_like", "empty", "empty_like", "ones", "ones_like"))
_BLOCKS = (ast.If, ast.For, ast.While)


def function_in(source: str, name: str) -> ast.FunctionDef | None:
    """The last function of that name in a cell; None if there is none, or the cell is not Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return next((n for n in reversed([*ast.walk(tree)]) if isinstance(n, ast.FunctionDef) and n.name == name), None)


def shown(source: str, number: int) -> Line:
    """The line of that number, counted from 1 at the top of `source`, as Jupyter numbers a cell."""
    return number, source.splitlines()[number - 1].strip()[:200]


class Flow:
    """How values flow through a function: which lines a part of its answer is made by."""

    def __init__(self, function: ast.FunctionDef, form: bool) -> None:
        """form : whether the form of a value counts, so that a line that only reshapes one may be at fault."""
        self.function, self.form = function, form
        self.writes: dict[str, list[ast.stmt]] = {}
        self.around: dict[ast.stmt, list[ast.stmt]] = {}
        self._walk(function.body, [])

    def _walk(self, block: Iterable[ast.stmt], around: list[ast.stmt]) -> None:
        for statement in block:
            self.around[statement] = around
            for name in _written(statement):
                self.writes.setdefault(name, []).append(statement)
            inner = [*around, statement] if isinstance(statement, _BLOCKS) else around
            for field in ("body", "orelse", "finalbody"):
                self._walk(getattr(statement, field, []), inner)

    def returns(self) -> list[ast.Return]:
        """The function's own return statements."""
        return [statement for statement in self.around if isinstance(statement, ast.Return)]

    def behind(self, statement: ast.stmt, value: ast.AST) -> set[ast.stmt]:
        """The statements that a value in `statement` is made by, this one and those that decide whether it runs."""
        found: set[ast.stmt] = set()
        met: set[ast.stmt] = set()
        todo: list[tuple[ast.stmt, ast.AST]] = [(statement, value)]
        while todo:
            at, expression = todo.pop()
            blocks = [block for block in self.around[at] if block not in met]
            makers = [one for name in _read(expression) for one in self.writes.get(name, ()) if one not in met]
            met.update(blocks, makers)
            found.update(blocks, makers)
            todo += [(block, block.iter if isinstance(block, ast.For) else block.test) for block in blocks]  # type: ignore[attr-defined]
            todo += [(one, _value(one)) for one in makers]
        if not isinstance(self._bare(value), ast.Name):
            found.add(statement)
        return {one for one in found if one is statement or not self._hands_on(one)}

    def _bare(self, value: ast.AST) -> ast.AST:
        return value if self.form else _unwrapped(value)

    def _hands_on(self, statement: ast.stmt) -> bool:
        """Whether a statement only changes the form of a value: cost = np.squeeze(cost)."""
        value = _value(statement)
        return not isinstance(value, ast.Name) and isinstance(self._bare(value), ast.Name)

    def part(self, answer: ast.Return, label: str, names: Sequence[str]) -> list[tuple[ast.stmt, ast.AST]]:
        """The expressions that give the part `label` of the answer, each with its statement."""
        value: ast.AST = answer.value or answer
        if isinstance(value, ast.Tuple) and len(names) == len(value.elts) > 1:
            if label in names:
                return [(answer, value.elts[names.index(label)])]
            return [found for one in value.elts for found in self._entry(answer, one, label)] or [(answer, value)]
        return self._entry(answer, value, label) or [(answer, value)]

    def _entry(
        self, at: ast.stmt, value: ast.AST, label: str, met: frozenset[str] = frozenset()
    ) -> list[tuple[ast.stmt, ast.AST]]:
        """The expressions under a key of a dictionary, whether it is written here or was made before."""
        if isinstance(value, ast.Dict):
            keys = [key.value if isinstance(key, ast.Constant) else None for key in value.keys]
            return [(at, entry) for key, entry in zip(keys, value.values, strict=True) if key == label]
        if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "dict":
            return [(at, keyword.value) for keyword in value.keywords if keyword.arg == label]
        if not isinstance(value, ast.Name) or value.id in met:
            return []
        found: list[tuple[ast.stmt, ast.AST]] = []
        for one in self.writes.get(value.id, ()):
            target = one.targets[0] if isinstance(one, ast.Assign) else None
            if isinstance(target, ast.Subscript):
                if isinstance(target.slice, ast.Constant) and target.slice.value == label:
                    found.append((one, _value(one)))
            else:
                found += self._entry(one, _value(one), label, met | {value.id})
        return found


def _written(statement: ast.stmt) -> set[str]:
    """The names that a statement gives a value to, or whose value it changes: x = …, x[0] = …, x.append(…)."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        call = statement.value.func
        return _roots([call.value]) if isinstance(call, ast.Attribute) else set()
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return _roots(target for target in targets if target is not None)


def _roots(targets: Iterable[ast.AST]) -> set[str]:
    found: set[str] = set()
    for target in targets:
        while isinstance(target, (ast.Subscript, ast.Attribute, ast.Starred)):
            target = target.value
        if isinstance(target, ast.Name):
            found.add(target.id)
        elif isinstance(target, (ast.Tuple, ast.List)):
            found |= _roots(target.elts)
    return found - {"np"}


def _value(statement: ast.stmt) -> ast.AST:
    """What a statement computes."""
    if isinstance(statement, ast.For):
        return statement.iter
    if isinstance(statement, ast.AugAssign):
        return statement
    return getattr(statement, "value", None) or statement


def _read(expression: ast.AST) -> set[str]:
    nodes = list(ast.walk(expression))
    names = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return names | {n.target.id for n in nodes if isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Name)}


def _unwrapped(expression: ast.AST) -> ast.AST:
    """The expression inside calls that only change the form: x in np.squeeze(np.array(x))."""
    while isinstance(expression, ast.Call):
        callee = expression.func
        name = callee.attr if isinstance(callee, ast.Attribute) else getattr(callee, "id", "")
        inner = expression.args[0] if expression.args else None
        if isinstance(callee, ast.Attribute) and not (isinstance(callee.value, ast.Name) and callee.value.id == "np"):
            inner = callee.value
        if name not in _FORMS or inner is None:
            break
        expression = inner
    return expression


class Known:
    """The values that the reference goes through in one call; a student's value is right if it is one of them."""

    def __init__(self, values: Iterable[Any], names: Mapping[str, Any], form: bool, rtol: float = 1e-5) -> None:
        """names : the reference's variables. form : whether shapes count."""
        self.arrays = [array for value in values for array in _arrays(value)]
        self.names, self.form, self.rtol = {name.lower(): value for name, value in names.items()}, form, rtol

    def right(self, value: Any, name: str = "", part: bool = False) -> bool:
        """Whether a value is made of known ones; what holds no numbers cannot be wrong.

        name : of a variable that has one value; one with a name of the reference's must have the reference's value
        part : whether a single entry of a known value does
        """
        if value is None:
            return False
        arrays = list(_arrays(value))
        if name.lower() in self.names and (must := list(_arrays(self.names[name.lower()]))):
            return len(arrays) == len(must) and all(map(self._same, arrays, must))
        if all(any(self._same(array, one, part) for one in self.arrays) for array in arrays):
            return True
        return isinstance(value, (list, tuple)) and len(value) > 1 and all(map(self.right, value))

    def _same(self, mine: Any, theirs: Any, part: bool = False) -> bool:
        if part and mine.size == 1:
            return bool(np.isclose(theirs, mine.reshape(()), rtol=self.rtol, atol=1e-10).any())
        if mine.size != theirs.size or (self.form and mine.size > 1 and mine.shape != theirs.shape):
            return False
        turned = () if self.form or theirs.ndim != 2 else (theirs.T,)
        flat = mine.reshape(-1)
        return any(
            np.allclose(flat, one.reshape(-1), rtol=self.rtol, atol=1e-10, equal_nan=True) for one in (theirs, *turned)
        )


def _arrays(value: Any) -> Iterator[Any]:
    """The arrays and numbers in a value, at any depth."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _arrays(one)
    elif (array := as_array(value)) is not None:
        yield array
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _arrays(one)


def first_wrong(
    flow: Flow, start: Sequence[tuple[ast.stmt, ast.AST]], seen: Observation, known: Known, must: Any = None
) -> int:
    """The number of the line that makes the first wrong value on the way to `start`; 0 if it cannot be told.

    must : the right value of what is wrong
    """
    behind: set[ast.stmt] = set().union(*(flow.behind(at, value) for at, value in start))
    # an entry that a loop fills and reads again may be wrong in a turn that was not watched
    doubtful = any(isinstance(s, ast.Assign) and _fills(s) and _looped(flow, s) for s in behind)
    for number, name, value in seen.made:
        statement = next((s for s in behind if _is_at(s, number) and name in _written(s)), None)
        if statement is None or _begins(statement, flow):
            continue
        loops = _looped(flow, statement)
        if isinstance(statement, ast.For):
            if _called(statement.iter) or known.right(value, part=True):
                continue
        elif isinstance(statement, ast.AugAssign) and loops:  # it adds up: only the whole sum is known
            if len(flow.writes[name]) > 2:
                return 0
            if known.right(seen.variables.get(name)):
                continue
            if known.right(value, part=True):  # a later term may be wrong, or the loop
                return 0
        elif loops and isinstance(statement, ast.Expr):
            continue  # it fills a list, of which one entry tells little
        elif _is_right(flow, statement, name, value, seen, known, loops):
            doubtful |= _is_common(value) and name.lower() not in known.names
            continue
        return 0 if doubtful else statement.lineno
    ends: set[int] = set().union(*(_ends(flow, at, value, seen, must) for at, value in start))
    return ends.pop() if len(ends) == 1 and not doubtful else 0


def _is_right(
    flow: Flow, statement: ast.stmt, name: str, value: Any, seen: Observation, known: Known, looped: bool
) -> bool:
    """Whether nothing speaks against what a statement made."""
    source = _value(statement)
    if isinstance(source, ast.Name) and not known.right(seen.variables.get(source.id)):
        return True  # it hands on what another line made
    return known.right(value, name if len(flow.writes[name]) == 1 and not looped else "") or _is_shape(statement)


def _looped(flow: Flow, statement: ast.stmt) -> bool:
    """Whether a statement stands in a loop."""
    return any(not isinstance(block, ast.If) for block in flow.around[statement])


def _fills(statement: ast.stmt) -> bool:
    """Whether a statement gives a value to an entry: x[0] = …"""
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return any(isinstance(target, ast.Subscript) for target in targets)


def _is_common(value: Any) -> bool:
    """Whether a value is 0 or 1: it may be right by accident."""
    return isinstance(value, (int, float)) and value in (0, 1)


def _is_shape(statement: ast.stmt) -> bool:
    """Whether a statement unpacks a shape, n_x, m = X.shape, and so cannot go wrong."""
    value = _value(statement)
    return isinstance(value, ast.Attribute) and value.attr == "shape"


def _ends(flow: Flow, at: ast.stmt, value: ast.AST, seen: Observation, must: Any) -> set[int]:
    """The lines that give a value whose parts are all right: they lack a step, or pick the wrong name."""
    if not isinstance(value, ast.Name):
        return {at.lineno}
    writers, right = flow.writes.get(value.id, []), Known((must,), {}, form=True)
    others = (other for name, other in seen.variables.items() if name != value.id)
    if not writers or any(right.right(other) for other in others if other is not None and must is not None):
        return {at.lineno}
    return {writers[0].lineno} if len(writers) == 1 and not flow.around[writers[0]] else set()


def _called(expression: ast.AST) -> bool:
    """Whether a loop runs over a call such as range(m), whose items are no values of the formula."""
    return isinstance(expression, ast.Call) and getattr(expression.func, "id", "") in ("range", "enumerate", "zip")


def _is_at(statement: ast.stmt, number: int) -> bool:
    last = statement.lineno if isinstance(statement, _BLOCKS) else statement.end_lineno or statement.lineno
    return statement.lineno <= number <= last


def _begins(statement: ast.stmt, flow: Flow) -> bool:
    """Whether a statement only makes the empty beginning of what other lines fill: total = 0, costs = []."""
    names = _written(statement)
    value = _value(statement)
    empty = (isinstance(value, ast.Constant) and value.value in (0, None)) or (
        isinstance(value, (ast.List, ast.Dict)) and not getattr(value, "elts", getattr(value, "keys", ()))
    )
    empty = empty or (isinstance(value, ast.Call) and getattr(value.func, "attr", "") in _MADE)
    return empty and any(len(flow.writes.get(name, ())) > 1 for name in names)
