"""General causes that the student's own code shows: each is a fact about the syntax tree of the function."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Collection, Iterator

import numpy as np

from .condition_facts import OF_BRANCHES, OF_REFUSALS, OF_VALUES
from .def_line_facts import IN_ANOTHER_ORDER, OF_DEF_LINES
from .exception_words import WORDS as WORDS_OF_EXCEPTIONS
from .fact import Fact, Found
from .flow import function_in, parameters
from .loop_facts import OF_LOOPS
from .result_facts import OF_RESULTS
from .spec import CheckSpec, Hint
from .syntax import called as name_called
from .syntax import calls


def facts(spec: CheckSpec, source: str, ids: Collection[str] = ()) -> Iterator[tuple[Hint, int]]:
    """The hints on what the code shows, each with its line; none where the source is not known.

    ids : of the facts to look for; empty for all
    """
    function = function_in(source, spec.name)
    for fact in (one for one in FACTS if function is not None and (not ids or one.id in ids)):
        for name, line in fact.search(function, spec):  # type: ignore[arg-type]
            told = fact.why.format(name=name), fact.look.format(name=name)
            yield Hint(fact.id, *told, *spec.causes.place(fact.id)), line
            break


#: what repeats lines: statements, the `for` of a comprehension, and what calls a function for each of many
_REPEATS = ast.For | ast.AsyncFor | ast.While | ast.comprehension
_CALLS_OFTEN = frozenset(("map", "reduce", "vectorize", "frompyfunc", "fromfunction", "apply_along_axis"))


def loops(spec: CheckSpec, source: str) -> bool:
    """Whether the cell repeats anything, by the function's calling itself too; true where the source is not known."""
    function = function_in(source, spec.name)
    if function is None:
        return True
    often = _CALLS_OFTEN | {spec.name}
    nodes = list(ast.walk(ast.parse(source)))
    return any(isinstance(node, _REPEATS) or name_called(node) in often for node in nodes)


def in_words_that_fit(spec: CheckSpec, source: str) -> CheckSpec:
    """The spec without the named mistakes whose words are of a loop, where the cell has none."""
    if loops(spec, source):
        return spec
    hints = {key: hint for key, hint in spec.hints.items() if not re.search(r"\bloop", hint.why)}
    return dataclasses.replace(spec, hints=hints)


def names(spec: CheckSpec, source: str) -> dict[str, int]:
    """The names that the function gives a value to or takes, and how often each is read."""
    function = function_in(source, spec.name)
    if function is None:
        return {}
    found = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    known = {*parameters(function), *(node.id for node in found if isinstance(node.ctx, ast.Store))}
    return {name: sum(node.id == name for node in found) for name in known}


def called(spec: CheckSpec, source: str) -> set[str]:
    """The names of what the function calls."""
    function = function_in(source, spec.name)
    return {call.func.id for call in calls(function) if isinstance(call.func, ast.Name)} if function else set()


def is_empty(spec: CheckSpec, source: str) -> bool:
    """Whether nothing is written in the function: pass, three dots, or its docstring alone."""
    function = function_in(source, spec.name)
    return function is not None and all(
        isinstance(one, ast.Pass) or (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))
        for one in function.body
    )


def returns_a_value(spec: CheckSpec, source: str) -> bool:
    """Whether a return line has something behind the word return."""
    function = function_in(source, spec.name)
    found = ast.walk(function) if function else ()
    return any(isinstance(node, ast.Return) and node.value is not None for node in found)


def _list_in_itself(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A name that is bound to a list here, and to nothing else, and appended to itself."""
    for call in calls(function):
        callee, items = call.func, call.args
        appends = isinstance(callee, ast.Attribute) and callee.attr == "append" and bool(items)
        itself = appends and ast.unparse(callee) == f"{ast.unparse(items[0])}.append"
        if itself and not _bound_to_another(function, ast.unparse(items[0])):
            yield ast.unparse(items[0]), call.lineno


def _bound_to_another(function: ast.FunctionDef, name: str) -> bool:
    """Whether the name is given a value that is not written as a list, as by a call that gives a number."""
    stores = {node for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    binds = [node for node in ast.walk(function) if isinstance(node, ast.Assign)]
    lists = {
        target
        for bind in binds
        if isinstance(bind.value, (ast.List, ast.ListComp)) or ast.unparse(bind.value) == "list()"
        for target in bind.targets
    }
    return any(node.id == name and node not in lists for node in stores)


def _overwritten(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A parameter that is given another value, at the top of the function or of a loop, before anything reads it."""
    yield from _lost(function.body, set(parameters(function)))


def _lost(block: list[ast.stmt], waiting: set[str]) -> Iterator[Found]:
    for statement in block:
        if isinstance(statement, (ast.For, ast.While)):  # its first turn reads from the top
            head = ast.walk(statement.iter if isinstance(statement, ast.For) else statement.test)
            waiting -= {node.id for node in head if isinstance(node, ast.Name)}
            yield from _lost(statement.body, waiting)
        names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
        read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
        if isinstance(statement, ast.AugAssign):
            read |= {node.id for node in names}
        waiting -= read
        if isinstance(statement, ast.Assign):
            for node in names:
                if isinstance(node.ctx, ast.Store) and node.id in waiting:
                    yield node.id, statement.lineno
        waiting -= {node.id for node in names}


def _ignored(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A parameter that nothing reads, and that the reference needs."""
    read = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    changed = {node.target.id for node in ast.walk(function) if _is_name(getattr(node, "target", None))}  # type: ignore[attr-defined]
    for name in parameters(function):
        if name in spec.reads and name not in read | changed:
            yield name, 0


def _is_name(node: object) -> bool:
    return isinstance(node, ast.Name)


def _typed_in(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A number in a call of another function of the notebook."""
    for call in calls(function):
        if isinstance(call.func, ast.Name) and call.func.id in spec.uses:
            values = [*call.args, *(keyword.value for keyword in call.keywords)]
            if any(isinstance(v, ast.Constant) and type(v.value) in (int, float) for v in values):
                yield call.func.id, call.lineno


#: functions of numpy that take one array
_OF_ONE = frozenset(("abs", "absolute", "exp", "log", "log2", "log10", "negative", "sqrt", "square", "tanh"))


def _place_for_a_result(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    for call in calls(function):
        if name_called(call) in _OF_ONE and ast.unparse(call.func).startswith("np.") and len(call.args) > 1:
            yield ast.unparse(call.func).removeprefix("np."), call.lineno


_ROWS = (ast.GeneratorExp, ast.ListComp, ast.List, ast.Tuple)


def _own_sum(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """Python's own sum, max or min, in a function that gets arrays with two axes."""
    flat = not any(
        np.ndim(argument) > 1
        for test in spec.visible
        for argument in test.arguments
        if isinstance(argument, np.ndarray)
    )
    for call in () if flat else calls(function):
        own = isinstance(call.func, ast.Name) and call.func.id in ("max", "min", "sum") and len(call.args) == 1
        row = call.args[0] if own else None  # of numbers: a shape, or what is written as a list
        if own and not (isinstance(row, _ROWS) or (isinstance(row, ast.Attribute) and row.attr == "shape")):
            yield ast.unparse(call.func), call.lineno


#: the surest first
FACTS = (
    IN_ANOTHER_ORDER,
    Fact(
        "list-in-itself",
        "{name} is appended to itself, so the list holds itself without end. One number is to be appended.",
        "append(…): which name should stand in the brackets?",
        _list_in_itself,
    ),
    *OF_VALUES,
    *OF_REFUSALS,
    *OF_RESULTS,
    *OF_DEF_LINES,
    Fact(
        "second-argument-is-the-place",
        "np.{name} takes one array. A second one is the place that the result is written into, and enters nothing.",
        "what is to be done with the two before np.{name}?",
        _place_for_a_result,
    ),
    Fact(
        "argument-overwritten",
        "The argument {name} is given another value before anything reads it, so what was passed in is lost.",
        "the first line with {name} on the left of an = sign",
        _overwritten,
    ),
    Fact(
        "argument-ignored",
        "The argument {name} is never used in the function, so the answer cannot depend on it.",
        "where in the formula does this argument belong?",
        _ignored,
    ),
    *OF_LOOPS,
    *OF_BRANCHES,
    Fact(
        "number-in-the-call",
        "A number is typed into the call of {name}, where a value that was passed in or computed is meant.",
        "each argument of the call: where does it come from?",
        _typed_in,
    ),
    Fact("builtin-for-numpy", *WORDS_OF_EXCEPTIONS["builtin-for-numpy"], _own_sum),
)

OF_THE_DEF_LINE = tuple(fact.id for fact in (IN_ANOTHER_ORDER, *OF_DEF_LINES))
#: id -> why, look, for any name
WORDS = {fact.id: (fact.why.format(name="…"), fact.look.format(name="…")) for fact in FACTS}
