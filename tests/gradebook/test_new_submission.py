"""Rows that are inserted are those that nbgrader's own objects would have made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.gradebook.database import create_tables
from autograder.gradebook.new_submission import NewNotebook, NewSubmission, insert, notebook_of

CAME = datetime(2026, 3, 1, 12, tzinfo=UTC).replace(tzinfo=None)


def _gradebook(path: Path) -> Any:
    create_tables(f"sqlite:///{path}")
    gradebook = Gradebook(f"sqlite:///{path}")
    gradebook.add_assignment("ps")
    gradebook.add_notebook("one", "ps")
    gradebook.add_grade_cell("t", "one", "ps", max_score=2.0, cell_type="code")
    gradebook.add_solution_cell("f", "one", "ps")
    gradebook.add_task_cell("discuss", "one", "ps", max_score=4.0, cell_type="markdown")
    gradebook.add_source_cell("f", "one", "ps", cell_type="code", checksum="abc")
    return gradebook


def _told(gradebook: Any) -> list[dict[str, Any]]:
    """What nbgrader says of the submission, its notebook, grades and comments; without ids, which are random."""
    submission = gradebook.find_submission("ps", "ada")
    notebook = submission.notebooks[0]
    rows = [submission, notebook, *notebook.grades, *notebook.comments]
    told = [{key: value for key, value in row.to_dict().items() if key != "id"} for row in rows]
    return [{**row, "flagged": None} for row in sorted(told, key=str)]


@pytest.mark.filterwarnings("ignore:Object of type <")  # nbgrader's own way of adding it
def test_the_rows_are_those_of_nbgraders_objects(tmp_path: Path) -> None:
    ours, theirs = _gradebook(tmp_path / "ours.db"), _gradebook(tmp_path / "theirs.db")
    theirs.add_student("ada")
    theirs.add_submission("ps", "ada", timestamp=CAME, extension=timedelta(days=1))
    notebook = NewNotebook(notebook_of(ours.find_notebook("one", "ps")))
    insert(
        ours.db,
        [NewSubmission(ours.find_assignment("ps"), "ada", [notebook], CAME, timedelta(days=1))],
        unknown=["ada"],
    )
    ours.db.commit()

    assert _told(ours) == _told(theirs)
    ours.close()
    theirs.close()


def test_what_was_written_arrives(tmp_path: Path) -> None:
    gradebook = _gradebook(tmp_path / "gradebook.db")
    gradebook.add_student("ada")
    notebook = NewNotebook(notebook_of(gradebook.find_notebook("one", "ps")), late_submission_penalty=0.5)
    by_name = {grade.cell.name: grade for grade in notebook.grades}
    by_name["t"].auto_score, by_name["t"].needs_manual_grade = 1.5, False
    next(comment for comment in notebook.comments if comment.cell.name == "f").auto_comment = "No response."
    insert(gradebook.db, [NewSubmission(gradebook.find_assignment("ps"), "ada", [notebook])], unknown=[])
    gradebook.db.commit()

    found = gradebook.find_submission("ps", "ada").notebooks[0]
    assert (notebook.score, found.score, found.late_submission_penalty, found.needs_manual_grade) == (
        1.5,
        1.5,
        0.5,
        True,
    )
    assert gradebook.find_grade("t", "one", "ps", "ada").auto_score == 1.5
    assert gradebook.find_comment("f", "one", "ps", "ada").auto_comment == "No response."
    gradebook.close()
