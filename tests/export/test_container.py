"""In Gradescope's container a fault of ours reports no score: no score is better than a wrong one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.export.container import main
from tests import small_course
from tests.small_course import ASSIGNMENT


def test_a_fault_of_ours_is_said_and_no_results_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    course, root = small_course.make(tmp_path / "stats"), tmp_path / "autograder"
    small_course.exercise_of(course).unlink()
    shutil.copytree(course.source(ASSIGNMENT), root / "source" / "course" / ASSIGNMENT)
    settings = {"assignment": ASSIGNMENT, "level": "supervised"}
    (root / "source" / "settings.json").write_text(json.dumps(settings))
    (root / "source" / "secret").write_bytes(b"secret")
    (root / "submission").mkdir()
    shutil.copy(small_course.notebook_of(course), root / "submission")

    code = main(root)

    assert code == 1
    assert "Nothing was judged. averages checks 'mean', and exercises/ has no exercise" in capsys.readouterr().out
    assert not (root / "results").exists()
