"""Lines of a function moved into a loop or an if beside them, or out of the one that they end."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from .syntax import names_read

MOST = 3  # lines that are moved together


def moved(source: str, function: ast.FunctionDef) -> Iterator[tuple[int, str]]:
    """The number of the first line that is moved, and the text in which it and those with it are."""
    for node in ast.walk(function):
        for block in (getattr(node, "body", ()), getattr(node, "orelse", ())):
            for at, holder in enumerate(block if isinstance(block, list) else ()):
                if (
                    isinstance(holder, (ast.For, ast.If))
                    and not holder.orelse
                    and holder.body[0].lineno > holder.lineno
                ):
                    yield from _around(source, holder, block[at + 1 :])
                if isinstance(holder, ast.For) and not holder.orelse:
                    yield from _above(source, holder, block[max(0, at - MOST) : at])


def _around(source: str, holder: ast.For | ast.If, behind: Sequence[ast.stmt]) -> Iterator[tuple[int, str]]:
    inner, outer = holder.body[0].col_offset, holder.col_offset
    for count in range(1, min(MOST, len(holder.body) - 1) + 1):
        yield holder.body[-count].lineno, _shifted(source, holder.body[-count:], outer - inner)
    for count in range(1, min(MOST, len(behind)) + 1):
        if not any(isinstance(one, ast.Return) or _is_independent(one, holder) for one in behind[:count]):
            yield behind[0].lineno, _shifted(source, behind[:count], inner - outer)


def _is_independent(one: ast.stmt, holder: ast.For | ast.If) -> bool:
    """Whether a statement is a loop that reads nothing of what the turns of the loop above it give a value to."""
    names = [node for node in ast.walk(holder) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return isinstance(one, ast.For | ast.While) and not {node.id for node in names} & set(names_read(one))


def _above(source: str, loop: ast.For, before: Sequence[ast.stmt]) -> Iterator[tuple[int, str]]:
    """Each line above a loop as the first one in it: what it begins must begin anew in each turn."""
    lines, head = source.split("\n"), loop.lineno - 1
    if loop.body[0].lineno != loop.lineno + 1:
        return
    for one in before:
        at = one.lineno - 1
        if isinstance(one, ast.Assign) and one.end_lineno == one.lineno:
            inside = " " * loop.body[0].col_offset + lines[at].lstrip()
            yield one.lineno, "\n".join([*lines[:at], *lines[at + 1 : head + 1], inside, *lines[head + 1 :]])


def _shifted(source: str, statements: Sequence[ast.stmt], by: int) -> str:
    """The text with some statements so many columns further right; all lines keep their numbers."""
    lines = source.split("\n")
    for number in range(statements[0].lineno - 1, statements[-1].end_lineno or statements[-1].lineno):
        indent = len(lines[number]) - len(lines[number].lstrip())
        lines[number] = " " * max(0, indent + by) + lines[number].lstrip()
    return "\n".join(lines)
