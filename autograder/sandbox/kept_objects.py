"""The student's objects that a test refers to by number: they stay in the student's process and answer there.

What goes either way is plain data, a list that begins with a word:

    ["plain", value]  ["list", nodes]  ["dict", pairs of nodes], and as "list": "tuple", "set", "frozenset"
    ["typed", name of a type in `known_types.py`, node of its parts]
    ["object", number, name of its type, whether it is a class, module of the type]; a class is told of by its own name
    ["global", name]  ["imported", module, name]  ["iterator", node], towards the student's process only, as
    ["function", name] of the test's, which is asked with nodes and answers with one
    ["printed", text, node], as an answer

Student code may change all that is here: an answer is what the student's code says of its own object, never a verdict.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import io
import itertools
import random
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.kinds.kind import MAX_ODD_KEYS
from autograder.checks.plain import NotPlainDataError, crosses, simplify, stray
from autograder.sandbox.known_types import MOST_ITEMS, keys, made, taken_apart

NAME = "objects of a test"  # what these are called in a message: no name that a cell could bind
MOST_PRINTED = 100_000  # characters
#: types of plain data of which a class can be made
BASES: tuple[type, ...] = (list, tuple, dict, set, str, int, float, complex)
CONTAINERS: dict[str, type[Any]] = {each.__name__: each for each in (list, tuple, set, frozenset)}
_CONTAINERS = frozenset(CONTAINERS.values())  # looked up by its hash: a proxy's type refuses to be compared


def to_node(value: Any, leave: Callable[[Any], list[Any]]) -> list[Any]:
    """A value as a node; what does not arrive as it is becomes what `leave` makes of it."""
    if stray(value) is None:
        return ["plain", value]
    exact = type(value)
    if exact in _CONTAINERS and (exact in (list, tuple) or len(value) <= MAX_ODD_KEYS):
        return [exact.__name__, [to_node(part, leave) for part in value]]
    if exact is dict:
        return ["dict", [[to_node(key, leave), to_node(part, leave)] for key, part in value.items()]]
    if found := taken_apart(value):
        name, parts = found
        return ["typed", name, to_node(parts, leave)]
    return leave(value)


def from_node(node: Any, take: Callable[[list[Any]], Any], make: Callable[[Any, Any], Any] = made) -> Any:
    """The value of a node. Raises NotPlainDataError.

    take : gives the value of a node that has no nodes in it
    make : gives that of a known type, by its name and its parts
    """
    if type(node) is not list or len(node) < 2 or type(node[0]) is not str:
        raise NotPlainDataError("a node must be a list that begins with a word.")
    word, inner = node[:2]
    if word == "typed" and len(node) == 3:
        return make(inner, from_node(node[2], take, make))
    if word != "dict" and word not in CONTAINERS:
        return take(node)
    if type(inner) is not list:
        raise NotPlainDataError("a node's parts must be a list.")
    try:
        if word in CONTAINERS:
            parts = [from_node(part, take, make) for part in inner]
            return CONTAINERS[word](parts if word in ("list", "tuple") else keys(parts))
        if not all(type(pair) is list and len(pair) == 2 for pair in inner):
            raise NotPlainDataError("a dict must have pairs.")
        parts = keys([from_node(key, take, make) for key, _ in inner])
        return dict(zip(parts, [from_node(part, take, make) for _, part in inner], strict=True))
    except TypeError:
        raise NotPlainDataError("a set's members and a dict's keys must be what can be one.") from None


class _Printed(io.TextIOBase):
    """Keeps the beginning of what is printed: an endless loop may print for ever."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.room = MOST_PRINTED

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.room > 0:
            self.parts.append(text[: self.room])
            self.room -= len(text)
        return len(text)


class KeptObjects:
    """Answers questions about the student's objects, and keeps those that it has mentioned."""

    def __init__(self, namespace: dict[str, Any], ask: Callable[..., Any]) -> None:
        self._ask = ask  # a function of the test's, by its name
        self.__globals__ = namespace  # errors then name the student's lines, as those of the student's functions do
        self._kept: dict[int, Any] = {}
        self._first = time.monotonic_ns()  # no number means an object of a process before this one
        self._numbers: dict[int, int] = {}  # by identity: one object has one number

    def __call__(self, verb: str, *nodes: Any) -> list[Any]:
        """The answer to a question: a node, with what was printed. Raises what the student's code does."""
        with contextlib.redirect_stdout(_Printed()) as printed:
            values = [from_node(node, self._take) for node in nodes]
            found = getattr(self, f"ask_{verb}")(*values)
            node = to_node(found, self._leave)
            if verb == "call" and nodes[1][0] != "plain":
                nodes[1][:] = to_node(values[1], self._leave)  # the arguments as the call left them: they go back
        return ["printed", "".join(printed.parts), node] if printed.parts else node

    def ask_value(self, value: Any) -> Any:
        return value

    def ask_read(self, value: Any, name: str) -> Any:
        return getattr(value, name)

    def ask_set(self, value: Any, name: str, part: Any) -> None:
        setattr(value, name, part)

    def ask_delete(self, value: Any, name: str) -> None:
        delattr(value, name)

    def ask_call(self, function: Any, arguments: Any, keywords: dict[str, Any]) -> Any:
        return function(*arguments, **keywords)

    def ask_operate(self, value: Any, name: str, *operands: Any) -> Any:
        """What an operator gives that a method of the object's type stands for."""
        method = getattr(type(value), name, None)
        if method is None:
            raise TypeError(f"an object of type {type(value).__name__} has no {name}")
        return method(value, *operands)

    def ask_builtin(self, value: Any, name: str) -> Any:
        """What one of Python's functions says of an object, such as `str`."""
        return getattr(builtins, name)(value)

    def ask_plain(self, value: Any) -> list[Any]:
        """The value as plain data, such as the list that an object of a class made from list is; none if it is none."""
        base = next((base for base in BASES if isinstance(value, base)), None)
        found = value if base is None else base(value)
        return [simplify(found)] if crosses(found) else []

    def ask_array(self, value: Any) -> list[Any]:
        """The array that numpy reads from a value which says how, such as a picture; none if it says nothing."""
        return [np.asarray(value)] if any(hasattr(value, f"__array{how}__") for how in ("", "_interface")) else []

    def ask_items(self, value: Any) -> list[Any]:
        return list(itertools.islice(value, MOST_ITEMS))

    def ask_isinstance(self, value: Any, kind: Any) -> bool:
        return isinstance(value, kind)

    def ask_issubclass(self, kind: Any, other: Any) -> bool:
        return issubclass(kind, other)

    def ask_draws(self, _: None) -> list[Any]:
        """The state of numpy's and of Python's random numbers."""
        return [list(np.random.get_state(legacy=True)), random.getstate()]

    def _function(self, name: str) -> Callable[..., Any]:
        def function(*arguments: Any, **keywords: Any) -> Any:
            nodes = to_node(list(arguments), self._leave), to_node(keywords, self._leave)
            return from_node(self._ask(name, nodes, {}), self._take)

        return function

    def _leave(self, value: Any) -> list[Any]:
        if type(value).__module__ != "__main__" and crosses(value):
            return ["plain", value]  # as another type: a Counter is a dict, and has no methods that a notebook defines
        number = self._numbers.setdefault(id(value), self._first + len(self._kept))
        self._kept[number] = value
        is_class = isinstance(value, type)
        said = value if is_class else type(value)
        return ["object", number, said.__name__, is_class, str(said.__module__)]

    def _take(self, node: list[Any]) -> Any:
        word, which = node[:2]
        if word == "plain":
            return which
        if word == "iterator":
            return iter(from_node(which, self._take))
        if word == "function":
            return self._function(which)
        if word == "imported":
            return getattr(importlib.import_module(which), node[2])
        if word == "global":
            try:
                return self.__globals__[which] if which in self.__globals__ else getattr(builtins, which)
            except AttributeError:
                raise NameError(f"name {which!r} is not defined") from None
        try:
            return self._kept[which]
        except KeyError:
            raise LookupError("the process that had this object has ended.") from None
