"""What an instructor writes beside the exercises: one sentence for what cannot be read, with what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from autograder.course.plan import read_plan
from autograder.errors import JudgeError
from autograder.exercises import loader
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


def test_what_python_kept_compiled_and_a_full_disk_cut_off_is_compiled_anew(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("x = 1\n")
    [whole] = loader._modules(tmp_path)
    [compiled] = tmp_path.rglob("*.pyc")
    compiled.write_bytes(compiled.read_bytes()[:20])
    for name in [name for name in sys.modules if name.startswith(whole.__name__.split(".")[0])]:
        del sys.modules[name]

    [again] = loader._modules(tmp_path)

    assert again.x == 1
