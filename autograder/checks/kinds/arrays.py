"""numpy's arrays of booleans and numbers, and its scalars, which cross as arrays without an axis."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import numpy as np

from .kind import MAX_BYTES, Array, Kind, NotPlainDataError, Packer, Unpacker, describe, kind_of
from .numbers import MAX_COUNT, compare_number, shown_apart
from .rule import Difference, Rule, wide

#: bool, integers, floats and complex numbers in native little-endian form, by numpy's `dtype.str`
DTYPES = frozenset(["|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16"])
SIZES = {name: np.dtype(name).itemsize for name in DTYPES}  # bytes of one entry
_WIDEST = {"f": "<f8", "c": "<c16"}
SCALARS = {np.dtype(name).type: name for name in DTYPES}  # numpy's scalars, by their exact type
MAX_ENTRIES = MAX_BYTES // 8  # of an array: a comparison converts them to numbers of 8 bytes
MAX_AXES = 32  # of an array; numpy 2 makes some with 64
SHOWN_ENTRIES = 6  # of an array that a message shows whole


class Arrays(Kind):
    tag = "a"
    types = (np.ndarray, *SCALARS)
    numeric: ClassVar[bool] = True

    def adopts(self, exact: type) -> bool:
        return issubclass(exact, (np.ndarray, np.generic))

    def pack(self, value: Any, packer: Packer, depth: int) -> Any:
        exact = type(value)
        if exact in SCALARS:
            packer.blobs.append(value.tobytes())
            return {"a": [SCALARS[exact], []]}
        if isinstance(value, np.ma.MaskedArray):
            return packer.leave(value, "MaskedArray")
        if value.ndim > MAX_AXES:
            return packer.leave(value, f"array of {value.ndim} axes")
        plain = np.ascontiguousarray(value) if value.ndim else np.array(value, subok=False)
        if plain.dtype.byteorder == ">":
            plain = plain.astype(plain.dtype.newbyteorder("<"))
        if plain.dtype.kind in "fc" and plain.dtype.itemsize > SIZES[_WIDEST[plain.dtype.kind]]:
            with np.errstate(over="ignore"):
                plain = plain.astype(_WIDEST[plain.dtype.kind])  # a number with more digits is right as well
        if plain.dtype.str not in DTYPES:
            return packer.leave(value, f"array of {str(plain.dtype)[:40]}")
        if plain.size > MAX_ENTRIES or plain.nbytes > MAX_BYTES:
            return packer.leave(value, f"array of {plain.size} entries")
        packer.blobs.append(plain.data)
        return {"a": [plain.dtype.str, list(value.shape)]}

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> Array:
        if not (isinstance(inner, list) and len(inner) == 2):
            raise NotPlainDataError("an array must be [dtype, shape].")
        dtype, shape = inner
        good = isinstance(shape, list) and len(shape) <= MAX_AXES
        if not good or not all(type(n) is int and 0 <= n <= MAX_BYTES for n in shape):
            raise NotPlainDataError(f"a shape must be a list of at most {MAX_AXES} sizes.")
        if not isinstance(dtype, str) or dtype not in DTYPES:
            raise NotPlainDataError("the dtype is not on the list.")
        entries = math.prod(shape)
        if entries > MAX_ENTRIES:
            raise NotPlainDataError(f"an array may have {MAX_ENTRIES} entries.")
        if entries == 0:
            if math.prod(n for n in shape if n) > MAX_BYTES:
                raise NotPlainDataError("an empty array's other sizes are too large.")
            return np.zeros(shape, dtype)
        return np.frombuffer(unpacker.take(entries * SIZES[dtype]), dtype).reshape(shape).copy()

    def describe(self, value: Any) -> str:
        if value.ndim == 0:
            return describe(value.item())
        if value.size <= SHOWN_ENTRIES:
            text = np.array2string(value, precision=4, separator=", ", suppress_small=False)
            return f"{' '.join(text.split())}, shape {value.shape}"
        return f"an array of shape {value.shape}"

    def same(self, before: Any, after: Any) -> bool:
        if not kind_of(after).numeric:
            return False
        a, b = np.asarray(before), np.asarray(after)
        return a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()

    def compare(self, must: Any, got: Any, name: str, rule: Rule) -> Iterator[Difference]:
        if must.ndim == 0:
            yield from compare_number(must, got, name, rule)
            return
        if not kind_of(got).numeric:
            yield Difference("kind", name, f"an array of shape {must.shape}", describe(got))
            return
        array = np.asarray(got)
        if name in rule.floats and (array.dtype.kind == "f") != (must.dtype.kind == "f"):
            yield Difference("kind", name, f"an array of {_entries_of(must)}", f"an array of {_entries_of(array)}")
        elif array.shape != must.shape:
            yield Difference("shape", name, f"shape {must.shape}", f"shape {array.shape}" if array.ndim else "a number")
        elif not rule.close(must, array):
            yield _first_wrong(must, array, name) if rule.worded else Difference("value", name, "", "")

    def received(self, value: Array, each: Callable[[Any], Any]) -> Any:
        return value[()] if value.ndim == 0 else value

    def refill(self, mine: Array, now: Any) -> None:
        if mine.flags.writeable and mine.shape == now.shape and mine.dtype == now.dtype:
            mine[...] = now

    def entries(self, value: Any) -> int:
        return math.prod(max(1, n) for n in value.shape)  # (0, n) times (0, m) is a table of n by m

    def largest(self, value: Any) -> int:
        if value.ndim or value.dtype.kind not in "iuf" or not np.isfinite(value):
            return 1
        return max(1, int(min(abs(float(value)), MAX_COUNT)))


def _first_wrong(must: Array, got: Array, name: str) -> Difference:
    """Small arrays are shown whole; of a large one, its first wrong entry."""
    if must.size <= SHOWN_ENTRIES:
        return Difference("value", name, describe(must).split(", shape")[0], describe(got).split(", shape")[0])
    wrong = ~np.isclose(wide(got), wide(must), rtol=1e-4, atol=1e-7, equal_nan=True)
    at = tuple(int(i) for i in np.argwhere(wrong if wrong.any() else np.ones_like(wrong))[0])
    label = f"{name}[{', '.join(map(str, at))}]"
    difference = Difference("value", label, describe(must[at].item()), describe(got[at].item()))
    return shown_apart(difference, must[at], got[at])


def _entries_of(array: Array) -> str:
    return "floats" if array.dtype.kind == "f" else f"{array.dtype}"
