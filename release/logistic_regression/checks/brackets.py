"""Where brackets may be missing in an expression, or are too many: it is regrouped in every other way."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator

MOST_PIECES = 7  # of an expression that is regrouped
_MOST_FOR_TWO = 4  # of one that gets two pairs of brackets
_OPERATORS = re.compile(r" (\+|-|\*|/|@) ")


def regrouped(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions that differ from one in a pair of brackets, or in two, or in where those of a call end."""
    yield from _ended_elsewhere(node)
    if not isinstance(node, ast.BinOp):
        return
    pieces, signs = _pieces(ast.unparse(node))
    spans = [span for span in itertools.combinations(range(len(pieces)), 2) if span != (0, len(pieces) - 1)]
    if not 1 < len(pieces) <= MOST_PIECES:
        return
    two = [(one, other) for one, other in itertools.combinations(spans, 2) if one[1] < other[0]]
    met = {ast.dump(node)}
    for around in (*((span,) for span in spans), *(two if len(pieces) <= _MOST_FOR_TWO else ())):
        yield from _new(_joined(pieces, signs, around), met)
    for at, piece in enumerate(pieces):
        if piece.startswith("(") and len(_pieces(piece[1:-1])[0]) > 1:
            yield from _new(_joined([*pieces[:at], piece[1:-1], *pieces[at + 1 :]], signs, ()), met)


def _pieces(text: str) -> tuple[list[str], list[str]]:
    """What stands between the operators of an expression that are in no bracket, and these operators."""
    depths = list(itertools.accumulate((char in "([{") - (char in ")]}") for char in text))
    found = [match for match in _OPERATORS.finditer(text) if depths[match.start()] == 0]
    ends = [0, *(place for match in found for place in match.span()), len(text)]
    return [text[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)], [match[0] for match in found]


def _joined(pieces: list[str], signs: list[str], around: tuple[tuple[int, int], ...]) -> str:
    opened, closed = [first for first, _ in around], [last for _, last in around]
    words = [f"{'(' * (at in opened)}{piece}{')' * (at in closed)}" for at, piece in enumerate(pieces)]
    return "".join(itertools.chain.from_iterable(itertools.zip_longest(words, signs, fillvalue="")))


def _new(text: str, met: set[str]) -> Iterator[ast.expr]:
    try:
        node = ast.parse(text, mode="eval").body
    except SyntaxError:
        return
    if ast.dump(node) not in met:
        met.add(ast.dump(node))
        yield node


def _ended_elsewhere(node: ast.AST) -> Iterator[ast.expr]:
    """np.exp(x) - m for np.exp(x - m), and the other way round: a call's bracket ends a piece too early or too late."""
    if isinstance(node, ast.BinOp) and (call := _of_one_thing(node.left)):
        yield _with_argument(call, ast.BinOp(call.args[0], node.op, node.right))
    if isinstance(node, ast.Call) and _of_one_thing(node) and isinstance(inner := node.args[0], ast.BinOp):
        yield ast.BinOp(_with_argument(node, inner.left), inner.op, inner.right)


def _of_one_thing(node: ast.AST) -> ast.Call | None:
    """A call of a function of numbers, with one argument in its place."""
    is_one = isinstance(node, ast.Call) and len(node.args) == 1 and not isinstance(node.args[0], ast.Starred)
    return node if is_one else None  # type: ignore[return-value]


def _with_argument(call: ast.Call, argument: ast.expr) -> ast.Call:
    return ast.Call(call.func, [argument], call.keywords)
