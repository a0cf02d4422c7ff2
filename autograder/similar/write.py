"""Writes the page of pairs, and the same list as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from autograder.atomic import write_whole
from autograder.csv_tables import guarded, written
from autograder.feedback.write import file_name
from autograder.similar.compare import Pair
from autograder.similar.page import similar_page
from autograder.similar.pieces import Pieces

HEAD = ("first", "second", "unusual_tokens", "alike", "functions")


def write_similar(folder: Path, pairs: Sequence[Pair], class_: Mapping[str, Pieces], assignment: str) -> Path:
    """Write `folder/<assignment>_similar.html` and `.csv`; return the first. Readable by their owner alone."""
    name = f"{file_name('assignment', assignment)}_similar"
    page = similar_page(pairs, class_, assignment, csv=f"{quote(name, safe='')}.csv")
    write_whole(folder / f"{name}.csv", table(pairs).encode(), 0o600)
    write_whole(folder / f"{name}.html", page.encode(), 0o600)
    return folder / f"{name}.html"


def table(pairs: Sequence[Pair]) -> str:
    """One line for each pair, as CSV; the functions with the most in common stand between spaces."""
    rows = [
        (
            guarded(one.first),
            guarded(one.second),
            f"{one.unusual:.0f}",
            f"{one.alike:.3f}",
            " ".join(f"{shared.place.notebook}/{shared.place.name.replace(' ', '-')}" for shared in one.shared[:6]),
        )
        for one in pairs
    ]
    return written([HEAD, *rows])
