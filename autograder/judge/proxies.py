"""What a check cell holds of a student's that is no plain data: a function to call, or an object that stayed behind."""

from __future__ import annotations

import builtins
from typing import Any, NoReturn, Protocol

import numpy as np

from autograder.checks.observe import Observation
from autograder.checks.plain import Opaque
from autograder.errors import SubmissionError

DATA = "numbers, texts, lists, tuples, dicts, sets and arrays"


class CannotCrossError(SubmissionError):
    """A check cell asks for what cannot cross: the words say what it asked for, and what to write instead."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(f"{what} {instead}")
        self.what, self.instead = what, instead


class StudentError(SubmissionError):
    """The student's function raised an exception of a type that is not Python's own."""


class StudentNamespace(Protocol):
    """The student's side, as a stand-in reaches it."""

    def call(self, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Observation:
        """What a call of the student's function did. Raises CallLostError."""

    def exceptions(self) -> dict[str, type[Exception]]:
        """Exception types that the source's own cells define."""


class ObjectProxy:
    """An object of the student's. A check cell may hold it and say its type; everything else needs the real object."""

    def __init__(self, what: str) -> None:
        self.__dict__["what"] = what

    def __repr__(self) -> str:
        return f"<{self.what} of the student's>"

    def _refuse(self, how: str) -> NoReturn:
        raise CannotCrossError(
            f"The test {how}, and that is {self.what} which stays in the student's process.",
            f"Let the student's code give {DATA}, and compare those.",
        )

    def __getattr__(self, name: str) -> Any:
        self._refuse(f"reads .{name}")

    def __setattr__(self, name: str, value: object) -> None:
        self._refuse(f"sets .{name}")

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        self._refuse("calls an object")

    def __instancecheck__(self, instance: object) -> bool:
        self._refuse("asks isinstance of a class of the student's")

    def __subclasscheck__(self, subclass: type) -> bool:
        self._refuse("asks issubclass of a class of the student's")

    def __eq__(self, other: object) -> bool:
        if other is None or other is self:
            return other is self
        return bool(self._refuse("compares an object"))

    __hash__ = object.__hash__


def _refusing(name: str) -> Any:
    def method(self: ObjectProxy, *_: Any, **__: Any) -> NoReturn:
        self._refuse(f"uses {name} of an object")

    return method


for _name in (
    *("len", "iter", "next", "getitem", "setitem", "delitem", "contains", "int", "float", "complex", "index", "abs"),
    *("round", "neg", "lt", "le", "gt", "ge", "add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv"),
    *("matmul", "rmatmul", "pow", "rpow", "mod", "floordiv", "and", "or", "xor", "enter", "exit", "array", "bool"),
):
    setattr(ObjectProxy, f"__{_name}__", _refusing(_name))


class FunctionProxy(ObjectProxy):
    """A function of the student's, as a check cell holds it."""

    def __init__(self, side: StudentNamespace, name: str, what: str = "") -> None:
        super().__init__(what or f"the function {name}")
        self.__dict__.update(side=side, __name__=name)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        for value in (*arguments, *keywords.values()):
            _sendable(value)
        seen = self.side.call(self.__name__, arguments, keywords)
        _write_back(arguments, seen.arguments)
        if seen.raised is not None:
            raise as_exception(seen.raised.type_name, seen.raised.message, self.side.exceptions())
        return received(seen.value)

    def __bool__(self) -> bool:
        return True


def received(value: Any) -> Any:
    """A value that crossed, as a check cell gets it: numpy scalars are scalars again, strangers are Live."""
    if isinstance(value, Opaque):
        return ObjectProxy(str(value))
    if isinstance(value, np.ndarray) and value.ndim == 0:
        return value[()]
    if isinstance(value, (list, tuple, set, frozenset)):
        return type(value)(map(received, value))
    if isinstance(value, dict):
        return {received(key): received(inner) for key, inner in value.items()}
    return value


def _sendable(value: Any) -> None:
    kind = type(value)
    if kind in (list, tuple, set, frozenset):
        for inner in value:
            _sendable(inner)
    elif kind is dict:
        for key, inner in value.items():
            _sendable(key)
            _sendable(inner)
    elif callable(value):
        raise CannotCrossError(
            "The test passes a function to the student's function, and functions cannot cross.",
            "Let the student's code take a name or numbers that say which function is meant.",
        )
    elif not (value is None or kind in (bool, int, float, complex, str, bytes) or _is_numeric(value)):
        raise CannotCrossError(
            f"The test passes an object of type {kind.__name__}, which cannot cross.", f"Pass {DATA}."
        )


def _is_numeric(value: Any) -> bool:
    return isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind in "biufc"


def _write_back(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> None:
    """Let the caller see what the function did to its arguments, as it would in one process."""
    if len(mine) != len(theirs):
        return
    for before, now in zip(mine, theirs, strict=True):
        after = received(now)
        if isinstance(before, np.ndarray) and isinstance(now, np.ndarray):
            if before.flags.writeable and before.shape == now.shape and before.dtype == now.dtype:
                before[...] = now
        elif type(before) is not type(after):
            continue
        elif isinstance(before, list):
            before[:] = after
        elif isinstance(before, (dict, set)):
            before.clear()
            before.update(after)


for _kind in (ObjectProxy, FunctionProxy):  # an instance would show its class's own
    _kind.__doc__ = property(lambda self: self._refuse("reads .__doc__"))  # type: ignore[assignment]

#: a fixed list: what the child sent is only ever a key of it
_EXCEPTIONS = {key: v for key, v in vars(builtins).items() if isinstance(v, type) and issubclass(v, Exception)}
for _ends_a_loop in ("StopIteration", "StopAsyncIteration"):
    del _EXCEPTIONS[_ends_a_loop]  # in a test's all(map(…)) it would end the test, not fail it
_EXCEPTIONS |= {"LinAlgError": np.linalg.LinAlgError, "AxisError": np.exceptions.AxisError}


def as_exception(type_name: str, message: str, known: dict[str, type[Exception]]) -> Exception:
    """An exception under its own type, so that a check cell can expect it; of an unknown type, StudentError."""
    try:
        error: Exception = {**_EXCEPTIONS, **known}[type_name](message)
    except (KeyError, TypeError):
        error = StudentError(f"{type_name}: {message}")
    error.students = True  # type: ignore[attr-defined]
    return error
