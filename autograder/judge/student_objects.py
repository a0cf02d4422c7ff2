"""What a test asks of the objects in one student's process, as messages, and what comes back as values and proxies.

A test's own function goes there as a name that the student's code can call, and runs here.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import importlib
import io
import itertools
import sys
from collections.abc import Iterator
from types import BuiltinMethodType, FunctionType, ModuleType
from typing import Any

import numpy as np

from autograder.checks.observe import Observation
from autograder.checks.plain import NotPlainDataError
from autograder.course.classes import Classes
from autograder.judge.kept_proxies import KeptProxy
from autograder.judge.proxies import (
    INSTEAD,
    CannotCrossError,
    FunctionProxy,
    ObjectProxy,
    StudentError,
    StudentNamespace,
    as_exception,
    holds_object,
    peek,
    received,
    sendable,
    write_back,
)
from autograder.sandbox.kept_objects import BASES, NAME, from_node, to_node
from autograder.sandbox.known_types import KNOWN, MOST_ITEMS, is_odd, known_classes, made, names_its_entries, refilled

#: numpy and ctypes ask everything for these, and take what they are told for addresses in their own memory
_ADDRESSES = ("__array_interface__", "__array_struct__", "_as_parameter_")

#: answers within answers: Python's own limit of 1,000 frames could break a message in two
MOST_DEEP = 60


class StudentObjects:
    """What a test knows of the objects in one student's process."""

    def __init__(self, side: StudentNamespace, classes: Classes) -> None:
        self.side, self.classes = side, classes
        self.exceptions = _exceptions(classes)
        self._proxies: dict[int, KeptProxy] = {}  # one for each object, so that `is` holds
        self._deep = 0  # answers within answers
        self.objection: AssertionError | None = None  # of a test's function to what the student's code gave it
        self._offered: dict[str, Any] = {}  # functions of the test's, by the names that the student's code calls

    def named(self, name: str) -> Any:
        """A global of the student's; an exception as one of ours, which a test can catch. Raises CallLostError."""
        made = self.exceptions.get(name)
        above = [each.__name__ for each in made.__mro__[1:] if issubclass(each, Exception)] if made else []
        if made and all(self._ask("issubclass", ["global", name], ["global", each]) for each in above):
            return made
        return self._ask("value", ["global", name])

    def call(self, function: ObjectProxy, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """What a function, class or method of the student's returns, and the arguments as it changed them."""
        return self._ask("call", self._node(function), self._node(list(arguments)), self._node(keywords), arguments)

    def ask(self, verb: str, *parts: Any) -> Any:
        """The answer to a question about the first of the parts. Raises what the student's code does."""
        if verb == "read" and parts[1] in _ADDRESSES:
            raise AttributeError(f"{parts[1]} of an object that is in another process")
        return self._ask(verb, *map(self._node, parts))

    def _ask(self, verb: str, target: list[Any], *more: Any) -> Any:
        nodes, arguments = (more[:-1], more[-1]) if verb == "call" else (more, ())
        seen: Observation = self.side.call(NAME, (verb, target, *nodes), {})
        if self.objection and not self._deep:  # the student's code may have caught it
            objection, self.objection = self.objection, None
            raise objection
        if seen.raised is not None:
            if verb == "operate" and nodes[0] == ["plain", "__next__"] and seen.raised.type_name == "StopIteration":
                raise StopIteration
            raise as_exception(seen.raised.type_name, seen.raised.message, self.side.exceptions())
        try:
            if arguments and len(seen.arguments) > 2:
                self._write_back(arguments, self._value(seen.arguments[2]))
            return self._value(_heard(seen.value))
        except (TypeError, ValueError):
            raise StudentError("TypeError: what the student's process said of an object cannot be read.") from None

    def _node(self, value: Any) -> list[Any]:
        """A value of the test's as a node. Raises CannotCrossError."""

        def leave(part: Any) -> list[Any]:
            kind = type(part)
            if kind is KeptProxy:
                return ["object", peek(part, "_number")]
            if kind is FunctionProxy:
                return ["global", peek(part, "_name")]
            if kind is not ObjectProxy:  # which refuses to be looked at
                if found := _in_a_library(part):
                    return ["imported", *found]
                if _is_the_tests(part):
                    return ["function", self._offer(part)]
                if isinstance(part, Iterator) and not isinstance(part, io.IOBase):
                    return ["iterator", self._node(_taken(part))]
            sendable(part)
            raise CannotCrossError("The test passes an object that cannot cross.", INSTEAD)

        return to_node(value, leave)

    def _write_back(self, mine: tuple[Any, ...], theirs: Any) -> None:
        """Change the test's arguments as the student's code changed its copies. Raises TypeError."""
        write_back(mine, tuple(theirs))
        for before, now in zip(mine, theirs, strict=False):
            refilled(before, now)

    def _offer(self, function: Any) -> str:
        """The name under which the student's code can call a function of the test's. Raises CallLostError.

        It runs here, with arguments that the student's code chose, within the test's own time.
        """
        name = f"function {len(self._offered) + 1} of a test"
        self._offered[name] = function

        def answer(_: str, nodes: tuple[Any, ...], __: dict[str, Any]) -> Any:
            if self._deep == MOST_DEEP:
                raise RecursionError("maximum recursion depth exceeded")
            self._deep += 1
            try:
                return self._node(self.answer(function, *map(self._value, nodes)))
            finally:
                self._deep -= 1

        self.side.offer(name, answer)
        return name

    def answer(self, function: Any, arguments: Any, keywords: Any) -> Any:
        """What a test's function returns for what the student's code gives it.

        What it asserts of that is a verdict: the test fails, whatever the student's code does with the error, and the
        words, which may say what is expected, stay here.
        """
        try:
            return function(*arguments, **keywords)
        except AssertionError as error:
            if not arguments and not keywords:
                raise
            self.objection = self.objection or error
            raise AssertionError from None

    def _value(self, node: Any) -> Any:
        """The value of a node from the student's process. Raises NotPlainDataError, CannotCrossError."""
        return from_node(node, self._take, self._make)

    def _make(self, name: Any, parts: Any) -> Any:
        """A value of a known type. Raises NotPlainDataError; CannotCrossError where the source uses none of them."""
        library, _, kind = str(name).rpartition(".")
        used = "pandas" in self._libraries if library == "pandas" else kind in self.classes.called or not is_odd(name)
        if name in KNOWN and not used:
            what = "tables of pandas" if library == "pandas" else f"a {kind}"  # a table's index is looked at first
            raise CannotCrossError(f"The code gives {what}, which the notebook's source does not use.", INSTEAD)
        if names_its_entries(name) and holds_object(parts):
            what = "a table" if library == "pandas" else "a named tuple"
            raise CannotCrossError(f"The code gives {what} with an object in it.", INSTEAD)
        return made(name, parts)

    def _take(self, node: list[Any]) -> Any:
        """Plain data, or the proxy for an object that the student's process told of. Raises NotPlainDataError."""
        if node[0] == "plain":
            return received(node[1])
        if node[0] != "object" or list(map(type, node[1:])) != [int, str, bool, str]:
            raise NotPlainDataError("an object must have a number, a type's name, be a class or none, and a module.")
        _, number, type_name, is_class, module = node
        if type_name == "NotImplementedType":
            return NotImplemented
        if number not in self._proxies:
            known = self._known(module, type_name)
            if known and not is_class and issubclass(known, tuple(self._plain)):
                known = None  # such a value would have come as what it is
            self._proxies[number] = KeptProxy(self, number, type_name[:80], is_class, known)
        return self._proxies[number]

    def _known(self, module: str, name: str) -> type | None:
        """The class of this name among Python's own, or in a library that the source imports; None where there is none.

        Both names are what the student's process says, and are looked up only among what the source's modules hold.
        """
        if module.partition(".")[0] not in self._libraries | {"builtins"} or module not in self._modules:
            return None
        found = vars(self._modules[module]).get(name)
        return found if isinstance(found, type) else None

    def may_answer(self, known: type, part: str) -> bool:
        """Whether an object that is said to be of a library's class is asked for a part which is no plain data.

        Not where plain data has such a part: the test may have meant that, and an object could answer yes to it.
        A class that the source makes objects of has its own parts all the same, and so has what it draws with.
        """
        drawn = any(base.__module__ == "matplotlib.artist" for base in known.__mro__)
        named = (drawn or known.__name__ in self.classes.called) and hasattr(known, part)
        return not part.startswith("_") and (named or not any(hasattr(each, part) for each in self._plain))

    @functools.cached_property
    def _plain(self) -> list[type]:
        """The types whose values cross, whole or as their parts."""
        return [*BASES, set, frozenset, bytes, np.ndarray, np.generic, *known_classes(self._modules)]

    @functools.cached_property
    def _libraries(self) -> frozenset[str]:
        """What the source imports, without the names of submodules."""
        return frozenset(module.partition(".")[0] for module in self.classes.imported)

    @functools.cached_property
    def _modules(self) -> dict[str, ModuleType]:
        """The modules of this process, by name; those that the source imports are imported once an object needs one."""
        for module in self.classes.imported:
            with contextlib.suppress(Exception, SystemExit):  # then no object of it is known
                importlib.import_module(module)
        return sys.modules


def _taken(items: Iterator[Any]) -> list[Any]:
    """What an iterator of the test's gives: the student's code goes through it there. Raises CannotCrossError."""
    found = list(itertools.islice(items, MOST_ITEMS + 1))
    if len(found) > MOST_ITEMS:
        raise CannotCrossError(f"The test passes an iterator of more than {MOST_ITEMS} items.", "Pass a list.")
    return found


def _in_a_library(value: Any) -> tuple[str, str] | None:
    """The module and the name of a library's function or class: the student's process has its own of these."""
    module, name = getattr(value, "__module__", None) or "numpy", getattr(value, "__name__", None)
    if type(module) is not str or type(name) is not str:
        return None
    return (module, name) if getattr(sys.modules.get(module), name, None) is value else None


def _is_the_tests(value: Any) -> bool:
    """Whether the source's text made a function: its own, a method of its plain data, or a mock."""
    if isinstance(value, FunctionType):
        return value.__module__ == "__main__"
    if isinstance(value, BuiltinMethodType):
        return type(value.__self__) in (list, dict, set)
    return type(value).__module__ == "unittest.mock"


def _heard(node: Any) -> Any:
    """A node without what was printed, which a test may capture. Raises TypeError, ValueError."""
    if type(node) is not list or node[:1] != ["printed"]:
        return node
    _, text, rest = node
    sys.stdout.write(text)
    return rest


def _exceptions(classes: Classes) -> dict[str, type[Exception]]:
    """The exceptions that the source's classes are, made from its text."""
    made: dict[str, type[Exception]] = {}
    for name, base in classes.exceptions.items():
        made[name] = type(name, (made.get(base) or getattr(builtins, base),), {})
    return made
