"""The student's version is what nbgrader's settings make of the source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from traitlets.config import Config

from autograder.course.plan import stub
from autograder.course.settings import settings
from autograder.release.build import build
from autograder.release.gate import differs
from tests.compat.cells import cell, notebook, save

SOLUTION = "def f(x):\n    ### BEGIN SOLUTION\n    return 41 + x\n    ### END SOLUTION"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    save(tmp_path / "source" / "ps" / "one.ipynb", notebook(cell(SOLUTION, "write-f", solution=True)))
    save(tmp_path / "source" / "header.ipynb", notebook(cell("# Your name:", kind="markdown")))
    save(tmp_path / "source" / "footer.ipynb", notebook(cell("print('the end')")))
    return tmp_path / "source" / "ps"


def texts(source: Path, config: Config | None = None) -> list[str]:
    """The cells of the student's version."""
    target = source.parent.parent / "release"
    build(source, target, config)
    return ["".join(cell["source"]) for cell in json.loads((target / "one.ipynb").read_text())["cells"]]


def test_each_notebook_begins_and_ends_as_the_course_says(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = source.parent.parent
    head, foot = "source/header.ipynb", "source/footer.ipynb"
    config = f"c = get_config()\nc.IncludeHeaderFooter.header = {head!r}\nc.IncludeHeaderFooter.footer = {foot!r}\n"
    (root / "nbgrader_config.py").write_text(config)
    monkeypatch.chdir("/")

    first, function, last = texts(source, settings(root))

    assert (first, last) == ("# Your name:", "print('the end')")
    assert list(differs(source, root / "release", settings(root))) == []
    assert function.startswith("def f(x):\n    raise NotImplementedError")


def test_what_is_left_of_a_solution_is_in_the_words_of_the_course(source: Path) -> None:
    config = Config({"ClearSolutions": {"code_stub": {"python": "# up to you"}}})

    assert texts(source, config) == ["def f(x):\n    # up to you"]


def test_a_mark_is_found_where_nbgrader_finds_it(source: Path) -> None:
    save(source / "one.ipynb", notebook(cell(SOLUTION.replace("###", "#"), "write-f", solution=True)))

    assert texts(source) == [stub(SOLUTION)] == [stub(SOLUTION.replace("###", "#"))]
