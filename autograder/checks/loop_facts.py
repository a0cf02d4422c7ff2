"""Facts about the loops of a student's function."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .fact import Fact, Found
from .flow import Flow, begins, written
from .spec import CheckSpec


def _loops(function: ast.FunctionDef) -> Iterator[ast.For]:
    return (node for node in ast.walk(function) if isinstance(node, ast.For))


def _names(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    """The names that are read, or that are given a value, below a node."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, context)}


def _emptied(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A list or sum that each turn of a loop begins anew, though a line below the loop reads it."""
    flow = Flow(function, form=False)
    for loop in _loops(function):
        below = [node for node in ast.walk(function) if getattr(node, "lineno", 0) > (loop.end_lineno or 0)]
        for at in loop.body:
            for name in written(at) if begins(at, flow) else ():
                inside = [one for one in flow.writes[name] if loop in flow.around[one]]
                grows = any(isinstance(one, (ast.AugAssign, ast.Expr)) for one in inside)
                if grows and {type(n.ctx) for n in below if isinstance(n, ast.Name) and n.id == name} == {ast.Load}:
                    yield name, at.lineno


def _one_place(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """An entry that a loop fills, at a place that no turn changes: v[n] = …, with n = 0 above the loop alone.

    Not one that gathers: v[n] = v[n] + x[i], or v[n] = total where the loop adds to total.
    """
    for loop in _loops(function):
        changing, counter = _names(loop, ast.Store), _names(loop.target, ast.Store)
        for one in loop.body:
            target = one.targets[0] if isinstance(one, ast.Assign) else None
            if isinstance(one, ast.Assign) and isinstance(target, ast.Subscript):
                places, read = _names(target.slice, ast.Load), _names(one.value, ast.Load)
                gathers = read & (_names(target.value, ast.Load) | (changing - counter))
                if places and not places & changing and not gathers:
                    yield ast.unparse(target), one.lineno


def _overwritten(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A sum that begins above a loop and is made anew from what each turn reads; a line below the loop reads it."""
    flow = Flow(function, form=False)
    for loop in _loops(function):
        below = {name for one in flow.around if one.lineno > (loop.end_lineno or 0) for name in _names(one, ast.Load)}
        own = _names(loop.target, ast.Store)
        for one in loop.body:
            if not isinstance(one, ast.Assign):
                own |= written(one) if _names(one, ast.Load) & own else set()
                continue
            name, read = getattr(one.targets[0], "id", ""), _names(one.value, ast.Load)
            writers = flow.writes.get(name, ())
            alone = [at for at in writers if loop in flow.around[at]] == [one]
            started = any(at.lineno < loop.lineno and begins(at, flow) for at in writers)
            if name in below and name not in read and alone and started and read & own:
                yield name, one.lineno
            elif read & own:
                own |= written(one)


def _other_axis(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """An entry X[i, :] in a loop whose i counts the columns of X, or X[:, i] where it counts the rows."""
    for loop in _loops(function):
        array, axis = _counted(function, loop)
        for node in ast.walk(loop):
            if (
                isinstance(node, ast.Subscript)
                and ast.unparse(node.value) == array
                and isinstance(node.slice, ast.Tuple)
            ):
                places = ["" if isinstance(one, ast.Slice) else ast.unparse(one) for one in node.slice.elts]
                if len(places) == 2 and places[1 - axis] == ast.unparse(loop.target) and not places[axis]:
                    yield ast.unparse(node), node.lineno


def _counted(function: ast.FunctionDef, loop: ast.For) -> tuple[str, int]:
    """The array and the axis that a loop counts: ("X", 1) for range(X.shape[1]), or range(m) with n, m = X.shape."""
    turns = ast.unparse(loop.iter)
    for one in ast.walk(function):
        if not isinstance(one, ast.Assign):
            continue
        target, value = one.targets[0], ast.unparse(one.value)
        if isinstance(target, ast.Tuple) and value.endswith(".shape"):
            sizes = {f"range({ast.unparse(name)})": at for at, name in enumerate(target.elts[:2])}
            if turns in sizes:
                return value.removesuffix(".shape"), sizes[turns]
        elif isinstance(target, ast.Name) and turns == f"range({target.id})":
            turns = f"range({value})"
            break
    array, _, size = turns.removeprefix("range(").partition(".shape")
    return (array, int(size[1])) if size in ("[0])", "[1])") else ("", 0)


def _same_each_turn(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A loop of which each turn adds the same: its lines read neither its counter nor anything that it changes."""
    for loop in _loops(function):
        sums = [one for one in loop.body if isinstance(one, ast.AugAssign)]
        read = set[str]().union(*(_names(one, ast.Load) for one in sums))  # in the index of what grows as well
        if len(sums) == len(loop.body) and not read & _names(loop, ast.Store):
            yield ast.unparse(loop.target), loop.lineno


def _loop_twice(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A loop over the same thing as one before it, with a line of its body."""
    for block in ast.walk(function):
        met: dict[str, set[str]] = {}
        for loop in getattr(block, "body", ()) if isinstance(block, ast.stmt) else ():
            if isinstance(loop, ast.For):
                turns, lines = ast.unparse(loop.iter), {ast.unparse(statement) for statement in loop.body}
                if lines & met.get(turns, set()):
                    yield turns, loop.lineno
                met.setdefault(turns, set()).update(lines)


def _return_in_loop(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    for loop in ast.walk(function):
        if isinstance(loop, (ast.For, ast.While)):
            yield from (("", statement.lineno) for statement in loop.body if isinstance(statement, ast.Return))


#: the surest first
OF_LOOPS = (
    Fact(
        "begun-in-the-loop",
        "{name} begins anew in each turn of the loop, so only what the last turn put into it is left.",
        "which lines belong to each turn, and which stand before the first one?",
        _emptied,
    ),
    Fact(
        "overwritten-in-the-loop",
        "{name} gets another value in each turn of the loop, and nothing adds them up or keeps them: only that of the "
        "last turn is left.",
        "does a turn add to what is there, with +=, or give a value to one entry of it?",
        _overwritten,
    ),
    Fact(
        "counter-of-another-axis",
        "{name} has the counter of the loop in another place than the size that it counts.",
        "which index runs over the rows, and which over the columns?",
        _other_axis,
    ),
    Fact(
        "one-place-for-all",
        "Each turn of the loop writes to {name}, and no turn changes which entry that is: the last one wins.",
        "print the index in each turn",
        _one_place,
    ),
    Fact(
        "turns-alike",
        "Nothing in the loop depends on {name}: each turn adds the same.",
        "which entry belongs to the turn?",
        _same_each_turn,
    ),
    Fact(
        "return-in-the-loop",
        "A return stands inside the loop, so the function ends in the first turn.",
        "the indentation of the return line",
        _return_in_loop,
    ),
    Fact(
        "loop-written-twice",
        "The loop over {name} stands there twice, so what it does is done twice as often.",
        "the first of the two loops: is it left over?",
        _loop_twice,
    ),
)
