"""Frames of plain data over a stream socket, with caps and deadlines; the only way in and out of a child.

    frame   = <u4 length> plain frame (see `checks.plain`)
    message = a list: a request number, a verb, and the verb's arguments

The supervisor's side trusts nothing that arrives: a length, a head or a value beyond its cap is ProtocolError.
"""

from __future__ import annotations

import math
import select
import socket
import struct
import time
from collections.abc import Callable
from typing import Any

from autograder.checks import plain

#: JSON's share of a frame. It takes some 30 times its size in memory once parsed, so it is capped before it is.
MAX_HEAD = 4 << 20
LARGE = 1 << 16  # bytes of a message from which on its arrays are sent from where they are, rather than joined first
#: seconds for what has come and was not read when the deadline passed: on a busy machine it is we who look late
LATE = 1.0
MOST_PARTS = 512  # in one call of the system, which takes 1,024


class ProtocolError(Exception):
    """What arrived is not a frame of plain data."""


class ConnectionClosedError(Exception):
    """The other side is gone."""


class DeadlineError(Exception):
    """The deadline passed."""


class Wire:
    """Messages over one connected stream socket."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.room = math.inf  # bytes that may still come: the judge gives as much for each request
        self.grace: Callable[[], float] = lambda: 0.0  # seconds by which deadlines are later: asked when one has passed
        self._arrivals = select.poll()
        self._arrivals.register(sock, select.POLLIN)

    def send(self, message: list[Any], deadline: float | None = None) -> None:
        """Send one message before `deadline` (time.monotonic).

        Raises DeadlineError, ConnectionClosedError, ProtocolError where it is too large.
        """
        views = [memoryview(part) for part in plain.encoded(message)]
        parts = [view for view in views if view.nbytes]
        size = sum(part.nbytes for part in parts)
        if size > plain.MAX_BYTES or parts[0].nbytes > MAX_HEAD:
            raise ProtocolError(f"a message must have at most {plain.MAX_BYTES} bytes. Got {size}.")
        left = [memoryview(struct.pack("<I", size)), *(part.cast("B") for part in parts)]
        if size < LARGE:
            left = [memoryview(b"".join(left))]
        while left:
            self._wait(deadline)
            try:
                left = _after(left, self.sock.sendmsg(left[:MOST_PARTS]))
            except TimeoutError:
                raise DeadlineError from None
            except OSError as error:
                raise ConnectionClosedError(str(error)) from None

    def receive(
        self, deadline: float | None = None, tick: Callable[[], None] | None = None, every: float = 0.1
    ) -> list[Any]:
        """The next message; raises DeadlineError, ConnectionClosedError or ProtocolError.

        `tick` is called every `every` seconds of waiting.
        """
        start = bytes(self._exactly(8, deadline, tick, every))
        size, head = struct.unpack("<II", start)
        if not 4 <= size <= plain.MAX_BYTES or head > min(MAX_HEAD, size - 4):
            raise ProtocolError(
                f"a frame must have 4 to {plain.MAX_BYTES} bytes, its head {MAX_HEAD}. Got {size}, {head}."
            )
        if size > self.room:
            raise ProtocolError(f"more than {plain.MAX_BYTES >> 20} MB in answer to one request.")
        self.room -= size
        rest = self._exactly(size - 4, deadline, tick, every)
        try:
            message = plain.decode_rest(head, memoryview(rest))
        except plain.NotPlainDataError as error:
            raise ProtocolError(str(error)) from None
        if not isinstance(message, list) or len(message) < 2:
            raise ProtocolError("a message must be a list of a number and a verb.")
        return message

    def unasked(self) -> bool:
        """Whether bytes have arrived that no request asked for. A closed socket has none."""
        if not self._arrivals.poll(0):
            return False
        self.sock.setblocking(False)
        try:
            return bool(self.sock.recv(1, socket.MSG_PEEK))
        except OSError:
            return False
        finally:
            self.sock.setblocking(True)

    def close(self) -> None:
        self.sock.close()

    def _exactly(self, size: int, deadline: float | None, tick: Callable[[], None] | None, every: float) -> bytearray:
        data = bytearray(size)
        view, got, looked = memoryview(data), 0, 0.0
        while got < size:
            try:
                self._wait(deadline, every if tick else None)
            except DeadlineError:
                looked = looked or time.monotonic()
                if time.monotonic() - looked > LATE or not self._arrivals.poll(0):
                    raise
            try:
                part = self.sock.recv_into(view[got:])
            except TimeoutError:
                if tick:
                    tick()
                continue
            except OSError as error:
                raise ConnectionClosedError(str(error)) from None
            if not part:
                raise ConnectionClosedError("the other side closed the socket.")
            got += part
        return data

    def _wait(self, deadline: float | None, at_most: float | None = None) -> None:
        if deadline is None:
            return
        left = deadline - time.monotonic()
        if left <= 0:
            left += self.grace()
        if left <= 0:
            raise DeadlineError
        self.sock.settimeout(left if at_most is None else min(left, at_most))


def _after(parts: list[memoryview], sent: int) -> list[memoryview]:
    """What is left of the parts once so many of their bytes are sent."""
    for at, part in enumerate(parts):
        if sent < len(part):
            return [part[sent:], *parts[at + 1 :]]
        sent -= len(part)
    return []
