"""A fault of ours is nobody's points: `grade` ends with exit code 1 and names it, and writes no record and no row."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.course.folders import Course
from tests import small_course
from tests.small_course import ASSIGNMENT, N_MINUS_1, NOTEBOOK, RIGHT

#: a reference that raises where there are seven numbers: no visible test has seven
FRESH_ONLY = "    ### BEGIN SOLUTION\n    assert len(values) != 7\n"


def raising_cell(course: Course) -> None:
    small_course.change(small_course.notebook_of(course), "write-mean", source="1 / 0\ndef mean(values):\n    pass")


def raising_solution(course: Course) -> None:
    source = "def mean(values):\n    return values.oops"
    small_course.change(small_course.notebook_of(course), "write-mean", source=source)


def no_function(course: Course) -> None:
    small_course.change(small_course.notebook_of(course), "write-mean", source="def average(values):\n    return 1.0")


def broken_module(course: Course) -> None:
    small_course.replace(small_course.exercise_of(course), "import numpy as np", "import numpyy as np")


def no_exercise(course: Course) -> None:
    small_course.exercise_of(course).unlink()


def unknown_check(course: Course) -> None:
    small_course.change(small_course.notebook_of(course), "mean", source='check("average", mean)')


def unknown_notebook(course: Course) -> None:
    path = small_course.notebook_of(course)
    path.with_name("copy.ipynb").write_bytes(path.read_bytes())


def unknown_notebook_without_setup(course: Course) -> None:
    unknown_notebook(course)
    path = small_course.notebook_of(course).with_name("copy.ipynb")
    small_course.write(path, [cell for cell in small_course.cells_of(path) if cell["id"] != "setup"])


#: what is wrong -> what the one sentence says
FAULTS: dict[Callable[[Course], None], str] = {
    raising_cell: r"A solution must run\. .*averages\.ipynb: write-mean> raises ZeroDivisionError",
    raising_solution: r"averages: the solution of mean must answer its own tests\. It raises AttributeError",
    no_function: r"The solution cells of averages must define the function mean",
    broken_module: r"exercises/mean\.py, line \d+ raises ModuleNotFoundError: No module named 'numpyy'",
    no_exercise: r"averages checks 'mean', and exercises/ has no exercise of this name",
    unknown_check: r"averages checks 'average', and exercises/ has no exercise of this name",
    unknown_notebook: r"copy checks 'mean', and exercises/ has no exercise of this name",
    unknown_notebook_without_setup: r"copy checks 'mean', and exercises/ has no exercise of this name",
}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Two right submissions; the source is still whole."""
    course = small_course.make(tmp_path / "stats")
    small_course.hand_in(course, "ada", RIGHT)
    small_course.hand_in(course, "ben", RIGHT)
    return course


def graded(course: Course, jobs: int) -> Result:
    words = ["--course", str(course.root), "grade", ASSIGNMENT, "--jobs", str(jobs)]
    return CliRunner().invoke(main, words, catch_exceptions=False)


def students_with_points(course: Course) -> set[str]:
    place = course.root / "gradebook.db"
    if not place.exists():  # it is opened when the first submission is judged
        return set()
    with sqlite3.connect(place) as database:
        return {name for (name,) in database.execute("select student_id from submitted_assignment")}


def students_with_records(course: Course) -> set[str]:
    return {json.loads(path.read_text())["student"] for path in (course.state / "records").rglob("*.json")}


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("spoil", FAULTS, ids=lambda spoil: spoil.__name__)
def test_a_fault_in_the_source_ends_the_run_before_the_first_submission(
    spoil: Callable[[Course], None], jobs: int, course: Course, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil(course)

    done = graded(course, jobs)

    assert done.exit_code == 1, done.output
    assert re.search(FAULTS[spoil], done.stderr), done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("autograder:")]) == 1
    assert students_with_records(course) == set()
    assert students_with_points(course) == set()
    assert not (course.root / "feedback").exists()
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_that_only_fresh_numbers_show_costs_nobody_points_and_stops_nobody_else(
    jobs: int, course: Course
) -> None:
    """The reference fails for one student's numbers; fresh numbers differ from student to student."""
    path = small_course.exercise_of(course)
    small_course.replace(path, "call(rng.uniform(0, 20, 7))", "call(rng.uniform(0, 20, rng.integers(7, 9)))")
    small_course.replace(small_course.notebook_of(course), "    ### BEGIN SOLUTION\\n", FRESH_ONLY.replace("\n", "\\n"))
    course.state.mkdir()
    (course.state / "secret").write_bytes(bytes(32))  # so that each run of this test has the same fresh numbers
    for number in range(6):
        small_course.hand_in(course, f"student{number}", N_MINUS_1)

    done = graded(course, jobs)

    everybody = {"ada", "ben", *(f"student{number}" for number in range(6))}
    said = set(re.findall(r"The work of (\w+) must be judged\. .* on it: averages: the solution of mean", done.stderr))
    assert done.exit_code == 1
    assert 0 < len(said) < len(everybody), "seven numbers for some, eight for others"
    assert f"Not judged: {', '.join(sorted(said)[:5])}" in done.stderr
    assert students_with_records(course) == students_with_points(course) == everybody - said
    assert (course.reports / f"{ASSIGNMENT}.html").exists()
    assert not any((course.feedback / student).exists() for student in said)


def test_a_notebook_with_a_check_of_its_own_needs_no_exercise(course: Course) -> None:
    path = small_course.notebook_of(course)
    own = "def check(name, function):\n    assert function([1, 3]) == 2"
    cells = [cell for cell in small_course.cells_of(path) if cell["id"] != "setup"]
    setup = next(cell for cell in small_course.cells_of(path) if cell["id"] == "setup")
    small_course.write(path, [{**setup, "source": f"import numpy as np\n{own}"}, *cells])
    small_course.exercise_of(course).unlink()

    done = graded(course, 1)

    assert done.exit_code == 0, done.output
    assert "3 / 3" in done.output


def test_run_says_a_fault_of_ours_in_one_sentence(course: Course) -> None:
    no_exercise(course)
    work = str(course.root / "submitted" / "ada" / ASSIGNMENT / f"{NOTEBOOK}.ipynb")

    done = CliRunner().invoke(main, ["--course", str(course.root), "run", work], catch_exceptions=False)

    assert done.exit_code == 1
    assert done.stderr.startswith("autograder: averages checks 'mean', and exercises/ has no exercise")
