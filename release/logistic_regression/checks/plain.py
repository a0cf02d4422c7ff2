"""Plain data: the only values that cross between a student's process and ours.

None, bool, int, float, complex, str, bytes, list, tuple, dict, set, NamedFunction and numeric ndarrays: the kinds that
`kinds/` holds. Everything else becomes Opaque, which keeps the name of a type and nothing else. Bytes that arrive are
data: never pickled, never evaluated, never a name to look up. `encode` and `decode` are each other's inverse on plain
data; `decode` raises NotPlainDataError, and only NotPlainDataError, on bytes that `encode` did not make.

    frame = <u4 length of head> head body
"""

from __future__ import annotations

import copy
import json
import marshal
import struct
from typing import Any

import numpy as np

from .kinds.arrays import DTYPES, MAX_AXES
from .kinds.kind import MAX_BYTES as MAX_BYTES
from .kinds.kind import NotPlainDataError as NotPlainDataError
from .kinds.kind import Packer, Unpacker
from .kinds.strangers import NamedFunction as NamedFunction
from .kinds.strangers import Opaque as Opaque

SMALL = 1 << 20  # entries of an array that crosses whatever its type
PIECE = 1 << 15  # bytes that are compared at a time: views are compared item by item, and a copy of all takes memory
#: types of values that nothing can change, so that one serves as its own copy
UNCHANGING = frozenset((str, float, int, bool, type(None)))
#: `pack` never makes a tree with cycles, so the encoder need not look for them
_to_json = json.JSONEncoder(check_circular=False, allow_nan=False, separators=(",", ":")).encode


def simplify(value: Any) -> Any:
    """`value` as plain data: arrays of subclasses become ndarrays, numpy scalars 0-d arrays, all other types Opaque."""
    exact = type(value)
    if exact is float or exact is str:
        return value
    if exact is np.ndarray and 0 < value.size <= SMALL and value.ndim <= MAX_AXES and value.dtype.str in DTYPES:
        return value.copy()  # most answers, without a call for each step of the way
    tree, blobs = pack(value)
    return unpack(tree, b"".join(blobs))


def copied(value: Any) -> Any:
    """A deep copy of plain data. Each part is copied for itself: what was one array in two places becomes two."""
    exact = type(value)
    if exact in UNCHANGING:  # most parts of a long value, and without a call into `copy`
        return value
    if exact is tuple:
        return value if UNCHANGING.issuperset(map(type, value)) else tuple([copied(part) for part in value])
    if exact is list:
        return list(value) if UNCHANGING.issuperset(map(type, value)) else [copied(part) for part in value]
    if exact is dict:
        return {key: copied(part) for key, part in value.items()}
    return copy.deepcopy(value)


def stray(value: Any) -> tuple[Any, str] | None:
    """The first part of `value` that would arrive as something else, and its type's name; None if there is none."""
    packer = Packer()
    packer.pack(value)
    return packer.stray


def crosses(value: Any) -> bool:
    """Whether every part of `value` crosses, those included that arrive as another type: a Counter as a dict."""
    packer = Packer()
    packer.pack(value)
    return not packer.left


def pack(value: Any) -> tuple[Any, list[bytes | memoryview]]:
    """`value` as a JSON tree and the bytes of its arrays, in the order of the tree; views, until an array changes."""
    packer = Packer()
    return packer.pack(value), packer.blobs


def unpack(tree: Any, body: bytes | memoryview) -> Any:
    """The value that `pack` took apart. Raises NotPlainDataError on anything else."""
    unpacker = Unpacker(body)
    value = unpacker.unpack(tree)
    if unpacker.left:
        raise NotPlainDataError(f"{unpacker.left} bytes follow the last value.")
    return value


def encode(value: Any) -> bytes:
    """One frame that holds `value`."""
    return b"".join(encoded(value))


def encoded(value: Any) -> list[bytes | memoryview]:
    """The parts of the frame that holds `value`: the head with its size, then views of arrays, until one changes."""
    tree, blobs = pack(value)
    head = _to_json(tree).encode()
    return [struct.pack("<I", len(head)) + head, *blobs]


def is_still(value: Any, tree: Any, body: bytes | memoryview) -> bool:
    """Whether `value` is what `tree` and `body` hold, to the last bit and in type: 1 is not 1.0 here, nor True."""
    now, blobs = pack(value)
    if marshal.dumps(now, 0) != marshal.dumps(tree, 0):  # version 0 knows no references: only values count
        return False
    at = 0
    for blob in blobs:
        part = memoryview(blob)
        part = part.cast("B") if part.nbytes else part
        for start in range(0, part.nbytes, PIECE):
            piece = bytes(part[start : start + PIECE])
            if piece != bytes(body[at : at + len(piece)]):
                return False
            at += len(piece)
    return at == len(body)


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
