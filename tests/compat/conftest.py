"""A course of ordinary nbgrader assignments, and one sandbox to judge them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import nbgrader
import pytest

from autograder.course.folders import student_files
from autograder.course.plan import Plan, read_plan
from autograder.judge.judge import Judge
from autograder.judge.session import Patience
from autograder.records.record import Record
from autograder.release.build import build
from autograder.sandbox import Sandbox, open_sandbox
from tests.compat import story
from tests.compat.assignments import SOURCES, written
from tests.compat.cells import save
from tests.conftest import Once

#: what `nbgrader quickstart` copies
QUICKSTART = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide" / "source" / "ps1"
ASSIGNMENTS = (*SOURCES, "ps1")


@pytest.fixture(scope="session")
def course(once: Once) -> Path:
    """The course's folder, with releases."""

    def make(root: Path) -> None:
        story.prepare(root, QUICKSTART)
        for source in sorted((root / "source").iterdir()):
            build(source, root / "release" / source.name)

    return once("compat", make)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened


@pytest.fixture
def judged(sandbox: Sandbox, tmp_path: Path) -> Callable[..., Record]:
    """Judge one notebook against a source, both written as text; `work` fills in cells, and may put some before."""
    return _judging(sandbox, tmp_path)


@pytest.fixture
def judged_beside(tmp_path: Path) -> Iterator[Callable[..., Record]]:
    """As `judged`, among the files that a test has put beside the source."""
    with open_sandbox(student_files(tmp_path / "source")) as opened:
        yield _judging(opened, tmp_path)


def _judging(sandbox: Sandbox, tmp_path: Path) -> Callable[..., Record]:
    def judge(source: str, work: str = "", reveal: bool = False) -> Record:
        save(tmp_path / "source" / "one.ipynb", written(source))
        save(tmp_path / "work" / "one.ipynb", written(work or source))
        files = {"one.ipynb": (tmp_path / "work" / "one.ipynb").read_bytes()}
        plan: Plan = read_plan(tmp_path / "source")
        return Judge(plan, sandbox, b"secret", Patience(6.0, 2.0), reveal).judge("ada", files)

    return judge
