"""Lines of a function moved into a loop or an if beside or below them, or out of the one that they end."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from .flow import BLOCKS, written
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


def begun_anew(source: str, function: ast.FunctionDef) -> Iterator[tuple[int, str]]:
    """Each line that begins something above a loop, and the text in which every turn begins with it.

    The last ones above the loop, and of those further up what gives a value to a name that the turns give others to.
    """
    for node in ast.walk(function):
        block = getattr(node, "body", ())
        for at, loop in enumerate(block if isinstance(block, list) else ()):
            if isinstance(loop, ast.For) and not loop.orelse and loop.body[0].lineno == loop.lineno + 1:
                names = set[str]().union(*(written(one) for one in ast.walk(loop) if isinstance(one, ast.stmt)))
                above = [one for one in block[:at] if one in block[max(0, at - MOST) : at] or written(one) & names]
                yield from _begun(source, loop, above)


def _begun(source: str, loop: ast.For, above: Sequence[ast.stmt]) -> Iterator[tuple[int, str]]:
    for one in above:
        if isinstance(one, ast.Assign) and one.end_lineno == one.lineno:
            lines, head = source.split("\n"), loop.lineno
            inside = " " * loop.body[0].col_offset + ast.unparse(one)
            if lines[one.lineno - 1].strip() == (ast.get_source_segment(source, one) or "").strip():
                lines[one.lineno - 1 : head] = [*lines[one.lineno : head], inside]
            elif not isinstance(last := loop.body[-1], BLOCKS):  # others stand on its line: at the end of each turn
                lines[(last.end_lineno or head) - 1] += f"; {ast.unparse(one)}"
            yield one.lineno, "\n".join(lines)


def _shifted(source: str, statements: Sequence[ast.stmt], by: int) -> str:
    """The text with some statements so many columns further right; all lines keep their numbers."""
    lines = source.split("\n")
    for number in range(statements[0].lineno - 1, statements[-1].end_lineno or statements[-1].lineno):
        indent = len(lines[number]) - len(lines[number].lstrip())
        lines[number] = " " * max(0, indent + by) + lines[number].lstrip()
    return "\n".join(lines)
