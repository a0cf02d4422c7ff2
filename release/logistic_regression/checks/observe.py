"""Calls a student's function once and records what it returned, raised and changed as plain data.

The same record is made in the student's own kernel and in the sandbox, so that a check reads both alike. In the sandbox
it is made in the student's process: a forger can write any record, so each field is only ever a value to compare.
"""

from __future__ import annotations

import contextlib
import io
import linecache
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import CodeType, FrameType, FunctionType
from typing import Any, Literal, Protocol

import numpy as np

from .kinds.kind import identical
from .named_functions import NAMED_FUNCTIONS
from .operations import operation, target
from .plain import NamedFunction, copied, simplify

MAX_TEXT = 500
MOST_MADE = 200  # values in `made`
MOST_BYTES = 1 << 17  # of an array in it
MOST_STEPS = 20_000  # Python events of a function with a change, which may loop for ever
MOST_ENTRIES, MOST_BITS = 1 << 18, 1 << 12  # of a list or an array, and of an int, that such a function makes


@dataclass(frozen=True)
class Raised:
    """An exception that left a student's function: its type, its words, and the function's own line."""

    type_name: str
    message: str = ""
    line: int = 0  # counted from 1 within the cell; 0: unknown
    text: str = ""
    operation: str = ""  # what that line was doing, as `operations.py` names it
    target: str = ""  # the variables that the line was to give a value to


@dataclass(frozen=True)
class Observation:
    """What one call returned, raised and did; every field is plain data."""

    value: Any = None
    raised: Raised | None = None
    arguments: tuple[Any, ...] = ()  # as they are after the call
    steps: int = 0  # Python events in the student's frames; counted only when asked
    variables: dict[str, Any] = field(default_factory=dict)  # local variables at the return; only when asked
    warned: str = ""  # the first warning, in its own words
    made: tuple[tuple[int, str, Any], ...] = ()  # line, variable, value: what each line made first; only when asked


class CallLostError(Exception):
    """The call did not return: its process ran out of time, or died. `seen` is what those before it in a group did."""

    def __init__(
        self, status: Literal["timeout", "killed"], detail: str = "", seen: tuple[Observation, ...] = ()
    ) -> None:
        super().__init__(detail or status)
        self.status, self.detail, self.seen = status, detail, seen


def observe(
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
    keywords: dict[str, Any] | None = None,
    *,
    variables: bool = False,
    steps: bool = False,
    instead: str = "",
    bare: bool = False,
) -> Observation:
    """Call `function` on copies of the arguments and record what happened; never raises for what the function does.

    variables : keep the function's local variables as they are when it returns, and as each line makes them first
    steps  : count the Python events in frames that share the function's globals
    instead : the text of its cell with a change, to run the function as it would be with it; within bounds
    bare   : call it on the arguments themselves and leave what comes out as it is, for a caller that packs it anyway
    """
    fresh = (arguments, keywords or {}) if bare else copied((arguments, keywords or {}))
    real = [NAMED_FUNCTIONS[a.name] if isinstance(a, NamedFunction) else a for a in fresh[0]]
    function = _with_code(function, instead) if instead else function
    if any(name.startswith("empty") for name in getattr(getattr(function, "__code__", None), "co_names", ())):
        _leave_numbers_in_memory()
    watch = _Watch(function, variables, steps, MOST_STEPS if instead else 0)
    value, raised = None, None
    # numpy's default settings: a cell that called seterr would hide an overflow
    usual = np.errstate(divide="warn", over="warn", invalid="warn", under="ignore")
    with warnings.catch_warnings(record=True) as caught, usual, _silence():
        warnings.simplefilter("always")
        try:
            with watch:
                value = function(*real, **fresh[1])
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raised = describe(error, _globals(function), getattr(function, "__code__", None))
    as_data = _as_it_is if bare else simplify
    return Observation(
        value=as_data(value),
        raised=raised,
        arguments=tuple(as_data(a) for a in fresh[0]),
        steps=watch.steps,
        variables={name: as_data(v) for name, v in watch.variables.items()},
        warned=_text(caught[0].message) if caught else "",
        made=tuple((line, name, as_data(v)) for line, name, v in watch.made),
    )


def _leave_numbers_in_memory() -> None:
    """Free small arrays that hold a number: np.empty hands out their memory, which would often hold 0 by chance."""
    for size in range(1, 128):
        np.full(size, 1e77)


def _with_code(function: Callable[..., Any], text: str) -> Callable[..., Any]:
    """The function with the code that `text` has for it; the function itself where there is none that fits."""
    code = getattr(function, "__code__", None)
    if not isinstance(function, FunctionType) or code is None:
        return function
    try:
        with warnings.catch_warnings(action="ignore"):
            whole = compile(text, code.co_filename, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return function
    found = [
        constant for constant in whole.co_consts if isinstance(constant, CodeType) and constant.co_name == code.co_name
    ]
    if not found or found[-1].co_freevars != code.co_freevars:
        return function
    twin = FunctionType(found[-1], function.__globals__, function.__name__, function.__defaults__, function.__closure__)
    twin.__kwdefaults__ = function.__kwdefaults__
    return twin


def _as_it_is(value: Any) -> Any:
    return value


class TooManyStepsError(BaseException):
    """A function with a change took too many steps, or too much memory; no Exception, which it might catch."""


def _has_swollen(now: Mapping[str, Any]) -> bool:
    """Whether a variable holds more than a test can ask for: a change may let a list double in each turn of a loop."""
    for value in now.values():
        exact = type(value)
        if exact is list or exact is str or exact is np.ndarray:
            if (value.size if exact is np.ndarray else len(value)) > MOST_ENTRIES:
                return True
        elif exact is int and value.bit_length() > MOST_BITS:
            return True
    return False


class Caller(Protocol):
    """Calls the function under test with plain arguments: in this kernel, or in a sandbox at the end of a socket."""

    def __call__(
        self,
        arguments: tuple[Any, ...],
        keywords: Mapping[str, Any],
        *,
        variables: bool = False,
        steps: bool = False,
        instead: str = "",
    ) -> Observation: ...


def calling(function: Callable[..., Any]) -> Caller:
    """A `Caller` for a function of this process, as `run_checks` needs it."""

    def call(arguments: tuple[Any, ...], keywords: Mapping[str, Any], **wanted: Any) -> Observation:
        return observe(function, arguments, dict(keywords), **wanted)

    return call


def unread(error: SyntaxError) -> Raised:
    """The error of a cell that Python could not read, with the line where it stopped."""
    line, text = error.lineno, error.text
    if type(error.msg) is not str or type(line) is not int or type(text) is not str:  # raised by hand
        return Raised(type(error).__name__[:80], _text(error))
    return Raised(type(error).__name__[:80], error.msg[:MAX_TEXT], line, text.strip()[:200])


def describe(error: BaseException, namespace: dict[str, Any] | None, code: CodeType | None = None) -> Raised:
    """`error` as data, with the last line of its traceback that lies in the student's function.

    namespace : the student's globals
    code : the function's; without it, any frame of the namespace counts
    """
    last, tb = None, error.__traceback__
    while tb is not None:
        frame = tb.tb_frame
        if namespace is not None and frame.f_globals is namespace and (code is None or _is_inside(frame.f_code, code)):
            last = tb
        tb = tb.tb_next
    if last is None:
        if type(error) in (SyntaxError, IndentationError, TabError):
            return unread(error)  # type: ignore[arg-type]
        return Raised(type(error).__name__[:80], _text(error))
    text = linecache.getline(last.tb_frame.f_code.co_filename, last.tb_lineno).strip()
    return Raised(
        type(error).__name__[:80], _text(error), last.tb_lineno, text[:200], operation(last)[:80], target(text)[:80]
    )


def _is_inside(inner: CodeType, outer: CodeType) -> bool:
    """Whether code belongs to a function: its own, or that of a comprehension or function written inside it."""
    return inner is outer or inner in outer.co_consts or inner.co_qualname.startswith(f"{outer.co_qualname}.<locals>")


def _globals(function: Any) -> Any:
    """The namespace of a function, of a partial's function, or of an object's `__call__`."""
    function = getattr(function, "func", function)
    if hasattr(function, "__globals__") or not callable(function):
        return getattr(function, "__globals__", None)
    return getattr(type(function).__call__, "__globals__", None)


def _text(value: object) -> str:
    try:
        return str(value)[:MAX_TEXT]
    except Exception:
        return ""


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Discard what the function prints: nbgrader takes anything on stderr for a failure."""
    with contextlib.redirect_stdout(_Sink()), contextlib.redirect_stderr(_Sink()):
        yield


class _Sink(io.TextIOBase):
    """A stream that discards what is written: a print in an endless loop must not fill the memory."""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return len(text)


class _Watch:
    """Traces the frames of the student's namespace during one call: counts steps, keeps local variables."""

    def __init__(self, function: Callable[..., Any], variables: bool, steps: bool, most: int) -> None:
        self.code = getattr(function, "__code__", None)
        self.namespace = _globals(function)
        self.want_variables, self.wanted, self.most = variables, variables or steps or bool(most), most
        self.variables: dict[str, Any] = {}
        self.made: list[tuple[int, str, Any]] = []
        self.steps = 0
        self._before: Any = None
        self._line = 0  # that runs now
        self._ran: set[int] = set()
        self._known: dict[str, Any] = {}

    def __enter__(self) -> _Watch:
        if self.wanted:
            self._before = sys.gettrace()
            sys.settrace(self._trace)
        return self

    def __exit__(self, *_: object) -> None:
        if self.wanted:
            sys.settrace(self._before)

    def _trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        if frame.f_globals is not self.namespace:
            return None
        self.steps += 1
        if self.most and (self.steps > self.most or (self.steps % 2 and _has_swollen(frame.f_locals))):
            raise TooManyStepsError
        if self.want_variables and frame.f_code is self.code:
            self._keep(frame.f_locals)
            self._line = frame.f_lineno
            if event == "return":
                self.variables = dict(frame.f_locals)
        return self._trace

    def _keep(self, now: Mapping[str, Any]) -> None:
        """Keep what the line that ended has made, the first time that it ends."""
        if self._line in self._ran or len(self.made) >= MOST_MADE:
            return
        self._ran.add(self._line)
        for name, value in now.items():
            if getattr(value, "nbytes", 0) <= MOST_BYTES:
                plain = simplify(value)
                if name not in self._known or not identical(self._known[name], plain):
                    self._known[name] = plain
                    self.made.append((self._line, name, plain))
