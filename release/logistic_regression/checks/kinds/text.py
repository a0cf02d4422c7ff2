"""None, str and bytes."""

from __future__ import annotations

from typing import Any

from .kind import Kind, NotPlainDataError, Packer, Unpacker


class Nothing(Kind):
    types = (type(None),)


class Texts(Kind):
    types = (str,)

    def describe(self, value: str) -> str:
        return f"the text {value[:60]!r}"

    def describe_item(self, value: str) -> str:
        return repr(value[:30])

    def entries(self, value: str) -> int:
        return len(value)


class Bytes(Kind):
    tag = "b"
    types = (bytes,)

    def pack(self, value: bytes, packer: Packer, depth: int) -> Any:
        packer.blobs.append(value)
        return {"b": len(value)}

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> bytes:
        if type(inner) is not int or inner < 0:
            raise NotPlainDataError("bytes must have a length.")
        return bytes(unpacker.take(inner))

    def describe(self, value: bytes) -> str:
        return f"{len(value)} bytes"

    def entries(self, value: bytes) -> int:
        return len(value)
