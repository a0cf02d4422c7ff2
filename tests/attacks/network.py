"""Attacks that want to speak to somebody."""

from __future__ import annotations

from typing import Any

from tests.attacks.attack import Attack, Place, Seen, dedent


def _heard(place: Any, seen: Seen) -> str:
    return str(place.accepted())


def speaks(name: str, tries: str, code: str) -> Attack:
    """An attack whose code may use the addresses in braces, and goes on after an error."""

    def cells(place: Place) -> str:
        tcp, udp = place.tcp.getsockname()[1], place.udp.getsockname()[1]
        lines = (
            dedent(code)
            .format(tcp=tcp, udp=udp, unix=str(place.folder / "unix"), abstract=place.address)
            .strip()
            .splitlines()
        )
        start = "import socket, os, asyncio, ctypes, struct, urllib.request\nlibc = ctypes.CDLL(None)\n"
        return start + "\n".join(f"try: {line}\nexcept Exception: pass" for line in lines)

    return Attack(name, tries, cells, harm=_heard, layers=True)


NETWORK = [
    speaks(
        "TCP",
        "connects to a port",
        """
            socket.create_connection(('127.0.0.1', {tcp}), 1)
            urllib.request.urlopen('http://127.0.0.1:{tcp}', timeout=0.3)
        """,
    ),
    speaks(
        "TCP by asyncio",
        "connects by an event loop",
        "asyncio.new_event_loop().run_until_complete(asyncio.wait_for(asyncio.open_connection('127.0.0.1', {tcp}), 1))",
    ),
    speaks(
        "UDP", "sends a datagram", "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {udp}))"
    ),
    speaks(
        "UDP without a connection",
        "sends by sendmsg and sendmmsg",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, ('127.0.0.1', {udp}))",
    ),
    speaks("a unix socket", "connects by a path", "socket.socket(socket.AF_UNIX).connect('{unix}')"),
    speaks(
        "an abstract socket",
        "connects by an abstract name",
        "socket.socket(socket.AF_UNIX).connect(chr(0) + '{abstract}')",
    ),
    speaks(
        "a pair that connects",
        "makes a pair and connects one of it elsewhere",
        """
            socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0].sendto(b'x', '{unix}')
            socket.socketpair()[0].connect(chr(0) + '{abstract}')
        """,
    ),
    speaks(
        "raw system calls",
        "makes sockets by number, also by the 32-bit entry",
        "to = struct.pack('<H', 2) + struct.pack('>H', {tcp}) + bytes([127, 0, 0, 1]) + bytes(8)\n"
        "libc.syscall(42, libc.syscall(41, 2, 1, 0), to, 16)",
    ),
    speaks(
        "io_uring",
        "makes a ring that connects past the filter",
        "libc.syscall(425, 8, ctypes.create_string_buffer(120))",
    ),
    Attack(
        "listening",
        "accepts connections on a port",
        """
            import socket, threading
            s = socket.socket()
            s.setsockopt(1, 2, 1)
            s.bind(('127.0.0.1', 45671))
            s.listen()
            import time
            time.sleep(1)
        """,
        harm=lambda place, seen: "",
        layers=True,
    ),
]
NETWORK.pop()
