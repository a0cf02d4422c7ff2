"""The base class of the kinds of value, the table of kinds, and the code that packs and unpacks nested values.

A kind says for one sort of value everything that is asked of values here: how it crosses between two processes, how a
message shows it, when two of them are the same, what must agree with a reference's, and how much work it stands for.
Each default is right for a value that has no parts and is no number.

    head  = JSON tree: plain JSON for None, bool, str, int and finite float, {tag: …} for all other kinds
    body  = the bytes of arrays, byte strings and long ints, one after the other in the order of the tree
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import numpy as np

from .rule import Difference, Rule

MAX_BYTES = 64 << 20
MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_INT_BITS = 4096  # of an int in the JSON tree, which is written and read in decimal
MAX_ODD_KEYS = 1_000  # keys that are not text: numbers can be chosen to collide, and then each costs all others

Array = np.ndarray[Any, Any]


class NotPlainDataError(ValueError):
    """Bytes or a value that are not plain data within the caps."""


class Kind:
    """One kind of value; subclass it and register it in `kinds/__init__.py` to add one."""

    tag: ClassVar[str] = ""  # of its node in the tree; none where it is JSON itself
    types: tuple[type, ...] = ()  # exact types: a subclass may lie about itself in __eq__, __iter__ or __repr__
    numeric: ClassVar[bool] = False  # whether it may stand where a number or an array of numbers is asked for

    def adopts(self, exact: type) -> bool:
        """Whether values of the type `exact`, which no kind lists, cross as this kind and arrive as its type."""
        return False

    def pack(self, value: Any, packer: Packer, depth: int) -> Any:
        """The value's node in the JSON tree; for a value that cannot cross, what `packer.leave` returns."""
        raise NotImplementedError

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> Any:
        """The value whose node is {tag: inner}. Raises NotPlainDataError, and checks sizes before it allocates."""
        raise NotImplementedError

    def describe(self, value: Any) -> str:
        """The value in a few words, as a message shows it."""
        return str(value)[:80]

    def describe_item(self, value: Any) -> str:
        """The value in a few words, as an item of a list or a key of a dict."""
        return self.describe(value)

    def same(self, before: Any, after: Any) -> bool:
        """Whether two values, the first of this kind, are the same, in type too unless both types cross as one."""
        return type(before) is type(after) and bool(before == after)

    def compare(self, must: Any, got: Any, name: str, rule: Rule) -> Iterator[Difference]:
        """The differences that make `got` a wrong answer where `must`, a value of this kind, is right."""
        if not self.same(must, got):
            yield Difference("value" if type(must) is type(got) else "kind", name, describe(must), describe(got))

    def as_array(self, value: Any) -> Array | None:
        """The value as an array of floats; None if it is not made of real numbers."""
        return reals(np.asarray(value)) if self.numeric else None

    def alike(self, a: Any, b: Any) -> bool:
        """Whether two values, the first of this kind, are equal but for rounding; not used for arrays of numbers."""
        return self.same(a, b)

    def received(self, value: Any, each: Callable[[Any], Any]) -> Any:
        """The value as a test cell receives it from student code, with `each` applied to its parts."""
        return value

    def refill(self, mine: Any, now: Any) -> None:
        """Change `mine` in place so that it equals `now`, if values of this kind can change."""

    def entries(self, value: Any) -> int:
        """How many numbers or characters the value holds, at any depth."""
        return 1

    def largest(self, value: Any) -> int:
        """The largest whole number in the value that could serve as a count, at least 1."""
        return 1


class Container(Kind):
    """The base of lists, tuples and sets."""

    def received(self, value: Any, each: Callable[[Any], Any]) -> Any:
        return self.types[0](map(each, value))

    def entries(self, value: Any) -> int:
        return sum(map(entries, value))

    def largest(self, value: Any) -> int:
        return max(map(largest, value), default=1)


KINDS: list[Kind] = []
BY_TYPE: dict[type, Kind] = {}
BY_TAG: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let values of a kind cross and be compared, from now on. A type and a tag belong to one kind."""
    if (kind.tag and kind.tag in BY_TAG) or any(exact in BY_TYPE for exact in kind.types):
        raise ValueError(f"a kind must have a tag and types of its own. Got {kind.tag!r}, {kind.types}.")
    KINDS.insert(0, kind)  # the first kind of all adopts what no other does
    BY_TYPE.update(dict.fromkeys(kind.types, kind))
    if kind.tag:
        BY_TAG[kind.tag] = kind


def kind_of(value: Any) -> Kind:
    """The kind of any value."""
    exact = type(value)
    return BY_TYPE.get(exact) or next(kind for kind in KINDS if kind.adopts(exact))


class Packer:
    """Takes one value apart."""

    def __init__(self) -> None:
        self.blobs: list[bytes | memoryview] = []  # views of arrays: to be joined before an array changes
        self.nodes = 0
        self.stray: tuple[Any, str] | None = None  # the first part that does not arrive as it is, and its name
        self.left = False  # whether a part does not cross, and leaves its name alone
        self._around: list[int] = []  # by depth, the values in which the one that is being packed lies

    def pack(self, value: Any, depth: int = 0) -> Any:
        """The node of a value at some depth of the tree."""
        exact = type(value)
        # what JSON has itself comes first, and without a call: it is most of what crosses
        if exact is str or value is None or exact is bool:
            return value
        if exact is float:
            if math.isfinite(value):
                return value
        elif exact is int and value.bit_length() <= MAX_INT_BITS:
            return value
        kind = BY_TYPE.get(exact)
        if kind is None:
            kind = kind_of(value)
            self.stray = self.stray or (value, name_of(exact))
        del self._around[depth:]
        if id(value) in self._around:  # else it would cross as a tree of as many nodes as the caps allow
            return self.leave(value, f"{name_of(exact)} (inside itself)")
        self._around.append(id(value))
        return kind.pack(value, self, depth)

    def has_room(self, depth: int, nodes: int) -> bool:
        """Whether the nodes of a container at some depth are within the caps; they count if it crosses."""
        has_room = depth <= MAX_DEPTH and self.nodes + nodes <= MAX_NODES
        self.nodes += nodes if has_room else 0
        return has_room

    def leave(self, value: Any, words: str) -> Any:
        """The node of a value that does not cross: words that say what it was."""
        self.stray, self.left = self.stray or (value, words), True
        return {"o": words}


class Unpacker:
    """Puts one value together. What it reads may be forged: every step checks before it allocates."""

    def __init__(self, body: bytes | memoryview) -> None:
        self.body, self.at, self.nodes = memoryview(body), 0, 0

    @property
    def left(self) -> int:
        """Bytes of the body that no value has taken."""
        return len(self.body) - self.at

    def take(self, size: int) -> memoryview:
        """The next bytes of the body. Raises NotPlainDataError."""
        if size > self.left:
            raise NotPlainDataError(f"{size} bytes were promised and {self.left} are left.")
        self.at += size
        return self.body[self.at - size : self.at]

    def unpack(self, node: Any, depth: int = 0) -> Any:
        """The value of a node at some depth of the tree. Raises NotPlainDataError."""
        exact = type(node)  # JSON's parser made the tree: its types are exact
        if exact is str or node is None or exact is bool:
            return node
        if exact is dict and len(node) == 1:
            ((tag, inner),) = node.items()
            kind = BY_TAG.get(tag)
            if kind is None:
                raise NotPlainDataError(f"unknown node {str(tag)[:20]!r}.")
            return kind.unpack(inner, self, depth)
        if exact is float:
            if not math.isfinite(node):
                raise NotPlainDataError("NaN and infinity are written as {'f': …}.")
            return node
        if exact is int:
            if node.bit_length() > MAX_INT_BITS:
                raise NotPlainDataError(f"an int of the tree may have {MAX_INT_BITS} bits. Got {node.bit_length()}.")
            return node
        raise NotPlainDataError("a node must be a plain JSON value or an object with one key.")

    def items(self, inner: Any, depth: int, nodes_each: int = 1) -> list[Any]:
        """The nodes of a container, once they are counted. Raises NotPlainDataError."""
        if type(inner) is not list:
            raise NotPlainDataError(f"a container must be a list. Got {type(inner).__name__}.")
        self.count(depth, len(inner) * nodes_each)
        return inner

    def count(self, depth: int, nodes: int) -> None:
        """Count the nodes of a container at some depth. Raises NotPlainDataError beyond the caps."""
        self.nodes += nodes
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise NotPlainDataError("the value is too deep or too long.")


#: a type's own name, whatever its metaclass says
name_of: Callable[[type], str] = type.__dict__["__name__"].__get__


def describe(value: Any) -> str:
    """A value in a few words, as a message shows it."""
    return kind_of(value).describe(value)


def identical(before: Any, after: Any) -> bool:
    """Whether a value is the same to the last bit, its type included as far as it crosses."""
    if before is after:
        return True
    kind, other = kind_of(before), kind_of(after)
    return kind.same(before, after) or (kind is not other and other.same(after, before))


def compare(must: Any, got: Any, name: str, rule: Rule) -> Iterator[Difference]:
    """The differences that make `got` a wrong answer where `must` is right."""
    if type(must) is type(got) is float and must == got:  # most numbers of a right answer, to the last bit
        return iter(())
    return kind_of(must).compare(must, got, name, rule)


def as_array(value: Any) -> Array | None:
    """A value as an array of floats; None where it is not made of real numbers."""
    return kind_of(value).as_array(value)


def reals(array: Array) -> Array | None:
    """The array with floats in it; None if its entries are not real numbers."""
    return array.astype(float) if array.dtype.kind in "biuf" else None


def alike(a: Any, b: Any) -> bool:
    """Whether two values are equal but for rounding: numbers, arrays, texts, or lists and dicts of them."""
    x, y = as_array(a), as_array(b)
    if x is not None and y is not None:
        return x.shape == y.shape and bool(np.allclose(x, y, rtol=1e-5, atol=1e-10))
    return kind_of(a).alike(a, b)


def entries(value: Any) -> int:
    """How many numbers or characters a value holds, at any depth."""
    return kind_of(value).entries(value)


def largest(value: Any) -> int:
    """The largest whole number in a value that could serve as a count, at least 1."""
    return kind_of(value).largest(value)
