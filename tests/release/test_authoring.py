"""Each error of an author is one sentence that says what is wrong and in which cell; `release` begins with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course.folders import Course
from autograder.course.plan import read_plan
from autograder.exercises.loader import load_exercises
from autograder.release import Failure
from autograder.release.authoring import GATE, authoring_errors
from tests import small_course
from tests.small_course import ASSIGNMENT, NOTEBOOK
from tests.week import SOURCE

Cells = list[dict[str, object]]


def cell(cells: Cells, id: str) -> dict[str, object]:
    return next(one for one in cells if one["id"] == id)


def source(id: str, text: str) -> Callable[[Cells], Cells]:
    """The cell with another text."""
    return lambda cells: [{**one, "source": text} if one["id"] == id else one for one in cells]


def marks(id: str, **changes: object) -> Callable[[Cells], Cells]:
    """The cell with other marks of nbgrader's."""

    def change(cells: Cells) -> Cells:
        metadata = cell(cells, id)["metadata"]
        assert isinstance(metadata, dict)
        changed = {**metadata, "nbgrader": {**metadata["nbgrader"], **changes}}
        return [{**one, "metadata": changed} if one["id"] == id else one for one in cells]

    return change


def without(*ids: str) -> Callable[[Cells], Cells]:
    return lambda cells: [one for one in cells if one["id"] not in ids]


BEGIN, END = "    ### BEGIN SOLUTION\n", "    ### END SOLUTION\n"
MEAN = "def mean(values):\n"
BODY = "    return np.sum(values) / len(values)\n"

#: what is done to the cells, the cell that is named, the sentence
ERRORS: dict[str, tuple[Callable[[Cells], Cells], str, str]] = {
    "no check cell": (
        without("mean"),
        "averages",
        "no cell checks the exercise 'mean': add one, check(\"mean\", …).",
    ),
    "no solution cell": (
        without("write-mean"),
        "averages: mean",
        "it checks 'mean', and no cell marked as 'Autograded answer' defines it: write it, or mark its cell.",
    ),
    "a solution that is not marked": (
        lambda cells: marks("write-mean", solution=False)(source("write-mean", MEAN + BODY)(cells)),
        "averages: mean",
        "it checks 'mean', and no cell marked as 'Autograded answer' defines it: write it, or mark its cell.",
    ),
    "a solution's region in a cell that is not marked": (
        marks("write-mean", solution=False),
        "averages: write-mean",
        "it has a region SOLUTION and is not marked as 'Autograded answer': mark it, or delete the region.",
    ),
    "a check that is not marked": (
        marks("mean", grade=False, points=0),
        "averages: mean",
        "it checks 'mean', and is not marked as 'Autograder tests': mark it, and give it points.",
    ),
    "a solution that is not Python": (
        source("write-mean", MEAN + BEGIN + "    return (1\n" + END),
        "averages: write-mean",
        "line 3 is not Python: '(' was never closed. Mend the cell.",
    ),
    "a given cell that is not Python": (
        source("setup", "import numpy as np\nimport checks\ncheck = = 1"),
        "averages: setup",
        "line 3 is not Python: invalid syntax. Mend the cell.",
    ),
    "a check cell that is not Python": (
        source("mean", 'check("mean", mean'),
        "averages: mean",
        "line 1 is not Python: '(' was never closed. Mend the cell.",
    ),
    "no END SOLUTION": (
        source("write-mean", MEAN + BEGIN + BODY),
        "averages: write-mean",
        "it has BEGIN SOLUTION and no END SOLUTION below it: add ### END SOLUTION where the region ends.",
    ),
    "no BEGIN SOLUTION": (
        source("write-mean", MEAN + BODY + END),
        "averages: write-mean",
        "it has END SOLUTION and no BEGIN SOLUTION above it: add ### BEGIN SOLUTION, or delete the mark.",
    ),
    "hidden tests in a solution": (
        source("write-mean", MEAN + BODY + "### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS"),
        "averages: write-mean",
        "it has a region HIDDEN TESTS and is not marked as 'Autograder tests': mark it, or delete the region.",
    ),
    "points that differ": (
        marks("mean", points=4),
        "averages: mean",
        "it has 4 points, and the rungs of its exercise have 3: change one.",
    ),
    "an unknown exercise": (
        source("mean", 'check("average", mean)'),
        "averages: mean",
        "it checks 'average', and exercises/ has no such exercise for averages: write it.",
    ),
    "nothing imports the checks": (
        source("setup", "import numpy as np"),
        "averages",
        'no cell imports the checks: add `import checks` and `check = checks.for_notebook("averages")`.',
    ),
}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return small_course.make(tmp_path / "stats")


def found(course: Course) -> list[Failure]:
    plan = read_plan(course.source(ASSIGNMENT))
    return list(authoring_errors(plan, load_exercises(plan)))


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_is_one_sentence_with_its_place(error: str, course: Course) -> None:
    change, where, why = ERRORS[error]
    path = small_course.notebook_of(course)
    small_course.write(path, change(small_course.cells_of(path)))

    said = found(course)

    assert Failure(GATE, where, why) in said


def test_a_finished_assignment_has_none() -> None:
    plan = read_plan(SOURCE)

    assert list(authoring_errors(plan, load_exercises(plan))) == []


def test_a_new_course_has_none(course: Course) -> None:
    assert found(course) == []


def test_a_heading_that_its_lesson_does_not_have_is_named(course: Course) -> None:
    small_course.replace(small_course.exercise_of(course), '"value", keeps=0.5', '"value", keeps=0.5, read="02 Means"')
    assert found(course) == [], "there are no lessons"

    lesson = course.root / "notebooks" / "02_a mean.ipynb"
    lesson.parent.mkdir()
    lesson.write_text('{"cells": [{"id": "one", "source": ["## Mean"]}]}', encoding="utf-8")
    (failure,) = found(course)
    assert (failure.where, failure.why) == (
        f"{NOTEBOOK}: mean",
        'divided-by-n-minus-1 says to read lesson 02, "Means". 02_a mean.ipynb has no such heading.',
    )

    lesson.write_text('{"cells": [{"id": "one", "source": ["## Means"]}]}', encoding="utf-8")
    assert found(course) == []


@pytest.mark.parametrize("text", ["%matplotlib inline", "!ls", "files = !ls", "mean?", "spent = %timeit -o 1"])
def test_shell_commands_and_magics_are_python_to_a_notebook(text: str, course: Course) -> None:
    small_course.change(small_course.notebook_of(course), "mean-try", source=text)

    assert found(course) == []


def test_a_check_that_is_repeated_where_nothing_is_graded_is_no_error(course: Course) -> None:
    path = small_course.notebook_of(course)
    small_course.change(path, "mean-try", source='check("mean", mean)')

    assert found(course) == []


def test_release_begins_with_the_authors_errors_and_leaves_the_old_release(course: Course) -> None:
    small_course.change(small_course.notebook_of(course), "write-mean", source=MEAN + BEGIN + BODY)

    done = CliRunner().invoke(main, ["--course", str(course.root), "release", ASSIGNMENT], catch_exceptions=False)

    assert done.exit_code == 1
    assert f"{NOTEBOOK}: write-mean\n        it has BEGIN SOLUTION and no END SOLUTION" in done.stderr
    assert "was not replaced: 1 thing to mend" in done.stderr
    assert not course.release(ASSIGNMENT).exists()


@pytest.mark.parametrize("verb", ["release", "grade"])
def test_an_empty_folder_is_said_to_be_empty(verb: str, course: Course) -> None:
    (course.root / "source" / "week_2").mkdir()

    done = CliRunner().invoke(main, ["--course", str(course.root), verb, "week_2"], catch_exceptions=False)

    assert done.exit_code == 2
    assert re.search(r"week_2 must hold the assignment's notebooks \(\*\.ipynb\)\. It has none", done.stderr)


@pytest.mark.parametrize("verb", ["release", "grade"])
@pytest.mark.parametrize("id", ["setup", "write-mean", "mean"])
def test_an_id_that_two_cells_have_is_named(id: str, verb: str, course: Course) -> None:
    small_course.hand_in(course, "ada", small_course.RIGHT)
    path = small_course.notebook_of(course)
    cells = small_course.cells_of(path)
    small_course.write(path, [*cells, {**cell(cells, id), "id": "copy"}])

    done = CliRunner().invoke(main, ["--course", str(course.root), verb, ASSIGNMENT], catch_exceptions=False)

    assert done.exit_code == 2
    assert f"Each cell must have a grade_id of its own. {path} has 2 named {id!r}: rename one." in done.stderr
