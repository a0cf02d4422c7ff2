"""What the line that raised an exception does: the ground on which a general cause of exceptions is true or not."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from autograder.checks.observe import Observation, Raised

_PRODUCTS = ("dot", "matmul", "einsum", "inner", "tensordot")
_ELEMENTWISE = ("multiply", "subtract", "add", "divide", "power", "where", "abs", "exp", "log")


@dataclass(frozen=True)
class _Place:
    """An exception, the statement that raised it, and the function around it."""

    raised: Raised
    nodes: tuple[ast.AST, ...]
    function: tuple[ast.AST, ...]

    def calls(self, *names: str) -> bool:
        return any(_name(node.func) in names for node in self.nodes if isinstance(node, ast.Call))

    def has(self, *types: type[ast.AST]) -> bool:
        return any(isinstance(node, types) for node in self.nodes)

    @property
    def product(self) -> bool:
        return self.has(ast.MatMult) or self.calls(*_PRODUCTS)

    @property
    def arithmetic(self) -> bool:
        elementwise = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.FloorDiv, ast.Mod, ast.Compare, ast.USub)
        return self.has(*elementwise) or self.calls(*_ELEMENTWISE)

    @property
    def name(self) -> str:
        found = re.search(r"name '(\w+)'", self.raised.message)
        return found[1] if found else ""

    @property
    def attribute(self) -> str:
        return next((n.attr for n in self.nodes if isinstance(n, ast.Attribute) and _name(n.value) == "np"), "")

    @property
    def known(self) -> set[str]:
        stored = {n.id for n in self.function if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        return stored | {node.arg for node in self.function if isinstance(node, ast.arg)}


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is(*types: str) -> Callable[[_Place], bool]:
    return lambda place: place.raised.type_name in types


_HOLDS: dict[str, Callable[[_Place], bool]] = {
    "numpy-prefix-missing": lambda p: hasattr(np, p.name) and p.name not in p.known,
    "global-for-argument": lambda p: p.raised.type_name == "NameError" and p.name not in p.known,
    "name-misspelt": lambda p: bool(difflib.get_close_matches(p.name, p.known - {p.name}, 1, 0.6)),
    "unknown-name": _is("NameError", "UnboundLocalError"),
    "call-for-a-product": lambda p: p.has(ast.Call) and p.raised.type_name == "TypeError",
    "round-for-square": lambda p: p.has(ast.Call) and p.raised.type_name == "TypeError",
    "square-for-round": lambda p: p.has(ast.Subscript) and p.raised.type_name == "TypeError",
    "number-treated-as-array": lambda p: (
        p.has(ast.Subscript, ast.Attribute, ast.For, ast.Starred)
        or p.calls("len", "enumerate", "zip")
        or p.has(ast.Tuple)
    ),
    "array-treated-as-number": lambda p: (
        p.calls("float", "int", "range", "zeros", "reshape", "exp", "log", "append") or p.has(ast.Subscript)
    ),
    "function-not-called": lambda p: p.arithmetic or p.has(ast.Attribute),
    "array-for-a-place": lambda p: p.raised.type_name == "ValueError" and p.has(ast.Subscript),
    "array-in-a-condition": lambda p: p.has(ast.If, ast.While, ast.IfExp, ast.BoolOp, ast.Assert, ast.Not),
    "two-rows-multiplied": lambda p: p.raised.type_name == "ValueError" and p.product,
    "shapes-not-aligned": lambda p: p.raised.type_name == "ValueError" and p.product,
    "shapes-not-stretched": lambda p: p.raised.type_name == "ValueError" and (p.arithmetic or p.has(ast.Subscript)),
    "reshape-counts": lambda p: p.raised.type_name == "ValueError" and p.calls("reshape"),
    "no-such-axis": _is("AxisError"),
    "no-such-index": lambda p: p.raised.type_name == "IndexError" and "out of" in p.raised.message,
    "too-many-indices": lambda p: p.raised.type_name == "IndexError" and "too many" in p.raised.message,
    "no-index": _is("IndexError"),
    "mask-of-another-shape": lambda p: p.raised.type_name == "IndexError" and "boolean" in p.raised.message,
    "no-such-place": lambda p: p.raised.type_name == "IndexError" and "assignment" in p.raised.message,
    "tuple-too-short": lambda p: p.raised.type_name == "IndexError" and "tuple" in p.raised.message,
    "another-shape-put-in": lambda p: p.raised.type_name == "ValueError" and p.has(ast.Subscript),
    "no-room-in-place": lambda p: p.raised.type_name == "ValueError" and "non-broadcastable" in p.raised.message,
    "array-for-an-axis": lambda p: p.calls("max", "min", "sum", "mean", "std", "prod"),
    "no-such-function": _is("AttributeError"),
    "no-such-attribute": _is("AttributeError"),
    "no-such-key": _is("KeyError"),
    "values-unpacked": lambda p: p.raised.type_name in ("ValueError", "TypeError") and p.has(ast.Tuple),
    "call-does-not-fit": lambda p: p.raised.type_name == "TypeError" and p.has(ast.Call),
    "def-line-changed": lambda p: not p.raised.line,
    "sizes-need-a-bracket": lambda p: p.calls("zeros", "ones", "empty"),
    "another-exception": lambda p: True,
    "caret": lambda p: p.has(ast.BitXor),
    "kinds-do-not-mix": lambda p: p.raised.type_name == "TypeError" and p.arithmetic,
    "removed-from-numpy": lambda p: p.raised.type_name == "AttributeError" and not hasattr(np, p.attribute),
    "np-overwritten": lambda p: p.raised.type_name == "AttributeError" and hasattr(np, p.attribute),
    "shapes-in-a-list": lambda p: p.has(ast.List, ast.Tuple, ast.ListComp),
    "wrong-call": lambda p: any(isinstance(n, ast.Call) and isinstance(n.func, ast.Name) for n in p.nodes),
    "fraction-for-a-count": lambda p: p.raised.type_name == "TypeError" and p.has(ast.Call),
    "product-of-numbers": lambda p: p.product,
    "calls-itself": _is("RecursionError"),
    "own-assertion": lambda p: p.raised.type_name == "AssertionError" and p.has(ast.Assert),
    "module-called": lambda p: p.raised.type_name == "TypeError" and "module" in p.raised.message,
    "key-of-a-tuple": lambda p: p.raised.type_name == "TypeError" and p.has(ast.Subscript),
    "whole-number-box": _is("UFuncTypeError", "_UFuncOutputCastingError"),
}


def holds_operation(id: str, source: str, function: str, seen: Observation | None) -> bool | None:
    """Whether the line that raised does what the cause `id` speaks of; None if the cause is about no exception."""
    if id not in _HOLDS:
        return None
    if seen is None or seen.raised is None:
        return False
    tree = ast.parse(source)
    body = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function)
    nodes: list[ast.AST] = []
    for statement in ast.walk(body):
        if isinstance(statement, ast.stmt) and statement.lineno == seen.raised.line:
            nodes += [node for child in _own(statement) for node in ast.walk(child)]
            nodes.append(statement)
    return _HOLDS[id](_Place(seen.raised, tuple(nodes), tuple(ast.walk(body))))


def _own(statement: ast.stmt) -> list[ast.AST]:
    return [child for child in ast.iter_child_nodes(statement) if not isinstance(child, ast.stmt)]
