"""The solution cell of an exercise as text, and the function that a changed cell defines."""

from __future__ import annotations

import linecache
from collections.abc import Callable, Mapping
from typing import Any


def cell(function: Callable[..., Any]) -> str:
    """The whole cell that defines a function of the reference."""
    return "".join(linecache.getlines(function.__code__.co_filename))


def defined(source: str, name: str, namespace: Mapping[str, Any]) -> Callable[..., Any]:
    """The function `name` as `source` defines it; what it calls beside that is found in a copy of `namespace`."""
    own = dict(namespace)
    exec(compile(source, f"<mutant of {name}>", "exec"), own)
    function: Callable[..., Any] = own[name]
    return function
