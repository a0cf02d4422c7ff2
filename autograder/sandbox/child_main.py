"""The loop of a locked-down child: cells and calls in, plain data out.

Student code lives in this very process and may change any of it. So nothing here is trusted by the other side: a reply
is a value to compare, never a verdict.
"""

from __future__ import annotations

import builtins
import json
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from autograder.checks import plain
from autograder.checks.kinds.kind import Unpacker
from autograder.checks.observe import Observation, describe, observe
from autograder.sandbox import ipython_shell as notebook
from autograder.sandbox.kept_objects import NAME as OBJECTS
from autograder.sandbox.kept_objects import KeptObjects
from autograder.sandbox.wire import ConnectionClosedError, Wire

EXIT_MEMORY = 71  # a label for the report, nothing more: student code can use it too


def serve(sock: socket.socket, shell: Any, printed: int) -> None:
    """Answer requests until the supervisor closes the socket; never returns."""
    try:
        _Loop(_LazyWire(sock), shell, printed).run()
    except MemoryError:
        os._exit(EXIT_MEMORY)
    except BaseException:
        os._exit(1)
    os._exit(0)


class _LazyWire(Wire):
    """A wire whose messages arrive as [number, verb, nodes of the rest, their unpacker]."""

    @staticmethod
    def decode(size: int, rest: memoryview) -> list[Any]:
        number, verb, *nodes = json.loads(bytes(rest[:size]))["l"]
        return [number, verb, nodes, Unpacker(rest[size:])]


class _Loop:
    def __init__(self, wire: Wire, shell: Any, printed: int) -> None:
        self.wire, self.shell, self.printed = wire, shell, printed
        self.calling: int | None = None  # number of the call that runs now
        self.asking = threading.RLock()  # a call that is made while the code asks may ask in its turn
        self.objects = KeptObjects(shell.user_ns, self.ask)
        self.verbs: dict[str, Callable[..., Any]] = {
            "cell": self.cell,
            "get": self.get,
            "has": self.has,
            "replace": self.replace,
        }

    def run(self) -> None:
        while True:
            try:
                message = self.wire.receive()
            except ConnectionClosedError:
                return
            self._serve(*message)

    def _serve(self, number: int, verb: str, nodes: list[Any], unpacker: Unpacker) -> None:
        if verb == "call":
            answer = self.call(number, unpacker, *nodes)
        else:
            answer = self.verbs[verb](number, *map(unpacker.unpack, nodes))
        self._answer(number, "done", verb, answer)

    def _answer(self, number: int, kind: str, verb: str, answer: Any) -> None:
        try:
            self.wire.send([number, kind, answer], more=kind == "more")
        except (MemoryError, ConnectionClosedError):
            raise
        except Exception:
            self.wire.send([number, kind, _shrunk(verb, answer)])

    def cell(self, number: int, source: str, name: str) -> list[Any]:
        ok, raised, printed = notebook.run(self.shell, source, self.printed)
        return [ok, _raised(raised), printed, type(self.shell.user_ns.get(name)) is FunctionType]

    def get(self, number: int, name: str) -> list[Any]:
        namespace = self.shell.user_ns
        return [True, namespace[name]] if name in namespace else [False, None]

    def has(self, number: int, name: str) -> bool:
        return name in self.shell.user_ns

    def call(self, number: int, unpacker: Unpacker, name: str, *calls: Any) -> Any:
        """Make the calls one after the other, with a reply to each, so that each has its own time limit.

        calls : nodes, each of which is unpacked when its turn comes
        """
        if name not in self.shell.user_ns and name != OBJECTS:
            return None
        for call in calls[:-1]:
            self._answer(number, "more", "call", self._call(number, unpacker, name, *call["l"]))
        return self._call(number, unpacker, name, *calls[-1]["l"])

    def _call(self, number: int, unpacker: Unpacker, name: str, handed: Any, keywords: Any, *wanted: Any) -> Any:
        namespace = self.shell.user_ns
        start = unpacker.at
        arguments = unpacker.unpack(handed)
        body = unpacker.body[start : unpacker.at]  # as it came, whatever the call does to the arguments
        more = dict(zip(("variables", "steps", "instead"), wanted, strict=True))
        outer, self.calling = self.calling, number
        try:
            function = self.objects if name == OBJECTS else namespace[name]
            seen = observe(function, tuple(arguments), unpacker.unpack(keywords), **more, bare=True)
            untouched = plain.is_still(list(seen.arguments), handed, body)
        except MemoryError:
            raise
        except BaseException as error:
            seen, untouched = Observation(raised=describe(error, namespace)), False
        finally:
            self.calling = outer
        return [
            seen.value,
            _raised(seen.raised),
            None if untouched else seen.arguments,
            seen.steps,
            seen.variables,
            seen.warned,
            list(map(list, seen.made)),
        ]

    def replace(self, number: int, names: list[str]) -> None:
        for name in names:
            self.shell.user_ns[name] = _RemoteFunction(name, self)

    def ask(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """What the judge answers to a call of `name`. Raises what its function does, if that is an error of Python's.

        Raises RuntimeError for all else. The function may call the student's code before it answers.
        """
        with self.asking:
            if self.calling is None:
                raise RuntimeError(f"{name} is answered only while a check calls a function.")
            self.wire.send([self.calling, "ask", name, list(arguments), keywords])
            while (message := self.wire.receive())[1] not in ("answer", "refused"):
                self._serve(*message)
            _, verb, nodes, unpacker = message
            value = unpacker.unpack(*nodes)
        if verb != "answer":
            raise _as_raised(value)
        return value


@dataclass
class _RemoteFunction:
    """Stands in for a student's function while a check follows through with the judge's reference."""

    name: str
    loop: _Loop

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self.loop.ask(self.name, arguments, keywords)


def _as_raised(words: str) -> Exception:
    """An error of Python's from its name and its words; RuntimeError for all else."""
    name, _, message = words.partition(": ")
    kind = getattr(builtins, name, None)
    if isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, UnicodeError):
        return kind(message)
    return RuntimeError(words)


def _raised(raised: Any) -> list[Any] | None:
    return (
        None
        if raised is None
        else [raised.type_name, raised.message, raised.line, raised.text, raised.operation, raised.target]
    )


def _shrunk(verb: str, answer: Any) -> Any:
    """The answer with its value replaced, because it is too large to send or cannot be packed."""
    gone = plain.Opaque("a value that is too large to travel")
    if verb == "get":
        return [True, gone]
    _, raised, _, steps, _, warned, _ = answer
    return [gone, raised, (), steps, {}, warned, []]
