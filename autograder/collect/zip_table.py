"""Opens a zip in which students chose names that the zip library stumbles over."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

_ENTRY, _HEAD = b"PK\x01\x02", 46  # how an entry of the table of contents begins, and its bytes before the name
_FLAGS, _LENGTHS = 8, 28  # where in it these are
_UTF8 = 0x800  # the flag that says how the name is written


class _Table(io.BufferedReader):
    """A zip file; while it is opened, the table of contents in it is read as `readable` gives it."""

    opening = True

    def read(self, size: int | None = -1) -> bytes:
        data = super().read(size)
        return readable(data) if self.opening and data.startswith(_ENTRY) else data


class _Archive(zipfile.ZipFile):
    """A zip that closes its file, which the library leaves to whoever opened it."""

    def __init__(self, table: _Table) -> None:
        self._table = table
        super().__init__(table)
        table.opening = False

    def close(self) -> None:
        super().close()
        self._table.close()


def open_zip(path: Path) -> zipfile.ZipFile:
    """The zip, opened whatever its names are. Reading a file whose name is not text raises UnicodeDecodeError."""
    return _Archive(_Table(io.FileIO(path)))


def readable(table: bytes) -> bytes:
    """A table of contents in which no name claims to be UTF-8 that is not: one such name would end the reading."""
    mended, at = bytearray(table), 0
    while table[at : at + 4] == _ENTRY and at + _HEAD <= len(table):
        (flags,) = struct.unpack_from("<H", table, at + _FLAGS)
        lengths = struct.unpack_from("<3H", table, at + _LENGTHS)  # of the name, more fields, and the comment
        if flags & _UTF8 and not _is_utf8(table[at + _HEAD : at + _HEAD + lengths[0]]):
            struct.pack_into("<H", mended, at + _FLAGS, flags & ~_UTF8)
        at += _HEAD + sum(lengths)
    return bytes(mended)


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True
