"""The page and the table of a regrade, in the look of the class report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from autograder.atomic import write_whole
from autograder.csv_tables import guarded, written
from autograder.feedback.write import file_name
from autograder.report.changes import LATE, Change, Changes, by_check, signed, summary
from autograder.report.page import href, script, template
from autograder.text import anchor

MOST = 2_000  # changes on the page; the table has them all
HEADER = (
    "student", "notebook", "check", "old_points", "new_points", "old_max_points", "new_max_points", "change", "before",
    "after", "why",
)  # fmt: skip


def write_changes(
    folder: Path, changes: Changes, assignment: str, when: datetime, feedback: str = "../feedback"
) -> Path:
    """Write `folder/<assignment>_changes.html` and `.csv`; return the first.

    when     : the time of the run, with its zone
    feedback : where the feedback pages lie, seen from this page
    """
    name = f"{file_name('assignment', assignment)}_changes"
    page = changes_page(changes, assignment, when, feedback, csv=f"{quote(name, safe='')}.csv")
    write_whole(folder / f"{name}.csv", table(changes).encode())
    write_whole(folder / f"{name}.html", page.encode())
    return folder / f"{name}.html"


def changes_page(
    changes: Changes, assignment: str, when: datetime, feedback: str = "../feedback", csv: str = ""
) -> str:
    """The page of changes as HTML, the same for the same changes and time."""
    text, digest = script("sort.js")
    return template("changes.html").render(
        assignment=assignment,
        changes=changes,
        summary=summary(changes),
        gained=sum(total > 0 for total in changes.totals.values()),
        lost=sum(total < 0 for total in changes.totals.values()),
        when=when,
        checks=by_check(changes.changes),
        rows=[(one, _place(one, assignment, feedback)) for one in changes.ordered[:MOST]],
        left=max(0, len(changes.changes) - MOST),
        signed=signed,
        late=LATE,
        csv=csv,
        script=text,
        script_hash=digest,
    )


def table(changes: Changes) -> str:
    """One line for each change, as CSV; several reasons stand between semicolons."""
    rows: list[tuple[object, ...]] = [HEADER]
    for one in changes.ordered:
        student, notebook, check, before, after, why = map(
            guarded, (one.student, one.notebook, one.check, one.before, one.after, "; ".join(one.why))
        )
        points = (one.old, one.new, one.old_max, one.new_max, round(one.effect, 6))
        rows.append((student, notebook, check, *points, before, after, why))
    return written(rows)


def _place(one: Change, assignment: str, feedback: str) -> str:
    return href(one.student, assignment, feedback, anchor(one.notebook, one.check) if one.notebook else "")
