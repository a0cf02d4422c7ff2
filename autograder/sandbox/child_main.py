"""The loop of a locked-down child: cells and calls in, plain data out.

Student code lives in this very process and may change any of it. So nothing here is trusted by the other side: a reply
is a value to compare, never a verdict.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.checks import plain
from autograder.checks.observe import Observation, describe, observe
from autograder.sandbox import ipython_shell as notebook
from autograder.sandbox.wire import ConnectionClosedError, Wire

EXIT_MEMORY = 71  # a label for the report, nothing more: student code can use it too


def serve(sock: socket.socket, shell: Any, printed: int) -> None:
    """Answer requests until the supervisor closes the socket; never returns."""
    try:
        _Loop(Wire(sock), shell, printed).run()
    except MemoryError:
        os._exit(EXIT_MEMORY)
    except BaseException:
        os._exit(1)
    os._exit(0)


class _Loop:
    def __init__(self, wire: Wire, shell: Any, printed: int) -> None:
        self.wire, self.shell, self.printed = wire, shell, printed
        self.calling: int | None = None  # number of the call that runs now
        self.asking = threading.Lock()

    def run(self) -> None:
        verbs: dict[str, Callable[..., Any]] = {
            "cell": self.cell,
            "get": self.get,
            "has": self.has,
            "call": self.call,
            "replace": self.replace,
        }
        while True:
            try:
                number, verb, *rest = self.wire.receive()
            except ConnectionClosedError:
                return
            self._answer(number, "done", verb, verbs[verb](number, *rest))

    def _answer(self, number: int, kind: str, verb: str, answer: Any) -> None:
        try:
            self.wire.send([number, kind, answer])
        except (MemoryError, ConnectionClosedError):
            raise
        except Exception:
            self.wire.send([number, kind, _shrunk(verb, answer)])

    def cell(self, number: int, source: str) -> list[Any]:
        ok, raised, printed = notebook.run(self.shell, source, self.printed)
        return [ok, _raised(raised), printed]

    def get(self, number: int, name: str) -> list[Any]:
        namespace = self.shell.user_ns
        return [True, namespace[name]] if name in namespace else [False, None]

    def has(self, number: int, name: str) -> bool:
        return name in self.shell.user_ns

    def call(self, number: int, name: str, *calls: list[Any]) -> Any:
        """Make the calls one after the other, with a reply to each, so that each has its own time limit."""
        if name not in self.shell.user_ns:
            return None
        for call in calls[:-1]:
            self._answer(number, "more", "call", self._call(number, name, *call))
        return self._call(number, name, *calls[-1])

    def _call(self, number: int, name: str, arguments: list[Any], keywords: Any, *wanted: Any) -> Any:
        namespace = self.shell.user_ns
        before = plain.fingerprint(arguments)
        more = dict(zip(("variables", "steps", "instead"), wanted, strict=True))
        self.calling = number
        try:
            seen = observe(namespace[name], tuple(arguments), keywords, **more, bare=True)
            after = plain.fingerprint(list(seen.arguments))
        except MemoryError:
            raise
        except BaseException as error:
            seen, after = Observation(raised=describe(error, namespace)), b""
        finally:
            self.calling = None
        touched = None if after == before else seen.arguments
        return [
            seen.value,
            _raised(seen.raised),
            touched,
            seen.steps,
            seen.variables,
            seen.warned,
            list(map(list, seen.made)),
        ]

    def replace(self, number: int, names: list[str]) -> None:
        for name in names:
            self.shell.user_ns[name] = _RemoteFunction(name, self)

    def ask(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """What the judge answers to a call of `name`; raises RuntimeError if it refuses."""
        with self.asking:
            if self.calling is None:
                raise RuntimeError(f"{name} is answered only while a check calls a function.")
            self.wire.send([self.calling, "ask", name, list(arguments), keywords])
            _, verb, value = self.wire.receive()
        if verb != "answer":
            raise RuntimeError(value)
        return value


@dataclass
class _RemoteFunction:
    """Stands in for a student's function while a check follows through with the judge's reference."""

    name: str
    loop: _Loop

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self.loop.ask(self.name, arguments, keywords)


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
