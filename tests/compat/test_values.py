"""The gate names each test that needs more than values, and says what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.plan import read_plan
from autograder.records.record import Record
from autograder.release.build import build
from autograder.release.gate import gate
from autograder.release.values import more_than_values, needs
from tests.compat.assignments import written
from tests.compat.cells import save
from tests.compat.conftest import ASSIGNMENTS

WRITE = """
#%% write w
### BEGIN SOLUTION
import matplotlib.pyplot as plt

class Account:
    def __init__(self): self.balance = 0
    def put(self, amount): self.balance += amount

account = Account()
items = [1, 2]
table = {"a": 1}
def total(): return sum(items)
def apply(f, x): return f(x)
def say(): print("hello")
def draw(): plt.plot([1, 2])
class Many(dict): pass
many = Many(a=2)
far = object()
### END SOLUTION

"""
#: a test cell; a word of what it asks for; a word of what to write instead
FOUND_BY_READING = {
    "import inspect\nassert not inspect.getclosurevars(total)": ("asks inspect.getclosurevars", "inputs"),
    "from inspect import getmembers": ("asks inspect.getmembers", "inputs"),
    "items.append(3)\nassert total() == 6": ("changes the student's items", "items.copy()"),
    "table['b'] = 2\nassert len(table) == 2": ("changes the student's table", "table.copy()"),
    "items += [3]\nassert total() == 6": ("changes the student's items", "items.copy()"),
    "from contextlib import redirect_stderr\nimport io\nwith redirect_stderr(io.StringIO()) as out:\n    say()": (
        "prints",
        "redirect_stdout",
    ),
    "from unittest import mock\nwith mock.patch('builtins.print') as printed:\n    say()\nassert printed.called": (
        "replaces something",
        "take and give values",
    ),
    "def total():\n    return 0\nassert total() == 0": ("replaces the student's total", "Delete total"),
    "import builtins\nbuiltins.len = lambda x: 3\nassert total() == 3": ("replaces builtins.len", "take and give"),
    "assert Out[1] == 3": ("reads the notebook's Out", "a name"),
    "assert 'account' in dir()": ("lists the notebook's names", "in globals()"),
}
FOUND_BY_RUNNING = {
    "assert 'account' in list(globals())": ("lists the notebook's names", "in globals()"),
    "assert 'account' in list(globals().copy())": ("lists the notebook's names", "in globals()"),
    "assert apply(object(), 2) == 3": ("cannot cross: object", "Pass numbers"),
    "assert len(many.keys()) == 1": ("uses .keys", "compare those"),
    "assert far + 1 == 4": ("uses __add__", "compare those"),
    "assert account < 3": ("uses __lt__", "compare those"),
}
FINE = [
    (
        "import io\nfrom unittest import mock\nwith mock.patch('sys.stdout', new_callable=io.StringIO) as out: say()\n"
        "assert out.getvalue() == 'hello\\n'"
    ),
    "draw()\nassert len(plt.gca().lines) == 1",
    "assert total() == 3\nassert items[0] == 1 and 'a' in table",
    "mine = items.copy()\nmine.append(3)\nmine += [4]\nassert len(mine) == 4",
    "kept = total\ndel total\ntry:\n    total()\nexcept NameError:\n    pass\ntotal = kept",
    "own = []\nown.append(total())\nassert own == [3]",
    "assert isinstance(Account, type) and type(Account) is type and 'account' in globals()",
    "assert isinstance(items, list) and type(items) == list and hasattr(items, 'append')",
]


def source(tmp_path: Path, test: str) -> Path:
    save(tmp_path / "source" / "one.ipynb", written(f"{WRITE}#%% test t 1\n{test}\n"))
    return tmp_path / "source"


@pytest.mark.parametrize("test", FOUND_BY_READING)
def test_it_is_found_by_reading(test: str, tmp_path: Path) -> None:
    (failure, *_) = more_than_values(read_plan(source(tmp_path, test)))
    what, instead = FOUND_BY_READING[test]

    assert failure.where == "one: t"
    assert what in failure.why
    assert instead in failure.why


@pytest.fixture(scope="module")
def found_by_running(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the gate says of each of these tests, all of them cells of one notebook."""
    folder = tmp_path_factory.mktemp("running")
    cells = [f"#%% test t{number} 1\n{test}\n\n" for number, test in enumerate(FOUND_BY_RUNNING)]
    save(folder / "source" / "one.ipynb", written(WRITE + "".join(cells)))
    build(folder / "source", folder / "fresh")
    failures = [f for f in gate(folder / "source", folder / "fresh") if f.gate == "the solutions earn every point"]
    return {
        test: [f.why for f in failures if f.where == f"one: t{number}"] for number, test in enumerate(FOUND_BY_RUNNING)
    }


@pytest.mark.parametrize("test", FOUND_BY_RUNNING)
def test_it_is_found_by_running_the_solution(test: str, found_by_running: dict[str, list[str]]) -> None:
    (why,) = found_by_running[test]
    what, instead = FOUND_BY_RUNNING[test]

    assert what in why
    assert instead in why


@pytest.mark.parametrize("test", FINE)
def test_values_are_fine(test: str, tmp_path: Path) -> None:
    plan = read_plan(source(tmp_path, test))

    assert needs(plan.notebooks[0], plan.notebooks[0].checks[0]) == []


@pytest.mark.parametrize("test", FINE)
def test_what_is_fine_passes(test: str, judged: Callable[..., Record]) -> None:
    (check,) = judged(f"{WRITE}#%% test t 1\n{test}\n").notebooks[0].checks

    assert check.status == "passed", check.message


def test_a_long_number_of_the_tests_reaches_student_code_as_a_number(judged: Callable[..., Record]) -> None:
    source = "#%% write w\ndef half(n):\n    return n // 2\n\n#%% test t 1\nassert half(3**60_000) == 3**60_000 // 2\n"
    (check,) = judged(source).notebooks[0].checks

    assert check.status == "passed", check.message


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_assignment_here_passes_the_gate(assignment: str, course: Path) -> None:
    assert gate(course / "source" / assignment, course / "release" / assignment) == []
