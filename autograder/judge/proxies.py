"""Stand-ins in a test cell for a student's values that cannot cross: functions; objects are in `kept_proxies.py`.

A question that nobody asks the real one raises CannotCrossError, `isinstance`, `hasattr`, `dir` and `vars` included: an
answer about the proxy would be a wrong answer about the student's work. `type` alone cannot be told from outside;
`type_of` is what test cells call.
"""

from __future__ import annotations

import builtins
import functools
from collections.abc import Callable
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any, NoReturn, Protocol

import numpy as np

from autograder.checks.kinds.kind import kind_of, name_of
from autograder.checks.observe import Observation
from autograder.checks.plain import Opaque, stray
from autograder.course.classes import PYTHONS, Classes
from autograder.errors import SubmissionError
from autograder.sandbox.kept_objects import to_node

DATA = "numbers, texts, lists, tuples, dicts, sets and arrays"


class CannotCrossError(SubmissionError):
    """A check cell uses something that cannot cross. The message says what, and what to write instead."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(f"{what} {instead}")
        self.what, self.instead = what, instead


class StudentError(SubmissionError):
    """The student's function raised an exception of a type that is not Python's own."""


class Objects(Protocol):
    """What answers for objects in the student's process. classes : those of the source"""

    classes: Classes

    def may_answer(self, known: type, part: str) -> bool:
        """Whether an object of a library's class is asked for a part that is no plain data."""

    def ask(self, verb: str, *parts: Any) -> Any:
        """The answer to a question about the first of the parts."""

    def call(self, function: ObjectProxy, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """What a function or class of the student's returns."""


class StudentNamespace(Protocol):
    """What a proxy needs of the student's process."""

    def call(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Observation:
        """Call the student's function and return the observation. Raises CallLostError."""

    def offer(self, name: str, answer: Callable[[str, tuple[Any, ...], dict[str, Any]], Any]) -> None:
        """Let the student's code call a function that is answered here. Raises CallLostError."""

    @property
    def objects(self) -> Objects:
        """What answers for objects of the student's."""

    def exceptions(self) -> dict[str, type[Exception]]:
        """Exception types that the source's own cells define."""


class _ProxyType(type):
    """The metaclass of proxies: `isinstance` looks at the true type, and comparing a proxy's type is refused."""

    def __instancecheck__(cls, instance: object) -> bool:
        return issubclass(type(instance), cls)  # as we ask; the usual check would ask the proxy for its class

    def __eq__(cls, other: object) -> bool:
        raise CannotCrossError("The test compares the type of an object which stays in the student's process.", INSTEAD)

    __hash__ = type.__hash__


INSTEAD = f"Let the student's code give {DATA}, and compare those."
peek = object.__getattribute__  # a proxy's own attributes; every other way to read them is refused


def refuse(proxy: ObjectProxy, how: str) -> NoReturn:
    what = peek(proxy, "_what")
    raise CannotCrossError(f"The test {how}, and that is {what} which stays in the student's process.", INSTEAD)


class ObjectProxy(metaclass=_ProxyType):
    """Stands for an object of the student's. A test can pass it around and print it; all else is refused."""

    __slots__ = ("_what",)

    def __init__(self, what: str) -> None:
        object.__setattr__(self, "_what", what)

    def asked_type(self) -> Any:
        """What `type` of the object is. Raises CannotCrossError."""
        return self.__class__

    def __repr__(self) -> str:
        return f"<{peek(self, '_what')} of the student's>"

    def __format__(self, spec: str) -> str:
        return refuse(self, "formats an object") if spec else repr(self)

    def __getattribute__(self, name: str) -> Any:
        # isinstance reads __class__ where the true type does not do, and vars reads __dict__
        refuse(self, "asks for the type of an object" if name == "__class__" else f"reads .{name}")

    def __setattr__(self, name: str, value: object) -> None:
        refuse(self, f"sets .{name}")

    def __delattr__(self, name: str) -> None:
        refuse(self, f"deletes .{name}")

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        refuse(self, "calls an object")

    def __instancecheck__(self, instance: object) -> bool:
        refuse(self, "asks isinstance of a class of the student's")

    def __subclasscheck__(self, subclass: type) -> bool:
        refuse(self, "asks issubclass of a class of the student's")

    def __eq__(self, other: object) -> bool:
        if other is None or other is self:
            return other is self
        return bool(refuse(self, "compares an object"))

    def __hash__(self) -> int:
        refuse(self, "puts an object into a set or a dict's keys")


def _refusing(name: str) -> Any:
    def method(self: ObjectProxy, *_: Any, **__: Any) -> NoReturn:
        refuse(self, f"uses {name} of an object")

    return method


for _name in (
    *("len", "iter", "next", "reversed", "getitem", "setitem", "delitem", "contains", "enter", "exit", "dir", "array"),
    *("int", "float", "complex", "index", "bool", "bytes", "abs", "round", "neg", "pos", "invert"),
    *("lt", "le", "gt", "ge", "matmul", "rmatmul", "divmod", "rdivmod"),
    *(f"{side}{op}" for side in ("", "r") for op in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow")),
    *(f"{side}{op}" for side in ("", "r") for op in ("and", "or", "xor", "lshift", "rshift")),
):
    setattr(ObjectProxy, f"__{_name}__", _refusing(_name))


_FUNCTIONS = (FunctionType, BuiltinFunctionType, MethodType, functools.partial, np.ufunc)
#: types of what is called a function here; the child says their names
FUNCTIONS: dict[str, type] = {name_of(each): each for each in (*_FUNCTIONS, type(functools.lru_cache(len)))}


class FunctionProxy(ObjectProxy):
    """Stands for a function of the student's, which has a name and can be called. type : its type"""

    __slots__ = ("_name", "_side", "_type")

    def __init__(self, side: StudentNamespace, name: str, type: builtins.type = FunctionType) -> None:
        super().__init__(f"the function {name}")
        for key, value in (("_side", side), ("_name", name), ("_type", type)):
            object.__setattr__(self, key, value)

    def __getattribute__(self, name: str) -> Any:
        if name == "__name__":
            return peek(self, "_name")
        if name == "__class__":
            return peek(self, "_type")
        found = peek(self, "_side").objects.ask("read", self, name)
        # what is said of the parameters has classes in it, which a test compares and does not call
        return found if name == "__annotations__" or not holds_object(found) else super().__getattribute__(name)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return peek(self, "_side").objects.call(self, arguments, keywords)

    def __bool__(self) -> bool:
        return True

    __hash__ = object.__hash__


def holds_object(value: Any) -> bool:
    """Whether a proxy is in a value, at any depth."""
    left: list[Any] = []

    def leave(part: Any) -> list[Any]:
        left.append(part)
        return []

    to_node(value, leave)
    return any(isinstance(part, ObjectProxy) for part in left)


def type_of(asked: Any, value: Any) -> Any:
    """`asked(value)`, where `asked` is what the test cell's name `type` holds; for a proxy, the student's type.

    Raises CannotCrossError.
    """
    return peek(value, "asked_type")() if asked is type and isinstance(value, ObjectProxy) else asked(value)


def received(value: Any) -> Any:
    """A value that crossed, as a test cell gets it: numpy scalars are scalars again, Opaque values are proxies."""
    return ObjectProxy(str(value)) if type(value) is Opaque else kind_of(value).received(value, received)


def sendable(value: Any) -> None:
    """Raise CannotCrossError if the student's function would receive something other than `value`."""
    found = stray(value)
    if found is None:
        return
    part, words = found
    if type(part) is ObjectProxy:
        refuse(part, "passes an object to the student's function")
    raise CannotCrossError(f"The test passes an argument that cannot cross: {words}.", f"Pass {DATA}.")


def write_back(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> None:
    """Change the test's arguments as the student's function changed its copies, as if both ran in one process."""
    if len(mine) != len(theirs):
        return
    for before, now in zip(mine, theirs, strict=True):
        if type(before) is type(now):
            kind_of(before).refill(before, received(now))


#: a fixed table: the name that the child sent is only ever looked up in it
_EXCEPTIONS: dict[str, type[Exception]] = {name: getattr(builtins, name) for name in PYTHONS}
_END_A_LOOP = (StopIteration, StopAsyncIteration)  # in a test's all(map(…)) they would end the test, not fail it
_EXCEPTIONS |= {"LinAlgError": np.linalg.LinAlgError, "AxisError": np.exceptions.AxisError}


def as_exception(type_name: str, message: str, known: dict[str, type[Exception]]) -> Exception:
    """The student's exception under its own type, so that a check cell can catch it; StudentError if unknown."""
    try:
        kind: type[Exception] = {**_EXCEPTIONS, **known}[type_name]
        error = StudentError(f"{type_name}: {message}") if issubclass(kind, _END_A_LOOP) else kind(message)
    except (KeyError, TypeError):
        error = StudentError(f"{type_name}: {message}")
    error.students = True  # type: ignore[attr-defined]
    return error
