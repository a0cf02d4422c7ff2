"""Moodle's worksheet and its gradebook's file: the columns that its importers look for, and nothing lost."""

from __future__ import annotations

import dataclasses

import pytest

from autograder.course.folders import CourseError
from autograder.csv_tables import parse_sheet
from autograder.export.moodle import comment, fill
from autograder.export.scores import Lost, Part, Score

HEAD = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"'
)
WORKSHEET = f"""{HEAD}
"Participant 7","Ada Lovelace",ada@example.org,"Submitted for grading",,100.00,Yes,"Monday, 2 March 2026, 9:00 AM",-,
"Participant 8","Emmy Noether",emmy@example.org,"Submitted for grading",12.00,100.00,No,-,-,
"Participant 9","+Eve",eve@example.org,"Submitted for grading",,100.00,Yes,-,-,"Well explained."
"Participant 10","Grace Hopper",grace@other.example,"No submission",33.00,100.00,Yes,-,-,
"""
PARTS = (
    Part("1_vectorization", 22.0, 22.0),
    Part("2_broadcasting", 18.0, 20.0, (Lost("softmax", 3.0, 5.0),)),
)
SCORES = [
    Score("ada", 40.0, 100.0, parts=PARTS),
    Score("emmy", 50.0, 100.0, parts=PARTS),
    Score("eve@example.org", 101.5, 100.0, penalty=2.5, parts=PARTS),
    Score("linus", 9.0, 100.0),
]


def filled(scores=SCORES, worksheet=WORKSHEET, **options):
    return fill(scores, "logistic_regression", parse_sheet(worksheet), **options)


def test_columns_rows_and_order_are_the_worksheets() -> None:
    before, after = parse_sheet(WORKSHEET), parse_sheet(filled().text)

    assert after.head == before.head
    assert [row[0] for row in after.rows] == [row[0] for row in before.rows]
    untouched = [at for at, head in enumerate(before.head) if head not in ("Full name", "Grade", "Feedback comments")]
    assert [[row[at] for at in untouched] for row in after.rows] == [
        [row[at] for at in untouched] for row in before.rows
    ]


def test_grades_are_filled_in_and_what_is_locked_or_unknown_stays() -> None:
    one = filled()

    assert [row[4] for row in parse_sheet(one.text).rows] == ["40", "12.00", "101.5", "33.00"]
    assert (one.count, one.strangers, one.empty) == (2, ("linus",), ("Grace Hopper",))
    assert any("locked" in note and "Emmy Noether" in note for note in one.notes)
    assert any("maximum grade" in note and "+Eve" in note for note in one.notes)


def test_comments_say_where_points_were_lost_and_keep_what_a_person_wrote() -> None:
    rows = parse_sheet(filled().text).rows

    assert rows[0][9] == "Points by notebook: 1_vectorization 22 of 22; 2_broadcasting 18 of 20 (softmax 3 of 5)."
    assert rows[2][9] == "Well explained."
    assert rows[2][1] == "'+Eve"


def test_our_own_comment_of_last_time_is_written_again() -> None:
    again = filled([dataclasses.replace(SCORES[0], parts=PARTS[:1])], filled().text)

    assert parse_sheet(again.text).rows[0][9] == "Points by notebook: 1_vectorization 22 of 22."


def test_a_comment_is_html_and_tells_how_the_score_came_to_be() -> None:
    one = Score("a", 1.0, 2.0, how="3.5 by the checks, −2.5 for being late", parts=(Part("<b>", 1.0, 2.0),))

    assert comment(one) == "Points by notebook: &lt;b&gt; 1 of 2. 3.5 by the checks, −2.5 for being late."


def test_participants_without_names_are_matched_by_their_number() -> None:
    head, *rows = WORKSHEET.splitlines()
    hidden = "\n".join([head, *[row.split('","')[0] + '","",,x,,100.00,Yes,-,-,' for row in rows]])
    one = filled([Score("Participant_7", 40.0, 100.0)], hidden, match="Identifier")

    assert parse_sheet(one.text).rows[0][4] == "40"


def test_one_address_twice_fits_nobody() -> None:
    twice = WORKSHEET.replace("grace@other.example", "ada@other.example")
    one = filled(worksheet=twice)

    assert "ada" in one.strangers
    assert {"Ada Lovelace", "Grace Hopper"} == set(one.empty)


def test_without_a_worksheet_it_is_a_file_for_the_gradebooks_import() -> None:
    sheet = parse_sheet(fill(SCORES, "logistic_regression", None).text)

    assert sheet.head == ("Username", "logistic_regression", "logistic_regression (feedback)")
    assert sheet.rows[0][:2] == ("ada", "40")
    assert all(row[1] and row[2] for row in sheet.rows)


def test_the_gradebooks_file_goes_by_addresses_where_they_are_known() -> None:
    scores = [dataclasses.replace(SCORES[0], email="ada@example.org"), SCORES[1], SCORES[2]]
    one = fill(scores, "logistic_regression", None, match="Email address", column="Week 2")
    sheet = parse_sheet(one.text)

    assert sheet.head[:2] == ("Email address", "Week 2")
    assert [row[0] for row in sheet.rows] == ["ada@example.org", "eve@example.org"]
    assert one.strangers == ("emmy",)


def test_another_file_is_no_worksheet() -> None:
    with pytest.raises(CourseError, match="offline grading worksheet, with the columns Identifier, Grade"):
        filled(worksheet="Kennung,Bewertung\n1,2\n")
