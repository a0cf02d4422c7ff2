"""bool, int, float and complex."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from typing import Any, ClassVar

import numpy as np

from .kind import MAX_INT_BITS, Kind, NotPlainDataError, Packer, Unpacker, describe, kind_of
from .rule import Difference, Rule

#: 315,653 digits: 25,000! and the 1,500,000th Fibonacci number. One of them takes 128 KiB, its square some milliseconds
MAX_LONG_BITS = 1 << 20
#: a long int counts as this many nodes, which lets 48 of the longest cross together: as the keys of a dict they can be
#: chosen to collide, and each comparison then reads both
BYTES_OF_A_NODE = 32
SHOWN_BITS = 256  # of an int that a message shows digit by digit
MAX_COUNT = 10**18  # what `largest` says of infinity


class Number(Kind):
    """The base of the four: an answer may be any of them, or an array that holds one number."""

    numeric: ClassVar[bool] = True

    def same(self, before: Any, after: Any) -> bool:
        return type(before) is type(after) and bool(before == after or (before != before and after != after))

    def compare(self, must: Any, got: Any, name: str, rule: Rule) -> Iterator[Difference]:
        return compare_number(must, got, name, rule)


class Bools(Number):
    types = (bool,)


class Ints(Number):
    tag = "i"  # a long one; its bytes are in the body, because decimal digits cost the square of their number
    types = (int,)

    def pack(self, value: int, packer: Packer, depth: int) -> Any:
        bits = value.bit_length()
        size = _size(bits)
        if bits > MAX_LONG_BITS or not packer.has_room(0, size // BYTES_OF_A_NODE):
            return packer.leave(value, f"int of {bits} bits")
        packer.blobs.append(value.to_bytes(size, "little", signed=True))
        return {"i": size}

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> int:
        if type(inner) is not int or not _size(MAX_INT_BITS) <= inner <= _size(MAX_LONG_BITS):
            raise NotPlainDataError(f"a long int must have {_size(MAX_INT_BITS)} to {_size(MAX_LONG_BITS)} bytes.")
        unpacker.count(0, inner // BYTES_OF_A_NODE)
        value = int.from_bytes(unpacker.take(inner), "little", signed=True)
        if not MAX_INT_BITS < value.bit_length() <= MAX_LONG_BITS or _size(value.bit_length()) != inner:
            raise NotPlainDataError("a long int must be long, and have no byte too many.")
        return value

    def describe(self, value: int) -> str:
        if value.bit_length() <= SHOWN_BITS:
            return str(value)
        power = math.log10(abs(value))  # str() of such a number costs the square of its length, and may refuse
        return f"about {'-' if value < 0 else ''}{10 ** (power % 1):.4f}e+{int(power)}"

    def largest(self, value: int) -> int:
        return max(1, min(abs(value), MAX_COUNT))


class Floats(Number):
    tag = "f"  # nan and the infinities, which JSON has not
    types = (float,)

    def pack(self, value: float, packer: Packer, depth: int) -> Any:
        return {"f": repr(value)}

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> float:
        if inner not in ("nan", "inf", "-inf"):
            raise NotPlainDataError("a float that JSON has not must be nan, inf or -inf.")
        return float(inner)

    def describe(self, value: float) -> str:
        if value == 0 or not 1e-3 <= abs(value) < 1e4:
            return f"{value:.4g}"
        return f"{value:.4f}".rstrip("0").rstrip(".")

    def largest(self, value: float) -> int:
        return int(min(abs(value), MAX_COUNT)) if abs(value) >= 1 else 1


class Complexes(Number):
    tag = "c"
    types = (complex,)

    def pack(self, value: complex, packer: Packer, depth: int) -> Any:
        return {"c": [repr(value.real), repr(value.imag)]}

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> complex:
        if not (isinstance(inner, list) and len(inner) == 2 and all(isinstance(part, str) for part in inner)):
            raise NotPlainDataError("a complex number must be two texts.")
        try:
            return complex(float(inner[0]), float(inner[1]))
        except ValueError:
            raise NotPlainDataError("a complex number must hold two floats.") from None


def _size(bits: int) -> int:
    """The bytes that an int of `bits` bits takes with its sign."""
    return bits // 8 + 1


def compare_number(must: Any, got: Any, name: str, rule: Rule) -> Iterator[Difference]:
    """The differences between `got` and the one number `must`; either may be an array of one entry."""
    if not kind_of(got).numeric:
        yield Difference("kind", name, "a number", describe(got))
        return
    array = np.asarray(got)
    if array.size != 1 or (name in rule.strict and array.ndim):
        yield Difference("shape", name, "a number", f"an array of shape {array.shape}")
    elif rule.near(np.asarray(must).item(), array.item()):
        return
    elif not rule.worded:
        yield Difference("value", name, "", "")
    else:
        yield shown_apart(Difference("value", name, describe(np.asarray(must)), describe(array.reshape(()))), must, got)


def shown_apart(difference: Difference, must: Any, got: Any) -> Difference:
    """Two numbers as text, with enough digits to differ: the first twelve, or the last ones of whole numbers."""
    if difference.must != difference.got:
        return difference
    texts = [_longer(np.asarray(number).reshape(()).item()) for number in (must, got)]
    return dataclasses.replace(difference, must=texts[0], got=texts[1])


def _longer(number: Any) -> str:
    if isinstance(number, int) and number.bit_length() > SHOWN_BITS:
        return f"a whole number that ends in {abs(number) % 10**12:012}"
    return f"{number:.12g}"
