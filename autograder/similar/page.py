"""The page of pairs: what is alike, both texts side by side, and what that does and does not say."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from jinja2 import Template

from autograder.feedback.html import environment, style
from autograder.report import page as report
from autograder.similar.compare import LEAST, SHORTEST, Pair, Shared
from autograder.similar.pieces import Pieces
from autograder.similar.side_by_side import Line, side_by_side

PLACES = 6  # of a pair, laid side by side
_TEMPLATES = Path(__file__).parent / "templates"
_REPORT = Path(report.__file__).parent / "templates"


@dataclass(frozen=True)
class _Place:
    shared: Shared
    sides: tuple[tuple[str, list[Line]], tuple[str, list[Line]]]


@dataclass(frozen=True)
class _Pair:
    pair: Pair
    hrefs: tuple[str, str]
    places: list[_Place]
    more: int  # places that are not shown


def similar_page(pairs: Sequence[Pair], class_: Mapping[str, Pieces], assignment: str, csv: str = "") -> str:
    """The pairs as one HTML page for the instructor, the same for the same submissions.

    csv : link to the same list as a table; empty for none
    """
    return _template().render(
        assignment=assignment,
        count=len(class_),
        pairs=[_shown(pair, class_, assignment) for pair in pairs],
        shortest=SHORTEST,
        least=LEAST,
        csv=csv,
    )


@functools.cache
def _template() -> Template:
    made = environment(_TEMPLATES)
    made.globals.update(
        page_style=style("report.css", folder=_REPORT) + style("similar.css", folder=_TEMPLATES), percent=report.percent
    )
    made.filters.update(breakable=report.breakable)
    return made.get_template("similar.html")


def _shown(pair: Pair, class_: Mapping[str, Pieces], assignment: str) -> _Pair:
    places = []
    for shared in pair.shared[:PLACES]:
        one, other = side_by_side(class_[pair.first][shared.place], class_[pair.second][shared.place])
        places.append(_Place(shared, ((pair.first, one), (pair.second, other))))
    hrefs = _href(pair.first, assignment), _href(pair.second, assignment)
    return _Pair(pair, hrefs, places, max(0, len(pair.shared) - PLACES))


def _href(student: str, assignment: str) -> str:
    parts = [quote(part.encode("utf-8", "replace"), safe="") for part in (student, assignment, f"{assignment}.html")]
    return "/".join(["../feedback", *parts])
