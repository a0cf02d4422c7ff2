"""The page of pairs: what is alike, both texts side by side, and what that does and does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.report.page import template
from autograder.similar.compare import LEAST, SHORTEST, Pair
from autograder.similar.pieces import Pieces
from autograder.similar.side_by_side import side_by_side

PLACES = 6  # of a pair, laid side by side


def similar_page(pairs: Sequence[Pair], class_: Mapping[str, Pieces], assignment: str) -> str:
    """The pairs as one HTML page for the instructor, the same for the same submissions."""
    return template("similar.html", Path(__file__).parent / "templates").render(
        assignment=assignment,
        pairs=pairs,
        pieces=class_,
        side_by_side=side_by_side,
        places=PLACES,
        shortest=SHORTEST,
        least=LEAST,
    )
