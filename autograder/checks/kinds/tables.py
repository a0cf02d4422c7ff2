"""How long lists of rows and long dicts cross: as columns. A graph is such a list, and a table of records.

One by one, 1,500 tuples are 1,500 nodes of the tree, each with a call of its own at both ends. As columns they are
lists of texts and numbers, which JSON and `zip` take in one step. What arrives is the same list or dict.

    rows of one width  {"r": ["t", [column, column, …]]}    "t" for tuples, "l" for lists
    rows of any width  {"g": ["t", [width, width, …], all items one after the other]}
    a dict of texts    {"k": [keys, values]}
"""

from __future__ import annotations

from itertools import chain, islice
from typing import Any

from .kind import Kind, NotPlainDataError, Packer, Unpacker

LONG = 16  # items from which on columns cost less than rows
WIDEST = 16  # columns
ROWS: dict[type, str] = {tuple: "t", list: "l"}
TYPES: dict[Any, type] = {"t": tuple, "l": list}


def packed_rows(value: list[Any], packer: Packer, depth: int) -> Any:
    """The node of a list of rows as columns; None for any other list. The list's own nodes are counted already."""
    kinds = set(map(type, value))
    exact = kinds.pop()
    if kinds or exact not in ROWS:
        return None
    widths = set(map(len, value))
    if len(widths) == 1 and 0 < max(widths) <= WIDEST:
        inner: list[Any] = [packer.pack(list(column), depth + 1) for column in zip(*value, strict=True)]
        node, lists = {"r": [ROWS[exact], inner]}, inner
    else:
        lists = [packer.pack(list(chain.from_iterable(value)), depth + 1)]
        node = {"g": [ROWS[exact], list(map(len, value)), *lists]}
    crossed = all(type(part) is dict and part.keys() <= _LISTS for part in lists)
    return node if crossed else packer.leave(value, "list (too deep or too long)")


def packed_lookup(value: dict[Any, Any], packer: Packer, depth: int) -> Any:
    """The node of a dict whose keys are texts, as two columns; its nodes are counted with them."""
    node = {"k": [list(dict.keys(value)), packer.pack(list(dict.values(value)), depth + 1)]}
    crossed = packer.has_room(depth, len(value)) and node["k"][1].keys() <= _LISTS
    return node if crossed else packer.leave(value, "dict (too deep or too long)")


class EvenRows(Kind):
    """Rows of one width."""

    tag = "r"

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> list[Any]:
        exact, columns = _fields(inner, 2)
        if type(columns) is not list or not 0 < len(columns) <= WIDEST:
            raise NotPlainDataError(f"rows must have 1 to {WIDEST} columns.")
        unpacker.count(depth, 0)
        parts = [_list(column, unpacker, depth) for column in columns]
        if len({len(part) for part in parts}) != 1:
            raise NotPlainDataError("columns must be of one length.")
        unpacker.count(depth, len(parts[0]))
        return list(map(_row_type(exact), zip(*parts, strict=True)))


class UnevenRows(Kind):
    """Rows of any width."""

    tag = "g"

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> list[Any]:
        exact, widths, flat = _fields(inner, 3)
        if type(widths) is not list or not all(type(width) is int and width >= 0 for width in widths):
            raise NotPlainDataError("widths must be a list of sizes.")
        unpacker.count(depth, len(widths))
        items = _list(flat, unpacker, depth)
        if sum(widths) != len(items):
            raise NotPlainDataError("rows must hold as many items as they are wide.")
        row, rest = _row_type(exact), iter(items)
        return [row(islice(rest, width)) for width in widths]


class Lookups(Kind):
    """A long dict of texts."""

    tag = "k"

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> dict[str, Any]:
        keys, values = _fields(inner, 2)
        if type(keys) is not list or not set(map(type, keys)) <= {str}:
            raise NotPlainDataError("the keys of such a dict must be texts.")
        unpacker.count(depth, len(keys))
        items = _list(values, unpacker, depth)
        if len(items) != len(keys):
            raise NotPlainDataError("a dict must have as many keys as values.")
        return dict(zip(keys, items, strict=True))


_LISTS = {"l", "r", "g"}


def _fields(inner: Any, count: int) -> list[Any]:
    if type(inner) is not list or len(inner) != count:
        raise NotPlainDataError(f"columns must be a list of {count} fields.")
    return inner


def _row_type(tag: Any) -> type:
    if type(tag) is not str or tag not in TYPES:
        raise NotPlainDataError("rows must be tuples or lists.")
    return TYPES[tag]


def _list(node: Any, unpacker: Unpacker, depth: int) -> list[Any]:
    """The list of a node one level down. Raises NotPlainDataError for anything else."""
    if type(node) is not dict or not node.keys() <= _LISTS:
        raise NotPlainDataError("a column must be a list.")
    found = unpacker.unpack(node, depth + 1)
    if type(found) is not list:
        raise NotPlainDataError("a column must be a list.")
    return found
