"""Whose a name is follows from the source's text, and only what a check depends on runs on our side."""

from __future__ import annotations

import ast

import pytest

from autograder.course.plan import NotebookPlan, PlanCell
from autograder.course.provenance import Provenance, name_origins
from autograder.course.roles import Role


def found(*cells: tuple[str, str]) -> tuple[Provenance, list[str]]:
    """The names of the last check, and the statements that run on our side."""
    planned = [PlanCell(f"c{at}", Role(role), source) for at, (role, source) in enumerate(cells)]
    result = name_origins(NotebookPlan("notebook", tuple(planned)))
    checks = [at for at, cell in enumerate(planned) if cell.role == "check"]
    return result.checks[checks[-1]], [
        ast.unparse(s) for at in sorted(result.statements) for s in result.statements[at]
    ]


def test_the_last_cell_that_binds_a_name_has_it() -> None:
    side, _ = found(("given", "x = 1"), ("write", "x = 2"), ("check", "assert x == 2"))

    assert side == Provenance(students=frozenset("x"))

    side, ran = found(("write", "x = 2"), ("given", "x = 1"), ("check", "assert x == 1"))

    assert side == Provenance(ours=frozenset("x"))
    assert ran == ["x = 1"]


def test_statements_that_share_a_line_are_told_apart() -> None:
    given = "import math; low = math.e; slow = train()\nif low:\n    x = 1\\\n      + 1\n@math.wraps\ndef f(): return 1"
    side, ran = found(("given", given), ("check", "assert low > 2 and f() < x"))

    assert ran[:2] == ["import math", "low = math.e"]
    assert not any("train" in statement for statement in ran)
    assert side.ours == {"f", "low", "math", "x"}


def test_only_what_a_check_depends_on_runs() -> None:
    given = "import math\nimport os\nLIMIT = math.pi\nslow = train()\nprint(LIMIT)"
    side, ran = found(("given", given), ("check", "assert LIMIT > 3"))

    assert ran == ["import math", "LIMIT = math.pi"]
    assert side.ours == {"LIMIT", "math"}


def test_what_a_helper_uses_is_looked_up_where_it_is_called() -> None:
    side, ran = found(
        ("given", "def near(a): return a < TOL + y"), ("given", "TOL = 1"), ("write", "y = 2"), ("check", "near(0)")
    )

    assert ran == ["def near(a):\n    return a < TOL + y", "TOL = 1"]
    assert side == Provenance(students=frozenset("y"), ours=frozenset(["near", "TOL"]))


def test_what_changes_a_value_in_place_runs_too() -> None:
    modules = "import random\nrandom.seed(1)\nrandom.random()\n"
    values = "items = []\nitems.append(1)\nitems[0] = 2\nfill(items)\nprint(items)"
    _, ran = found(("given", modules + values), ("check", "assert items and random"))

    assert ran == ["import random", "random.seed(1)", "items = []", "items.append(1)", "items[0] = 2", "fill(items)"]


MARKED = "import math\n### BEGIN SOLUTION\nimport numpy as np\n### END SOLUTION"


@pytest.mark.parametrize(
    ("written", "ours", "borrowed"),
    [
        ("import numpy as np\nimport math", "", "math np"),
        (MARKED, "math", "np"),
        (f"{MARKED}\nimport numpy as np", "math np", ""),
    ],
)
def test_an_import_is_ours_unless_it_is_part_of_an_answer(written: str, ours: str, borrowed: str) -> None:
    answer = f"{written}\nfrom math import *\nx = np.ones(3)"
    side, ran = found(("write", answer), ("check", "np.sum(x) + math.pi"))

    assert side == Provenance(frozenset("x"), frozenset(ours.split()), borrowed=frozenset(borrowed.split()))
    assert "import numpy as np" in ran


def test_a_star_import_of_the_source_gives_its_names() -> None:
    side, ran = found(("open", "from math import *"), ("check", "assert sqrt(4) == 2"))

    assert ran == ["from math import *"]
    assert side.ours == {"sqrt"}


@pytest.mark.parametrize("change", ["x += 1", "x = x + 1", "x.append(1)"])
def test_a_check_that_uses_a_name_before_it_binds_it_has_the_students(change: str) -> None:
    side, _ = found(("write", "x = 1"), ("check", change))

    assert side.students == {"x"}


def test_a_check_may_use_what_an_earlier_check_made() -> None:
    side, ran = found(("check", "seen = 1\nassert seen"), ("check", "seen += 1"))

    assert side.ours == {"seen"}
    assert ran == ["seen = 1"]


def test_cells_that_cannot_be_read_bind_nothing() -> None:
    side, ran = found(("given", "x = ("), ("open", "%%bash\nls"), ("check", "x"))

    assert side == Provenance()
    assert ran == []


@pytest.mark.parametrize(
    ("answer", "changed"),
    [
        ("a.append(1)", "a"),
        ("a[0].b['x'] = 1", "a"),
        ("b = a.pop()", "a"),
        ("a.setdefault(1, []).append(2)", "a"),
        ("a.copy().append(1)", ""),
        ("b = sorted(a)", ""),
        ("def f():\n    a.append(1)", ""),
    ],
)
def test_what_an_answer_changes_in_place_for_certain(answer: str, changed: str) -> None:
    side, _ = found(("given", "a = make()"), ("write", answer), ("check", "assert a"))

    assert side.changed == frozenset(changed)
    assert side.ours == {"a"}
