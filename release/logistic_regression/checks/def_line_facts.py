"""Facts about the def line of a student's function, held against the parameters that the text names."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .binding import by_name
from .fact import Fact, Found
from .flow import parameters
from .spec import CheckSpec


def _in_another_order(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """As many parameters as in the text or more, one of which stands where the text has another one."""
    theirs, mine = list(spec.parameters), list(parameters(function))
    named = by_name(mine, spec)
    whole = len(mine) == len(theirs) or len(named) == len(theirs)
    moved = any(one in named and theirs.index(named[one]) != at for at, one in enumerate(mine))
    if len(theirs) > 1 and whole and moved:
        yield ", ".join(theirs), function.lineno


def _too_many(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A parameter of their own that stands before one of the text's: an argument for this one reaches that one."""
    mine = list(parameters(function))
    named = by_name(mine, spec)
    if len(mine) > len(spec.parameters):
        for name in mine[: len(spec.parameters)]:
            if name not in named:
                yield name, function.lineno
                return


def _not_taken(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A parameter of the text's that the reference reads, and that no parameter can stand for."""
    mine = list(parameters(function))
    named = by_name(mine, spec)
    others = [name for name in mine if name not in named]  # what one of these stands for is not known
    missing = [name for name in spec.parameters if name not in named.values()]
    if missing and not others and missing[0] in spec.reads:
        yield missing[0], function.lineno


def _other_default(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A parameter whose default is written in the def line and is not that of the text."""
    for name, default in parameters(function).items():
        if name in spec.defaults and isinstance(default, ast.Constant) and default.value != spec.defaults[name]:
            yield name, function.lineno


_COMPARE = "compare the def line with the one in the text"

IN_ANOTHER_ORDER = Fact(
    "parameters-in-another-order",
    "The names in the def line have other places than in the text, where they are {name}. Arguments go by their place.",
    _COMPARE,
    _in_another_order,
)
OF_DEF_LINES = (
    Fact(
        "parameter-too-many",
        "The def line has more parameters than the text: what the text passes in at its place reaches {name}.",
        _COMPARE,
        _too_many,
    ),
    Fact(
        "argument-not-taken",
        "The def line has no {name}, which the text names: whatever is passed in for it, the answer cannot depend on "
        "it.",
        _COMPARE,
        _not_taken,
    ),
    Fact(
        "default-changed",
        "The def line gives {name} another value to start from than the text does: a call without it takes that one.",
        _COMPARE,
        _other_default,
    ),
)
