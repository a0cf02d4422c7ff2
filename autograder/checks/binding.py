"""Calls a function whose parameters are not those of the text: misspelt, in another order, or without a default."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .observe import Caller, Observation
from .spec import CheckSpec


@dataclass(frozen=True)
class Rebound:
    """A `Caller` that hands every argument over by its place in the student's list of parameters."""

    spec: CheckSpec
    call: Caller
    order: tuple[str, ...]  # the text's name for each of the student's parameters

    def __call__(
        self,
        arguments: tuple[Any, ...],
        keywords: Mapping[str, Any],
        *,
        variables: bool = False,
        steps: bool = False,
        instead: str = "",
    ) -> Observation:
        values = {**self.spec.defaults, **dict(zip(self.spec.parameters, arguments, strict=False)), **keywords}
        given = tuple(values[name] for name in self.order)
        seen = self.call(given, {}, variables=variables, steps=steps, instead=instead)
        after = dict(zip(self.order, seen.arguments, strict=False))
        return dataclasses.replace(
            seen, arguments=tuple(after[name] for name in self.spec.parameters[: len(arguments)] if name in after)
        )

    @property
    def words(self) -> str:
        """What the parameters must be."""
        defaults = self.spec.defaults
        listed = [f"{name}={defaults[name]}" if name in defaults else name for name in self.spec.parameters]
        return f"The parameters must be ({', '.join(listed)}), as the text has them; it was judged by their places."


def rebound(spec: CheckSpec, call: Caller, source: str) -> Rebound | None:
    """Another way to call the function that `source` defines; None if it takes another number of arguments.

    Names that are all the text's tell the order; otherwise the places do.
    """
    names = _parameters(source, spec.name)
    if names is None or len(names) != len(spec.parameters):
        return None
    return Rebound(spec, call, names if set(names) == set(spec.parameters) else spec.parameters)


def _parameters(source: str, name: str) -> tuple[str, ...] | None:
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    found = [node.args for node in nodes if isinstance(node, ast.FunctionDef) and node.name == name]
    if not found or found[-1].vararg or found[-1].kwonlyargs:
        return None
    return tuple(one.arg for one in (*found[-1].posonlyargs, *found[-1].args))
