"""Finds the line of the student's code to show with a message: the one that makes the first wrong value."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from .flow import (
    Flow,
    begins,
    fills,
    hands_on,
    in_a_loop,
    is_a_form,
    is_at,
    is_empty,
    is_written,
    unpacks_a_shape,
    value_of,
    written,
)
from .kinds.kind import as_array, entries
from .observe import Observation
from .syntax import called

_BLANK = ("zeros", "zeros_like", "empty", "empty_like")
MOST = 20_000  # numbers in a value that is looked at


class Known:
    """The values that the reference goes through in one call; a student's value is right if it is one of them."""

    def __init__(self, values: Iterable[Any], names: Mapping[str, Any], form: bool, rtol: float = 1e-5) -> None:
        """names : the reference's variables. form : whether shapes count."""
        self.arrays = [array for value in values for array in _arrays(value)]
        self.names, self.form, self.rtol = {name.lower(): value for name, value in names.items()}, form, rtol
        self.bare = Known(self.arrays, names, False, rtol) if form else self  # of which the numbers count alone

    def right(self, value: Any, name: str = "", part: bool = False) -> bool:
        """Whether a value is made of known ones; what holds no numbers cannot be wrong.

        name : of a variable that has one value; one with a name of the reference's must have the reference's value
        part : whether a single entry, a row or a column of a known value does
        """
        if value is None:
            return False
        if entries(value) > MOST:
            return True  # it cannot be told
        arrays = list(_arrays(value))
        if name.lower() in self.names and (must := list(_arrays(self.names[name.lower()]))):
            return len(arrays) == len(must) and all(map(self._same, arrays, must))
        if all(any(self._same(array, one, part) for one in self.arrays) for array in arrays):
            return True
        return isinstance(value, (list, tuple)) and len(value) > 1 and all(map(self.right, value))

    def _same(self, mine: Any, theirs: Any, part: bool = False) -> bool:
        if part and mine.size == 1:
            return bool(np.isclose(theirs, mine.reshape(()), rtol=self.rtol, atol=1e-10).any())
        if part and theirs.ndim == 2 and mine.size in theirs.shape:
            lines = [*theirs, *theirs.T]
            return any(one.size == mine.size and np.allclose(mine.reshape(-1), one, rtol=self.rtol) for one in lines)
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
        for inner in value.values():
            yield from _arrays(inner)
    elif (array := as_array(value)) is not None:
        yield array
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _arrays(one)


def first_wrong(
    flow: Flow,
    start: Sequence[tuple[ast.stmt, ast.AST]],
    seen: Observation,
    known: Known,
    must: Any = None,
    trusted: Collection[int] = (),
) -> int:
    """The number of the line that makes the first wrong value on the way to `start`; 0 if it cannot be told.

    must : the right value of what is wrong
    trusted : the numbers of lines that are not blamed
    """
    behind: set[ast.stmt] = set().union(*(flow.behind(at, value) for at, value in start))
    # an entry that a loop fills and reads again may be wrong in a turn that was not watched
    doubtful = any(isinstance(s, ast.Assign) and fills(s) and in_a_loop(flow, s) for s in behind)
    idle = any(isinstance(s, ast.Assign) and s not in behind for s in flow.around)  # meant to fill it, perhaps
    for number, name, value in seen.made:
        statement = next((s for s in behind if is_at(s, number) and name in written(s)), None)
        if statement is None or _only_begins(flow, statement, name, value, known):
            continue
        blank = not known.form and idle and called(value_of(statement)) in _BLANK
        if is_empty(value_of(statement)) and (blank or isinstance(value, list | dict)):
            return 0  # nothing fills it: a line is missing
        loops = in_a_loop(flow, statement)
        if isinstance(statement, ast.For):
            if _called(statement.iter) or known.right(value, part=True):
                continue
        elif isinstance(statement, ast.AugAssign) and loops:  # it adds up: only the whole sum is known
            if len(flow.writes[name]) > 2 or not _begins_at_zero(flow, statement, name):
                return 0
            if known.right(seen.variables.get(name)):
                continue
            if known.right(value, part=True):  # a later term may be wrong, or the loop
                return 0
        elif loops and isinstance(statement, ast.Expr):
            doubtful |= len(flow.writes[name]) > 2  # the beginning, and two lines that fill it
            continue  # one entry of a list tells little
        elif _is_right(flow, statement, name, value, seen, known, loops):
            # what is 0 or 1, or chosen by a condition, may be right by chance
            chosen = _is_common(value) or isinstance(value_of(statement), ast.IfExp)
            doubtful |= chosen and name.lower() not in known.names
            continue
        elif _is_a_mask(value) or (not loops and name.lower() not in known.names and known.right(_turned(value))):
            doubtful = True  # it picks entries, or a later line takes a square of it or turns it back
            continue
        elif statement.lineno in trusted or (name.lower() not in known.names and _is_shifted(statement, value, known)):
            continue
        elif (
            known.form and not loops and _is_formed_later(flow, statement, name) and known.bare.right(value, part=True)
        ):
            continue  # the right numbers: a line below gives them another form once more
        return 0 if doubtful or _reads_an_alias(flow, statement, seen) else statement.lineno
    ends: set[int] = set().union(*(_ends(flow, at, value, seen, known, must) for at, value in start))
    return ends.pop() if len(ends) == 1 and not doubtful else 0


def _is_right(
    flow: Flow, statement: ast.stmt, name: str, value: Any, seen: Observation, known: Known, looped: bool
) -> bool:
    """Whether nothing speaks against what a statement made."""
    source, only = value_of(statement), len(flow.writes[name]) == 1
    if isinstance(source, ast.Name) and not known.right(seen.variables.get(source.id)):
        return True  # it hands on what another line made
    if looped and only and _is_common(value) and name.lower() in known.names:
        return known.right(seen.variables.get(name), name)  # the reference's is that of the last turn as well
    part = looped or (isinstance(value, list) and all(isinstance(one, np.ndarray) for one in value))
    return known.right(value, name if only and not looped else "", part=part) or unpacks_a_shape(statement)


def _only_begins(flow: Flow, statement: ast.stmt, name: str, value: Any, known: Known) -> bool:
    """Whether a statement makes what lines below it fill, or writes down a number that has no name in the reference."""
    if is_written(value_of(statement)) and isinstance(value, float | list):
        return isinstance(value, list) or name.lower() not in known.names
    return begins(statement, flow)


def _is_a_mask(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype == bool


def _turned(value: Any) -> Any:
    """An array with the other sign; None of a single number, which may be another one's by chance."""
    return -value if isinstance(value, np.ndarray) and value.size > 1 and value.dtype.kind in "if" else None


def _is_formed_later(flow: Flow, statement: ast.stmt, name: str) -> bool:
    """Whether another line only forms anew what a line makes: v = v[None, :], X = np.vstack(columns)."""
    return any(
        one.lineno > statement.lineno and name in _names(value_of(one)) and is_a_form(value_of(one))
        for one in flow.around
        if isinstance(one, (ast.Assign, ast.Return))
    )


def _is_shifted(statement: ast.stmt, value: Any, known: Known) -> bool:
    """Whether a statement moves scores by a largest one, or makes exponentials of scores that are moved otherwise.

    What is divided by its sum later comes out the same: such a line is no mistake, and a later one is.
    """
    source, mine = value_of(statement), as_array(value)
    if isinstance(source, ast.BinOp) and isinstance(source.op, ast.Sub) and called(source.right) in ("max", "amax"):
        return called(source.left) != "exp"
    if called(source) != "exp" or mine is None or mine.ndim != 2:
        return False
    alike = [one for one in known.arrays if one.shape == mine.shape and one.all()]
    ratios = [mine / one for one in alike]
    return any(np.allclose(one, one.take([0], axis), rtol=known.rtol) for one in ratios for axis in (0, 1))


def _begins_at_zero(flow: Flow, statement: ast.stmt, name: str) -> bool:
    """Whether what a loop adds up begins at 0 and takes every turn; if not, the line that adds may be right."""
    loops = [block for block in flow.around[statement] if not isinstance(block, ast.If)]
    return all(map(_takes_every_turn, loops)) and all(
        begins(one, flow) for one in flow.writes[name] if one is not statement
    )


def _takes_every_turn(loop: ast.stmt) -> bool:
    """Whether a loop runs over all of something: not while a condition holds, nor over range(1, m) or range(m - 1)."""
    over = loop.iter if isinstance(loop, ast.For) else None
    if getattr(getattr(over, "func", None), "id", "") != "range":
        return over is not None
    bounds = over.args if isinstance(over, ast.Call) else []
    return len(bounds) == 1 and not isinstance(bounds[0], ast.BinOp)


def _reads_an_alias(flow: Flow, statement: ast.stmt, seen: Observation) -> bool:
    """Whether a statement reads a variable that another line only gave a second name: a step may be missing there."""
    makers = [(name, maker) for name in _names(value_of(statement)) for maker in flow.writes.get(name, ())]
    return any(isinstance(value_of(maker), ast.Name) or _gains_nothing(maker, name, seen) for name, maker in makers)


def _gains_nothing(maker: ast.stmt, name: str, seen: Observation) -> bool:
    """Whether a line computes and hands on what it read: np.where(s == 0, 0, s), where 1 is meant for 0."""
    value, read = as_array(seen.variables.get(name)), _names(value_of(maker)) - {name}
    if value is None or value.size < 2 or hands_on(maker):
        return False
    others = (as_array(seen.variables.get(one)) for one in read)
    return any(one is not None and np.array_equal(one, value) for one in others)


def _names(expression: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}


def _is_common(value: Any) -> bool:
    """Whether a value is 0 or 1: it may be right by accident."""
    return isinstance(value, (int, float)) and value in (0, 1)


def _ends(flow: Flow, at: ast.stmt, value: ast.AST, seen: Observation, known: Known, must: Any) -> set[int]:
    """The lines that give a value whose parts are all right: they lack a step, or pick the wrong name."""
    if isinstance(value, ast.Tuple) and all(isinstance(one, ast.Name | ast.Constant) for one in _leaves(value)):
        return set()  # it only hands on, and which of its names is meant is not known
    if not isinstance(value, ast.Name):
        return set() if _reads_an_alias(flow, at, seen) else {at.lineno}
    writers, right = flow.writes.get(value.id, []), Known((must,), {}, form=True)
    # the right value under another name; where the writer starts from that name, it is the writer that went wrong
    used = {node.id for one in writers for node in ast.walk(value_of(one)) if isinstance(node, ast.Name)}
    others = (seen.variables.get(name) for name in flow.writes if name != value.id and name not in used)
    single = must is not None and not isinstance(must, Mapping)
    if not writers or (single and any(right.right(other) for other in others if other is not None)):
        return {at.lineno}
    once = len(writers) == 1 and not in_a_loop(flow, writers[0])
    readers = (one for one in flow.around if one not in (at, *writers) and not _only_looks(one))
    if once and any(value.id in _names(value_of(one)) for one in readers):
        return {at.lineno}  # it was made for another line: here the wrong name is handed back
    own = known.names.get(value.id.lower())
    if own is not None and must is not None and not right.right(own):
        return {at.lineno}  # it is what its name says, and another part is asked for here
    return {writers[0].lineno} if len(writers) == 1 and not flow.around[writers[0]] else set()


def _only_looks(statement: ast.stmt) -> bool:
    """Whether a line asserts or prints."""
    return isinstance(statement, ast.Assert) or called(value_of(statement)) == "print"


def _leaves(value: ast.expr | None) -> list[ast.expr | None]:
    """What a tuple or a dictionary is made of, through those in it."""
    inner = value.elts if isinstance(value, ast.Tuple) else value.values if isinstance(value, ast.Dict) else [value]
    return [value] if inner == [value] else [leaf for one in inner for leaf in _leaves(one)]


def _called(expression: ast.AST) -> bool:
    """Whether a loop runs over a call such as range(m), whose items are no values of the formula."""
    return isinstance(expression, ast.Call) and getattr(expression.func, "id", "") in ("range", "enumerate", "zip")
