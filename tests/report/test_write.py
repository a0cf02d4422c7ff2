"""The report and its table are written beside each other, and a spreadsheet runs nothing from the table."""

from __future__ import annotations

import csv
import dataclasses
import io

import pytest

from autograder.checks.result import Status
from autograder.records.record import CheckRecord, Record, notebook_record
from autograder.report.mistakes import words_of
from autograder.report.page import About
from autograder.report.write import HEADER, exercise_table, table, write_report
from tests.feedback.outline import Outline
from tests.feedback.sample import ASSIGNMENT, class_of, known

CLASS = class_of(3)


def rows(records):
    return list(csv.reader(io.StringIO(table(records))))


def test_the_page_links_to_the_table_beside_it(tmp_path) -> None:
    path = write_report(tmp_path / "reports", CLASS, ASSIGNMENT, words_of(known()))

    assert path == tmp_path / "reports" / "logistic_regression.html"
    assert "logistic_regression.csv" in [a["href"] for a in Outline(path.read_text(encoding="utf-8")).all("a")]
    assert (path.with_suffix(".csv")).read_text(encoding="utf-8") == table(CLASS)


def test_the_exercises_are_a_table_too(tmp_path) -> None:
    class_ = class_of(40)
    attempts = {r.student: [before, r] for r, before in zip(class_, class_of(40, seed=8), strict=True)}
    about = About(attempts=attempts)

    path = write_report(tmp_path, class_, ASSIGNMENT, words_of(known()), None, about)

    found = list(csv.DictReader(io.StringIO(path.with_name(f"{ASSIGNMENT}_exercises.csv").read_text())))
    softmax = next(row for row in found if row["exercise"] == "softmax")
    assert len(found) == 29
    assert all(-1 <= float(row["weight"]) <= 1 for row in found)
    assert sum(float(row["weight"]) for row in found) == pytest.approx(1, abs=1e-4)
    assert int(softmax["not_begun"]) + int(softmax["failed"]) + int(softmax["passed"]) == 40
    assert (
        float(softmax["discrimination_low"]) < float(softmax["discrimination"]) < float(softmax["discrimination_high"])
    )
    assert float(softmax["success_low"]) < float(softmax["success"]) < float(softmax["success_high"])
    assert int(softmax["passed_at_first"]) < int(softmax["passed_by_second"]) == int(softmax["passed_by_third"])


def test_statistics_of_too_few_are_empty_cells() -> None:
    rows = list(csv.DictReader(io.StringIO(exercise_table(CLASS, About()))))

    assert {row["discrimination"] + row["weight"] + row["success_fifth_1"] + row["success_low"] for row in rows} == {""}


def test_what_nobody_tried_has_no_success() -> None:
    check = CheckRecord("f", 0.0, 1.0, Status.UNTOUCHED)
    record = Record("s", "a", 0.0, 1.0, (), 0.1, (notebook_record("n", [check], []),))

    (row,) = csv.DictReader(io.StringIO(exercise_table([record], About())))

    assert (row["not_begun"], row["success"], row["share"]) == ("1", "", "")


def test_the_table_has_a_line_for_each_student_and_exercise() -> None:
    found = rows(CLASS)
    checks = [(r.student, n.name, c) for r in CLASS for n in r.notebooks for c in n.checks]

    assert tuple(found[0]) == HEADER
    assert found[1:] == [
        [student, name, c.id, str(c.points), str(c.max_points), c.status, c.rung or "", " ".join(c.mistakes)]
        for student, name, c in checks
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_a_name_that_is_a_formula_is_text_in_a_spreadsheet(name) -> None:
    student = rows([dataclasses.replace(CLASS[0], student=name)])[1][0]

    assert not student.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


@pytest.mark.parametrize("name", ['a,"b"', "two\nlines", "Zoë; 李"])
def test_commas_quotes_and_line_ends_stay_within_their_cell(name) -> None:
    found = rows([dataclasses.replace(CLASS[0], student=name)])

    assert {len(row) for row in found} == {len(HEADER)}
    assert found[1][0] == name


def test_an_assignment_that_is_no_file_name_is_refused(tmp_path) -> None:
    with pytest.raises(ValueError, match="assignment's name must be a plain file name"):
        write_report(tmp_path, CLASS, "../up", {})

    assert list(tmp_path.iterdir()) == []
