"""A child for fuzzing: it answers as a right or wrong function would, then changes the replies as it was told.

No student code runs: the answers are the reference's and the named mistakes', made in this process, so that a changed
reply is close enough to a true one to get deep into comparing and explaining.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograder.checks import plain
from autograder.checks.observe import Raised, observe
from autograder.exercises.exercise import Exercise
from autograder.sandbox import ChildLostError, Level
from autograder.sandbox.child_client import Answer, ChildClient
from autograder.sandbox.kept_objects import NAME as OBJECTS
from autograder.sandbox.known_types import KNOWN
from autograder.sandbox.limits import Limits
from autograder.sandbox.wire import ConnectionClosedError, DeadlineError, ProtocolError

DEEP: list[Any] = []
for _ in range(35):
    DEEP = [DEEP]

#: values that a forger might send instead of any other
HOSTILE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1 << 4_095, -(1 << 5_000), 0.0, -0.0, 1e308, 5e-324, 1j, complex("nan+infj")),
    *(
        float("nan"),
        float("inf"),
        float("-inf"),
        "",
        "\ud800",
        "\x00\x1b[2J\u202e",
        "x" * 20_000,
        "{}{0}%s`",
        b"",
        b"\xff" * 99,
    ),
    *(
        [],
        (),
        {},
        set(),
        frozenset(),
        DEEP,
        [1, "a", None],
        {"": ()},
        {1: 2, 0.5: 3.0, (1,): "k"},
        {"W1": 1, "b": np.ones(2)},
    ),
    *(
        plain.Opaque("function"),
        plain.Opaque("\ud800`<b>"),
        plain.Opaque(""),
        plain.NamedFunction("product"),
        plain.NamedFunction(""),
    ),
    *(
        np.zeros(0),
        np.zeros((0, 3)),
        np.zeros((1, 0, 2)),
        np.array(1.5),
        np.array(True),
        np.ones((1,) * 20),
        np.full((3, 4), np.nan),
    ),
    *(np.array([1e308, -1e308]), np.arange(6, dtype=np.uint8), np.ones((2, 3), np.float16), np.ones(3, complex) * 1j),
    *(np.array([2**63 - 1, -(2**63)]), np.zeros(5_000), np.array([np.inf, -np.inf, 0.0]), np.array([[True], [False]])),
)


#: of types and modules that an object may claim
CLAIMED = (
    *(
        ("Box", "__main__"),
        ("function", "builtins"),
        ("dict", "builtins"),
        ("ndenumerate", "numpy"),
        ("type", "builtins"),
    ),
    *(("NotImplementedType", "builtins"), ("\ud800", ""), ("DataFrame", "pandas"), ("frozenset", "builtins")),
)
TYPES = tuple(KNOWN)


class Told:
    """The bytes that say what is changed, one after the other; zeros once they are used up."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def byte(self) -> int:
        """The next one."""
        self._at += 1
        return self._data[self._at - 1] if self._at <= len(self._data) else 0

    def below(self, count: int) -> int:
        """A number from 0 to count - 1; 0 if there is none."""
        return (self.byte() | self.byte() << 8) % count if count else 0


class FuzzedSandbox:
    """Stands in for a Sandbox; its children answer for the exercises as `told` says.

    The first byte for each exercise chooses its function: none, the reference, a named mistake, or one that raises.
    """

    restarts = 0
    layers, level = ("fuzzed",), Level.isolated

    def __init__(self, exercises: Sequence[Exercise], told: Told) -> None:
        self.told, self.functions = told, dict[str, Callable[..., Any]]()
        for one in exercises:
            forms = [one.solution, *(m.function for m in one.mistakes), _raising, _same]
            if chosen := told.byte() % (len(forms) + 1):
                self.functions[one.name] = forms[chosen - 1]

    def child(self) -> FuzzedChild:
        """A fresh child."""
        return FuzzedChild(self)


class FuzzedChild(ChildClient):
    """A ChildClient without a process: at the other end of its wire is a FuzzedWire."""

    def __init__(self, sandbox: FuzzedSandbox) -> None:
        self.told, self.limits = sandbox.told, Limits()
        self.warm = SimpleNamespace(level=Level.isolated)  # type: ignore[assignment]
        self.lost: ChildLostError | None = None
        self._number, self._closed, self._queued = 0, False, 0.0
        self._asked, self._asked_since = 0.0, 0.0
        self._replaced: dict[str, Answer] = {}
        self._wire = FuzzedWire(sandbox)  # type: ignore[assignment]

    @property
    def queued_seconds(self) -> float:
        return 0.0

    @property
    def cpu_seconds(self) -> float:
        return self.told.byte() / 100

    def _end(self, grace: float = 0.0) -> None:
        self._closed = True


class FuzzedWire:
    """A wire whose replies are made here, from the requests, and changed as told."""

    room = 0.0

    def __init__(self, sandbox: FuzzedSandbox) -> None:
        self.told, self.functions = sandbox.told, sandbox.functions
        self.waiting: list[list[Any]] = []
        self.replaced: list[str] = []

    def send(self, message: list[Any], deadline: float | None = None) -> None:
        """Take a request, and have its replies ready."""
        plain.encode(message)
        number, verb, *rest = message
        if verb == "replace":
            self.replaced = rest[0]
        if verb == "call" and rest[0] == OBJECTS:
            self.waiting += [[number, "done", self._said(one)] for one in rest[1:]]
        elif verb == "call":
            name, *requests = rest
            if self.replaced and self.told.byte() > 128:
                asked = self.replaced[self.told.below(len(self.replaced))]
                self.waiting.append([number, "ask", asked, *requests[0][:2]])
            replies = [self._called(name, *one) for one in requests] if name in self.functions else [None]
            self.waiting += [[number, "more", reply] for reply in replies[:-1]] + [[number, "done", replies[-1]]]
        elif verb != "answer" and verb != "refused":
            self.waiting.append([number, "done", self._answer(verb, *rest)])

    def receive(self, deadline: float | None = None, tick: Callable[[], None] | None = None) -> list[Any]:
        """The next reply, as it was, changed, or not at all."""
        what = self.told.byte()
        if what >= 250 or not self.waiting:
            raise (DeadlineError, ConnectionClosedError, ProtocolError("as told"))[what % 3]
        message = self.waiting.pop(0)
        for _ in range(max(0, what - 200) % 8):
            message = self._changed(message)
        arrived = plain.decode(plain.encode(message))
        if not isinstance(arrived, list) or len(arrived) < 2:
            raise ProtocolError("a message must be a list of a number and a verb.")
        return arrived

    def unasked(self) -> bool:
        return self.told.byte() == 255

    def _answer(self, verb: str, what: Any, *_: Any) -> Any:
        if verb == "cell":
            return [True, None, "", False]
        if verb == "replace":
            return None
        known = what in self.functions
        if verb == "has":
            return known
        return [True, plain.Opaque("function")] if known else [self.told.byte() % 3 > 0, self._hostile()]

    def _said(self, request: list[Any]) -> list[Any]:
        """What an object says to a question: a right answer to many, or a node of any kind."""
        (question, *nodes), what = request[0], self.told.byte()
        raised = ["StopIteration", "", None, "", "", ""] if what > 240 else None
        node = self._node() if what > 60 else ["plain", 3 if question == "call" else what > 30]
        if what % 5 == 0:
            node = ["printed", HOSTILE[self.told.below(len(HOSTILE))], node]
        arguments = (question, *nodes[:1], self._node(), *nodes[2:]) if what % 3 == 0 else (question, *nodes)
        return [node, raised, arguments, 0, {}, "", []]

    def _node(self, depth: int = 0) -> Any:
        """A node as `sandbox/kept_objects.py` describes them, of any kind."""
        what = self.told.byte()
        inside = [self._node(depth + 1) for _ in range(what % 4)] if depth < 3 and what % 7 < 4 else []
        match what % 7:
            case 0:
                return ["typed", TYPES[self.told.below(len(TYPES))], ["list", inside]]
            case 1:
                return [("list", "tuple", "set", "frozenset")[what % 4], inside]
            case 2:
                return ["dict", [[part, part] for part in inside]]
            case 3 | 4:
                name, module = CLAIMED[self.told.below(len(CLAIMED))]
                return ["object", what % 5, name, what > 200, module]
            case 5:
                return ["plain", self._hostile()]
            case _:
                return ["plain", (3, 0.5, "n", [1, 2], np.array([3.0]), {"s": (2, 3)})[what % 6]]

    def _called(self, name: str, arguments: list[Any], keywords: dict[str, Any], *wanted: Any) -> list[Any]:
        more = dict(zip(("variables", "steps", "instead"), wanted, strict=True))
        seen = observe(self.functions[name], tuple(arguments), keywords, **more)
        raised = list(dataclasses.astuple(seen.raised)) if isinstance(seen.raised, Raised) else None
        made = [list(one) for one in seen.made]
        return [seen.value, raised, seen.arguments, seen.steps, seen.variables, seen.warned, made]

    def _changed(self, value: Any) -> Any:
        """The value with one part of it changed, at a place and in a way that are told."""
        inside = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if _holds(value) else []
        if inside and self.told.byte() % 8:
            key, part = inside[self.told.below(len(inside))]
            changed = self._changed(part)
            if isinstance(value, dict):
                return {**value, key: changed}
            return type(value)(changed if at == key else one for at, one in enumerate(value))
        if isinstance(value, np.ndarray):
            return self._bent(value)
        return self._hostile()

    def _bent(self, array: np.ndarray) -> Any:
        ways: tuple[Callable[[np.ndarray], Any], ...] = (
            lambda a: self._hostile(),
            lambda a: a.T,
            lambda a: a[..., None],
            lambda a: a.ravel(),
            lambda a: a.tolist(),
            lambda a: [a, a],
            lambda a: a[:0],
            lambda a: a * (np.nan if a.dtype.kind in "fc" else 0),
            lambda a: a.astype(("?", "u1", "f2", "c16", "i8", "f4")[self.told.below(6)]),
            lambda a: -a if a.dtype.kind != "b" else ~a,
            lambda a: np.concatenate([a.ravel()] * (1 + self.told.below(40))),
            lambda a: np.roll(a, 1),
            lambda a: a + self.told.below(5),
            lambda a: a / 0,
            lambda a: np.broadcast_to(a, (2, *a.shape)),
            lambda a: a.sum(axis=0),
        )
        with np.errstate(all="ignore"):
            try:
                return ways[self.told.below(len(ways))](array)
            except (ValueError, TypeError, IndexError, OverflowError):
                return None

    def _hostile(self) -> Any:
        return HOSTILE[self.told.below(len(HOSTILE))]


def _holds(value: Any) -> bool:
    return isinstance(value, (list, tuple))


def _raising(*arguments: Any, **keywords: Any) -> Any:
    raise LookupError("\ud800 <b>`{0}` \x1b[2J")


def _same(*arguments: Any, **keywords: Any) -> Any:
    return arguments[0] if arguments else None
