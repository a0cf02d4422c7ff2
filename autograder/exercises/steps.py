"""The intermediate values of the solution: those of every product, sum, call and entry in its lines.

A check compares a student's values with them, whatever the names, to find the first line that makes a wrong one.
"""

from __future__ import annotations

import ast
import functools
import linecache
from collections.abc import Callable, Sequence
from typing import Any

from autograder.checks.kinds.kind import entries, identical
from autograder.checks.observe import observe
from autograder.checks.plain import simplify
from autograder.exercises.exercise import Call

MOST = 400  # numbers in one value: those of larger ones would make the specs large
MOST_TIMES = 8  # values of one place in a loop
_VALUES = (ast.BinOp, ast.UnaryOp, ast.Call, ast.Subscript, ast.Attribute, ast.IfExp)


def steps(function: Callable[..., Any], call: Call) -> tuple[Any, ...]:
    """What the parts of a function's lines give in one call: the first values of each, and the last."""
    found: dict[int, list[Any]] = {}

    def kept(place: int, value: Any) -> Any:
        plain, known = simplify(value), found.setdefault(place, [])
        if entries(plain) <= MOST and not any(identical(plain, earlier) for earlier in known):
            del known[MOST_TIMES - 1 : -1]  # the first ones and the last
            known.append(plain)
        return value

    observe(_recording(function, kept), call.arguments, dict(call.keywords))
    return tuple(value for place in sorted(found) for value in found[place])


class Steps(Sequence[Any]):
    """What `steps` gives, computed on demand, because few submissions need it."""

    def __init__(self, functions: Sequence[Callable[..., Any]], call: Call) -> None:
        """functions : all of them right"""
        self._functions, self._call = functions, call

    @functools.cached_property
    def _values(self) -> tuple[Any, ...]:
        return tuple(value for function in self._functions for value in steps(function, self._call))

    def __getitem__(self, at: Any) -> Any:
        return self._values[at]

    def __len__(self) -> int:
        return len(self._values)


def _recording(function: Callable[..., Any], kept: Callable[[int, Any], Any]) -> Callable[..., Any]:
    """The function with `kept` called on each value."""
    code = function.__code__
    tree = ast.parse("".join(linecache.getlines(code.co_filename)))
    node = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.lineno == code.co_firstlineno)
    body = _Recorder().visit(ast.Module(node.body, []))
    node.decorator_list, node.body = [], body.body
    namespace = {**function.__globals__, _KEEP: kept}
    exec(compile(ast.fix_missing_locations(ast.Module([node], [])), f"<steps of {node.name}>", "exec"), namespace)
    made: Callable[..., Any] = namespace[node.name]
    return made


_KEEP = "__kept__"


class _Recorder(ast.NodeTransformer):
    def __init__(self) -> None:
        self.count = 0

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, (ast.JoinedStr, ast.FunctionDef, ast.Lambda)):
            return node
        if isinstance(node, (ast.Assign, ast.AugAssign)):
            self.generic_visit(node)
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            changed = isinstance(node, ast.AugAssign) or isinstance(target, ast.Subscript)
            return [node, ast.Expr(self._kept(_root(target)))] if changed else node
        if isinstance(node, ast.Call):
            node.func = self._callee(node.func)
            node.args = [self.visit(argument) for argument in node.args]
            node.keywords = [self.visit(keyword) for keyword in node.keywords]
        else:
            self.generic_visit(node)
        if not isinstance(node, _VALUES) or not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            return node
        return self._kept(node)

    def _kept(self, value: ast.expr) -> ast.expr:
        self.count += 1
        return ast.Call(ast.Name(_KEEP, ast.Load()), [ast.Constant(self.count), value], [])

    def _callee(self, node: ast.expr) -> ast.expr:
        """What is called, itself unchanged: the object of a method holds a value, its name none."""
        if isinstance(node, ast.Attribute):
            node.value = self._callee(node.value) if isinstance(node.value, ast.Attribute) else self.visit(node.value)
        return node


def _root(target: ast.expr) -> ast.expr:
    """The variable that an assignment changes: x in x[0] = 1."""
    while isinstance(target, ast.Subscript):
        target = target.value
    return ast.Name(target.id, ast.Load()) if isinstance(target, ast.Name) else ast.Constant(None)
