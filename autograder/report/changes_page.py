"""The page and the table of a regrade, in the look of the class report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from autograder.feedback.write import checked_name
from autograder.report.changes import Changes, by_check, signed, summary
from autograder.report.page import template
from autograder.report.write import quoted, write_both

MOST = 2_000  # changes on the page; the table has them all
HEADER = (
    "student", "notebook", "check", "old_points", "new_points", "old_max_points", "new_max_points", "change", "before",
    "after", "why",
)  # fmt: skip


def write_changes(folder: Path, changes: Changes, assignment: str, when: datetime) -> Path:
    """Write `folder/<assignment>_changes.html` and `.csv`; return the first. `when` is the run's time, with a zone."""
    name = f"{checked_name('assignment', assignment)}_changes"
    return write_both(folder, name, changes_page(changes, assignment, when), table(changes))


def changes_page(changes: Changes, assignment: str, when: datetime) -> str:
    """The page of changes as HTML, the same for the same changes and time."""
    return template("changes.html").render(
        assignment=assignment,
        changes=changes,
        summary=summary(changes),
        gained=sum(total > 0 for total in changes.totals.values()),
        lost=sum(total < 0 for total in changes.totals.values()),
        when=when,
        checks=by_check(changes.changes),
        rows=changes.ordered[:MOST],
        left=max(0, len(changes.changes) - MOST),
        signed=signed,
    )


def table(changes: Changes) -> str:
    """One line for each change, as CSV; several reasons stand between semicolons."""
    rows: list[tuple[str | float, ...]] = []
    for change in changes.ordered:
        points = (change.old, change.new, change.old_max, change.new_max, round(change.effect, 6))
        rows.append(
            (change.student, change.notebook, change.check, *points, change.before, change.after, "; ".join(change.why))
        )
    return quoted(HEADER, rows)
