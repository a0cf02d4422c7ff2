"""The types of pandas whose values are sent as their parts: tables, columns, indexes and timestamps.

pandas is imported where a value of it is, and nowhere else: a course without it does not wait for it.
"""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np

from autograder.checks.kinds.kind import NotPlainDataError

#: what a column may hold beside what numpy's arrays of numbers, texts and moments do
_TEXTS = ("object", "str", "string")
MOST_LEVELS = 32  # of an index: time grows with their square


def _pandas() -> Any:
    return importlib.import_module("pandas")


def _entries(column: Any) -> list[Any]:
    """The entries of a column or an index, and the name of their dtype."""
    name = str(column.dtype)
    if name == "category":
        found = column.array
        return [[found.codes, found.categories, bool(found.ordered)], name]
    if name in _TEXTS:
        return [column.astype(object).to_numpy(), name]
    if not isinstance(column.dtype, np.dtype):
        raise NotPlainDataError("entries of pandas' own.")
    return [column.to_numpy(), name]


def _made(entries: Any, dtype: Any) -> Any:
    """What a column or an index is made of. Raises NotPlainDataError."""
    if dtype == "category":
        codes, categories, ordered = entries
        return _pandas().Categorical.from_codes(codes, categories=categories, ordered=ordered)
    if not isinstance(entries, np.ndarray) or entries.ndim != 1 or type(dtype) is not str:
        raise NotPlainDataError("a column must be an array, and have a dtype.")
    if dtype not in _TEXTS and str(entries.dtype) != dtype:
        raise NotPlainDataError("another dtype.")
    return entries


def _column(entries: Any, dtype: Any, index: Any, name: Any) -> Any:
    return _pandas().Series(_made(entries, dtype), index=index, name=name, dtype=dtype)


def _index(entries: Any, dtype: Any, name: Any) -> Any:
    return _pandas().Index(_made(entries, dtype), name=name, dtype=dtype)


def _levels(rows: list[Any], names: list[Any]) -> Any:
    if len(names) > MOST_LEVELS or any(len(row) != len(names) for row in rows):
        raise NotPlainDataError("rows must have an entry for each level, of which there are few.")
    return _pandas().MultiIndex.from_tuples(rows, names=names)


def _table(index: Any, columns: Any, parts: list[Any]) -> Any:
    if not all(isinstance(part, _pandas().Series) and len(part) == len(index) for part in parts):
        raise NotPlainDataError("a table's parts must be columns as long as its index.")  # one value would fill them
    found = _pandas().DataFrame(dict(enumerate(parts)), index=index)
    found.columns = columns
    return found


def _moment(value: Any) -> list[Any]:
    if value.tzinfo is not None:
        raise NotPlainDataError("a zone.")
    return [value.isoformat()]


def _again(mine: Any, now: Any) -> None:
    mine.__init__(now)


#: parts, make, refill
KNOWN: dict[str, tuple[Any, ...]] = {
    "pandas.DataFrame": (
        lambda table: [table.index, table.columns, [table.iloc[:, i] for i in range(table.shape[1])]],
        _table,
        _again,
    ),
    "pandas.Series": (lambda column: [*_entries(column), column.index, column.name], _column, _again),
    "pandas.Index": (lambda index: [*_entries(index), index.name], _index),
    "pandas.DatetimeIndex": (lambda index: [*_entries(index), index.name], _index),
    "pandas.CategoricalIndex": (lambda index: [*_entries(index), index.name], _index),
    "pandas.RangeIndex": (
        lambda index: [index.start, index.stop, index.step, index.name],
        lambda start, stop, step, name: _pandas().RangeIndex(start, stop, step, name=name),
    ),
    "pandas.MultiIndex": (lambda index: [index.to_list(), list(index.names)], _levels),
    "pandas.Timestamp": (_moment, lambda text: _pandas().Timestamp(text)),
    "pandas.Timedelta": (lambda span: [span.isoformat()], lambda text: _pandas().Timedelta(text)),
}
