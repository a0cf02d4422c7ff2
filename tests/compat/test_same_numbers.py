"""The same class, graded by nbgrader alone and by ours: every row of the gradebook is the same."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from autograder.course.folders import Course
from autograder.course.plan import read_plan
from autograder.course.settings import settings
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.gradebook.autograded import templates
from autograder.gradebook.gradebook import Book
from tests.compat import story
from tests.compat.conftest import QUICKSTART

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """nbgrader's course folder after the story, and what its gradebook held."""
    root, output = tmp_path_factory.mktemp("theirs"), tmp_path_factory.mktemp("output") / "acts.json"
    command = [sys.executable, str(ROOT / "tests" / "compat" / "story.py"), str(root), str(QUICKSTART), str(output)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=240, check=False
    )
    if not output.exists():
        pytest.fail(done.stderr[-3000:])
    return root, json.loads(output.read_text())


@pytest.fixture(scope="module")
def ours(theirs: tuple[Path, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The same story, graded by ours, from the same release."""
    root = tmp_path_factory.mktemp("ours")
    story.prepare(root, QUICKSTART)
    shutil.copytree(theirs[0] / "release", root / "release")
    story.hand_in(root / "release", root)
    course = Course(root)
    with Book(course.db_url, settings(root)) as book:
        plan = read_plan(course.source("survey"))
        book.register(plan, course.release("survey"), templates(plan))
        book.commit()

    def graded(assignment: str, students: Sequence[str], force: bool) -> None:
        grade(course, assignment, Options(student=students[0] if len(students) == 1 else None, force=force))

    acts = story.play(root, course.db_url, graded, lambda assignment: None)
    return {"acts": json.loads(json.dumps(acts)), "csv": story.export(course.db_url, root / "grades.csv")}


MARKED, WAITS = "survey/ada/1_read/explain", 3  # the cell that was marked by hand; the place of the flag in its row


@pytest.mark.parametrize("act", range(3), ids=["first grading", "by hand, late, again", "a check mended"])
def test_every_row_is_the_same(act: int, theirs: tuple[Path, dict[str, Any]], ours: dict[str, Any]) -> None:
    must, got = theirs[1]["acts"][act], ours["acts"][act]
    if act > 0:  # nbgrader asks a person again for what they marked, though nothing new was handed in; ours does not
        assert (must[MARKED][WAITS], got[MARKED][WAITS]) == (True, False)
        must = {**must, MARKED: [*must[MARKED][:WAITS], False, *must[MARKED][WAITS + 1 :]]}

    assert len(must) > 100
    assert {
        key: (must.get(key), got.get(key)) for key in must.keys() | got.keys() if must.get(key) != got.get(key)
    } == {}


def test_the_exported_table_is_the_same(theirs: tuple[Path, dict[str, Any]], ours: dict[str, Any]) -> None:
    assert ours["csv"] == theirs[1]["csv"]


def test_the_story_has_what_it_is_about(theirs: tuple[Path, dict[str, Any]]) -> None:
    first, second, third = theirs[1]["acts"]

    assert first["survey/ada/1_read"] == [3.0, 2.5]  # an hour late costs a point
    assert second["survey/cy"][2] < first["survey/cy"][2]  # an extension
    assert second["survey/ada/1_read/explain"][:3] == [None, 2.5, 0.5]
    assert first["survey/bob/2_plot/draw"][:4] == [0.0, None, None, False]  # not handed in
    assert third["words/ada/words/count_state"] == [0.0, None, None, False, 0.0, 2.0]
