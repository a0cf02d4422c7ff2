"""What an instructor writes beside the exercises: one sentence for what cannot be read, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.plan import read_plan
from autograder.errors import JudgeError
from autograder.exercises.loader import CAUSES, load_exercises
from tests import small_course


@pytest.mark.parametrize(
    "text",
    [
        b"read = 3",
        b"[read]\nturned = 8",
        b'[read]\nturned = ["08"]',
        b"[read",
        b"\xff",
        b'[read]\nturned = ["a", "b", "c"]',
    ],
    ids=["a number", "a number for a pair", "one", "half a table", "no UTF-8", "three"],
)
def test_causes_that_cannot_be_read_are_one_sentence_with_what_to_do(tmp_path: Path, text: bytes) -> None:
    course = small_course.make(tmp_path / "stats")
    small_course.exercise_of(course).with_name(CAUSES).write_bytes(text)
    plan = read_plan(course.source(small_course.ASSIGNMENT))

    with pytest.raises(JudgeError, match=rf"{CAUSES} must have a table \[read\] .*Got: .*[^.]\. Correct it there\.$"):
        load_exercises(plan)
