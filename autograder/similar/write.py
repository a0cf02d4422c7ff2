"""Writes the page of groups, and the same list as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.feedback.write import checked_name
from autograder.report.write import quoted, write_both
from autograder.similar.groups import Group
from autograder.similar.page import similar_page
from autograder.similar.pieces import Pieces

HEAD = ("group", "first", "second", "unusual_tokens", "alike", "functions")


def write_similar(folder: Path, groups: Sequence[Group], class_: Mapping[str, Pieces], assignment: str) -> Path:
    """Write `folder/<assignment>_similar.html` and `.csv`; return the first. Readable by their owner alone."""
    name = f"{checked_name('assignment', assignment)}_similar"
    return write_both(folder, name, similar_page(groups, class_, assignment), table(groups), 0o600)


def table(groups: Sequence[Group]) -> str:
    """One line for each pair that makes a group, as CSV; the functions with the most in common stand between spaces."""
    rows = [
        (
            number,
            pair.first,
            pair.second,
            f"{pair.unusual:.0f}",
            f"{pair.alike:.3f}",
            " ".join(f"{shared.place.notebook}/{shared.place.name.replace(' ', '-')}" for shared in pair.shared[:6]),
        )
        for number, group in enumerate(groups, 1)
        for pair in group.pairs
    ]
    return quoted(HEAD, rows)
