"""What the classes of a notebook's source define, read from its text: their names, and the names of their parts.

A test can ask an object of the student's only for what these classes have, or those of a library that the source
imports, so that no object answers yes to all.
"""

from __future__ import annotations

import ast
import builtins
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from autograder.course.plan import NotebookPlan
from autograder.course.roles import Role
from autograder.course.statements import label, parse

#: what `@dataclass` writes; the comparisons with order=True
DATACLASS = ("__init__", "__eq__", "__repr__")
ORDER = ("__lt__", "__le__", "__gt__", "__ge__")
#: bases that add nothing which a test could ask for
EMPTY = frozenset(("object", "ABC", "Enum", "Protocol", "Generic"))
NAMES = (ast.Name, ast.Attribute)
#: Python's own exceptions, by name
PYTHONS = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, Exception)
)


@dataclass(frozen=True)
class Classes:
    """The classes that the source's cells define, but for those of its tests.

    parts : names of methods and attributes, of any of them
    derived : those that are made from a class which is not the source's, such as list
    exceptions : of those, name -> the exception, of Python's or among them, that it is made from
    imported : the modules that the source's cells import, tests included
    called : the names by which these cells call something: of `np.linalg.norm(x)`, np, linalg and norm
    """

    names: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    derived: frozenset[str] = frozenset()
    exceptions: Mapping[str, str] = field(default_factory=dict)
    imported: tuple[str, ...] = ()
    called: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=64)
def classes(notebook: NotebookPlan) -> Classes:
    """The classes of a notebook's source."""
    code = [(cell, _nodes(cell.source, label(cell))) for cell in notebook.cells if cell.kind == "code"]
    nodes = [node for _, each in code for node in each]
    found = [n for cell, each in code if cell.role != Role.CHECK for n in each if isinstance(n, ast.ClassDef)]
    imported = {module for node in nodes for module in _modules(node)}
    asked = [name for node in nodes if isinstance(node, ast.Call) for name in ast.walk(node.func)]
    called = {node.id if isinstance(node, ast.Name) else node.attr for node in asked if isinstance(node, NAMES)}
    names, derived, exceptions = {node.name for node in found}, set[str](), dict[str, str]()
    for node in found:
        bases = _bases(node)
        if not bases <= (names - derived) | EMPTY:
            derived.add(node.name)
        for base in bases & (PYTHONS | set(exceptions)):
            exceptions[node.name] = base
    parts = frozenset(part for node in found for part in _parts(node))
    return Classes(frozenset(names), parts, frozenset(derived), exceptions, tuple(sorted(imported)), frozenset(called))


def _nodes(source: str, name: str) -> list[ast.AST]:
    try:
        return list(ast.walk(parse(source, name)))
    except (SyntaxError, ValueError):
        return []


def _modules(node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports; of `from a import b`, only a."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module


def _bases(definition: ast.ClassDef) -> set[str]:
    """The names of a class's bases, without the modules and the types in brackets."""
    return {ast.unparse(base).split("[")[0].rpartition(".")[2] for base in definition.bases}


def _parts(definition: ast.ClassDef) -> Iterator[str]:
    """The names that a class gives to its methods and attributes, and to those of `self`."""
    for node in ast.walk(definition):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node is not definition:
            yield node.name
        elif isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store):
            yield node.id if isinstance(node, ast.Name) else node.attr
    for decorator in definition.decorator_list:
        written = ast.unparse(decorator)
        if "dataclass" in written:
            yield from (*DATACLASS, *(ORDER if "order=True" in written else ()))
