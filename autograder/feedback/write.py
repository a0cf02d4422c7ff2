"""Writes a feedback page where nbgrader's `release_feedback` looks for it: under the name of each notebook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from autograder.atomic import write_whole
from autograder.feedback.page import page
from autograder.feedback.progress import Progress
from autograder.feedback.receipt import NAME, receipt_text
from autograder.gradebook.standing import Standing
from autograder.records.record import Record
from autograder.submissions.receipt import Receipt


def write_feedback(
    folder: Path,
    record: Record,
    sections: Mapping[str, Markup],
    standing: Standing | None = None,
    receipt: Receipt | None = None,
    progress: Progress | None = None,
    lessons: Path | None = None,
) -> Path:
    """Write `folder/<student>/<assignment>/<assignment>.html`, and the same as `<notebook>.html`; return the first.

    sections : HTML of each notebook's checks, as `page.sections` gives it
    standing : what counts, as the gradebook has it; None where it is in no gradebook
    receipt  : what was handed in, for the pages and `receipt.txt` next to them; None if it is not known
    lessons  : the folder of the course's lessons, for the passages that the page sends to

    A file is written whole or not at all. Raises ValueError if a name of the record cannot be the name of a file.
    """
    target = folder / checked_name("student", record.student) / checked_name("assignment", record.assignment)
    names = [record.assignment, *(checked_name("notebook", n.name) for n in record.notebooks)]
    told = receipt_text(receipt, record, standing.lateness.handed_in if standing else None) if receipt else ""
    text = page(record, sections, standing, told, progress, lessons).encode()
    target.mkdir(parents=True, exist_ok=True)
    if told:
        write_whole(target / NAME, told.encode())
    for name in names:
        write_whole(target / f"{name}.html", text)
    return target / f"{record.assignment}.html"


def checked_name(what: str, name: str) -> str:
    """The name unchanged, if it is safe as that of one file or folder. Raises ValueError if it is not."""
    if name in ("", ".", "..") or Path(name).name != name or not name.isprintable():
        raise ValueError(
            f"The {what}'s name must be a plain file name, without separators, '..' or unseen characters. "
            f"Got {name!r}: rename it."
        )
    return name
