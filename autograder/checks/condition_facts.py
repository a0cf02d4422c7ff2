"""Facts about the conditions and comparisons of a student's function."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .fact import Fact, Found
from .spec import CheckSpec
from .syntax import called


def _compared(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A comparison on a line of its own: Y[0, i] == 1."""
    for node in ast.walk(function):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Compare) and isinstance(node.value.ops[0], ast.Eq):
            yield ast.unparse(node.value.left), node.lineno


def _made_only(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """An exception on a line of its own, without `raise`: ValueError("…")."""
    for node in ast.walk(function):
        name = called(node.value) if isinstance(node, ast.Expr) else ""
        if name.endswith(("Error", "Exception")):
            yield name, node.lineno


def _settled(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A condition that comes out the same whatever comes in: op == "add" or "sub"."""
    for node in ast.walk(function):
        if isinstance(node, (ast.If, ast.IfExp)) and (holds := _always(node.test)) is not None:
            yield f"{ast.unparse(node.test)} {'holds' if holds else 'does not hold'}", node.test.lineno


def _always(test: ast.expr) -> bool | None:
    """Whether a condition holds, where that is written in it; None where it depends on a value."""
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _always(test.operand)
        return None if inner is None else not inner
    if not isinstance(test, ast.BoolOp):
        return None
    decides, each = isinstance(test.op, ast.Or), [_always(one) for one in test.values]
    return decides if decides in each else None if None in each else not decides


OF_VALUES = (
    Fact(
        "comparison-for-a-value",
        "{name} is compared on a line of its own, and nothing comes of it: == asks whether two things are equal. One = "
        "gives a value.",
        "how many = signs does the line have, and how many should it have?",
        _compared,
    ),
    Fact(
        "exception-not-raised",
        "{name} is made and not raised: without `raise` in front of it the function goes on as if all were well.",
        "raise {name}(...)",
        _made_only,
    ),
)
OF_BRANCHES = (
    Fact(
        "condition-settled",
        "The condition {name} whatever comes in: it depends on no value. Each side of an or must ask something: "
        "x == 1 or x == 2, not x == 1 or 2.",
        "read each side of the condition alone: what does it ask?",
        _settled,
    ),
)
