"""A course whose nbgrader buttons would not use our judge is told so, by `grade` and by `doctor`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.course.folders import Course
from autograder.course.settings import without_hook
from tests import small_course
from tests.small_course import ASSIGNMENT, RIGHT


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return small_course.make(tmp_path / "stats")


def command(course: Course, *words: str) -> Result:
    return CliRunner().invoke(main, ["--course", str(course.root), *words], catch_exceptions=False)


def test_a_course_with_the_hook_is_in_order(course: Course) -> None:
    assert without_hook(course.root) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "nbgrader_config.py must call autograder.hooks.install. It is not there, so"),
        ("c = get_config()\n", "nbgrader_config.py must call autograder.hooks.install. It does not, so"),
    ],
    ids=["no file", "no hook"],
)
def test_without_the_hook_one_sentence_says_so(text: str | None, words: str, course: Course) -> None:
    path = course.root / "nbgrader_config.py"
    if text is None:
        path.unlink()
    else:
        path.write_text(text)

    assert words in str(without_hook(course.root))


def test_settings_that_do_not_run_are_told_once(course: Course) -> None:
    (course.root / "nbgrader_config.py").write_text("1 / 0\n")
    small_course.hand_in(course, "ada", RIGHT)

    done = command(course, "grade", ASSIGNMENT, "--jobs", "1")

    assert done.exit_code == 2
    assert done.output.count("nbgrader_config.py must run. It raises ZeroDivisionError: division by zero.") == 1


@pytest.mark.slow
def test_grade_warns_and_goes_on(course: Course) -> None:
    (course.root / "nbgrader_config.py").unlink()
    small_course.hand_in(course, "ada", RIGHT)

    done = command(course, "grade", ASSIGNMENT, "--jobs", "1")

    assert done.exit_code == 0
    assert done.stderr.count("warning: ") == 1
    assert "would run student code outside the sandbox" in done.stderr
    assert "3 / 3" in done.output


@pytest.mark.slow
def test_doctor_has_a_finding_in_a_courses_folder_and_none_elsewhere(course: Course, tmp_path: Path) -> None:
    (course.root / "nbgrader_config.py").unlink()

    there, elsewhere = command(course, "doctor"), command(Course(tmp_path / "nowhere"), "doctor")

    assert "missing  nbgrader's buttons" in there.output
    assert "nbgrader's buttons" not in elsewhere.output
