"""Values that cross as a name only: functions on our own list, and everything that is not plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .kind import Kind, NotPlainDataError, Packer, Unpacker, name_of


@dataclass(frozen=True)
class Opaque:
    """Stands for a value that could not cross between the processes; it holds the name of its type only."""

    type_name: str

    def __str__(self) -> str:
        return f"an object of type {self.type_name}"


@dataclass(frozen=True)
class NamedFunction:
    """The name of a function on the list in `named_functions.py`; a call receives the function itself instead."""

    name: str


class Strangers(Kind):
    tag = "o"
    types = (Opaque,)

    def adopts(self, exact: type) -> bool:
        return True

    def pack(self, value: Any, packer: Packer, depth: int) -> Any:
        return packer.leave(value, value.type_name if type(value) is Opaque else name_of(type(value))[:80])

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> Opaque:
        if not isinstance(inner, str):
            raise NotPlainDataError("what stayed behind must have a type's name.")
        return Opaque(inner[:120])

    def alike(self, a: Any, b: Any) -> bool:
        return False  # the types agree, and nothing else is known


class NamedFunctions(Kind):
    tag = "F"
    types = (NamedFunction,)

    def pack(self, value: NamedFunction, packer: Packer, depth: int) -> Any:
        return {"F": value.name}

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> NamedFunction:
        if not isinstance(inner, str) or len(inner) > 100:
            raise NotPlainDataError("a function must have a name.")
        return NamedFunction(inner)

    def describe(self, value: NamedFunction) -> str:
        return value.name
