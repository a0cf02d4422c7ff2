"""What `inspect` says in a test cell of a student's function: its text and its parameters, from the cells that ran.

The text is data here: it is parsed, never run. A default value counts if it is a literal.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from autograder.course.statements import parse
from autograder.judge.kept_proxies import KeptProxy
from autograder.judge.proxies import CannotCrossError, FunctionProxy
from autograder.judge.session import Session

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
#: what a test may ask of `inspect`
ANSWERED = frozenset(("getsource", "getsourcelines", "signature", "getfullargspec"))
INSTEAD = "Try inputs that only the wanted way of writing it gets right."


@contextlib.contextmanager
def inspected(session: Session) -> Iterator[None]:
    """Let `inspect` answer for what the cells of a session define; its answers raise CannotCrossError for all else."""

    def lines(name: str) -> tuple[list[str], int]:
        node, source = _definition(session, name)
        first = min(part.lineno for part in (node, *node.decorator_list))
        return [f"{line}\n" for line in source.split("\n")[first - 1 : node.end_lineno]], first

    def stub(name: str) -> FunctionType:
        return _stub(_definition(session, name)[0])

    usual = {name: getattr(inspect, name) for name in ANSWERED}
    answers: dict[str, Callable[[str], Any]] = {
        "getsource": lambda name: "".join(lines(name)[0]),
        "getsourcelines": lines,
        "signature": lambda name: usual["signature"](stub(name)),
        "getfullargspec": lambda name: usual["getfullargspec"](stub(name)),
    }
    try:
        for name, answer in answers.items():
            setattr(inspect, name, _asked(usual[name], answer))
        yield
    finally:
        for name, function in usual.items():
            setattr(inspect, name, function)


def _asked(usual: Callable[..., Any], answer: Callable[[str], Any]) -> Callable[..., Any]:
    def asked(value: Any, *more: Any, **keywords: Any) -> Any:
        known = isinstance(value, (FunctionProxy, KeptProxy))
        return answer(value.__name__) if known else usual(value, *more, **keywords)

    return asked


def _definition(session: Session, name: str) -> tuple[_Definition, str]:
    """What defined a name last, and the cell in which that stands. Raises CannotCrossError."""
    for id, source in reversed(session.ran):
        try:
            body = parse(source, id).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in reversed(body):
            if isinstance(node, _Definition) and node.name == name:
                return node, source
    raise CannotCrossError(f"The test asks for the text of {name}, and no cell defines it by def or class.", INSTEAD)


def _stub(node: _Definition) -> FunctionType:
    """A function with the same parameters that does nothing. Raises CannotCrossError."""
    if isinstance(node, ast.ClassDef):
        raise CannotCrossError(f"The test asks for the parameters of the class {node.name}.", INSTEAD)
    arguments = node.args
    for default in (*arguments.defaults, *arguments.kw_defaults):
        try:
            _ = default and ast.literal_eval(default)
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            what = f"The test asks for the parameters of {node.name}, one of which has a default that is no literal."
            raise CannotCrossError(what, INSTEAD) from None
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    for argument in every:
        if argument is not None:
            argument.annotation = None
    made: dict[str, Any] = {}
    exec(f"def {node.name}({ast.unparse(arguments)}): pass", {"__builtins__": {}}, made)
    function: FunctionType = made[node.name]
    return function
