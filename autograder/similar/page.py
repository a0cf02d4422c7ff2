"""The page of groups: what is alike, both texts side by side, and what that does and does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.report.page import template
from autograder.similar.compare import LEAST, SHORTEST
from autograder.similar.groups import Group
from autograder.similar.pieces import Pieces
from autograder.similar.side_by_side import side_by_side

PLACES = 6  # of a pair, laid side by side


def similar_page(groups: Sequence[Group], class_: Mapping[str, Pieces], assignment: str) -> str:
    """The groups as one HTML page for the instructor, the same for the same submissions."""
    return template("similar.html", Path(__file__).parent / "templates").render(
        assignment=assignment,
        groups=groups,
        pieces=class_,
        side_by_side=side_by_side,
        places=PLACES,
        shortest=SHORTEST,
        least=LEAST,
    )
