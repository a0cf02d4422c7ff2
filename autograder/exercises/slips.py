"""A slip: a wrong function that is the solution with an edit, so it shows what is wrong and cannot drift from it."""

from __future__ import annotations

import ast
import functools
import inspect
import linecache
import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from autograder.errors import JudgeError

MARK = re.compile(r"[ \t]*### (BEGIN|END) SOLUTION")


class Solved(Protocol):
    """What a slip needs of its exercise."""

    name: str
    notebook: str

    @property
    def solution_code(self) -> str:
        """The text of the instructor's function. Raises JudgeError."""

    @property
    def sibling_solutions(self) -> Mapping[str, Any]:
        """What the instructor's solution cells of the notebook define, by name. Raises JudgeError."""


class Slip:
    """A wrong function made from an exercise's solution by edits, when its code is first read.

    Edits are {old text: new text}, applied in order: a later one may change what an earlier one wrote.
    """

    def __init__(self, exercise: Solved, edits: Mapping[str, str], name: str, doc: str = "") -> None:
        self.exercise, self.edits = exercise, edits
        self.__name__, self.__doc__ = name, doc

    @functools.cached_property
    def code(self) -> str:
        """The function's text. Raises JudgeError unless each text to replace occurs in the solution exactly once."""
        text = self.exercise.solution_code
        for was, now in self.edits.items():
            if text.count(was) != 1:
                there = "not there" if was not in text else f"there {text.count(was)} times"
                raise JudgeError(
                    f"{self}: what it replaces must stand in the solution exactly once. {was!r} is {there}: mend the "
                    "slip, or the solution."
                )
            text = text.replace(was, now)
        lines = text.splitlines()
        return "\n".join(line for line in lines if line.strip())  # an edit may leave an empty line

    @functools.cached_property
    def function(self) -> Callable[..., Any]:
        """The wrong function. What it calls are the solutions of the notebook. Raises JudgeError."""
        namespace, file = dict(self.exercise.sibling_solutions), f"<{self}>"
        linecache.cache[file] = (len(self.code), None, self.code.splitlines(keepends=True), file)
        try:
            exec(compile(self.code, file, "exec"), namespace)
        except SyntaxError as error:
            raise JudgeError(f"{self}: the solution with its edits must be Python. {error}.") from None
        function: Callable[..., Any] = namespace[self.exercise.name]
        return function

    def __str__(self) -> str:
        return f"the slip {self.__name__} of {self.exercise.name} in {self.exercise.notebook}"


def code_of(function: Callable[..., Any], name: str) -> str:
    """A function's text as a student would have written it under `name`: no decorators, docstring or marks."""
    lines = inspect.getsource(function).splitlines()
    node = ast.parse("\n".join(lines)).body[0]
    assert isinstance(node, ast.FunctionDef)
    lines[node.lineno - 1] = lines[node.lineno - 1].replace(f"def {node.name}(", f"def {name}(", 1)
    if ast.get_docstring(node) is not None:
        doc = node.body[0]
        del lines[doc.lineno - 1 : doc.end_lineno]
    return "\n".join(line for line in lines[node.lineno - 1 :] if not MARK.match(line))
