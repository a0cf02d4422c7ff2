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
from typing import Any, TypeVar

from numpy import empty, uint8  # by name: student code may change numpy

from autograder.checks import plain

#: JSON's share of a frame. It takes some 30 times its size in memory once parsed, so it is capped before it is.
MAX_HEAD = 4 << 20
LARGE = 1 << 16  # bytes of a message from which on its arrays are sent from where they are, rather than joined first
#: seconds for what has come and was not read when the deadline passed: on a busy machine it is we who look late
LATE = 1.0
MOST_PARTS = 512  # in one call of the system, which takes 1,024
AHEAD = 1 << 16  # bytes that are read at once, where as many have come: several short messages, or a short one whole
STILL = 0.5  # seconds by which a look comes late only where we have not run for as long
HELD_SECONDS = 0.002  # how long a message may wait for the next one, to be sent with it

T = TypeVar("T")


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
        self.stood_still = 0.0  # seconds by which our looks came late, as on a virtual machine that was not run
        self._due = 0.0  # when the present look will be over at the latest
        self._ahead = b""  # read, and not yet part of a message
        self._late_since = 0.0  # when we first looked at a message whose deadline had passed
        self._held, self._held_until = list[memoryview](), 0.0  # to be sent with the next message
        self._arrivals = select.poll()
        self._arrivals.register(sock, select.POLLIN)

    def send(self, message: list[Any], deadline: float | None = None, more: bool = False) -> None:
        """Send one message before `deadline` (time.monotonic).

        more : another one follows; a short message then waits for it, `HELD_SECONDS` from the first that waits

        Raises DeadlineError, ConnectionClosedError, ProtocolError where it is too large.
        """
        views = [memoryview(part) for part in plain.encoded(message)]
        parts = [view for view in views if view.nbytes]
        size = sum(part.nbytes for part in parts)
        if size > plain.MAX_BYTES or parts[0].nbytes > MAX_HEAD:
            raise ProtocolError(f"a message must have at most {plain.MAX_BYTES} bytes. Got {size}.")
        frame = [memoryview(struct.pack("<I", size)), *(part.cast("B") for part in parts)]
        if size < LARGE:
            frame = [memoryview(b"".join(frame))]
        if more and size < LARGE:
            now = time.monotonic()
            if not self._held:
                self._held_until = now + HELD_SECONDS
            self._held += frame
            if now < self._held_until and len(self._held) < MOST_PARTS:
                return
            frame = []
        left, self._held = self._held + frame, []
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
        self._late_since = 0.0
        size, head = struct.unpack("<II", self._exactly(8, deadline, tick, every))
        if not 4 <= size <= plain.MAX_BYTES or head > min(MAX_HEAD, size - 4):
            raise ProtocolError(
                f"a frame must have 4 to {plain.MAX_BYTES} bytes, its head {MAX_HEAD}. Got {size}, {head}."
            )
        if size > self.room:
            raise ProtocolError(f"more than {plain.MAX_BYTES >> 20} MB in answer to one request.")
        self.room -= size
        rest = self._exactly(size - 4, deadline, tick, every)
        try:
            message = self.decode(head, memoryview(rest))
        except plain.NotPlainDataError as error:
            raise ProtocolError(str(error)) from None
        if not isinstance(message, list) or len(message) < 2:
            raise ProtocolError("a message must be a list of a number and a verb.")
        return message

    decode = staticmethod(plain.decode_rest)

    def unasked(self) -> bool:
        """Whether bytes have arrived that no request asked for. A closed socket has none."""
        if self._ahead:
            return True
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

    def _exactly(
        self, size: int, deadline: float | None, tick: Callable[[], None] | None, every: float
    ) -> bytes | memoryview:
        while len(self._ahead) < size <= AHEAD:
            self._ahead += self._read(lambda: self.sock.recv(AHEAD), deadline, tick, every)
        if size <= len(self._ahead):
            data, self._ahead = self._ahead[:size], self._ahead[size:]
            return data
        view = empty(size, uint8).data  # numpy asks for large pages, and writes no zeros
        got = len(self._ahead)
        view[:got], self._ahead = self._ahead, b""
        while got < size:
            got += self._read(lambda got=got: self.sock.recv_into(view[got:]), deadline, tick, every)  # type: ignore[misc]
        return view

    def _read(self, read: Callable[[], T], deadline: float | None, tick: Callable[[], None] | None, every: float) -> T:
        """What `read` reads of the socket, once something has come."""
        while True:
            try:
                self._wait(deadline, every)
            except DeadlineError:
                if not self._has_come():
                    raise
            try:
                found = read()
            except TimeoutError:
                late = time.monotonic() - self._due
                self.stood_still += late if late > STILL else 0.0
                if tick:
                    tick()
                continue
            except OSError as error:
                raise ConnectionClosedError(str(error)) from None
            if not found:
                self._ahead = b""
                raise ConnectionClosedError("the other side closed the socket.")
            return found

    def _has_come(self) -> bool:
        """Whether what the deadline passed over has come all the same; for `LATE` seconds of one message."""
        now = time.monotonic()
        self._late_since = self._late_since or now
        return now - self._late_since <= LATE and bool(self._arrivals.poll(0))

    def _wait(self, deadline: float | None, at_most: float = math.inf) -> None:
        if deadline is None:
            return
        left = deadline - time.monotonic()
        if left <= 0:
            left += self.grace()
        if left <= 0:
            raise DeadlineError
        left = min(left, at_most)
        self.sock.settimeout(left)
        self._due = time.monotonic() + left


def _after(parts: list[memoryview], sent: int) -> list[memoryview]:
    """What is left of the parts once `sent` of their bytes have gone out."""
    for at, part in enumerate(parts):
        if sent < len(part):
            return [part[sent:], *parts[at + 1 :]]
        sent -= len(part)
    return []
