"""How values flow through a student's function: which statements a part of its answer is made by."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable, Sequence

from .syntax import called, parsed

Line = tuple[int, str]

#: calls that change the form of a value and not its numbers
_FORMS = frozenset(("squeeze", "array", "asarray", "float", "copy", "item", "astype", "reshape", "atleast_2d"))
#: calls of numpy that make an array to be filled
MADE = frozenset(("zeros", "zeros_like", "empty", "empty_like", "ones", "ones_like"))
BLOCKS = (ast.If, ast.For, ast.While)


@functools.lru_cache(maxsize=8)
def function_in(source: str, name: str) -> ast.FunctionDef | None:
    """The last function with this name in a cell, to be read only; None if there is none, or none can be read."""
    if (tree := parsed(source)) is None:
        return None
    return next((n for n in reversed([*ast.walk(tree)]) if isinstance(n, ast.FunctionDef) and n.name == name), None)


def parameters(function: ast.FunctionDef) -> dict[str, ast.expr | None]:
    """The names in the def line, in order, each with the default that is written for it; None where there is none."""
    given = function.args
    placed = [*given.posonlyargs, *given.args]
    defaults = [*[None] * (len(placed) - len(given.defaults)), *given.defaults, *given.kw_defaults]
    return {argument.arg: one for argument, one in zip([*placed, *given.kwonlyargs], defaults, strict=True)}


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
            for name in written(statement):
                self.writes.setdefault(name, []).append(statement)
            inner = [*around, statement] if isinstance(statement, BLOCKS) else around
            for field in ("body", "orelse", "finalbody"):
                self._walk(getattr(statement, field, []), inner)

    def only_maker(self, name: str) -> ast.stmt | None:
        """The statement that alone gives a name a value, in no loop and no if; None where there is no such one."""
        makers = self.writes.get(name, [])
        return makers[0] if len(makers) == 1 and not self.around[makers[0]] else None

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
            todo += [(maker, value_of(maker)) for maker in makers]
        if not isinstance(self._bare(value), ast.Name):
            found.add(statement)
        return {one for one in found if one is statement or not self._hands_on(one)}

    def _bare(self, value: ast.AST) -> ast.AST:
        return value if self.form else _unwrapped(value)

    def _hands_on(self, statement: ast.stmt) -> bool:
        """Whether a statement only changes the form of a value: cost = np.squeeze(cost)."""
        value = value_of(statement)
        return not isinstance(value, ast.Name) and isinstance(self._bare(value), ast.Name)

    def part(self, answer: ast.Return, label: str, names: Sequence[str]) -> list[tuple[ast.stmt, ast.AST]]:
        """The expressions that give the part `label` of the answer, each with its statement."""
        value: ast.AST = answer.value or answer
        if isinstance(value, ast.Tuple) and len(names) == len(value.elts) > 1:
            if label in names:
                return [(answer, value.elts[names.index(label)])]
            return [found for element in value.elts for found in self._entry(answer, element, label)] or [
                (answer, value)
            ]
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
                    found.append((one, value_of(one)))
            else:
                found += self._entry(one, value_of(one), label, met | {value.id})
        return found


def written(statement: ast.stmt) -> set[str]:
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


def value_of(statement: ast.stmt) -> ast.AST:
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


def hands_on(statement: ast.stmt) -> bool:
    """Whether a statement gives a value another name, or another form: cost = np.squeeze(cost)."""
    return isinstance(_unwrapped(value_of(statement)), ast.Name)


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


def is_a_form(value: ast.AST) -> bool:
    """Whether an expression gives numbers another form: v[None, :], v.reshape(1, -1), np.vstack(columns)."""
    if isinstance(value, ast.Subscript):
        places = value.slice.elts if isinstance(value.slice, ast.Tuple) else [value.slice]
        news = (ast.unparse(one) in (":", "None", "np.newaxis") for one in places)
        return all(news)
    return called(value) in ("reshape", "vstack", "hstack", "column_stack", "stack", "concatenate", "transpose")


def made_once(function: ast.FunctionDef, statement: ast.stmt) -> set[str]:
    """The names that a statement reads and that one other line makes, in no loop and no if."""
    flow = Flow(function, form=False)
    return {name for name in _read(statement) if isinstance(flow.only_maker(name), ast.Assign)}


def in_a_loop(flow: Flow, statement: ast.stmt) -> bool:
    """Whether a statement stands in a loop."""
    return any(not isinstance(block, ast.If) for block in flow.around[statement])


def fills(statement: ast.stmt) -> bool:
    """Whether a statement gives a value to an entry: x[0] = …"""
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return any(isinstance(target, ast.Subscript) for target in targets)


def unpacks_a_shape(statement: ast.stmt) -> bool:
    """Whether a statement unpacks a shape, n_x, m = X.shape, and so cannot go wrong."""
    value = value_of(statement)
    return isinstance(value, ast.Attribute) and value.attr == "shape"


def is_at(statement: ast.stmt, number: int) -> bool:
    last = statement.lineno if isinstance(statement, BLOCKS) else statement.end_lineno or statement.lineno
    return statement.lineno <= number <= last


def begins(statement: ast.stmt, flow: Flow) -> bool:
    """Whether a statement only makes the empty beginning of what other lines fill: total = 0, costs = []."""
    return is_empty(value_of(statement)) and any(
        len(flow.writes.get(name, ())) > 1 and not _is_used(flow, statement, name) for name in written(statement)
    )


def _is_used(flow: Flow, statement: ast.stmt, name: str) -> bool:
    """Whether the line that a name stands in next reads it and gives it no value: then it is no beginning."""
    for one in flow.around:
        if one.lineno > statement.lineno:
            if name in written(one) or (isinstance(one, ast.While) and _counts(one, name)):
                return False
            value = one.test if isinstance(one, (ast.If, ast.While)) else value_of(one)
            if not isinstance(one, (ast.Assert, ast.Expr)) and name in _read(value):
                return True
    return False


def _counts(loop: ast.While, name: str) -> bool:
    """Whether a loop goes on by what it gives a name: i += 1."""
    return any(name in written(one) for one in ast.walk(loop) if isinstance(one, ast.stmt))


def is_empty(value: ast.AST) -> bool:
    """Whether an expression makes something that other lines are to fill: 0, None, [], np.zeros(…)."""
    if isinstance(value, ast.Tuple):  # dw, db = None, None
        return all(map(is_empty, value.elts))
    if isinstance(value, (ast.List, ast.Dict)):
        return not (value.elts if isinstance(value, ast.List) else value.keys)
    if isinstance(value, ast.Call):
        return getattr(value.func, "attr", "") in MADE
    return isinstance(value, ast.Constant) and value.value in (0, None)


def is_written(value: ast.AST | None) -> bool:
    """Whether an expression is a number or an empty list that is written there, or a tuple of such."""
    if isinstance(value, ast.Tuple):
        return all(map(is_written, value.elts))
    return isinstance(value, ast.Constant) or (isinstance(value, ast.List | ast.Dict) and is_empty(value))


def lost(function: ast.FunctionDef) -> int:
    """How many plain assignments give a value to a name that the same block gives another before anything reads it."""
    count = 0
    for node in ast.walk(function):
        for block in (getattr(node, "body", ()), getattr(node, "orelse", ())):
            waiting: set[str] = set()
            for statement in block if isinstance(block, list) else ():
                target = statement.targets[0] if isinstance(statement, ast.Assign) else None
                waiting -= _read(statement)
                if isinstance(target, ast.Name):
                    count += target.id in waiting
                    waiting.add(target.id)
    return count
