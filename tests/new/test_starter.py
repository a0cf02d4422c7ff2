"""The course that `autograder new` makes passes every gate, grades a class, and is never written over."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder import checks
from autograder.audit.audit import audit
from autograder.cli import main
from autograder.course.folders import CourseError
from autograder.course.policy import read_policy
from autograder.course.settings import settings
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.new.starter import start
from autograder.release.replace import refresh, release
from tests import small_course
from tests.small_course import ASSIGNMENT, MEDIAN, N_MINUS_1, RIGHT


@pytest.mark.slow
def test_a_new_course_is_released_and_its_class_graded(tmp_path: Path) -> None:
    course = small_course.make(tmp_path / "stats")
    for student, code in {"ada": RIGHT, "ben": N_MINUS_1, "cem": MEDIAN}.items():
        small_course.hand_in(course, student, code)

    failures = release(course, ASSIGNMENT)
    done = grade(course, ASSIGNMENT, Options())

    assert failures == []
    found = {r.student: (r.score, r.notebooks[0].checks[0].mistakes) for r in done.records}
    assert found == {"ada": (3.0, ()), "ben": (1.25, ("divided-by-n-minus-1",)), "cem": (0.0, ("median",))}
    report = (course.reports / f"{ASSIGNMENT}.html").read_text()
    assert "divided-by-n-minus-1" in report or "divided by n minus 1" in report
    assert 'lesson , ""' not in report
    assert read_policy(course.root, ASSIGNMENT).late == "none"


@pytest.mark.slow
def test_a_second_assignment_is_added_and_released(tmp_path: Path) -> None:
    course = small_course.make(tmp_path / "stats")
    (course.root / "course.toml").write_text("# mine\n")

    written = start(course.root, "week_2")

    assert all(path.is_relative_to(course.root / "source" / "week_2") for path in written)
    assert (course.root / "course.toml").read_text() == "# mine\n"
    assert course.assignments == (ASSIGNMENT, "week_2")
    assert [release(course, name) for name in course.assignments] == [[], []]


def test_what_check_needs_is_renewed_and_a_link_stays(tmp_path: Path) -> None:
    """In the instructor's folder the checks are a copy, unless somebody has made them a link."""
    folder = small_course.make(tmp_path / "stats").source(ASSIGNMENT)
    ours = Path(checks.__file__).parent
    (folder / "checks" / "of_an_older_version.py").touch()
    (folder / "reference.h5").unlink()

    refresh(folder)

    assert not (folder / "checks" / "of_an_older_version.py").exists()
    assert (folder / "checks" / "store.py").read_bytes() == (ours / "store.py").read_bytes()
    assert (folder / "reference.h5").is_file()

    shutil.rmtree(folder / "checks")
    (folder / "checks").symlink_to(ours)

    refresh(folder)

    assert (folder / "checks").is_symlink()


@pytest.mark.slow
def test_the_checks_of_a_new_course_are_blind_to_nothing(tmp_path: Path) -> None:
    course = small_course.make(tmp_path / "stats")

    assert audit(course.source(ASSIGNMENT), (), 1).ok


def test_nothing_that_exists_is_changed(tmp_path: Path) -> None:
    small_course.make(tmp_path / "stats")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").touch()

    with pytest.raises(CourseError, match=r"must be a new one\. .*week_1 is there already"):
        start(tmp_path / "stats", ASSIGNMENT)
    with pytest.raises(CourseError, match="must begin in a new or empty folder"):
        start(tmp_path / "photos", ASSIGNMENT)
    assert os.listdir(tmp_path / "photos") == ["cat.jpg"]


@pytest.mark.parametrize(("folder", "assignment"), [("stats", "week 1"), ("stats", "../week"), ('st"ats', "week_1")])
def test_names_that_nbgrader_or_course_toml_would_not_take_are_refused(
    folder: str, assignment: str, tmp_path: Path
) -> None:
    with pytest.raises(CourseError, match="must be of letters, digits, _ and -"):
        start(tmp_path / folder, assignment)

    assert not (tmp_path / folder).exists()


def test_the_settings_have_the_hook_and_the_courses_name(tmp_path: Path) -> None:
    course = small_course.make(tmp_path / "stats")

    config = settings(course.root)

    assert config.CourseDirectory.course_id == "stats"
    assert "exercises" in config.CourseDirectory.ignore


def test_the_command_says_what_it_wrote_and_what_comes_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    done = CliRunner().invoke(main, ["new", "stats"], catch_exceptions=False)

    assert done.exit_code == 0
    assert "averages.ipynb" in done.output
    assert done.output.endswith("Next: cd stats && autograder release week_1\n")


def test_the_instructors_notebook_finds_its_checks_and_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a kernel would run it: cell by cell, in the folder of the notebook."""
    course = small_course.make(tmp_path / "stats")
    monkeypatch.chdir(small_course.notebook_of(course).parent)
    monkeypatch.syspath_prepend(str(Path.cwd()))
    names: dict[str, object] = {}

    for cell in small_course.cells_of(small_course.notebook_of(course)):
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)

    for name in [name for name in sys.modules if name.split(".")[0] in ("checks", "samples")]:
        del sys.modules[name]
    assert "mean" in names
