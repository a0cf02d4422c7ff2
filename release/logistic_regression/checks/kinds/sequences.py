"""list and tuple; a named tuple crosses as a tuple, without its names."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from .kind import Array, Container, Packer, Unpacker, alike, compare, describe, identical, kind_of, name_of, reals
from .rule import Difference, Rule
from .tables import LONG, packed_rows

LONGEST = 200  # characters of the items that are shown


class Sequences(Container):
    """The base of list and tuple: where a list must be, a tuple or an array will do."""

    def pack(self, value: Any, packer: Packer, depth: int) -> Any:
        if not packer.has_room(depth, len(value)):
            return packer.leave(value, f"{name_of(type(value))} (too deep or too long)")
        pack, deeper = packer.pack, depth + 1
        if len(value) >= LONG and _is_json(value):
            return {self.tag: list(value)}
        # text is the commonest item, and goes without a call of its own
        return {self.tag: [item if type(item) is str else pack(item, deeper) for item in value]}

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> Any:
        unpack, deeper = unpacker.unpack, depth + 1
        nodes = unpacker.items(inner, depth)
        if len(nodes) >= LONG and _is_json(nodes):
            return self.types[0](nodes)
        return self.types[0]([node if type(node) is str else unpack(node, deeper) for node in nodes])

    def same(self, before: Any, after: Any) -> bool:
        together = isinstance(after, (list, tuple)) and len(before) == len(after)
        return together and all(map(identical, before, after))

    def compare(self, must: Any, got: Any, name: str, rule: Rule) -> Iterator[Difference]:
        items = list(got) if isinstance(got, np.ndarray) and got.ndim else got
        if not isinstance(items, (list, tuple)):
            yield Difference("kind", name, f"a list of {len(must)}", describe(got))
        elif len(items) != len(must):
            yield Difference("shape", name, f"{len(must)} entries", f"{len(items)} entries")
        else:
            pairs = enumerate(zip(must, items, strict=True))
            found = [difference for i, (a, b) in pairs for difference in compare(a, b, f"{name}[{i}]", rule)]
            if found:
                yield Difference(found[0].rung, name, describe(list(must)), describe(list(items)))

    def as_array(self, value: Any) -> Array | None:
        if not all(kind_of(item).numeric for item in value):
            return None
        try:
            return reals(np.asarray(value))
        except ValueError:  # of several shapes
            return None

    def alike(self, a: Any, b: Any) -> bool:
        return isinstance(b, (list, tuple)) and len(a) == len(b) and all(map(alike, a, b))


class Lists(Sequences):
    tag = "l"
    types = (list,)

    def pack(self, value: list[Any], packer: Packer, depth: int) -> Any:
        if len(value) >= LONG and packer.has_room(depth, 0):
            before = packer.nodes
            packer.nodes += len(value)
            if (node := packed_rows(value, packer, depth)) is not None:
                return node
            packer.nodes = before
        return super().pack(value, packer, depth)

    def describe(self, value: list[Any]) -> str:
        return f"[{_inner(value)}]"

    def refill(self, mine: list[Any], now: list[Any]) -> None:
        mine[:] = now


class Tuples(Sequences):
    tag = "t"
    types = (tuple,)

    def adopts(self, exact: Any) -> bool:
        return issubclass(exact, tuple) and hasattr(exact, "_fields")

    def pack(self, value: Any, packer: Packer, depth: int) -> Any:
        plain = value if type(value) is tuple else tuple(tuple.__iter__(value))
        return super().pack(plain, packer, depth)

    def describe(self, value: tuple[Any, ...]) -> str:
        return f"({_inner(value)}{',' if len(value) == 1 else ''})"


def _is_json(items: Any) -> bool:
    """Whether every item is a node as it is: all are texts, or all are finite floats."""
    kinds = set(map(type, items))
    return kinds == {str} or (kinds == {float} and all(map(math.isfinite, items)))


def _inner(value: Any) -> str:
    words = ""
    for item in value[:4]:
        if len(words) >= LONGEST:  # lists in lists are not looked through only to be cut
            break
        words += (", " if words else "") + kind_of(item).describe_item(item)
    return words[:LONGEST] + (", …" if len(value) > 4 else "")
