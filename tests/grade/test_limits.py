"""The limits in course.toml hold for a submission's code."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.sandbox import Level
from tests import small_course
from tests.small_course import ASSIGNMENT

SLOW = "def mean(values):\n    import time\n    time.sleep(60)\n    return np.sum(values) / len(values)"
LARGE = "def mean(values):\n    np.ones(40_000_000)\n    return np.sum(values) / len(values)"


@pytest.mark.parametrize(
    ("code", "limits", "passes"),
    [
        (SLOW, "call_seconds = 1", False),
        (LARGE, "memory_mb = 2048", True),
        (LARGE, "memory_mb = 128", False),
    ],
)
def test_what_a_submissions_code_may_take(tmp_path: Path, code: str, limits: str, passes: bool) -> None:
    course = small_course.make(tmp_path / "stats")
    small_course.hand_in(course, "ada", code)
    (course.root / "course.toml").write_text(f"[{ASSIGNMENT}.limits]\n{limits}\n")

    (record,) = grade(course, ASSIGNMENT, Options(level=Level.supervised)).records

    assert (record.score == record.max_score) == passes
