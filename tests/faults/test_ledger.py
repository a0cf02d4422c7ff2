"""A gradebook that somebody else holds is waited for, for a while; records are kept either way."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course.folders import Course
from autograder.grade.grade import grade
from autograder.grade.options import Options
from autograder.gradebook import ledger
from autograder.gradebook.database import GradebookAwayError
from tests.faults import scene


@pytest.fixture
def course(graded_class: Course, tmp_path: Path) -> Course:
    shutil.copytree(graded_class.root, tmp_path / "course")
    (tmp_path / "course" / "gradebook.db").unlink()
    return Course(tmp_path / "course")


def url(course: Course) -> str:
    """One that gives up soon by itself, so that the waiting is ours."""
    return f"{course.db_url}?timeout=0.05"


@contextmanager
def held(course: Course) -> Iterator[None]:
    """Another program writes in the gradebook meanwhile."""
    connection = sqlite3.connect(course.root / "gradebook.db", isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@pytest.mark.parametrize("at", [0, 3, pytest.param(8, marks=pytest.mark.slow)])
def test_a_locked_gradebook_is_waited_for(
    course: Course, graded_class: Course, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(ledger, "BATCH", 2)
    freed, seen = threading.Event(), 0

    def lock(record: object = None) -> None:
        nonlocal seen
        seen += record is not None
        if seen != at:
            return
        taken = threading.Event()

        def other() -> None:
            with held(course):
                taken.set()
                freed.wait(1.0)

        threading.Thread(target=other).start()
        taken.wait()

    lock()
    grade(course, scene.ASSIGNMENT, Options(db_url=url(course)), lock)

    assert scene.cells(course.db_url) == scene.cells(graded_class.db_url)


@pytest.mark.parametrize("at", [0, 5])
@pytest.mark.slow
def test_one_that_stays_locked_is_one_sentence_and_nothing_is_lost(
    course: Course, graded_class: Course, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(ledger, "BATCH", 2)
    for wait in ("AT_FIRST", "LATER"):
        monkeypatch.setattr(ledger, wait, 0.2)
    words = ["--course", str(course.root), "grade", scene.ASSIGNMENT, "--jobs", "1", "--db", url(course)]
    if at == 0:
        with held(course):
            result = CliRunner().invoke(main, words)
        assert result.exit_code == 1
        assert "The gradebook must be free to write. Got 'database is locked' from sqlite:///" in result.output
        assert "Traceback" not in result.output
    else:
        holding: list[Any] = []

        def lock(record: object) -> None:
            if not holding:
                holding.append(held(course))
                holding[0].__enter__()

        with pytest.raises(GradebookAwayError, match="What was judged is kept"):
            grade(course, scene.ASSIGNMENT, Options(db_url=url(course)), lock)
        holding[0].__exit__(None, None, None)

    done = grade(course, scene.ASSIGNMENT, Options())

    assert (done.judged, done.known) == (0, 8)
    assert scene.cells(course.db_url) == scene.cells(graded_class.db_url)


def test_a_gradebook_that_was_lost_is_filled_from_the_records(course: Course, graded_class: Course) -> None:
    done = grade(course, scene.ASSIGNMENT, Options())

    assert done.judged == 0
    assert scene.cells(course.db_url) == scene.cells(graded_class.db_url)


@pytest.mark.slow
def test_a_cell_that_somebody_changed_is_as_judged_again(course: Course, graded_class: Course) -> None:
    grade(course, scene.ASSIGNMENT, Options())
    with sqlite3.connect(course.root / "gradebook.db") as connection:
        connection.execute("UPDATE grade SET auto_score = 7")
    connection.close()
    grade(course, scene.ASSIGNMENT, Options())

    assert scene.cells(course.db_url) == scene.cells(graded_class.db_url)
