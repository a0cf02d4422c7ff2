"""Values of known types arrive as what they are; parts that make none, or one too large, are refused."""

from __future__ import annotations

import datetime
from collections import Counter, OrderedDict, defaultdict, deque
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from numpy.polynomial import Polynomial

from autograder.checks.plain import NotPlainDataError, decode, encode
from autograder.sandbox.kept_objects import from_node, to_node
from autograder.sandbox.known_types import KNOWN, known_name, made, refilled, taken_apart

MINUTE = datetime.timezone(datetime.timedelta(hours=1, minutes=1))
VALUES: list[Any] = [
    Fraction(-1, 3),
    Decimal("1.50"),
    Decimal("NaN"),
    Decimal("-Infinity"),
    datetime.date(2026, 2, 28),
    datetime.time(1, 2, 3, 4),
    datetime.datetime(2026, 2, 28, 23, 59, 1, 7),
    datetime.datetime(2026, 2, 28, tzinfo=MINUTE),
    datetime.timedelta(-1, 2, 3),
    range(2, 20, 3),
    {"a": 1, 2: 3}.keys(),
    {"a": 1}.values(),
    {"a": [1]}.items(),
    deque([1, "b"], maxlen=3),
    Counter("aab"),
    OrderedDict(b=1, a=2),
    defaultdict(list, a=[1]),
    defaultdict(None, a=1),
    np.array([["a", "bc"]]),
    np.array([b"a", b"bc"]),
    np.array(["2026-01-01", "NaT"], "<M8[D]"),
    np.array([1, 2], "<m8[25s]"),
    np.array(["a", None, 3], object),
    np.zeros((0, 3), "<U2"),
    np.array([[1, 2]]).view(np.matrix),
    np.array(["ab"])[0],
    np.bytes_(b"ab"),
    np.datetime64("2026-01-01T01:02"),
    np.timedelta64(3, "h"),
    np.random.default_rng(3),
    np.poly1d([1, 2, 3]),
    Polynomial([1, 2], domain=[0, 3]),
]


def arrived(value: Any) -> Any:
    node = to_node(value, lambda part: pytest.fail(f"{part!r} stays behind"))
    return from_node(decode(encode(node)), lambda plain: plain[1])


def shown(value: Any) -> str:
    if isinstance(value, np.random.Generator):
        return str(value.bit_generator.state)
    return f"{value!r} {getattr(value, 'dtype', '')} {getattr(value, 'shape', '')} {getattr(value, 'domain', '')}"


@pytest.mark.parametrize("value", VALUES, ids=known_name)
def test_it_arrives_as_what_it_is(value: Any) -> None:
    there = arrived(value)

    assert type(there) is type(value)
    assert shown(there) == shown(value)


@pytest.mark.parametrize("value", VALUES, ids=known_name)
def test_it_arrives_within_others(value: Any) -> None:
    (one, lookup) = arrived((1, {"a": [value]}))

    assert one == 1
    assert shown(lookup["a"][0]) == shown(value)


def test_every_type_of_the_table_is_tried() -> None:
    tried = {known_name(value) for value in VALUES}
    alike = {name for name in KNOWN if "polynomial" in name and "Polynomial" not in name}
    elsewhere = {name for name in KNOWN if name.startswith("pandas.")} | {"named tuple"}

    assert tried == set(KNOWN) - alike - elsewhere


def test_a_named_tuple_of_a_library_keeps_its_names() -> None:
    there = arrived(np.linalg.slogdet(2 * np.eye(2)))

    assert there == (1.0, np.log(4.0))
    assert (there.sign, there.logabsdet) == there
    assert isinstance(there, tuple)
    assert not taken_apart(type("Ours", (tuple,), {"_fields": ("a",), "__module__": "__main__"})([1]))


@pytest.mark.parametrize("value", [{Fraction(1, 2)}, frozenset([(1, Fraction(1, 2))]), {datetime.date(2026, 1, 1): 1}])
def test_sets_and_keys_of_them_arrive(value: Any) -> None:
    assert arrived(value) == value


class Own(deque[int]):
    pass


Liar = type("date", (), {"__module__": "datetime", "isoformat": lambda self: 1 / 0})
STAY: list[Any] = [
    int,
    np.ma.array([1.5, 2.5], mask=[True, False]),
    Own([1]),
    Liar(),
    range(10**9),
    Decimal("1e5000"),
    Decimal(f"0.{'3' * 2_000}"),
    dict.fromkeys(range(2_000)).keys(),
    defaultdict(lambda: 3),
    np.zeros(2, "i4,f4"),
    np.random.Generator(np.random.MT19937(1)),
    datetime.datetime(2026, 1, 1, tzinfo=type("Summer", (datetime.tzinfo,), {"utcoffset": lambda *_: None})()),
]


@pytest.mark.parametrize("value", STAY, ids=range(len(STAY)))
def test_what_is_odd_or_too_large_stays_behind(value: Any) -> None:
    assert taken_apart(value) is None


ARRAY = "numpy.ndarray"
FORGED: list[tuple[Any, Any]] = [
    (None, []),
    ("os.system", ["true"]),
    ("fractions.Fraction", [1, 0]),
    ("fractions.Fraction", ["9" * 5_000, 1]),
    ("fractions.Fraction", ["1e999999"]),
    ("fractions.Fraction", [1.5, 2]),
    ("numpy.bytes_", [10**6]),
    ("numpy.str_", [np.zeros(10**5)]),
    ("decimal.Decimal", ["1e999999999"]),
    ("decimal.Decimal", ["x"]),
    ("decimal.Decimal", [3.5]),
    ("datetime.date", ["2026-13-01"]),
    ("datetime.date", [3]),
    ("datetime.timedelta", [10**12, 0, 0]),
    ("builtins.range", [0, 10**12]),
    ("builtins.range", ["a"]),
    ("builtins.type", ["int"]),
    ("builtins.dict_items", [[1, 2]]),
    ("collections.deque", [[1], -1]),
    ("collections.defaultdict", ["print", {}]),
    (ARRAY, ["<U3", [2], ["a"]]),
    (ARRAY, ["<U3", [-1], []]),
    (ARRAY, ["<U999999", [50], ["a"] * 50]),
    (ARRAY, ["<U999999", [0, 10**9], []]),
    (ARRAY, ["<U3", [1], [3]]),
    (ARRAY, ["<U300", [1], ["a"]]),
    (ARRAY, ["|S2000", [1], [b"a"]]),
    (ARRAY, ["<f8", [1], [3.0]]),
    (ARRAY, ["i4,O", [1], [3]]),
    (ARRAY, ["<M8[D]", [1], [10**30]]),
    (ARRAY, [3, 4, 5]),
    ("numpy.datetime64", ["|O", 3]),
    ("named tuple", [["a"], [1, 2]]),
    ("named tuple", [["not a name"], [1]]),
    ("named tuple", [[3], [1]]),
    ("numpy.random._generator.Generator", [{"state": 3}]),
    ("numpy.polynomial.polynomial.Polynomial", ["a", [], []]),
]


@pytest.mark.parametrize(("name", "parts"), FORGED, ids=range(len(FORGED)))
def test_parts_that_make_none_are_refused(name: Any, parts: Any) -> None:
    with pytest.raises(NotPlainDataError):
        made(name, parts)


@pytest.mark.parametrize(
    ("mine", "now"),
    [
        (deque([1]), deque([2, 3])),
        (Counter("a"), Counter("bb")),
        (OrderedDict(a=1), OrderedDict(b=2)),
        (defaultdict(int, a=1), defaultdict(int, b=2)),
        (np.random.default_rng(1), np.random.default_rng(2)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_was_changed_elsewhere_is_changed_here(mine: Any, now: Any) -> None:
    refilled(mine, now)

    assert shown(mine) == shown(now)


def test_what_is_of_another_type_changes_nothing() -> None:
    mine = deque([1])
    refilled(mine, [2])

    assert mine == deque([1])
