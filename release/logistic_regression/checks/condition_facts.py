"""Facts about the conditions and comparisons of a student's function."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .fact import Fact, Found
from .flow import MADE, fills, written
from .spec import CheckSpec
from .syntax import called, calls


def _compared(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A comparison on a line of its own: Y[0, i] == 1."""
    for node in ast.walk(function):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Compare) and isinstance(node.value.ops[0], ast.Eq):
            yield ast.unparse(node.value.left), node.lineno


def _made_only(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """An exception that stands on a line, is printed or gets a name, in a function that raises none."""
    if _has(function, ast.Raise):
        return
    for node in ast.walk(function):
        for call in calls(node) if isinstance(node, ast.Expr | ast.Assign) else ():
            if called(call).endswith(("Error", "Exception")):
                yield called(call), call.lineno


def _printed(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """A text that a branch prints, in a function that raises nothing."""
    if _has(function, ast.Raise, ast.Assert):
        return
    for branch in ast.walk(function):
        for node in (*branch.body, *branch.orelse) if isinstance(branch, ast.If) else ():
            call = node.value if isinstance(node, ast.Expr) else None
            if isinstance(call, ast.Call) and called(call) == "print" and _is_text(*call.args[:1]):
                yield "print", node.lineno


def _has(function: ast.FunctionDef, *kinds: type[ast.stmt]) -> bool:
    return any(isinstance(node, kinds) for node in ast.walk(function))


def _is_text(node: ast.expr | None = None) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


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


def _two_names(function: ast.FunctionDef, spec: CheckSpec) -> Iterator[Found]:
    """One new array under several names, dw = db = np.zeros(n), of which lines below change two in place."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and (called(node.value) in MADE or isinstance(node.value, ast.List)):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if len(names) > 1 and sum(_is_changed(function, name) for name in names) > 1:
                yield " and ".join(names), node.lineno


def _is_changed(function: ast.FunctionDef, name: str) -> bool:
    """Whether a line changes what a name stands for in place, and none gives the name another value."""
    statements = [one for one in ast.walk(function) if isinstance(one, ast.stmt) and name in written(one)]
    new = [one for one in statements if isinstance(one, ast.Assign) and not fills(one)]
    return len(new) == 1 < len(statements)


OF_VALUES = (
    Fact(
        "two-names-of-one",
        "{name} are names of one and the same thing: what a line changes under one name changes under the other.",
        "a line for each of them",
        _two_names,
    ),
    Fact(
        "comparison-for-a-value",
        "{name} is compared on a line of its own, and nothing comes of it: == asks whether two things are equal. One = "
        "gives a value.",
        "how many = signs does the line have, and how many should it have?",
        _compared,
    ),
)
#: true of the code, and causes only where nothing is wrong but an exception that does not come
OF_REFUSALS = (
    Fact(
        "exception-not-raised",
        "{name} is made and not raised: without `raise` in front of it the function goes on as if all were well.",
        "raise {name}(...)",
        _made_only,
    ),
    Fact(
        "printed-for-raised",
        "{name} only shows a text, and the function goes on as if all were well. An exception is asked for here.",
        "raise and the name of the exception, where {name} stands now",
        _printed,
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
