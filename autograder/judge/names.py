"""The names a check cell sees: its own, and stand-ins for the student's that bring plain data across.

A check cell is trusted code of the source. A name that it does not define itself is the student's: a value comes as
plain data, a function as a stand-in that calls into the sandbox.
"""

from __future__ import annotations

import ast
import builtins
from typing import Any

import numpy as np

from autograder.checks.plain import Opaque
from autograder.judge.session import Session


class StudentError(Exception):
    """The student's function raised; the text is its exception's type and words."""


class StandIn:
    """A function of the student's, as a check cell holds it."""

    def __init__(self, session: Session, name: str) -> None:
        self.session, self.__name__ = session, name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        seen = self.session.call(self.__name__, arguments, keywords)
        if seen.raised is not None:
            raise _as_exception(seen.raised.type_name, seen.raised.message)
        return seen.value


class Names(dict[str, Any]):
    """Globals of a check cell."""

    def __init__(self, session: Session, own: dict[str, Any]) -> None:
        super().__init__(__builtins__=builtins, np=np, **own)
        self.session = session

    def __missing__(self, name: str) -> Any:
        if hasattr(builtins, name) or not self.session.has(name):
            raise KeyError(name)
        value = self.session.get(name)
        return StandIn(self.session, name) if isinstance(value, Opaque) else value


def evaluate(source: str, id: str, names: Names) -> Any:
    """Run a check cell and return the value of its last expression, as a notebook would show it; else None."""
    tree = ast.parse(source, f"<{id}>")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, f"<{id}>", "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), f"<{id}>", "eval"), names)


#: a fixed list: what the child sent is only ever a key of it
_EXCEPTIONS = {key: v for key, v in vars(builtins).items() if isinstance(v, type) and issubclass(v, Exception)}


def _as_exception(type_name: str, message: str) -> Exception:
    """A built-in exception under its own type, so that a check cell can expect it; any other as StudentError."""
    try:
        return _EXCEPTIONS[type_name](message)
    except (KeyError, TypeError):
        return StudentError(f"{type_name}: {message}")
