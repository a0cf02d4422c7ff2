"""Two texts side by side: their lines, and which of them are alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from autograder.similar.pieces import Piece

MAX_LINES = 200


@dataclass(frozen=True)
class Line:
    """One line of a text; alike if every token of it is in the other text too, in the same order."""

    text: str
    alike: bool


def side_by_side(one: Piece, other: Piece) -> tuple[list[Line], list[Line]]:
    """The lines of both texts."""
    texts = [t.text for t in one.tokens], [t.text for t in other.tokens]
    same: tuple[set[int], set[int]] = set(), set()
    for block in Indel.opcodes(*texts):
        if block.tag == "equal":
            same[0].update(range(block.src_start, block.src_end))
            same[1].update(range(block.dest_start, block.dest_end))
    return _lines(one, same[0]), _lines(other, same[1])


def _lines(piece: Piece, same: set[int]) -> list[Line]:
    by_line: dict[int, list[bool]] = {}
    for at, token in enumerate(piece.tokens):
        by_line.setdefault(token.line, []).append(at in same)
    texts: Sequence[str] = piece.text.rstrip().split("\n")[:MAX_LINES]
    return [Line(text, at in by_line and all(by_line[at])) for at, text in enumerate(texts)]
