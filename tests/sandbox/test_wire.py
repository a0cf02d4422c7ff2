"""Frames over a socket pair; no child is involved."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from unittest import mock

import numpy as np
import pytest

from autograder.checks import plain
from autograder.sandbox.wire import HELD_SECONDS, MAX_HEAD, ConnectionClosedError, DeadlineError, ProtocolError, Wire


@pytest.fixture
def ends() -> Iterator[tuple[Wire, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Wire(ours), theirs


def soon() -> float:
    return time.monotonic() + 60


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> mock.Mock:
    """The wire's own, which stands until it is set: `ahead` seconds from its start."""
    clock = mock.Mock(ahead=0.0)
    clock.monotonic = lambda: clock.ahead
    monkeypatch.setattr("autograder.sandbox.wire.time", clock)
    return clock


def test_a_message_arrives_as_it_was_sent(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    Wire(theirs).send([1, "done", {"w": np.arange(3.0)}])
    number, verb, value = wire.receive(soon())

    assert (number, verb) == (1, "done")
    np.testing.assert_array_equal(value["w"], [0, 1, 2])


@pytest.mark.parametrize(
    "data",
    [
        struct.pack("<II", plain.MAX_BYTES + 1, 4),
        struct.pack("<II", 1 << 24, MAX_HEAD + 1),
        struct.pack("<II", 8, 5) + b"12345678",
        struct.pack("<II", 0, 0),
        struct.pack("<II", 6, 2) + b"[[",
        struct.pack("<II", 5, 1) + b"1",
        struct.pack("<II", 4 + 200_000, 200_000) + b"[" * 200_000,
    ],
)
def test_what_is_not_a_frame_is_garbled(ends: tuple[Wire, socket.socket], data: bytes) -> None:
    wire, theirs = ends
    theirs.setblocking(False)
    theirs.send(data)

    with pytest.raises(ProtocolError):
        wire.receive(soon())


def test_what_has_come_is_read_though_we_look_after_the_deadline(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    Wire(theirs).send([1, "done", 7])

    assert wire.receive(time.monotonic() - 9) == [1, "done", 7]


def test_a_message_that_comes_while_we_do_other_things_is_in_time(
    ends: tuple[Wire, socket.socket], clock: mock.Mock
) -> None:
    """As when the disk keeps us waiting while we look at the child's folder, with the deadline behind us after that."""
    wire, theirs = ends

    def tick() -> None:
        Wire(theirs).send([1, "done", 7])
        clock.ahead = 9.0

    assert wire.receive(5.0, tick, every=0.01) == [1, "done", 7]


def test_a_look_that_comes_late_is_time_in_which_the_machine_stood_still(
    ends: tuple[Wire, socket.socket], clock: mock.Mock
) -> None:
    wire, theirs = ends
    looks, sock = [0.1, 3.1, 0.3], wire.sock
    wire.sock = mock.Mock(wraps=sock)

    def look(size: int) -> bytes:
        if not looks:
            return sock.recv(size)
        clock.ahead += looks.pop(0)
        if not looks:
            Wire(theirs).send([1, "done", 7])
        raise TimeoutError

    wire.sock.recv = look
    wire.grace = lambda: wire.stood_still

    assert wire.receive(1.0, every=0.1) == [1, "done", 7]
    assert wire.stood_still == pytest.approx(3.0)  # and not the 0.2 seconds of an ordinary delay


def test_what_has_come_in_part_is_late(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    theirs.send(struct.pack("<II", 1000, 100) + b"[")

    with pytest.raises(DeadlineError):
        wire.receive(time.monotonic() - 9)


def test_a_slow_sender_is_late_however_it_drips(ends: tuple[Wire, socket.socket], clock: mock.Mock) -> None:
    wire, theirs = ends
    ticks = []

    def drip() -> None:
        ticks.append(1)
        clock.ahead += 1.0
        theirs.send(b"\x08" if len(ticks) == 1 else b"\0")

    with pytest.raises(DeadlineError):
        wire.receive(5.0, tick=drip, every=0.01)
    assert 5 <= len(ticks) <= 7


def test_a_deadline_is_later_by_the_grace_that_is_asked_when_it_has_passed(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    asked = []

    def grace() -> float:
        asked.append(1)
        if len(asked) == 1:
            Wire(theirs).send([1, "done", 7])
        return 5.0

    wire.grace = grace

    assert wire.receive(time.monotonic() - 0.01) == [1, "done", 7]
    assert asked


def test_a_receiver_that_does_not_read_is_late(ends: tuple[Wire, socket.socket]) -> None:
    wire, _ = ends

    with pytest.raises(DeadlineError):
        wire.send([1, "call", np.zeros(8 << 20, np.uint8)], time.monotonic() + 0.05)


def test_a_closed_socket_is_closed(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    theirs.send(b"\x08\0")
    theirs.close()

    with pytest.raises(ConnectionClosedError):
        wire.receive(soon())
    assert not wire.unasked()


def test_unasked_bytes_are_seen_and_left(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    assert not wire.unasked()

    Wire(theirs).send([1, "done", None])

    assert wire.unasked()
    assert wire.receive(soon()) == [1, "done", None]


def test_messages_that_wait_go_out_with_the_next_one_in_their_order(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    sender = Wire(theirs)
    sender.send([1, "more", "a"], more=True)
    assert not wire.unasked()
    sender.send([1, "more", np.zeros(10_000)], more=True)  # long ones do not wait, and nothing overtakes
    sender.send([1, "done", "c"])

    assert wire.receive(soon()) == [1, "more", "a"]
    np.testing.assert_array_equal(wire.receive(soon())[2], np.zeros(10_000))
    assert wire.receive(soon()) == [1, "done", "c"]


def test_a_message_that_has_waited_is_sent(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    sender = Wire(theirs)
    sender.send([1, "more", "a"], more=True)
    time.sleep(2 * HELD_SECONDS)
    sender.send([1, "more", "b"], more=True)

    assert [wire.receive(soon())[2] for _ in "ab"] == ["a", "b"]


def test_what_comes_along_with_an_answer_was_not_asked_for(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends
    sender = Wire(theirs)
    sender.send([1, "done", "asked"], more=True)
    sender.send([1, "done", "too many"])

    assert wire.receive(soon()) == [1, "done", "asked"]
    assert wire.unasked()


def test_a_message_beyond_the_cap_is_not_sent(ends: tuple[Wire, socket.socket]) -> None:
    wire, theirs = ends

    with pytest.raises(ProtocolError, match="at most"):
        wire.send([1, "call", "x" * (MAX_HEAD + 1)], soon())
    assert not Wire(theirs).unasked()
