"""What the classes of a source define, as its text shows it."""

from __future__ import annotations

from pathlib import Path

from autograder.course.classes import Classes, classes
from autograder.course.plan import read_plan
from tests.compat.assignments import written
from tests.compat.cells import save


def read(tmp_path: Path, source: str) -> Classes:
    save(tmp_path / "one.ipynb", written(source))
    (notebook,) = read_plan(tmp_path).notebooks
    return classes(notebook)


def test_names_parts_and_what_they_are_made_from(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        """#%% write w
class Account:
    rate = 2
    limit: int = 3
    def __init__(self): self.balance = 0
    def put(self, amount): self.balance += amount
class Saved(Account): pass
class Stack(list): pass
class Tall(Stack): pass
class Empty(ValueError): pass
class Gone(Empty): pass

#%% test t 1
class Helper:
    def help(self): pass
""",
    )

    assert found.names == {"Account", "Saved", "Stack", "Tall", "Empty", "Gone"}
    assert found.parts == {"rate", "limit", "__init__", "balance", "put"}
    assert found.derived == {"Stack", "Tall", "Empty", "Gone"}
    assert found.exceptions == {"Empty": "ValueError", "Gone": "Empty"}


def test_a_dataclass_has_what_is_written_for_it(tmp_path: Path) -> None:
    plain = read(tmp_path, "#%% write w\n@dataclass\nclass P:\n    x: int\n")
    ordered = read(tmp_path, "#%% write w\n@dataclass(order=True)\nclass P:\n    x: int\n")

    assert plain.parts == {"x", "__init__", "__eq__", "__repr__"}
    assert ordered.parts - plain.parts == {"__lt__", "__le__", "__gt__", "__ge__"}


def test_a_cell_that_cannot_be_read_defines_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "#%% write w\nclass P\n") == Classes()
