"""Files find their notebooks by what is in them; each that finds none is told why."""

from __future__ import annotations

import json
from pathlib import Path

from autograder.course.plan import NotebookPlan, Plan, PlanCell
from autograder.course.roles import Role
from autograder.submissions.matching import assign


def notebook(name: str, *functions: str) -> NotebookPlan:
    body = "\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    writes = [PlanCell(f"write-{f}", Role.WRITE, f"def {f}(x):{body}") for f in functions]
    checks = [PlanCell(f, Role.CHECK, f'check("{f}", {f})', points=1) for f in functions]
    return NotebookPlan(name, (*writes, *checks))


PLAN = Plan("week", (notebook("one", "a", "b", "shared"), notebook("two", "c", "d", "shared")), Path(), "")


def work(*functions: str) -> bytes:
    return json.dumps({"cells": [{"source": f"def {f}(x):\n    return 2"} for f in functions]}).encode()


def found(files: dict[str, bytes]) -> dict[str, str]:
    return {name: one.file for name, one in assign(PLAN, files).works.items()}


def test_contents_decide_and_not_names() -> None:
    assert found({"one.ipynb": work("c", "d", "shared"), "two.ipynb": work("a", "b", "shared")}) == {
        "one": "two.ipynb",
        "two": "one.ipynb",
    }


def test_one_function_that_two_notebooks_have_makes_no_second_notebook() -> None:
    assert found({"one.ipynb": work("a", "b", "shared")}) == {"one": "one.ipynb"}


def test_a_name_decides_where_contents_do_not() -> None:
    assert found({"two.ipynb": work("shared")}) == {"two": "two.ipynb"}


def test_an_empty_notebook_is_what_its_name_says() -> None:
    assert found({"two.ipynb": work()}) == {"two": "two.ipynb"}


def test_more_written_stands_before_the_own_name() -> None:
    handed = assign(PLAN, {"one.ipynb": work("a"), "x.ipynb": work("a", "b")})

    assert handed.works["one"].file == "x.ipynb"
    assert (handed.refused) == {
        "one.ipynb": "It was not judged: x.ipynb, in which more is written, is the same notebook and stands."
    }


def test_the_nearest_folder_stands() -> None:
    files = {"old/one.ipynb": work("a"), "one.ipynb": work("a") + b"\n", "z/one.ipynb": work("a") + b"\n\n"}

    assert found(files) == {"one": "one.ipynb"}


def test_a_file_that_cannot_be_read_is_why_its_notebook_is_absent() -> None:
    handed = assign(PLAN, {"one.ipynb": b""}, {"two.ipynb": "It is a link."})

    assert handed.why_absent("one").startswith("one.ipynb: The file must be a Jupyter notebook, but it is empty.")
    assert handed.why_absent("two") == "two.ipynb: It is a link."
    assert handed.why_absent("three") == "three was not handed in."
    assert len(handed.notes) == 2
