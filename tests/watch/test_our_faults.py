"""A fault of ours while the exchange is watched is told in one sentence and leaves nothing; mending it is enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from traitlets.config import Config

from autograder.course.folders import Course
from autograder.watch.assignment import WatchConfig
from autograder.watch.events import Event, Status
from autograder.watch.exchange import exchange_of
from autograder.watch.watcher import Watcher
from tests import small_course
from tests.small_course import ASSIGNMENT, NOTEBOOK

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("watch")]
TIME = "2026-03-01 12:00:00.000000 UTC"


def watch_config(root: Path) -> WatchConfig:
    """A course with an exchange in which ada has handed in."""
    course = small_course.make(root / "stats")
    config = Config()
    config.CourseDirectory.course_id, config.CourseDirectory.root = "stats", str(course.root)
    config.Exchange.root = str(root / "exchange")
    folder = root / "exchange" / "stats" / "inbound" / f"ada+{ASSIGNMENT}+{TIME}+abcdefghijkl"
    folder.mkdir(parents=True)
    (folder / f"{NOTEBOOK}.ipynb").write_bytes(small_course.notebook_of(course).read_bytes())
    (folder / "timestamp.txt").write_text(TIME)
    (folder / "submission_secret.txt").write_text("0" * 128)
    folder.chmod(0o777)
    return WatchConfig(course, exchange_of(config, None), config, course.db_url, 1, None)


def watched(config: WatchConfig) -> tuple[Status, list[Event]]:
    """What `autograder watch --once` does and tells."""
    told: list[Event | Status] = []
    status = Watcher(config, [ASSIGNMENT], told.append).run(once=True)
    return status, [what for what in told if isinstance(what, Event)]


def records_of(course: Course) -> list[Path]:
    return list((course.state / "records").rglob("*.json"))


def test_a_fault_of_ours_is_told_in_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    config = watch_config(tmp_path)
    exercise = small_course.exercise_of(config.course)
    text = exercise.read_text()
    exercise.unlink()

    status, told = watched(config)

    assert (status.judged, status.failing) == (0, 1)
    said = next(one for one in told if "could not be judged" in one.words)
    assert "averages checks 'mean', and exercises/ has no exercise of this name" in said.words
    assert said.error is None, "no traceback: the sentence says it"
    assert records_of(config.course) == []
    assert not (config.course.root / "submitted" / "ada").exists()

    exercise.write_text(text)
    status, _ = watched(config)

    assert (status.judged, status.failing) == (1, 0)
    assert len(records_of(config.course)) == 1


def test_an_exercise_that_is_mended_while_it_runs_counts_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.watch.watcher.AGAIN", 0.1)
    monkeypatch.setattr("autograder.watch.watcher.LOOK", 0.2)
    config = watch_config(tmp_path)
    exercise = small_course.exercise_of(config.course)
    text = exercise.read_text()
    exercise.write_text(text.replace("import numpy as np", "import numpyy as np"))
    told: list[Event] = []

    def tell(what: Event | Status) -> None:
        if isinstance(what, Event):
            told.append(what)
            if "could not be judged" in what.words:
                exercise.write_text(text)
        elif what.judged or len(told) > 50:
            watcher.stop()

    watcher = Watcher(config, [ASSIGNMENT], tell)
    status = watcher.run()

    assert any("No module named 'numpyy'" in one.words for one in told)
    assert status.judged == 1
