"""Plain data: the only values that cross between a student's process and ours.

None, bool, int, float, complex, str, bytes, list, tuple, dict, set, NamedFunction and numeric ndarrays. Everything else
becomes Opaque, which keeps the name of a type and nothing else. Bytes that arrive are data: never pickled, never
evaluated, never a name to look up. `encode` and `decode` are each other's inverse on plain data; `decode` raises
NotPlainDataError, and only NotPlainDataError, on bytes that `encode` did not make.

    frame = <u4 length of head> head body
    head  = JSON tree: plain JSON for None, bool, str, int and finite float, one-key objects for the rest
    body  = the bytes of arrays and byte strings, one after the other in the order of the tree
"""

from __future__ import annotations

import json
import marshal
import math
import struct
from collections import Counter, OrderedDict, defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

#: bool, integers, floats and complex numbers in native little-endian form, by numpy's `dtype.str`
DTYPES = frozenset(["|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16"])
SIZES = {name: np.dtype(name).itemsize for name in DTYPES}  # bytes of one entry
SCALARS = {np.dtype(name).type: name for name in DTYPES}  # numpy's scalars, by their exact type

MAX_BYTES = 64 << 20
MAX_ENTRIES = MAX_BYTES // 8  # of an array: whoever compares makes numbers of 8 bytes of them
MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_INT_BITS = 4096
MAX_ODD_KEYS = 1_000  # keys that are not text: numbers can be chosen to collide, and then each costs all others
#: `pack` makes no circles, so that none need be looked for
_to_json = json.JSONEncoder(check_circular=False, allow_nan=False, separators=(",", ":")).encode
#: dicts of the standard library; they arrive as plain dicts
DICTS = (dict, OrderedDict, defaultdict, Counter)


class NotPlainDataError(ValueError):
    """Bytes or a value that are not plain data within the caps."""


@dataclass(frozen=True)
class Opaque:
    """A value that stayed on its side of the boundary; only its type's name came across."""

    type_name: str

    def __str__(self) -> str:
        return f"an object of type {self.type_name}"


@dataclass(frozen=True)
class NamedFunction:
    """A function named on the list in `formulas.py`; whoever calls with it puts the real function in its place."""

    name: str


def simplify(value: Any) -> Any:
    """`value` as plain data: arrays of subclasses become ndarrays, numpy scalars 0-d arrays, strangers Opaque."""
    tree, blobs = pack(value)
    return unpack(tree, b"".join(blobs))


def pack(value: Any) -> tuple[Any, list[bytes]]:
    """`value` as a JSON tree and the bytes of its arrays, in the order of the tree."""
    blobs: list[bytes] = []
    return _pack(value, blobs, 0, [0]), blobs


def unpack(tree: Any, body: bytes | memoryview) -> Any:
    """The value that `pack` took apart. Raises NotPlainDataError on anything else."""
    rest = _Body(memoryview(body))
    value = _unpack(tree, rest, 0, [0])
    if rest.left:
        raise NotPlainDataError(f"{rest.left} bytes follow the last value.")
    return value


def encode(value: Any) -> bytes:
    """One frame that holds `value`."""
    tree, blobs = pack(value)
    head = _to_json(tree).encode()
    return struct.pack("<I", len(head)) + head + b"".join(blobs)


def fingerprint(value: Any) -> bytes:
    """Bytes that are the same for the same plain data: 1, 1.0 and True are equal, and have three fingerprints."""
    tree, blobs = pack(value)
    return marshal.dumps(tree, 0) + b"".join(blobs)  # version 0 knows no references: only values count


def decode(frame: bytes) -> Any:
    """The value in a frame from `encode`. Raises NotPlainDataError on anything else."""
    if len(frame) < 4 or len(frame) > MAX_BYTES:
        raise NotPlainDataError(f"a frame must have 4 to {MAX_BYTES} bytes. Got {len(frame)}.")
    (size,) = struct.unpack_from("<I", frame)
    return decode_rest(size, memoryview(frame)[4:])


def decode_rest(size: int, rest: memoryview) -> Any:
    """The value in a frame whose first four bytes, the size of its head, were read already.

    Raises NotPlainDataError.
    """
    if size > len(rest):
        raise NotPlainDataError("the head is longer than its frame.")
    try:
        tree = json.loads(bytes(rest[:size]))
    except (ValueError, RecursionError) as error:
        raise NotPlainDataError(f"the head is not JSON: {type(error).__name__}.") from None
    return unpack(tree, rest[size:])


class _Body:
    """The body of a frame, handed out piece by piece."""

    def __init__(self, data: memoryview) -> None:
        self.data, self.at = data, 0

    @property
    def left(self) -> int:
        return len(self.data) - self.at

    def take(self, size: int) -> memoryview:
        if size > self.left:
            raise NotPlainDataError(f"{size} bytes were promised and {self.left} are left.")
        self.at += size
        return self.data[self.at - size : self.at]


def _pack(value: Any, blobs: list[bytes], depth: int, count: list[int]) -> Any:
    # exact types: a subclass may lie about itself in __eq__, __iter__ or __repr__
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is list or kind is tuple:
        return _items("l" if kind is list else "t", value, blobs, depth, count)
    if kind is int:
        return value if value.bit_length() <= MAX_INT_BITS else {"o": f"int of {value.bit_length()} bits"}
    if kind is float:
        return value if math.isfinite(value) else {"f": repr(value)}
    if kind is complex:
        return {"c": [repr(value.real), repr(value.imag)]}
    if kind is bytes:
        blobs.append(value)
        return {"b": len(value)}
    if kind in SCALARS:
        blobs.append(kind.tobytes(value))
        return {"a": [SCALARS[kind], []]}
    if isinstance(value, (np.ndarray, np.generic)):
        return _array(value, blobs)
    if kind is set or kind is frozenset:
        if len(value) > MAX_ODD_KEYS and not all(type(v) is str for v in value):
            return {"o": f"set of {len(value)} members that are not text"}
        return _items("s" if kind is set else "z", value, blobs, depth, count)
    if kind in DICTS:
        return _pairs(list(dict.items(value)), kind, blobs, depth, count)
    if isinstance(value, tuple) and hasattr(kind, "_fields"):  # a named tuple arrives without its names
        return _items("t", tuple(tuple.__iter__(value)), blobs, depth, count)
    if kind is NamedFunction:
        return {"F": value.name}
    if kind is Opaque:
        return {"o": value.type_name}
    return {"o": str(kind.__name__)[:80]}


def _items(key: str, values: Any, blobs: list[bytes], depth: int, count: list[int]) -> Any:
    count[0] += len(values)
    if depth > MAX_DEPTH or count[0] > MAX_NODES:
        return {"o": f"{type(values).__name__} (too deep or too long)"}
    # text is the commonest item, and goes without a call of its own
    return {key: [v if type(v) is str else _pack(v, blobs, depth + 1, count) for v in values]}


def _pairs(pairs: list[Any], kind: type, blobs: list[bytes], depth: int, count: list[int]) -> Any:
    if len(pairs) > MAX_ODD_KEYS and not all(type(k) is str for k, _ in pairs):
        return {"o": f"dict of {len(pairs)} keys that are not text"}
    count[0] += 2 * len(pairs)
    if depth > MAX_DEPTH or count[0] > MAX_NODES:
        return {"o": f"{kind.__name__} (too deep or too long)"}
    return {
        "d": [
            [k if type(k) is str else _pack(k, blobs, depth + 1, count), _pack(v, blobs, depth + 1, count)]
            for k, v in pairs
        ]
    }


def _array(value: Any, blobs: list[bytes]) -> Any:
    if isinstance(value, np.ma.MaskedArray):
        return {"o": "MaskedArray"}
    plain = np.array(value, order="C", subok=False)
    if plain.dtype.byteorder == ">":
        plain = plain.astype(plain.dtype.newbyteorder("<"))
    if plain.dtype.str not in DTYPES:
        return {"o": f"array of {str(plain.dtype)[:40]}"}
    if plain.size > MAX_ENTRIES or plain.nbytes > MAX_BYTES:
        return {"o": f"array of {plain.size} entries"}
    blobs.append(plain.tobytes())
    return {"a": [plain.dtype.str, list(plain.shape)]}


def _unpack(node: Any, body: _Body, depth: int, count: list[int]) -> Any:
    # JSON's parser made the tree: its types are exact
    sort = type(node)
    if sort is float:
        if not math.isfinite(node):
            raise NotPlainDataError("NaN and infinity are written as {'f': …}.")
        return node
    if sort is int:
        if node.bit_length() > MAX_INT_BITS:
            raise NotPlainDataError("an int is too long.")
        return node
    if node is None or sort is bool or sort is str:
        return node
    if sort is not dict or len(node) != 1:
        raise NotPlainDataError("a node must be a plain JSON value or an object with one key.")
    ((kind, inner),) = node.items()
    if isinstance(inner, list) and kind in ("l", "t", "s", "z", "d"):
        count[0] += len(inner) * (2 if kind == "d" else 1)
        if depth > MAX_DEPTH or count[0] > MAX_NODES:
            raise NotPlainDataError("the value is too deep or too long.")
    if kind in ("l", "t") and isinstance(inner, list):
        items = [item if type(item) is str else _unpack(item, body, depth + 1, count) for item in inner]
        return items if kind == "l" else tuple(items)
    if kind in ("s", "z") and isinstance(inner, list):
        return _unpack_set(inner, body, depth, count, set if kind == "s" else frozenset)
    if kind == "d" and isinstance(inner, list):
        return _unpack_dict(inner, body, depth, count)
    if kind == "f" and inner in ("nan", "inf", "-inf"):
        return float(inner)
    if kind == "c" and isinstance(inner, list) and len(inner) == 2 and all(isinstance(x, str) for x in inner):
        try:
            return complex(float(inner[0]), float(inner[1]))
        except ValueError:
            raise NotPlainDataError("a complex number must hold two floats.") from None
    if kind == "b" and isinstance(inner, int) and not isinstance(inner, bool) and inner >= 0:
        return bytes(body.take(inner))
    if kind == "a":
        return _unpack_array(inner, body)
    if kind == "F" and isinstance(inner, str) and len(inner) <= 100:
        return NamedFunction(inner)
    if kind == "o" and isinstance(inner, str):
        return Opaque(inner[:120])
    raise NotPlainDataError(f"unknown node {str(kind)[:20]!r}.")


def _unpack_dict(pairs: list[Any], body: _Body, depth: int, count: list[int]) -> dict[Any, Any]:
    result = {}
    if len(pairs) > MAX_ODD_KEYS and not all(isinstance(p, list) and p and isinstance(p[0], str) for p in pairs):
        raise NotPlainDataError(f"a dict may have {MAX_ODD_KEYS} keys that are not text.")
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) != 2:
            raise NotPlainDataError("a dict must be a list of pairs.")
        key = _unpack(pair[0], body, depth + 1, count)
        value = _unpack(pair[1], body, depth + 1, count)
        try:
            result[key] = value
        except TypeError:
            raise NotPlainDataError(f"a dict key must be hashable. Got {type(key).__name__}.") from None
    return result


def _unpack_set(inner: list[Any], body: _Body, depth: int, count: list[int], kind: type[Any]) -> Any:
    if len(inner) > MAX_ODD_KEYS and not all(isinstance(item, str) for item in inner):
        raise NotPlainDataError(f"a set may have {MAX_ODD_KEYS} members that are not text.")
    try:
        return kind([_unpack(item, body, depth + 1, count) for item in inner])
    except TypeError:
        raise NotPlainDataError("a set's members must be hashable.") from None


def _unpack_array(inner: Any, body: _Body) -> np.ndarray[Any, Any]:
    if not (isinstance(inner, list) and len(inner) == 2):
        raise NotPlainDataError("an array must be [dtype, shape].")
    dtype, shape = inner
    good = isinstance(shape, list) and len(shape) <= 32
    if not good or not all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n <= MAX_BYTES for n in shape):
        raise NotPlainDataError("a shape must be a list of at most 32 sizes.")
    if not isinstance(dtype, str) or dtype not in DTYPES:
        raise NotPlainDataError("the dtype is not on the list.")
    entries = math.prod(shape)
    if entries > MAX_ENTRIES:
        raise NotPlainDataError(f"an array may have {MAX_ENTRIES} entries.")
    if any(n == 0 for n in shape):
        return np.zeros(_empty_shape(shape), dtype)
    return np.frombuffer(body.take(entries * SIZES[dtype]), dtype).reshape(shape).copy()


def _empty_shape(shape: list[int]) -> list[int]:
    if math.prod(n for n in shape if n) > MAX_BYTES:
        raise NotPlainDataError("an empty array's other sizes are too large.")
    return shape
