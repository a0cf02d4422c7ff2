"""dict; the other dicts of the standard library cross as plain ones."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from .kind import (
    MAX_ODD_KEYS,
    Kind,
    NotPlainDataError,
    Packer,
    Unpacker,
    alike,
    compare,
    describe,
    entries,
    identical,
    kind_of,
    largest,
    name_of,
)
from .rule import Difference, Rule
from .tables import LONG, packed_lookup


class Dicts(Kind):
    tag = "d"
    types = (dict,)

    def adopts(self, exact: type) -> bool:
        return any(exact is known for known in (OrderedDict, defaultdict, Counter))

    def pack(self, value: Any, packer: Packer, depth: int) -> Any:
        if len(value) >= LONG:
            if set(map(type, dict.keys(value))) == {str}:
                return packed_lookup(value, packer, depth)
            if len(value) > MAX_ODD_KEYS:
                return packer.leave(value, f"dict of {len(value)} keys that are not text")
        if not packer.has_room(depth, 2 * len(value)):
            return packer.leave(value, f"{name_of(type(value))} (too deep or too long)")
        pack, deeper = packer.pack, depth + 1
        # text is the commonest key, and goes without a call of its own
        pairs = dict.items(value)
        return {"d": [[key if type(key) is str else pack(key, deeper), pack(inner, deeper)] for key, inner in pairs]}

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> dict[Any, Any]:
        result = {}
        unpack, deeper = unpacker.unpack, depth + 1
        pairs = unpacker.items(inner, depth, nodes_each=2)
        if len(pairs) > MAX_ODD_KEYS and not all(type(p) is list and p and type(p[0]) is str for p in pairs):
            raise NotPlainDataError(f"a dict may have {MAX_ODD_KEYS} keys that are not text.")
        for pair in pairs:
            if type(pair) is not list or len(pair) != 2:
                raise NotPlainDataError("a dict must be a list of pairs.")
            key, value = _as_key(unpack(pair[0], deeper)), unpack(pair[1], deeper)
            try:
                result[key] = value
            except TypeError:
                raise NotPlainDataError(f"a dict key must be hashable. Got {type(key).__name__}.") from None
        return result

    def describe(self, value: Any) -> str:
        return f"a dict with {_keys(value) or 'no keys'}"

    def same(self, before: dict[Any, Any], after: Any) -> bool:
        together = isinstance(after, dict) and list(before) == list(after)
        return together and all(identical(inner, after[key]) for key, inner in before.items())

    def compare(self, must: dict[Any, Any], got: Any, name: str, rule: Rule) -> Iterator[Difference]:
        if not isinstance(got, dict):
            yield Difference("kind", name, _asked(must), describe(got))
            return
        missing = [key for key in must if key not in got]
        if missing:
            words = f"{describe(got)}; {kind_of(missing[0]).describe_item(missing[0])} is missing"
            yield Difference("kind", name, _asked(must), words)
            return
        if _is_of_floats(must) and _is_of_floats(got) and must == got:  # most right answers, to the last bit
            return
        for key, inner in must.items():
            yield from compare(inner, got[key], str(key), rule)

    def alike(self, a: dict[Any, Any], b: Any) -> bool:
        return isinstance(b, dict) and all(key in b and alike(inner, b[key]) for key, inner in a.items())

    def received(self, value: dict[Any, Any], each: Callable[[Any], Any]) -> dict[Any, Any]:
        return {each(key): each(inner) for key, inner in value.items()}

    def refill(self, mine: dict[Any, Any], now: dict[Any, Any]) -> None:
        mine.clear()
        mine.update(now)

    def entries(self, value: dict[Any, Any]) -> int:
        return sum(entries(part) for pair in value.items() for part in pair)

    def largest(self, value: dict[Any, Any]) -> int:
        return max(map(largest, value.values()), default=1)  # a key names, and does not count


def _is_of_floats(value: dict[Any, Any]) -> bool:
    return set(map(type, value.values())) == {float}


def _asked(must: dict[Any, Any]) -> str:
    return f"a dict with {_keys(must)}{', …' if len(must) > 8 else ''}"


def _keys(value: dict[Any, Any]) -> str:
    return ", ".join(kind_of(key).describe_item(key)[:30] for key in list(value)[:8])


def _as_key(key: Any) -> Any:
    """A key as it can be looked up: numpy's numbers travel as arrays without axes, which nothing can look up."""
    if isinstance(key, tuple):
        return tuple(map(_as_key, key))
    return key.item() if isinstance(key, np.ndarray) and key.ndim == 0 else key
