"""set and frozenset."""

from __future__ import annotations

from typing import Any

from .kind import MAX_ODD_KEYS, Container, NotPlainDataError, Packer, Unpacker, name_of


class Sets(Container):
    """The base of set and frozenset."""

    def pack(self, value: Any, packer: Packer, depth: int) -> Any:
        if len(value) > MAX_ODD_KEYS and not all(type(member) is str for member in value):
            return packer.leave(value, f"set of {len(value)} members that are not text")
        if not packer.has_room(depth, len(value)):
            return packer.leave(value, f"{name_of(type(value))} (too deep or too long)")
        return {self.tag: [packer.pack(member, depth + 1) for member in value]}

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> Any:
        nodes = unpacker.items(inner, depth)
        if len(nodes) > MAX_ODD_KEYS and not all(type(node) is str for node in nodes):
            raise NotPlainDataError(f"a set may have {MAX_ODD_KEYS} members that are not text.")
        members = [unpacker.unpack(node, depth + 1) for node in nodes]
        try:
            return self.types[0](members)
        except TypeError:
            raise NotPlainDataError("a set's members must be hashable.") from None

    def describe(self, value: Any) -> str:
        return "a set" if value else "an empty set"


class MutableSets(Sets):
    tag = "s"
    types = (set,)

    def refill(self, mine: set[Any], now: set[Any]) -> None:
        mine.clear()
        mine.update(now)


class FrozenSets(Sets):
    tag = "z"
    types = (frozenset,)
