"""Tables, columns and indexes of pandas arrive equal, in type and dtype; forged ones are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.checks.plain import NotPlainDataError, decode, encode
from autograder.sandbox.kept_objects import from_node, to_node
from autograder.sandbox.known_types import known_name, made, refilled, taken_apart

TABLE = pd.DataFrame({"n": [1, 2, 4], "x": [0.5, None, 2.0], "t": ["a", None, "b"], "mixed": [1, "b", None]})
TABLES: dict[str, pd.DataFrame] = {
    "of every sort": TABLE.assign(when=pd.date_range("2026-01-01", periods=3), yes=[True, False, True]),
    "categories": TABLE.assign(kind=pd.Categorical(["u", "v", "u"], categories=["v", "u"], ordered=True)),
    "grouped": TABLE.groupby(["n", "x"]).agg({"x": ["mean", "max"]}),
    "described": TABLE.describe(),
    "by date": TABLE.set_index(pd.date_range("2026-01-01", periods=3, name="day")),
    "two columns of one name": pd.concat([TABLE[["n"]], TABLE[["n"]]], axis=1),
    "empty": pd.DataFrame(),
    "without rows": TABLE.iloc[:0],
    "without columns": TABLE[[]],
}
OTHERS: list[Any] = [
    pd.Timestamp("2026-02-28 12:01:02.5"),
    pd.Timedelta("1 days 2 hours"),
    pd.RangeIndex(2, 10, 3, name="i"),
    pd.Index(["a", "b"], name="k"),
    pd.MultiIndex.from_tuples([(1, "a"), (2, "b")], names=["n", None]),
    pd.CategoricalIndex(["a", "b", "a"]),
]


def arrived(value: Any) -> Any:
    node = to_node(value, lambda part: pytest.fail(f"{part!r} stays behind"))
    return from_node(decode(encode(node)), lambda plain: plain[1])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_arrives(name: str) -> None:
    pd.testing.assert_frame_equal(arrived(TABLES[name]), TABLES[name], check_freq=False)


@pytest.mark.parametrize("column", TABLE.columns)
def test_a_column_arrives(column: str) -> None:
    pd.testing.assert_series_equal(arrived(TABLE[column]), TABLE[column])


@pytest.mark.parametrize("value", OTHERS, ids=known_name)
def test_another_value_arrives(value: Any) -> None:
    there = arrived(value)

    assert type(there) is type(value)
    assert repr(there) == repr(value)


def test_a_table_that_was_changed_elsewhere_is_changed_here() -> None:
    for mine, now in ((TABLE.copy(), TABLE.assign(more=1).iloc[1:]), (TABLE["n"].copy(), TABLE["x"])):
        refilled(mine, now)

        assert mine.equals(now)


@pytest.mark.parametrize(
    "value", [pd.Timestamp("2026-01-01", tz="UTC"), pd.Series([1, None], dtype="Int64"), pd.interval_range(0, 3)]
)
def test_what_has_types_of_its_own_stays_behind(value: Any) -> None:
    assert taken_apart(value) is None


ONE = np.array([1.0])
INDEX = pd.RangeIndex(1)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Series", [ONE, "int64", INDEX, None]),
        ("Series", [ONE, "category", INDEX, None]),
        ("Series", [[1.0], "float64", INDEX, None]),
        ("Series", [ONE, 3, INDEX, None]),
        ("Series", [ONE, "float64", pd.RangeIndex(2), None]),
        ("Series", [[np.array([7]), pd.Index(["a"]), False], "category", INDEX, None]),
        ("DataFrame", [INDEX, pd.Index(["a", "b"]), [pd.Series(ONE)]]),
        ("DataFrame", [pd.RangeIndex(10**6), pd.Index(["a"]), [1.0]]),
        ("MultiIndex", [[1, 2], ["a", "b"]]),
        ("MultiIndex", [["x" * 99], [None] * 99]),
        ("Timestamp", ["yesterday or so"]),
        ("RangeIndex", [0, "a", 1, None]),
    ],
)
def test_parts_that_make_none_are_refused(name: str, parts: list[Any]) -> None:
    with pytest.raises(NotPlainDataError):
        made(f"pandas.{name}", parts)
