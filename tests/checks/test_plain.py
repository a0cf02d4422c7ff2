"""Plain data crosses and comes back the same; anything else stays where it is.

Hostile bytes raise NotPlainDataError only.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import math
import struct
from collections import Counter, namedtuple
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.checks.kinds.arrays import DTYPES
from autograder.checks.kinds.kind import MAX_DEPTH, MAX_NODES, describe
from autograder.checks.plain import (
    PIECE,
    NamedFunction,
    NotPlainDataError,
    Opaque,
    decode,
    encode,
    is_still,
    simplify,
    unpack,
)

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text() | st.binary()
arrays = hnp.arrays(st.sampled_from(sorted(DTYPES)), hnp.array_shapes(min_dims=0, min_side=0, max_side=4))
keys = st.none() | st.booleans() | st.integers() | st.text()
values = st.recursive(
    scalars | arrays | st.builds(NamedFunction, st.text(max_size=20)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
        | st.sets(keys, max_size=4)
        | st.frozensets(keys, max_size=4)
    ),
    max_leaves=12,
)


def same(a, b):
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, (list, tuple)):
        return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return type(a) is type(b) and (a == b or a != a or repr(a) == repr(b))


@given(values)
def test_plain_data_comes_back_the_same(value) -> None:
    assert same(decode(encode(value)), value)


tables = (
    st.lists(st.lists(scalars | arrays, max_size=3).map(tuple), min_size=2, max_size=3)
    | st.lists(st.lists(scalars | arrays, min_size=2, max_size=2), min_size=2, max_size=3)
    | st.lists(st.tuples(st.text(), st.lists(st.text(), max_size=2)), min_size=2, max_size=3)
    | st.lists(st.floats() | st.text(), min_size=2, max_size=3)
)


@given(tables.map(lambda table: table * 8))
def test_long_tables_come_back_the_same(table) -> None:
    assert same(decode(encode(table)), table)
    assert same(decode(encode(tuple(table))), tuple(table))
    lookup = {str(at): row for at, row in enumerate(table)}
    assert same(decode(encode(lookup)), lookup)


def test_rows_that_have_the_same_items_are_not_still_the_same() -> None:
    tables = [[(1, 2)] * 16, [[1, 2]] * 16, [(1,), (2,)] * 16, [(1, 2, 1, 2)] * 8, [(1.0, 2)] * 16]

    assert _still(tables) == [(at, at) for at in range(len(tables))]


def test_a_table_beyond_the_caps_does_not_cross() -> None:
    assert isinstance(simplify([(1, 2)] * MAX_NODES), Opaque)
    assert isinstance(simplify([(), (1,)] * MAX_NODES), Opaque)
    assert isinstance(simplify({str(number): number for number in range(MAX_NODES)}), Opaque)


def test_what_does_not_cross_leaves_room_for_what_follows() -> None:
    crossed = simplify([[0.0] * (MAX_NODES + 1), {}, {"w": [1.0]}, ()])

    assert isinstance(crossed[0], Opaque)
    assert crossed[1:] == [{}, {"w": [1.0]}, ()]


@pytest.mark.parametrize(
    "stranger",
    [object(), lambda x: x, np.array([object()]), np.array(["text"]), type, np.ma.array([1]), slice(1)],
    ids=["object", "function", "objects", "texts", "type", "masked", "slice"],
)
def test_a_stranger_leaves_only_the_name_of_its_type(stranger) -> None:
    assert isinstance(simplify(stranger), Opaque)


def test_dicts_and_named_tuples_of_the_standard_library_arrive_plain() -> None:
    Point = namedtuple("Point", ["x", "y"])
    counted, named = Counter("aab"), Point(1, 2)

    assert simplify(counted) == {"a": 2, "b": 1}
    assert type(simplify(counted)) is dict
    assert type(simplify(named)) is tuple


@pytest.mark.parametrize("kind", ["s", "z"])
def test_a_set_of_many_numbers_does_not_cross(kind) -> None:
    with pytest.raises(NotPlainDataError, match="members"):
        unpack({kind: list(range(1_001))}, b"")
    assert isinstance(simplify(set(range(1_001))), Opaque)


def test_a_subclass_that_lies_about_itself_does_not_cross() -> None:
    class Right(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    assert simplify(Right(3)) == Opaque("Right")


def test_subclasses_of_arrays_and_numpy_scalars_become_arrays() -> None:
    class Table(np.ndarray):
        pass

    assert type(simplify(np.ones((2, 2)).view(Table))) is np.ndarray
    assert simplify(np.float32(1.5)).shape == ()
    assert simplify(np.arange(3, dtype=">i4")).tolist() == [0, 1, 2]


def test_an_array_of_more_axes_than_cross_leaves_its_name() -> None:
    value = [np.zeros((1,) * axes) for axes in (32, 33, 64)]

    assert [describe(one) for one in decode(encode(value))[1:]] == [
        "an object of type array of 33 axes",
        "an object of type array of 64 axes",
    ]
    assert list(map(type, map(simplify, value))) == [np.ndarray, Opaque, Opaque]


def test_what_holds_itself_crosses_once() -> None:
    costs: list[object] = [0.5, 0.25]
    costs += [costs, {"costs": costs}]

    assert simplify(costs) == [0.5, 0.25, Opaque("list (inside itself)"), {"costs": Opaque("list (inside itself)")}]


def test_one_list_in_two_places_is_two_equal_ones() -> None:
    row = [1.0]

    assert simplify([row, row, [row]]) == [[1.0], [1.0], [[1.0]]]


def test_a_chain_of_lists_ends_at_the_depth_cap() -> None:
    chain: list[object] = []
    for _ in range(MAX_DEPTH + 5):
        chain = [chain]
    depth, inner = 0, simplify(chain)
    while isinstance(inner, list):
        depth, inner = depth + 1, inner[0]

    assert depth == MAX_DEPTH + 1
    assert isinstance(inner, Opaque)


def test_lists_in_lists_are_described_without_looking_at_them_all() -> None:
    nested: list[object] = [0.5]
    for _ in range(30):
        nested = [nested] * 4  # 4 to the power of 30 numbers

    assert describe(nested).startswith("[[[[")


@given(st.binary(max_size=200))
def test_random_bytes_raise_not_plain_or_decode(data) -> None:
    with contextlib.suppress(NotPlainDataError):
        decode(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("abcdfgklrtoF") | st.text(max_size=3), inner)
    ),
    max_leaves=15,
)


@settings(max_examples=300)
@given(json_values, st.binary(max_size=64))
def test_any_json_head_raises_not_plain_or_decodes(tree, body) -> None:
    head = json.dumps(tree).encode()
    with contextlib.suppress(NotPlainDataError):
        decode(struct.pack("<I", len(head)) + head + body)


@pytest.mark.parametrize(
    "tree",
    [
        {"a": ["<f8", [10**12]]},
        {"a": ["<f8", [-1]]},
        {"a": ["|O", [1]]},
        {"a": ["<f8", [0, 10**7, 10**7]]},
        {"a": ["<f8", [True]]},
        {"a": [["<f8"], [1]]},
        {"b": 10**12},
        {"b": -1},
        {"f": "1.5"},
        {"c": ["x", "1"]},
        {"d": [[{"l": []}, 1]]},
        {"d": [[1]]},
        {"F": 3},
        {"r": ["t", []]},
        {"r": ["x", [{"l": [1]}]]},
        {"r": ["t", [[1]]]},
        {"r": ["t", [{"l": [1]}, {"l": []}]]},
        {"r": ["t", [{"d": []}]]},
        {"r": [[], [{"l": [1]}]]},
        {"r": ["t", [{"l": []}] * 17]},
        {"g": ["t", [2], {"l": [1]}]},
        {"g": ["t", [-1, 2], {"l": [1]}]},
        {"g": ["t", [True], {"l": [1]}]},
        {"g": ["t", [0] * 300_000, {"l": []}]},
        {"k": [["a"], {"l": []}]},
        {"k": [[1], {"l": [1]}]},
        {"k": [["a"], {"t": [1]}]},
        {"a": 1, "b": 2},
        [],
        {"l": [{"l": [{}]}]},
    ],
    ids=lambda tree: repr(tree)[:60],
)
def test_a_forged_head_is_refused(tree) -> None:
    head = json.dumps(tree).encode()

    with pytest.raises(NotPlainDataError):
        decode(struct.pack("<I", len(head)) + head + bytes(64))


def test_deep_nesting_in_a_forged_head_is_refused() -> None:
    for one, end in ((b'{"l":[', b"]}"), (b'{"r":["t",[', b"]]}"), (b'{"g":["t",[],', b"]}"), (b'{"k":[[],', b"]}")):
        for times in (MAX_DEPTH + 1, 100_000):
            head = one * times + b'{"l":[]}' + end * times
            with pytest.raises(NotPlainDataError):
                decode(struct.pack("<I", len(head)) + head)


def _still(values: list[Any]) -> list[tuple[int, int]]:
    """Which pairs of the values are the same to `is_still`, the second one as it arrives from another process."""
    arrived = []
    for value in values:
        frame = encode(value)
        (size,) = struct.unpack_from("<I", frame)
        arrived.append((json.loads(frame[4 : 4 + size]), memoryview(frame)[4 + size :]))
    pairs = itertools.product(range(len(values)), repeat=2)
    return [(now, before) for now, before in pairs if is_still(values[now], *arrived[before])]


def test_what_is_equal_is_not_still_the_same() -> None:
    alike = [1, 1.0, True, np.float64(1.0), np.array([1.0]), [1], (1,), "1", {1: None}, {"1": None}]

    assert _still(alike) == [(at, at) for at in range(len(alike))]


def test_one_bit_of_a_long_array_shows() -> None:
    long = 3 * PIECE // 8 + 1
    arrays = [np.zeros(long) for _ in range(4)]
    arrays[1][0], arrays[2][-1], arrays[3][PIECE // 8] = -0.0, 5e-324, np.nan

    assert _still([*arrays, np.zeros(long + 1), np.zeros(0), np.zeros((0, 3))]) == [(at, at) for at in range(7)]


def test_what_is_still_the_same_may_be_in_other_objects() -> None:
    word = "".join(["wo", "rd"])  # not the interned one
    twice = [0.5, 2**70]
    values = [[word, twice, twice, math.nan], ["word", [0.5, 2**70], list(twice), float("nan")]]

    assert _still(values) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_number_of_numpy_as_a_key_is_found_under_the_plain_number() -> None:
    assert simplify({np.float64(0.5): 1, (np.int64(2), "a"): 3}) == {0.5: 1, (2, "a"): 3}
