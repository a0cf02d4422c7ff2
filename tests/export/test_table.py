"""Our own table: one row a student, every cell in its place."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from autograder.export.scores import Part, Score
from autograder.export.table import COLUMNS, points, table

ADA = Score(
    "ada",
    38.5,
    42.0,
    penalty=1.5,
    by_hand=3.0,
    parts=(Part("1_v", 20.0, 22.0), Part("2_b", 20.0, 20.0)),
    handed_in=datetime(2026, 3, 1, 14, 5, 6, 789),
    waits=True,
    first_name="Ada",
    last_name='Love, "lace"',
    email="=HYPERLINK(1)",
)


def rows(*scores):
    head, *found = csv.reader(io.StringIO(table(scores)))
    return [dict(zip(head, row, strict=True)) for row in found]


def test_a_row_says_everything() -> None:
    (row,) = rows(ADA)

    assert tuple(row)[: len(COLUMNS)] == tuple(COLUMNS)
    assert row == {
        "student": "ada",
        "last_name": 'Love, "lace"',
        "first_name": "Ada",
        "email": "'=HYPERLINK(1)",
        "score": "38.5",
        "max_score": "42",
        "late_penalty": "1.5",
        "by_hand": "3",
        "handed_in": "2026-03-01T14:05:06Z",
        "needs_manual_grading": "yes",
        "1_v": "20",
        "2_b": "20",
    }


def test_nothing_handed_in_is_no_zero() -> None:
    ada, ben = rows(ADA, Score("ben", None, 42.0))

    assert ada["score"] == "38.5"
    assert (ben["score"], ben["late_penalty"], ben["handed_in"], ben["needs_manual_grading"]) == ("", "", "", "")


def test_points_have_two_decimals_at_most() -> None:
    assert [points(x) for x in (0.0, 12.0, 12.5, 33.333333, 100.0, 12345.678)] == [
        *("0", "12", "12.5", "33.33", "100", "12345.68")
    ]
