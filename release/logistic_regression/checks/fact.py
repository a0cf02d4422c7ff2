"""One fact about a student's code that explains wrong answers."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .spec import CheckSpec

Found = tuple[str, int]  # the name that the words are about, and the line


@dataclass(frozen=True)
class Fact:
    """One fact: its id, its words to a student, and the search that yields each place where it holds."""

    id: str
    why: str  # `{name}` stands for what was found
    look: str
    search: Callable[[ast.FunctionDef, CheckSpec], Iterator[Found]]
