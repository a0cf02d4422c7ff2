"""What an instructor may want to look at is said of those whom it concerns, and of nobody else."""

from __future__ import annotations

import pytest

from autograder.course.plan import PlanCell
from autograder.course.roles import Role
from autograder.submissions.alignment import Cell, SubmittedNotebook
from autograder.submissions.remarks import remarks


def work(*sources: str, changed: tuple[str, ...] = ()) -> SubmittedNotebook:
    return SubmittedNotebook("one", tuple(Cell("code", source) for source in sources), changed=changed)


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np\nx = np.ones(3)\nx[0] = 2\nx.shape = (3, 1)",
        "import matplotlib.pyplot as plt\nplt.rcParams['font.size'] = 9",
        "class A:\n    def f(self):\n        self.x = 1",
        "import os\nprint(os.getcwd())",
        "def f(:\n",
        "'\\d'",
    ],
)
def test_ordinary_work_has_no_remark(source: str) -> None:
    assert remarks([work(source)]) == ()


def test_changed_checks_are_counted_and_named() -> None:
    assert remarks([work(changed=("dot",)), work(changed=("a", "b"))]) == (
        "one: one check cell had other code than the release (dot); the course's own ran instead.",
        "one: 2 check cells had other code than the release (a, b); the course's own ran instead.",
    )


def test_patched_modules_are_named_also_where_another_cell_imports_them() -> None:
    found = remarks([work("import numpy as np, checks", "np.testing.assert_allclose = None\nchecks.check = print")])

    assert found == ("one: the code gives np.testing.assert_allclose, checks.check another meaning.",)


def test_ways_out_of_the_notebook_are_named_once() -> None:
    found = remarks([work("import ctypes\nfrom subprocess import run\nimport os", "os._exit(0); import ctypes")])

    assert found == ("one: the code uses ctypes, subprocess, os._exit, which reaches beyond the notebook.",)


def test_given_cells_are_not_the_students() -> None:
    given = PlanCell("setup", Role.GIVEN, "import numpy as np")
    notebook = SubmittedNotebook("one", (Cell("code", "import socket, numpy as np", given), Cell("code", "np.dot = 1")))

    assert remarks([notebook]) == ("one: the code gives np.dot another meaning.",)
