"""Calls a function whose parameters are not those of the text: misspelt, in another order, too many or too few."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import flow
from .observe import Caller, Observation
from .spec import CheckSpec


@dataclass(frozen=True)
class Parameter:
    """One parameter of the student's: its name, whether it may be left out, and the text's name for it, if any."""

    name: str
    optional: bool
    meant: str = ""


@dataclass(frozen=True)
class Rebound:
    """A `Caller` that hands each argument over to the student's parameter for it, and leaves out what has none."""

    spec: CheckSpec
    call: Caller
    parameters: tuple[Parameter, ...]

    def __call__(self, arguments: tuple[Any, ...], keywords: Mapping[str, Any], **wanted: Any) -> Observation:
        values = {**self.spec.defaults, **dict(zip(self.spec.parameters, arguments, strict=False)), **keywords}
        first = list(itertools.takewhile(lambda one: one.meant, self.parameters))
        rest = {
            parameter.name: values[parameter.meant] for parameter in self.parameters[len(first) :] if parameter.meant
        }
        seen = self.call(tuple(values[one.meant] for one in first), rest, **wanted)
        values |= zip((one.meant for one in first), seen.arguments, strict=False)
        return dataclasses.replace(seen, arguments=tuple(values[n] for n in self.spec.parameters[: len(arguments)]))


def rebound(spec: CheckSpec, call: Caller, source: str) -> Rebound | None:
    """Another way to call the function that `source` defines; None if its parameters do not tell one."""
    parameters = _matched(spec, source)
    needed = {name for name in spec.parameters if name not in spec.defaults}
    if not parameters or any(not parameter.meant and not parameter.optional for parameter in parameters):
        return None
    return Rebound(spec, call, parameters) if needed <= {parameter.meant for parameter in parameters} else None


def mended(spec: CheckSpec) -> str:
    """What is said where the function could be called in another way."""
    return f"The parameters must be ({_listed(spec)}), as the text has them; it was judged by their names and places."


def keeps_places(spec: CheckSpec, source: str) -> bool:
    """Whether each parameter stands where the text has the one that it stands for: only names and defaults differ."""
    return tuple(one.meant for one in _matched(spec, source)) == tuple(spec.parameters)


def unbound(spec: CheckSpec, source: str) -> str:
    """What is said where some parameter stands for none of the text's, or is missing; empty where none is."""
    parameters = _matched(spec, source)
    meant = {parameter.meant for parameter in parameters}
    extra = [parameter.name for parameter in parameters if not parameter.meant and not parameter.optional]
    missing = [name for name in spec.parameters if name not in spec.defaults and name not in meant]
    if not parameters or not (extra or missing):
        return ""
    names = [parameter.name for parameter in parameters]
    sure = set(by_name(names, spec).values()) == set(spec.parameters)  # else any of the others may be the one
    more = f"{_series(extra)} too many" if sure else f"that is {len(extra)} too many"
    words = f"{_series(missing)} missing" if missing else more
    got = ", ".join(names)
    return f"The parameters must be ({_listed(spec)}), as the text has them. Got ({got}): {words}."


def _series(names: Sequence[str]) -> str:
    return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'}"


def _listed(spec: CheckSpec) -> str:
    defaults = spec.defaults
    return ", ".join(f"{name}={defaults[name]}" if name in defaults else name for name in spec.parameters)


def _matched(spec: CheckSpec, source: str) -> tuple[Parameter, ...]:
    """The student's parameters with what each stands for: first by name, then those that are left, by their order.

    Empty where the function cannot be read, or takes any number of arguments.
    """
    mine = _parameters(source, spec.name)
    named = by_name([one.name for one in mine], spec)
    left = [name for name in spec.parameters if name not in named.values()]
    # one that may be left out stands for something only where enough is left for those that may not
    spare = len(left) - sum(not one.optional and one.name not in named for one in mine)
    matched = []
    for one in mine:
        meant = named.get(one.name, "")
        if not meant and left and (not one.optional or spare > 0):
            spare -= one.optional
            meant = left.pop(0)
        matched.append(dataclasses.replace(one, meant=meant))
    return tuple(matched)


def by_name(mine: Sequence[str], spec: CheckSpec) -> dict[str, str]:
    """The names of parameters that are those of the text, but for capitals -> the text's names."""
    named = {name: name for name in mine if name in spec.parameters}
    for name in mine:
        like = [one for one in spec.parameters if one.lower() == name.lower() and one not in named.values()]
        if name not in named and len(like) == 1:
            named[name] = like[0]
    return named


def _parameters(source: str, name: str) -> tuple[Parameter, ...]:
    function = flow.function_in(source, name)
    if function is None or function.args.vararg or function.args.kwonlyargs:
        return ()
    return tuple(Parameter(one, default is not None) for one, default in flow.parameters(function).items())
