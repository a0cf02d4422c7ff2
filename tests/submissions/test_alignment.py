"""Cells find their places in the plan, and no code of the student's is dropped on the way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.course.plan import NotebookPlan, PlanCell
from autograder.course.roles import Role
from autograder.submissions import alignment
from autograder.submissions.alignment import SubmittedNotebook, match
from autograder.submissions.notebook_file import NotebookFile, RawCell

PLAN = NotebookPlan(
    "small",
    (
        PlanCell("setup", Role.GIVEN, "import numpy as np"),
        PlanCell("play", Role.EXPLORE, "x = 3"),
        PlanCell("write-f", Role.WRITE, "def f(x):\n    return x"),
        PlanCell("f", Role.CHECK, 'check("f", f)', points=2),
        PlanCell("given-g", Role.GIVEN, "g = f(1)"),
        PlanCell("tests", Role.CHECK, "assert g\n### BEGIN HIDDEN TESTS\nassert f(2)\n### END HIDDEN TESTS", points=1),
        PlanCell("why", Role.MANUAL, "", points=1, kind="markdown"),
    ),
)
IDS = [cell.id for cell in PLAN.cells]
SOURCES = [cell.source for cell in PLAN.cells]


def lined_up(*cells: RawCell) -> SubmittedNotebook:
    return match(PLAN, NotebookFile(cells))


def as_released() -> list[RawCell]:
    return [RawCell(c.kind, c.source, (c.id,)) for c in PLAN.cells]


def order(work: SubmittedNotebook) -> list[str]:
    return [cell.planned.id if cell.planned else cell.source for cell in work.cells]


def test_what_was_released_lines_up_without_a_word() -> None:
    work = lined_up(*as_released())

    assert order(work) == IDS
    assert work.notes == ()


@pytest.mark.parametrize("mark", ["### ", "#", "# --- "])
def test_a_check_without_its_hidden_tests_is_unchanged(mark: str) -> None:
    tests = PlanCell("t", Role.CHECK, PLAN.cells[5].source.replace("### ", mark), points=1)

    work = match(NotebookPlan("small", (tests,)), NotebookFile((RawCell("code", "assert g\n", ("t",)),)))

    assert (work.notes, work.changed) == ((), ())


def test_given_cells_are_put_back_where_they_stood() -> None:
    cells = as_released()
    del cells[4], cells[0]

    work = lined_up(*cells)

    assert order(work) == IDS
    assert work.notes == ("Given cells were missing and were put back: setup, given-g.",)


def test_given_cells_alone_follow_what_stands_above_them() -> None:
    assert order(lined_up(RawCell("code", "def f(x): return 2", ("write-f",)))) == ["setup", "write-f", "given-g"]


def test_a_changed_given_cell_runs_before_the_given_one() -> None:
    cells = as_released()
    cells[0] = RawCell("code", "import numpy as np\nimport os", ("setup",))

    assert ["import numpy as np\nimport os", *IDS] == order(lined_up(*cells))


def test_a_sketch_does_not_take_the_place_of_the_cell_that_has_the_id() -> None:
    sketch = RawCell("code", "def f(x):\n    return 0", ("mine",))

    assert [sketch.source, *IDS] == order(lined_up(sketch, *as_released()))


def test_a_text_cell_that_shows_a_function_is_no_answer() -> None:
    shown = RawCell("markdown", "Try this:\ndef f(x):\n    return x")
    bare = [RawCell(c.kind, c.source) for c in PLAN.cells]

    assert [shown.source, *IDS[:-1]] == [i for i in order(lined_up(shown, *bare)) if i]


@pytest.mark.parametrize(
    ("rest", "joined"),
    [
        ("    return x", True),
        ("\n    y = x\n    return y\n", True),
        ("    helper = 3", False),
        ("    def helper():\n        return 1", False),
        ("return x", False),
        ("    return x\nz = 3", False),
    ],
)
def test_the_lower_half_of_a_function_is_joined(rest: str, joined: bool) -> None:
    cells = as_released()
    cells.insert(3, RawCell("code", rest))

    work = lined_up(*cells)

    assert joined == ("The cell 'write-f' had been split; its halves were run together." in work.notes)
    assert joined == (work.source_of("write-f") == f"def f(x):\n    return x\n{rest}")


def test_halves_are_joined_once_and_are_bounded_as_cells_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "MAX_OWN", 3)
    monkeypatch.setattr(alignment, "MAX_OWN_SOURCE", 40)
    cells, half = as_released(), RawCell("code", "    return 3  # x")
    cells[3:3] = [half] * 5

    work = lined_up(*cells)

    assert work.source_of("write-f").count(half.source) == 2
    assert work.notes[-1] == "It has 3 more cells of its own than were run, 2."


def test_cells_of_ones_own_are_bounded_and_planned_ones_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "MAX_OWN", 3)

    work = lined_up(*(RawCell("code", f"y = {i}") for i in range(9)), *as_released())

    assert ["y = 0", "y = 1", "y = 2", *IDS] == order(work)
    assert work.notes == ("It has 6 more cells of its own than were run, 3.",)


@given(
    cells=st.lists(
        st.builds(
            RawCell,
            st.sampled_from(["code", "markdown", "raw"]),
            st.sampled_from([*SOURCES, "import os", "    return 3", "def f(x):\n    return 4", ""]),
            st.lists(st.sampled_from([*IDS, "other"]), max_size=2).map(tuple),
        ),
        max_size=12,
    )
)
@settings(max_examples=300)
def test_no_order_of_cells_loses_code_or_takes_a_place_twice(cells: list[RawCell]) -> None:
    work = lined_up(*cells)

    planned = [c.planned.id for c in work.cells if c.planned]
    run = "\n".join(c.source for c in work.cells if c.kind == "code")
    assert len(planned) == len(set(planned))
    assert {"setup", "given-g"} <= set(planned)
    assert all(cell.source in run for cell in cells if cell.kind == "code" and cell.source.startswith("def f"))
    assert all(
        c.kind == "code" and c.source == c.planned.source for c in work.cells if _is(c.planned, "check", "given")
    )


def _is(planned: Any, *roles: str) -> bool:
    return planned is not None and planned.role in roles
