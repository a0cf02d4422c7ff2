"""The text of a student's cell, in which one piece can be replaced while all lines keep their numbers."""

from __future__ import annotations

import ast
from collections.abc import Sequence


class CellText:
    """A cell's text in which a node can be replaced."""

    def __init__(self, source: str) -> None:
        self.bytes = source.encode()
        self.starts = [0]
        for line in self.bytes.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def with_(self, node: ast.AST, new: ast.AST) -> str | None:
        """The text with `new` where `node` stands; None for a node without a place."""
        if getattr(node, "end_lineno", None) is None:
            return None
        start = self.starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        end = self.starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
        words = ast.unparse(ast.fix_missing_locations(new))
        if isinstance(node, ast.expr) and isinstance(new, ast.expr) and not isinstance(node, (ast.Slice, ast.Starred)):
            words = f"({words})"
        words += "\n" * self.bytes[start:end].count(b"\n") if isinstance(node, ast.stmt) else ""
        return (self.bytes[:start] + words.encode() + self.bytes[end:]).decode()


def without(source: str, statements: Sequence[ast.stmt]) -> str:
    """The text of a cell in which some statements do nothing, line by line as it was."""
    for one in sorted(statements, key=lambda one: (one.lineno, one.col_offset), reverse=True):
        source = CellText(source).with_(one, ast.Pass()) or source
    return source
