"""A course's questions are found by the mistake that a wrong answer shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.folders import CourseError
from autograder.report.questions import question_on, read_questions

TEXT = """
[[question]]
id = "sign"
lesson = "05"
question = "Which sign has `dw`?"
right = "minus"
because = "It falls."
vote = true
wrong = [{ answer = "plus", because = "No.", mistake = "propagate/sign-turned" }, { answer = "none", because = "No." }]

[[question]]
id = "returns"
lesson = "00"
question = "What comes back?"
right = "None"
because = "Nothing was returned."
wrong = [{ answer = "2", because = "No.", mistake = "nothing-returned" }]
"""


def course(root: Path, text: str) -> Path:
    (root / "notebooks").mkdir()
    (root / "notebooks" / "questions.toml").write_text(text, encoding="utf-8")
    return root


def test_a_question_belongs_to_an_exercises_mistake_or_to_a_general_cause(tmp_path: Path) -> None:
    questions = read_questions(course(tmp_path, TEXT))

    sign = question_on(questions, "propagate", "sign-turned")
    general = question_on(questions, "dot", "nothing-returned")
    assert sign is not None
    assert (sign.id, sign.lesson, sign.right) == ("sign", "05", "minus")
    assert general is not None
    assert general.id == "returns"
    assert question_on(questions, "dot", "sign-turned") is None


def test_a_course_without_questions_has_none(tmp_path: Path) -> None:
    assert read_questions(tmp_path) == {}


@pytest.mark.parametrize("text", ["[[question]", "[[question]]\nid = 'a'", "question = 3", "[question]\nid = 'a'"])
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(
        CourseError, match=r"questions\.toml must be TOML with tables \[\[question\]\], .* Correct it\."
    ):
        read_questions(course(tmp_path, text))
