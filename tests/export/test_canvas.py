"""Canvas's file: its columns, rows and order; what is not ours stays; nobody is left out in silence."""

from __future__ import annotations

import pytest

from autograder.course.folders import CourseError
from autograder.csv_tables import parse_sheet
from autograder.export.canvas import fill
from autograder.export.scores import Score

ROSTER = """Student,ID,SIS User ID,SIS Login ID,Section,Notes,Week 1 (41),Week 2 (42),Current Score,Final Score
,,,,,,Manual Posting,,,
    Points Possible,,,,,,10,100,(read only),(read only)
"Lovelace, Ada",101,s-101,ada,Section 1,,9,,90,90
"Babbage, Charles",102,s-102,charles,Section 1,,8,55,80,80
"Noether, Emmy",103,s-103,emmy,"Section 1 and Section 2",,7,EX,70,70
"=cmd()|x, Eve",104,s-104,eve,Section 2,,7,,70,70
"Student, Test",999,,6a1f,Section 1,,,,,
"""
SCORES = [
    Score("ada", 88.25, 100.0),
    Score("emmy", 70.0, 100.0),
    Score("eve", 61.0, 100.0, waits=True),
    Score("grace", 95.0, 100.0),
    Score("charles", None, 100.0),
]


def filled(scores=SCORES, roster=ROSTER, column="Week 2", **options):
    return fill(scores, "logistic_regression", parse_sheet(roster), column=column, **options)


def test_the_columns_are_those_that_canvas_documents() -> None:
    sheet = parse_sheet(filled().text)

    assert sheet.head == ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Week 2 (42)")


def test_rows_and_order_are_the_rosters_with_the_points_possible() -> None:
    sheet = parse_sheet(filled().text)

    assert [row[0].strip() for row in sheet.rows] == [
        "Points Possible",
        "Lovelace, Ada",
        "Babbage, Charles",
        "Noether, Emmy",
        "'=cmd()|x, Eve",
        "Student, Test",
    ]
    assert [row[5] for row in sheet.rows] == ["100", "88.25", "55", "EX", "61", ""]
    assert sheet.rows[0][0].startswith("    Points Possible")


def test_ids_stay_as_they_were() -> None:
    before, after = parse_sheet(ROSTER), parse_sheet(filled().text)
    ids = {row[1]: row[2:5] for row in before.rows if row[1]}

    assert {row[1]: row[2:5] for row in after.rows if row[1]} == ids


def test_who_is_missing_is_said_either_way_round() -> None:
    one = filled()

    assert one.count == 2
    assert one.strangers == ("grace",)
    assert one.empty == ("Babbage, Charles",)
    assert any("wait for a person" in note and "eve" in note for note in one.notes)
    assert any("EX" in note and "Noether" in note for note in one.notes)


def test_a_row_of_posting_policies_stays_above_the_students() -> None:
    one = filled(column="Week 1")

    assert parse_sheet(one.text).rows[0][5] == "Manual Posting"
    assert any("at 10 points, here it has 100" in note for note in one.notes)


def test_names_in_two_columns_are_read_too() -> None:
    roster = "LastName,FirstName,ID,SIS Login ID,Section,Week 2 (42)\n Points Possible,,,,,100\nLovelace,Ada,1,ada,S,\n"

    assert parse_sheet(filled(roster=roster).text).rows[1] == ("Lovelace", "Ada", "1", "ada", "S", "88.25")


def test_a_file_with_semicolons_stays_one() -> None:
    text = filled(roster=ROSTER.replace(",", ";").replace('"Lovelace; Ada"', '"Lovelace, Ada"')).text

    assert text.startswith('"Student";"ID";"SIS User ID";"SIS Login ID";"Section";"Week 2 (42)"')


def test_another_column_can_hold_the_ids() -> None:
    one = filled([Score("s-103", 1.0, 100.0), Score("s-101", 2.0, 100.0)], match="SIS User ID")

    assert parse_sheet(one.text).rows[1][5] == "2"


def test_the_assignments_own_name_is_enough() -> None:
    roster = ROSTER.replace("Week 2 (42)", "Logistic Regression (42)")

    assert parse_sheet(filled(roster=roster, column=None).text).head[5] == "Logistic Regression (42)"


def test_a_new_assignment_must_be_named() -> None:
    with pytest.raises(CourseError, match=r"It has: Week 1 \(41\), Week 2 \(42\). Name one with --column"):
        filled(column=None)
    one = filled(column="Week 3")

    assert parse_sheet(one.text).head[5] == "Week 3"
    assert parse_sheet(one.text).rows[0][5] == "100"
    assert "make a new assignment" in one.notes[-1]


@pytest.mark.parametrize(
    ("roster", "said"),
    [
        ("a,b\n1,2\n", "must be Canvas's exported gradebook"),
        (ROSTER.replace("Week 1 (41)", "Week 2 (43)"), "fits 2: name it with its id"),
        (ROSTER.replace(",10,100,", ",10,(read only),"), "is read only there"),
        (ROSTER.replace("SIS User ID,SIS Login ID", "X,Y"), "Name the one that holds the students' ids with --match"),
    ],
)
def test_a_roster_that_cannot_be_used_is_said_in_a_sentence(roster, said) -> None:
    with pytest.raises(CourseError, match=said):
        filled(roster=roster)


def test_without_a_roster_it_says_what_to_click() -> None:
    with pytest.raises(CourseError, match="Grades, Export"):
        fill(SCORES, "logistic_regression", None)
