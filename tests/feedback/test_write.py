"""Feedback lands where nbgrader looks for it, whole or not at all, and nowhere else."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from autograder.course.lateness import Lateness
from autograder.feedback.page import sections
from autograder.feedback.receipt import receipt_text
from autograder.feedback.write import write_feedback
from autograder.gradebook.standing import by_checks
from autograder.submissions.receipt import receipt
from tests.feedback.sample import class_of, code

ONE = class_of(1)[0]


def test_the_page_is_there_under_the_name_of_each_notebook(tmp_path) -> None:
    path = write_feedback(tmp_path, ONE, sections(ONE, code(ONE)))

    assert path == tmp_path / "student0001" / "logistic_regression" / "logistic_regression.html"
    assert sorted(p.name for p in path.parent.iterdir()) == sorted(
        [path.name, *(f"{notebook.name}.html" for notebook in ONE.notebooks)]
    )
    assert len({p.read_bytes() for p in path.parent.iterdir()}) == 1


def test_the_receipt_lies_beside_the_pages(tmp_path) -> None:
    handed_in = datetime(2026, 3, 1, 12, tzinfo=UTC)
    found = receipt({"one.ipynb": b"one"})

    standing = replace(by_checks(ONE), lateness=Lateness(handed_in=handed_in))
    path = write_feedback(tmp_path, ONE, sections(ONE, code(ONE)), standing, found)

    text = path.with_name("receipt.txt").read_text(encoding="utf-8")
    assert text == receipt_text(found, ONE, handed_in)
    assert "handed in: Sunday 1 March 2026, 12:00:00 (UTC)" in text
    assert text.endswith(f"{found.files[0].sha256}  one.ipynb\n")


def test_a_notebook_with_the_assignments_name_shares_the_whole_page(tmp_path) -> None:
    alone = dataclasses.replace(ONE, assignment="ps1", notebooks=(dataclasses.replace(ONE.notebooks[0], name="ps1"),))

    path = write_feedback(tmp_path, alone, sections(alone, {}))

    assert [p.name for p in path.parent.iterdir()] == ["ps1.html"]


@pytest.mark.parametrize("name", ["", "..", ".", "../x", "a/b", "a\0b", "a\nb", "\ud800", "a\u202eb"])
def test_a_name_that_is_no_file_name_is_refused_before_anything_is_written(tmp_path, name) -> None:
    with pytest.raises(ValueError, match=r"must be a plain file name, .* Got .*: rename it\."):
        write_feedback(tmp_path, dataclasses.replace(ONE, student=name), sections(ONE, {}))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Zoë Müller", "x+y@z", "李", "-rf", "a..b", "UNIV\\ada"])
def test_names_of_people_are_names_of_folders(tmp_path, name) -> None:
    assert write_feedback(tmp_path, dataclasses.replace(ONE, student=name), sections(ONE, {})).is_file()
