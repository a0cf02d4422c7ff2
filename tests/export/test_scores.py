"""The gradebook's scores: what a person gave, what being late cost, who has handed nothing in."""

from __future__ import annotations

from datetime import datetime

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course.folders import Course, CourseError
from autograder.csv_tables import Sheet, parse_sheet
from autograder.export.formats import exported
from autograder.export.roster import pair
from autograder.export.scores import Score, read_scores
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.gradebook.gradebook import Book
from tests.export.classes import ASSIGNMENT, NAME, WRONG, hand_in, notebook, small_course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Ada is right, Ben half, Cleo late with extra credit by hand, Dana has handed nothing in."""
    course = small_course(tmp_path_factory.mktemp("course"))
    hand_in(course, "ada", notebook(course))
    hand_in(course, "ben", notebook(course, softmax=WRONG))
    hand_in(course, "cleo", notebook(course, softmax=WRONG))
    grade(course, ASSIGNMENT, Options(jobs=1))
    with Book(course.db_url) as book:
        book.gradebook.update_or_create_student("dana", first_name="Dana", email="dana@example.org")
        cleo = book.gradebook.find_submission(ASSIGNMENT, "cleo")
        cleo.timestamp = datetime(2026, 3, 1, 12)
        (work,) = cleo.notebooks
        work.late_submission_penalty = 2.0
        softmax = next(one for one in work.grades if one.cell.name == "softmax")
        softmax.manual_score, softmax.extra_credit = 4.0, 1.5
        book.commit()
    return course


def test_scores_are_the_gradebooks(course) -> None:
    found = {one.student: one for one in read_scores(course, ASSIGNMENT)}
    ben = found["ben"].score

    assert found["ada"].score == 20.0
    assert ben is not None
    assert 0 < ben < 20
    assert (found["dana"].score, found["dana"].parts, found["dana"].email) == (None, (), "dana@example.org")
    assert found["cleo"].score == 15 + 4.0 + 1.5 - 2.0
    assert found["cleo"].penalty == 2.0
    assert found["cleo"].handed_in == datetime(2026, 3, 1, 12)


def test_where_points_were_lost(course) -> None:
    found = {one.student: one for one in read_scores(course, ASSIGNMENT)}
    (part,) = found["ben"].parts

    assert (part.name, part.maximum) == (NAME, 20.0)
    assert [one.name for one in part.lost] == ["softmax"]
    assert found["ada"].parts[0].lost == ()


def test_the_command_writes_the_table_and_says_who_is_missing(course) -> None:
    done = CliRunner().invoke(main, ["--course", str(course.root), "export", ASSIGNMENT, "--to", "csv"])
    sheet = parse_sheet((course.root / "exports" / f"{ASSIGNMENT}_csv.csv").read_text())

    assert done.exit_code == 0
    assert "3 scores." in done.output
    assert "No submission (1):\n  dana" in done.output
    assert [row[0] for row in sheet.rows] == ["ada", "ben", "cleo", "dana"]


def test_a_roster_is_filled_and_never_overwritten(course, tmp_path) -> None:
    roster = tmp_path / "canvas.csv"
    roster.write_text("Student,ID,SIS Login ID,Section,HW (1)\n Points Possible,,,,20\nA,1,ada,S,\nX,2,xaver,S,\n")
    command = ["--course", str(course.root), "export", ASSIGNMENT, "--to", "canvas", "--roster", str(roster)]
    done = CliRunner().invoke(main, [*command, "--column", "HW"])

    assert done.exit_code == 0, done.output
    assert "1 scores." in done.output
    assert "Not in the roster, and so not in the file (2):\n  ben\n  cleo" in done.output
    assert "In the roster, without a score here; left as they were (1):\n  X" in done.output
    again = CliRunner().invoke(main, [*command, "--column", "HW", "--out", str(roster)])
    assert again.exit_code == 2
    assert "another file than the roster" in again.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing", "--to", "csv"], "must be a folder of notebooks"),
        ([ASSIGNMENT, "--to", "csv", "--match", "ID"], "are for a platform's file"),
        ([ASSIGNMENT, "--to", "csv", "--level", "limited"], "--level is for Gradescope"),
        ([ASSIGNMENT, "--to", "gradescope", "--column", "x"], "Gradescope judges by itself"),
        ([ASSIGNMENT, "--to", "canvas"], "Export the gradebook there"),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_sentence(course, arguments, said) -> None:
    done = CliRunner().invoke(main, ["--course", str(course.root), "export", *arguments])

    assert done.exit_code == 2
    assert said in done.output


def test_without_a_gradebook_none_is_made(tmp_path) -> None:
    with pytest.raises(CourseError, match="There is none at"):
        read_scores(Course(tmp_path), ASSIGNMENT)
    assert not list(tmp_path.iterdir())


def test_an_assignment_that_nobody_handed_in(course) -> None:
    with pytest.raises(CourseError, match=r"must be in the gradebook. Got 'week 9'; there is: logistic_regression"):
        exported(course, "week 9", "csv")


@pytest.mark.parametrize(
    ("students", "rows", "expected"),
    [
        (["Ada", "ada"], ["ada"], {"ada": "ada"}),
        (["Ada"], ["ada"], {"ada": "Ada"}),
        (["Ada", "ada"], ["ADA"], {}),
        (["Ada", "ada"], ["ada", "ADA"], {"ada": "ada"}),
        (["ada"], ["ada", "ADA"], {"ada": "ada"}),
        (["ada", "ben"], ["ada", "ada", "ben@x.org"], {"ben@x.org": "ben"}),
        (["ben"], ["ben@x.org", "ben@y.org"], {}),
        (["UNIV\\ada"], ["UNIV\\ada"], {"UNIV\\ada": "UNIV\\ada"}),
    ],
)
def test_a_row_is_matched_exactly_first_and_in_other_letters_only_where_nobody_fits(students, rows, expected) -> None:
    sheet = Sheet(("id",), tuple((one,) for one in rows))

    found = pair(sheet, range(len(rows)), 0, [Score(one, 1.0, 1.0) for one in students])

    assert {rows[at]: one.student for at, one in found.scores.items()} == expected
    assert set(found.strangers) == set(students) - set(expected.values())
    assert len(found.empty) == len(rows) - len(expected)
