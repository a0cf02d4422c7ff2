"""An assignment that is added at once is the one that nbgrader's own preprocessors would have saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.course.plan import Plan, read_plan
from autograder.gradebook.autograded import templates
from autograder.gradebook.database import create_tables
from autograder.gradebook.registration import add_cells, checksums, save_cells
from tests.compat.assignments import written
from tests.compat.cells import save

SOURCE = """
#%% write f
def f(x):
    ### BEGIN SOLUTION
    return x + 1
    ### END SOLUTION

#%% test t 2
assert f(1) == 2

#%% answer why 3
Why?

#%% task discuss 4
Discuss.

#%% given start
import numpy as np
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    for name in ("one", "two"):
        save(tmp_path / "source" / "ps" / f"{name}.ipynb", written(SOURCE))
    return read_plan(tmp_path / "source" / "ps")


def _gradebook(path: Path) -> Any:
    create_tables(f"sqlite:///{path}")
    return Gradebook(f"sqlite:///{path}", "week")


def _told(gradebook: Any) -> list[dict[str, Any]]:
    """What nbgrader says of the assignment, its notebooks and cells; without ids, which are random."""
    assignment = gradebook.find_assignment("ps")
    rows = [assignment]
    for notebook in assignment.notebooks:
        cells = (notebook.grade_cells, notebook.solution_cells, notebook.task_cells, notebook.source_cells)
        rows += [notebook, *(cell for found in cells for cell in found)]
    told = [{"kind": type(row).__name__, **row.to_dict()} for row in rows]
    return sorted(({key: value for key, value in row.items() if key != "id"} for row in told), key=str)


def test_it_is_what_nbgrader_saves(tmp_path: Path, plan: Plan) -> None:
    ours, theirs = _gradebook(tmp_path / "ours.db"), _gradebook(tmp_path / "theirs.db")
    add_cells(ours, plan, templates(plan))
    theirs.add_assignment("ps")
    save_cells(f"sqlite:///{tmp_path / 'theirs.db'}", plan, None)
    theirs.db.expire_all()

    assert len(_told(ours)) > 20
    assert _told(ours) == _told(theirs)
    assert ours.find_assignment("ps").course_id == theirs.find_assignment("ps").course_id == "week"
    kernels = [[n.kernelspec for n in book.find_assignment("ps").notebooks] for book in (ours, theirs)]
    assert kernels[0] == kernels[1]
    ours.close()
    theirs.close()


def test_a_release_that_is_not_there_has_no_checksums(tmp_path: Path) -> None:
    assert checksums(tmp_path / "none.ipynb") == {}
