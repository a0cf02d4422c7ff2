"""A kind of value is one class: registered, it crosses, is shown, compared, received and bounded everywhere."""

from __future__ import annotations

import socket
import struct
import time
from collections import Counter
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from autograder.checks import plain
from autograder.checks.compare import describe, differences, identical
from autograder.checks.kinds import kind
from autograder.checks.kinds.kind import Kind, NotPlainDataError, Packer, Unpacker, alike, as_array
from autograder.checks.plain import NamedFunction, Opaque
from autograder.checks.spec import CheckSpec
from autograder.judge.proxies import FunctionProxy, received
from autograder.judge.reference_server import QuestionTooLargeError, ReferenceServer
from autograder.sandbox.wire import Wire
from tests.judge.test_proxies import StudentNamespace

#: what has stood on the wire since the first version, and must: a value, its head, its body in hexadecimal
FRAMES: list[tuple[Any, str, str]] = [
    ([None, True, "é", 7, -1.5], '{"l":[null,true,"\\u00e9",7,-1.5]}', ""),
    ([float("nan"), float("inf"), -float("inf")], '{"l":[{"f":"nan"},{"f":"inf"},{"f":"-inf"}]}', ""),
    (1.5 - 2j, '{"c":["1.5","-2.0"]}', ""),
    (b"ab", '{"b":2}', "6162"),
    ((1, (2,)), '{"t":[1,{"t":[2]}]}', ""),
    ({1}, '{"s":[1]}', ""),
    (frozenset("a"), '{"z":["a"]}', ""),
    ({"w": 1, 2: ()}, '{"d":[["w",1],[2,{"t":[]}]]}', ""),
    (np.array([[1, -2]], np.int16), '{"a":["<i2",[1,2]]}', "0100feff"),
    (np.array([[1, 2], [3, 4]], np.uint8, order="F"), '{"a":["|u1",[2,2]]}', "01020304"),
    (np.array([1, 2], ">u2"), '{"a":["<u2",[2]]}', "01000200"),
    (np.array(True), '{"a":["|b1",[]]}', "01"),
    (np.float32(0.5), '{"a":["<f4",[]]}', "0000003f"),
    (np.zeros((0, 3)), '{"a":["<f8",[0,3]]}', ""),
    (np.array([None]), '{"o":"array of object"}', ""),
    (NamedFunction("product"), '{"F":"product"}', ""),
    (Opaque("Account"), '{"o":"Account"}', ""),
    (len, '{"o":"builtin_function_or_method"}', ""),
]


@pytest.mark.parametrize(("value", "head", "body"), FRAMES, ids=[head for _, head, _ in FRAMES])
def test_the_bytes_on_the_wire_stay(value: Any, head: str, body: str) -> None:
    assert plain.encode(value) == struct.pack("<I", len(head)) + head.encode() + bytes.fromhex(body)


class Fractions(Kind):
    tag = "q"
    types = (Fraction,)
    numeric = True

    def pack(self, value: Fraction, packer: Packer, depth: int) -> Any:
        return {"q": [packer.pack(value.numerator, depth + 1), packer.pack(value.denominator, depth + 1)]}

    def unpack(self, inner: Any, unpacker: Unpacker, depth: int) -> Fraction:
        parts = [unpacker.unpack(node, depth + 1) for node in unpacker.items(inner, depth)]
        if len(parts) != 2 or any(type(part) is not int for part in parts) or parts[1] <= 0:
            raise NotPlainDataError("a fraction must be two whole numbers, the second above zero.")
        return Fraction(*parts)

    def as_array(self, value: Fraction) -> Any:
        return np.asarray(float(value))

    def describe(self, value: Fraction) -> str:
        return f"{value.numerator} over {value.denominator}"

    def largest(self, value: Fraction) -> int:
        return max(1, abs(value.numerator))


@pytest.fixture
def fractions(monkeypatch: pytest.MonkeyPatch) -> None:
    """A world in which fractions are plain data."""
    monkeypatch.setattr(kind, "KINDS", [*kind.KINDS])
    for table in ("BY_TYPE", "BY_TAG"):
        monkeypatch.setattr(kind, table, dict(getattr(kind, table)))
    kind.register(Fractions())


HALF = Fraction(1, 2)


def test_without_its_kind_a_fraction_stays_behind() -> None:
    assert plain.simplify(HALF) == Opaque("Fraction")


@pytest.mark.usefixtures("fractions")
def test_a_new_kind_crosses_the_wire_in_whatever_holds_it() -> None:
    ours, theirs = socket.socketpair()
    value = [1, "done", {"w": (HALF, [HALF, None]), HALF: {HALF}}]
    with ours, theirs:
        Wire(theirs).send(value)
        arrived = Wire(ours).receive(time.monotonic() + 60)

    assert arrived == value
    assert type(arrived[2]["w"][0]) is Fraction


@pytest.mark.usefixtures("fractions")
@pytest.mark.parametrize("inner", [3, [], [1], [1, 0], [1, -2], [1, "2"], [1, 2, 3], [[1], 2]])
def test_a_forged_node_of_a_new_kind_is_refused(inner: object) -> None:
    with pytest.raises(NotPlainDataError):
        plain.unpack({"q": inner}, b"")


@pytest.mark.usefixtures("fractions")
def test_a_new_kind_is_described_and_compared() -> None:
    spec = CheckSpec("f", "n", {}, ("x",), ("a",), ())

    assert describe([HALF, "a"]) == "[1 over 2, 'a']"
    assert describe(("a",)) == "('a',)"
    assert differences(spec, HALF, Fraction(2, 4)) == []
    assert differences(spec, {"k": [HALF]}, {"k": [Fraction(1, 2)]}) == []
    assert [d.words for d in differences(spec, HALF, Fraction(1, 3))] == ["must be 1 over 2, got 1 over 3"]
    assert differences(spec, 0.5, HALF) == []
    assert identical([HALF], [Fraction(1, 2)])
    assert not identical(HALF, 0.5)
    assert alike([HALF], [0.5])
    assert as_array(HALF) == 0.5


@pytest.mark.usefixtures("fractions")
def test_a_new_kind_is_received_sent_and_written_back() -> None:
    mine: list[Any] = []
    add = FunctionProxy(StudentNamespace(f=lambda items, x: items.append(x) or x / 2), "f")

    assert received([HALF]) == [HALF]
    assert add(mine, HALF) == Fraction(1, 4)
    assert mine == [HALF]


@pytest.mark.usefixtures("fractions")
def test_the_reference_server_counts_a_new_kind() -> None:
    server = ReferenceServer({}, ["sigmoid"])

    with pytest.raises(QuestionTooLargeError):
        server("sigmoid", ([Fraction(10**6, 7)],), {})


def test_a_tag_and_a_type_belong_to_one_kind() -> None:
    class Other(Kind):
        types = (int,)

    with pytest.raises(ValueError, match="of its own"):
        kind.register(Other())


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("bits", [4096, 4097, 4104, 100_000, 1 << 20])
def test_a_long_number_comes_back(bits: int, sign: int) -> None:
    for value in (sign * (1 << (bits - 1)), sign * ((1 << bits) - 1)):
        arrived = plain.decode(plain.encode([value]))

        assert arrived == [value]
        assert plain.encode(arrived) == plain.encode([value])


def test_a_longer_number_stays_behind_and_so_do_too_many() -> None:
    most = 1 << ((1 << 20) - 1)
    arrived = plain.simplify([most] * 60)

    assert plain.simplify(2 * most) == Opaque("int of 1048577 bits")
    assert arrived[:48] == [most] * 48
    assert {*arrived[48:]} == {Opaque("int of 1048576 bits")}


def test_too_many_long_numbers_in_a_forged_head_are_refused() -> None:
    size = (1 << 17) + 1
    body = (1 << ((1 << 20) - 1)).to_bytes(size, "little", signed=True)

    with pytest.raises(NotPlainDataError, match="too long"):
        plain.unpack({"l": [{"i": size}] * 49}, body * 49)


@pytest.mark.parametrize(
    ("inner", "body"),
    [
        (0, b""),
        (True, b"\1"),
        ("513", b"\1" * 513),
        (513, b""),  # promised and not there
        (513, bytes(513)),  # a small number, written long
        (600, b"\1" * 599 + b"\0"),  # a byte too many
        (1 << 40, b""),
        (-1, b""),
        ((1 << 17) + 1, b"\1" * ((1 << 17) + 1)),  # 1 bit too many
    ],
    ids=repr,
)
def test_a_forged_long_number_is_refused(inner: object, body: bytes) -> None:
    with pytest.raises(NotPlainDataError):
        plain.unpack({"i": inner}, body)


def test_a_long_number_is_shown_and_compared_without_its_digits() -> None:
    spec = CheckSpec("f", "n", {}, ("x",), ("a",), ())
    long = 7**300_000

    assert describe(long) == "about 2.5823e+253529"
    assert describe({long: 1}) == "a dict with about 2.5823e+253529"
    assert describe(-(10**100)) == "about -1.0000e+100"
    assert differences(spec, long, 7**300_000) == []
    assert [d.words for d in differences(spec, long, long + 4)] == [
        "must be a whole number that ends in 384180000001, got a whole number that ends in 384180000005"
    ]
    assert [d.rung for d in differences(spec, 1.0, long)] == ["value"]


def test_an_array_and_a_ragged_list_are_not_identical() -> None:
    assert not identical(np.zeros(2), [[1.0], 2.0])
    assert not identical([[1.0], 2.0], np.zeros(2))


def test_what_would_arrive_as_another_type_is_a_stray() -> None:
    class Table(np.ndarray):
        pass

    counts, table = Counter("a"), np.ones(2).view(Table)

    assert plain.stray([1, {"a": (2.0, np.ones(2), np.float32(1))}]) is None
    assert plain.stray([1, counts, len]) == (counts, "Counter")
    assert plain.stray((table, HALF)) == (table, "Table")
    assert plain.stray({HALF}) == (HALF, "Fraction")
