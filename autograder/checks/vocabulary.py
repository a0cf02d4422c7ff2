"""What may be written in a line of a student's function: its own names, keys and sizes, and the functions around it."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .flow import parameters
from .spec import CheckSpec

_USUAL_AXES = tuple(
    (ast.keyword("axis", ast.Constant(axis)), ast.keyword("keepdims", ast.Constant(True))) for axis in (0, 1)
)


@dataclass(frozen=True)
class Vocabulary:
    """What may be written in a line: names with a value, keys, sizes of arguments, other functions."""

    known: tuple[str, ...]
    made: tuple[tuple[int, str], ...]  # the line that gives a name a value, and the name
    entries: tuple[str, ...]  # as in x[i]
    loops: tuple[str, ...]  # that a loop counts with
    keys: tuple[str, ...]
    sizes: tuple[str, ...]
    uses: tuple[str, ...]
    axes: tuple[tuple[ast.keyword, ...], ...]  # with which other calls of the function reduce

    def before(self, line: int) -> Vocabulary:
        """What may be written in a line: of the names, the parameters and those that lines above it give a value to."""
        above = (name for number, name in self.made if number < line)
        return dataclasses.replace(self, known=tuple(dict.fromkeys((*self.known, *above))))


def vocabulary(function: ast.FunctionDef, spec: CheckSpec) -> Vocabulary:
    """What a function has for its lines; for one of them, `before` leaves out the names that later lines make."""
    given = parameters(function)
    own = [node for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    loops = [node for node in ast.walk(function) if isinstance(node, ast.For)]
    shapes = [
        [getattr(value, "shape", ()) for value in values]
        for values in zip(*(t.arguments for t in spec.visible), strict=False)
    ]
    flags = set(_flags(given, spec))
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and _has_axis(node)]
    return Vocabulary(
        tuple(name for name in given if name not in flags),
        tuple((node.lineno, node.id) for node in own),
        tuple(dict.fromkeys(_entries(function))),
        tuple(one.id for loop in loops for one in ast.walk(loop.target) if isinstance(one, ast.Name)),
        _keys(function),
        tuple(
            f"{name}.shape[{axis}]"
            for name, seen in zip(given, shapes, strict=False)
            for axis in range(4)
            if any(axis < len(shape) and shape[axis] != 1 for shape in seen)
        ),
        spec.uses,
        tuple({ast.unparse(call): tuple(call.keywords) for call in calls}.values()) or _USUAL_AXES,
    )


def _flags(names: Iterable[str], spec: CheckSpec) -> Iterator[str]:
    """The parameters that are only ever true or false: in place of a number, they would only switch it off."""
    for at, name in enumerate(names):
        values = [test.arguments[at] if at < len(test.arguments) else test.keywords.get(name) for test in spec.visible]
        known = [value for value in (*values, spec.defaults.get(name)) if value is not None]
        if known and all(isinstance(value, bool) for value in known):
            yield name


def _has_axis(call: ast.Call) -> bool:
    return any(keyword.arg == "axis" for keyword in call.keywords)


def _entries(function: ast.FunctionDef) -> Iterator[str]:
    """Entries that lines read, such as u[i]."""
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and isinstance(node.value, ast.Name):
            yield ast.unparse(node)


def _keys(function: ast.FunctionDef) -> tuple[str, ...]:
    texts = (n.value for n in ast.walk(function) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return tuple(dict.fromkeys(text for text in texts if text.isidentifier()))
