"""nbgrader's own commands and the formgrader's button run our gates, judge and feedback, from a venv not on PATH."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.folders import Course
from autograder.course.settings import settings
from autograder.grade.grade import grade
from autograder.grade.options import Graded, Options
from autograder.gradebook.gradebook import Book
from tests.compat import story
from tests.compat.conftest import QUICKSTART

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
PROGRAMS = Path(sys.executable).parent
CONFIG = """
from pathlib import Path
from autograder.hooks import install
install(c, Path(__file__).parent)
"""
BUTTON = """
import sys
from pathlib import Path
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import PyFileConfigLoader

root = sys.argv[1]
config = PyFileConfigLoader("nbgrader_config.py", path=root).load_config()
result = NbGraderAPI(CourseDirectory(config=config), config=config).autograde("survey", "ada")
sys.exit(0 if result["success"] else result.get("error") or result["log"])
"""


def call(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(root)}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, timeout=120, check=False)


def nbgrader(root: Path, *arguments: str) -> None:
    done = call(root, str(PROGRAMS / "nbgrader"), *arguments)
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that nbgrader's commands have released and graded, without `.venv/bin` on PATH."""
    root = tmp_path_factory.mktemp("course")
    story.prepare(root, QUICKSTART)
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(CONFIG)
    nbgrader(root, "generate_assignment", "survey")
    for other in ("words", "arrays", "ps1"):
        shutil.copytree(root / "source" / other, root / "release" / other)
    story.hand_in(root / "release", root)
    story.stamp(root, "cy", "survey", "2026-03-01 18:00:00")
    nbgrader(root, "autograde", "survey")
    return root


@pytest.fixture(scope="module")
def ours(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, Graded]:
    """The same course, graded by our own command."""
    copy = tmp_path_factory.mktemp("ours")
    for name in ("source", "release", "submitted"):
        shutil.copytree(root / name, copy / name)
    shutil.copyfile(root / "nbgrader_config.py", copy / "nbgrader_config.py")
    course = Course(copy)
    return course, grade(course, "survey", Options())


def test_autograde_writes_the_rows_that_grade_writes(root: Path, ours: tuple[Course, Graded]) -> None:
    theirs = story.rows(f"sqlite:///{root / 'gradebook.db'}")

    assert theirs == story.rows(ours[0].db_url)
    assert theirs["survey/ada/2_plot/curve_values"][0] == 2


def test_autograde_writes_the_notebooks_that_grade_writes(root: Path, ours: tuple[Course, Graded]) -> None:
    for path in ours[0].root.glob("autograded/*/survey/*.ipynb"):
        assert (root / path.relative_to(ours[0].root)).read_bytes() == path.read_bytes()


def test_the_exported_table_has_our_scores(root: Path, ours: tuple[Course, Graded]) -> None:
    nbgrader(root, "export", "--to", "grades.csv")
    with (root / "grades.csv").open(newline="") as file:
        table = {row["student_id"]: float(row["raw_score"]) for row in csv.DictReader(file)}

    assert table == {record.student: record.score for record in ours[1].records}


def test_the_formgraders_button_grades(root: Path) -> None:
    done = call(root, sys.executable, "-c", BUTTON, str(root))

    assert done.returncode == 0, done.stderr[-3000:]


def test_feedback_is_ours_under_nbgraders_names(root: Path) -> None:
    nbgrader(root, "generate_feedback", "survey")
    pages = sorted(path.relative_to(root).as_posix() for path in root.glob("feedback/ada/survey/*.html"))

    assert "feedback/ada/survey/1_read.html" in pages
    assert "expected = int" not in (root / "feedback/ada/survey/1_read.html").read_text()


def test_a_gate_that_fails_keeps_the_old_release(root: Path) -> None:
    old = {path: path.read_bytes() for path in root.glob("release/survey/*.ipynb")}
    source = root / "source" / "survey" / "2_plot.ipynb"
    text = source.read_text()
    os.replace(source, source.with_suffix(".kept"))
    source.write_text(text.replace("list(range(n))", "list(range(n + 1))"))
    try:
        done = call(root, str(PROGRAMS / "nbgrader"), "generate_assignment", "survey", "--force")
    finally:
        os.replace(source.with_suffix(".kept"), source)

    assert done.returncode == 1
    assert "curve_values" in done.stderr
    assert {path: path.read_bytes() for path in root.glob("release/survey/*.ipynb")} == old


def test_course_toml_holds_for_nbgraders_commands(root: Path) -> None:
    (root / "course.toml").write_text('[survey]\ndue = 2026-03-01T18:00:00+01:00\nlate = "zero"\n')
    try:
        nbgrader(root, "autograde", "survey", "--student", "cy")
    finally:
        (root / "course.toml").unlink()

    with Book(f"sqlite:///{root / 'gradebook.db'}", settings(root)) as book:
        late = book.standings("survey")["cy"].lateness
        submission = book.gradebook.find_submission("survey", "cy")
        assert late.seconds == 3600
        assert late.points == submission.late_submission_penalty == submission.score > 0
