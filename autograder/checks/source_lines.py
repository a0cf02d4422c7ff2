"""Finds the line of the student's code to show with a message."""

from __future__ import annotations

import ast


def assignment(source: str, function: str, name: str) -> tuple[int, str] | None:
    """The last line inside `function` that gives `name` a value, or its return line; None if there is neither.

    The number counts from 1 at the top of `source`, as Jupyter numbers a cell.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    body = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == function]
    if not body:
        return None
    nodes = list(ast.walk(body[-1]))
    writes = [n for n in nodes if isinstance(n, (ast.Assign, ast.AugAssign, ast.AnnAssign)) and name in _targets(n)]
    returns = [n for n in nodes if isinstance(n, ast.Return)]
    found = max(writes or returns, key=lambda n: n.lineno, default=None)
    if found is None:
        return None
    return found.lineno, source.splitlines()[found.lineno - 1].strip()[:200]


def _targets(node: ast.Assign | ast.AugAssign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
