"""Parses a child's replies strictly: a forged reply gives a value or a ProtocolError, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from autograder.checks.observe import MAX_TEXT, MOST_MADE, Observation, Raised
from autograder.errors import SubmissionError
from autograder.sandbox.wire import ProtocolError


class NameMissingError(SubmissionError):
    """The student's notebook has no such name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not defined.")
        self.name = name


class LostReason(StrEnum):
    """Why a child ended."""

    TIMEOUT = "timeout"
    KILLED = "killed"
    MEMORY = "memory"
    PROTOCOL = "protocol"  # it sent what it must not


class ChildLostError(SubmissionError):
    """The child died, was ended, or broke the protocol; it is dead and its folder removed.

    seen : what was observed before of several calls that were asked for together
    """

    def __init__(self, reason: LostReason, detail: str, seen: tuple[Observation, ...] = ()) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail, self.seen = reason, detail, seen


@dataclass(frozen=True)
class CellOutcome:
    """How one cell went."""

    ok: bool
    raised: Raised | None
    printed: str  # what it wrote to stdout and stderr, cut at the cap
    is_function: bool = False  # whether the name that was asked about is that of a function now


def read_cell(reply: Any, cap: int) -> CellOutcome:
    """The outcome in a reply to `cell`. Raises ProtocolError."""
    ok, raised, printed, is_function = _fields(reply, 4)
    if type(ok) is not bool or type(printed) is not str or type(is_function) is not bool:
        raise ProtocolError("a cell's reply must be a bool, an error, a text and a bool.")
    return CellOutcome(ok, read_raised(raised), printed[:cap], is_function)


def read_observation(reply: Any, sent: tuple[Any, ...] = ()) -> Observation:
    """The observation in a reply to `call`. sent : the call's arguments; the reply leaves out those that did not change

    Raises ProtocolError.
    """
    value, raised, arguments, steps, variables, warned, made = _fields(reply, 7)
    arguments = sent if arguments is None else arguments
    if type(arguments) is not tuple or type(steps) is not int or steps < 0 or type(warned) is not str:
        raise ProtocolError("a call's reply must hold arguments, steps and a warning.")
    if type(variables) is not dict or not all(type(name) is str for name in variables):
        raise ProtocolError("local variables must have names.")
    if type(made) is not list:
        raise ProtocolError("what the lines made must be a list.")
    return Observation(
        value,
        read_raised(raised),
        arguments,
        steps,
        variables,
        warned[:MAX_TEXT],
        tuple(map(_read_made, made[:MOST_MADE])),
    )


def _read_made(fields: Any) -> tuple[int, str, Any]:
    line, name, value = _fields(fields, 3)
    if type(line) is not int or type(name) is not str:
        raise ProtocolError("what a line made must have the line's number and a name.")
    return line, name, value


def read_raised(fields: Any) -> Raised | None:
    """The error in its six fields, texts cut at their caps. Raises ProtocolError."""
    if fields is None:
        return None
    type_name, message, line, text, *place = _fields(fields, 6)
    if type(line) is not int or not all(type(words) is str for words in (type_name, message, text, *place)):
        raise ProtocolError("an error must be a type's name, a message, a line's number, its text and its place.")
    return Raised(type_name[:80], message[:MAX_TEXT], line, text[:200], *(words[:80] for words in place))


def read_question(rest: list[Any], replaced: set[str]) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
    """The name, arguments and keywords of a call that a remote function passes on. Raises ProtocolError."""
    name, arguments, keywords = _fields(rest, 3)
    if type(name) is not str or name not in replaced:
        raise ProtocolError("a question about a name that was not replaced.")
    if type(arguments) is not list or type(keywords) is not dict or not all(type(key) is str for key in keywords):
        raise ProtocolError("a question must hold arguments and keywords.")
    return name, tuple(arguments), keywords


def _fields(value: Any, count: int) -> list[Any]:
    if type(value) is not list or len(value) != count:
        raise ProtocolError(f"a list of {count} fields was due.")
    return value
