"""A watcher follows a real exchange: each submission is judged once, its page lies ready, the right attempt counts."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeReleaseFeedback

from autograder.gradebook.gradebook import Book
from autograder.records.store import Records
from autograder.submissions.folder import handed_in_at
from autograder.watch.attempts import Attempts
from autograder.watch.copy_submission import take
from autograder.watch.events import Event, Status
from tests.watch.conftest import ASSIGNMENT, FILE, WRONG, Scene

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("watch")]
RIGHT = 20.0


def records_of(scene: Scene) -> int:
    return len(list((scene.course.state / "records").rglob("*.json")))


def test_a_submission_is_judged_and_its_page_released(scene) -> None:
    folder = scene.submit("ada", scene.work(**WRONG))

    status = scene.drain()

    assert (status.judged, status.failing) == (1, 0)
    assert "softmax" in scene.page(folder)
    assert 0 < scene.scores()["ada"] < RIGHT
    submitted = scene.course.root / "submitted" / "ada" / ASSIGNMENT
    assert (submitted / FILE).read_bytes() == (folder / FILE).read_bytes()
    assert (submitted / "timestamp.txt").read_text() == (folder / "timestamp.txt").read_text()
    assert (scene.course.feedback / "ada" / ASSIGNMENT / "submission_secret.txt").is_file()
    assert list((scene.course.root / "submitted" / ".watch").iterdir()) == []
    assert scene.exchange.feedback.stat().st_mode & 0o777 == 0o711


def test_what_a_kill_left_undone_is_done_without_judging_again(scene) -> None:
    folder = scene.submit("ada", scene.work())
    scene.drain()
    page = scene.page(folder)
    shutil.rmtree(scene.course.state / "watch")
    shutil.rmtree(scene.course.root / "submitted")
    shutil.rmtree(scene.exchange.feedback)
    (scene.course.root / "gradebook.db").unlink()

    scene.drain()

    assert records_of(scene) == 1
    assert page == scene.page(folder)
    assert scene.scores() == {"ada": RIGHT}


def test_a_second_watcher_repeats_nothing_but_a_page_that_went_away(scene) -> None:
    folder = scene.submit("ada", scene.work())
    scene.drain()
    assert scene.drain().judged == 0
    shutil.rmtree(scene.exchange.feedback)

    scene.drain()

    assert scene.page(folder) is not None
    assert len(Attempts(scene.course.state / "watch" / ASSIGNMENT).of("ada")) == 1


def test_the_newest_counts_though_it_is_worse(scene) -> None:
    good = scene.submit("ada", scene.work())
    worse = scene.submit("ada", scene.work(**WRONG))

    scene.drain()

    assert scene.scores()["ada"] < RIGHT
    assert (scene.course.root / "submitted/ada" / ASSIGNMENT / FILE).read_bytes() == (worse / FILE).read_bytes()
    assert "20</strong> of 20 points" in scene.page(good)


def test_the_best_counts_where_the_course_says_so(scene) -> None:
    scene.offer('counts = "best"')
    good = scene.submit("ada", scene.work())
    scene.drain()
    worse = scene.submit("ada", scene.work(**WRONG))
    scene.drain()

    assert scene.scores()["ada"] == RIGHT
    assert (scene.course.root / "submitted/ada" / ASSIGNMENT / FILE).read_bytes() == (good / FILE).read_bytes()
    assert "FAIL" in scene.page(worse) or "PART" in scene.page(worse)


def test_over_the_limit_an_attempt_waits_and_its_page_says_until_when(scene) -> None:
    scene.offer("attempts_per_hour = 1")
    scene.submit("ada", scene.work())
    scene.drain()
    second = scene.submit("ada", scene.work(**WRONG))
    other = scene.submit("ben", scene.work())

    status = scene.drain()

    assert (status.judged, status.waiting) == (1, 1)
    assert "This attempt waits" in scene.page(second)
    assert "20</strong> of 20 points" in scene.page(other)
    assert scene.scores()["ada"] == RIGHT
    scene.offer("attempts_per_hour = 2")
    assert scene.drain().judged == 1
    assert "softmax" in scene.page(second)


def test_each_attempt_has_its_number(scene) -> None:
    for hour in (10, 11, 12):
        scene.submit("ada", scene.work() + b" " * hour)
        scene.drain()

    assert [words.split(" attempt ")[1][0] for words in scene.said if " attempt " in words] == ["1", "2", "3"]
    assert len(Records(scene.course.state / "records" / ASSIGNMENT).of("ada")) == 3


def test_a_name_that_leads_elsewhere_is_left_alone(scene) -> None:
    for student in ("..", ".ssh", " "):
        folder = scene.submit("ada", scene.work())
        folder.rename(folder.with_name(folder.name.replace("ada", student, 1)))
    (scene.exchange.inbound / "no submission").mkdir()

    assert scene.drain().judged == 0
    assert sum("is no submission of nbgrader's" in words for words in scene.said) == 4
    assert not (scene.course.root / ASSIGNMENT).exists()


@pytest.mark.parametrize("said", ["soon", "2026-01-01 12:00:00 UTC", "2099-01-01 12:00:00 UTC"])
def test_the_exchanges_time_counts_where_the_students_is_another(scene, said) -> None:
    folder = scene.submit("ada", scene.work(), said)

    scene.drain()

    (attempt,) = Attempts(scene.course.state / "watch" / ASSIGNMENT).of("ada")
    assert attempt.handed_in.timestamp() == pytest.approx(folder.stat().st_ctime, abs=1)
    assert handed_in_at(scene.course.root / "submitted/ada" / ASSIGNMENT).replace(tzinfo=UTC) == attempt.handed_in
    assert any("the exchange's own time counts" in words for words in scene.said)


def test_after_a_clock_that_was_a_year_ahead_the_next_attempt_is_judged_at_once_and_counts(scene, monkeypatch) -> None:
    year = timedelta(days=366)

    class Ahead(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + year

    scene.offer("attempts_per_hour = 1")

    def changed_ahead(source, target, rules) -> list[str]:
        left_out = take(source, target, rules)
        os.utime(target, (time := (datetime.now(UTC) + year).timestamp(), time))
        return left_out

    with monkeypatch.context() as clock:
        clock.setattr("autograder.watch.watcher.datetime", Ahead)
        clock.setattr("autograder.watch.assignment.take", changed_ahead)
        clock.setattr("autograder.watch.watcher.arrived", lambda arrival, now: now)
        scene.submit("ada", scene.work(**WRONG))
        assert scene.drain().judged == 1
    assert any("timestamp.txt says a time that is still to come" in words for words in scene.said)
    before = scene.scores()["ada"]

    scene.submit("ada", scene.work())
    assert scene.drain().judged == 1

    assert scene.scores()["ada"] > before
    assert any("attempt 2: 20 of 20" in words for words in scene.said)


def test_a_gradebook_with_students_is_the_roster_unless_the_course_says_otherwise(scene) -> None:
    with Book(scene.course.db_url, scene.config) as book:
        book.gradebook.add_student("ada")
    scene.submit("ada", scene.work())
    ghost = scene.submit("ghost", scene.work())

    scene.drain()
    scene.drain()

    assert list(scene.scores()) == ["ada"]
    assert scene.page(ghost) is None
    assert any(words.startswith("ghost") and "must be in the gradebook" in words for words in scene.said)
    scene.offer("roster = false")
    scene.drain()
    assert set(scene.scores()) == {"ada", "ghost"}


def test_damaged_work_gets_its_page_and_other_assignments_are_not_touched(scene) -> None:
    folder = scene.submit("ada", b"{not json")
    another = scene.submit("ben", scene.work())
    another.rename(another.with_name(another.name.replace(ASSIGNMENT, "another")))

    assert scene.drain().judged == 1
    assert "0</strong> of 20 points" in scene.page(folder)
    assert scene.scores() == {"ada": 0.0}


def test_a_notebook_of_the_students_own_has_a_page_too(scene) -> None:
    folder = scene.submit("ada", scene.work())
    (folder / "sketches.ipynb").write_text("{}")

    scene.drain()

    assert "20</strong> of 20 points" in scene.page(folder, "sketches")


def test_what_comes_while_it_runs_is_seen_and_stop_ends_it(scene) -> None:
    watcher = scene.watcher()
    thread = threading.Thread(target=watcher.run)
    thread.start()
    try:
        folder = scene.submit("ada", scene.work())
        end = time.monotonic() + 120
        while scene.page(folder) is None and time.monotonic() < end:
            time.sleep(0.05)
        assert scene.page(folder) is not None
    finally:
        watcher.stop()
        thread.join(60)
    assert not thread.is_alive()


def test_the_source_may_change_while_it_runs(scene) -> None:
    watcher = scene.watcher()
    source = scene.course.source(ASSIGNMENT) / FILE
    thread = threading.Thread(target=watcher.run)
    thread.start()
    try:
        for number, student in enumerate(("ada", "ben")):
            folder = scene.submit(student, scene.work())
            end = time.monotonic() + 120
            while scene.page(folder) is None and time.monotonic() < end:
                time.sleep(0.05)
            if not number:
                source.write_text(source.read_text().replace('"Broadcasting', '"Broadcasting!') + "\n")
    finally:
        watcher.stop()
        thread.join(60)
    assert scene.scores() == {"ada": RIGHT, "ben": RIGHT}


def test_a_gradebook_that_is_away_is_waited_for(scene, monkeypatch) -> None:
    monkeypatch.setattr("autograder.gradebook.ledger.LATER", 0.1)
    monkeypatch.setattr("autograder.gradebook.ledger.AT_FIRST", 0.1)
    monkeypatch.setattr("autograder.watch.watcher.AGAIN", 0.2)
    watcher = scene.watcher()
    assignment_ready = threading.Event()
    tell = watcher.tell

    def told(what: Event | Status) -> None:
        assignment_ready.set()
        tell(what)

    watcher.tell = told
    thread = threading.Thread(target=watcher.run)
    thread.start()
    try:
        assert assignment_ready.wait(60)
        holder = sqlite3.connect(scene.course.root / "gradebook.db", timeout=30)
        holder.execute("BEGIN EXCLUSIVE")
        folder = scene.submit("ada", scene.work())
        end = time.monotonic() + 120
        while not any("could not be judged" in words for words in scene.said) and time.monotonic() < end:
            time.sleep(0.05)
        assert scene.page(folder) is None
        holder.rollback()
        holder.close()
        while scene.page(folder) is None and time.monotonic() < end:
            time.sleep(0.05)
        assert scene.page(folder) is not None
    finally:
        watcher.stop()
        thread.join(60)
    assert scene.scores() == {"ada": RIGHT}


def command(scene: Scene, *arguments: str) -> list[str]:
    (scene.course.root / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.course_id = {scene.exchange.course_id!r}\n"
    )
    exchange = f"--exchange={scene.exchange.root}"
    return [sys.executable, "-m", "autograder", "--course", str(scene.course.root), "watch", exchange, *arguments]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path.cwd())}


def test_the_command_drains_ends_and_keeps_a_log(scene) -> None:
    scene.submit("ada", scene.work())

    done = subprocess.run(command(scene, "--once"), env=environment(), capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "1 judged" in done.stdout
    assert "ada logistic_regression attempt 1: 20 of 20 points" in done.stderr
    assert "20 of 20 points" in (scene.course.state / "watch.log").read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_watcher_may_end_at_any_moment_and_a_second_one_waits_for_that(scene, number) -> None:
    folder = scene.submit("ada", scene.work(**WRONG))
    started = subprocess.Popen(command(scene), env=environment(), stderr=subprocess.PIPE, text=True)
    assert started.stderr is not None
    for line in started.stderr:
        if "watches" in line:
            break
    second = subprocess.run(command(scene, "--once"), env=environment(), capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert f"Process {started.pid} watches this one already" in " ".join(second.stderr.split())

    started.send_signal(number)
    started.communicate(timeout=60)
    started.stderr.close()

    assert started.returncode == (-signal.SIGKILL if number is signal.SIGKILL else 0)
    assert scene.drain().failing == 0
    assert scene.page(folder) is not None
    assert 0 < scene.scores()["ada"] < RIGHT


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # nbgrader leaves one to the collector
def test_nbgrader_itself_would_release_the_same_files(scene) -> None:
    folder = scene.submit("ada", scene.work(**WRONG))
    scene.drain()
    ours = {path.name: path.read_bytes() for path in scene.exchange.feedback.glob("*.html")}
    shutil.rmtree(scene.exchange.feedback)
    scene.config.CourseDirectory.assignment_id = ASSIGNMENT
    directory = CourseDirectory(config=scene.config)

    ExchangeReleaseFeedback(coursedir=directory, authenticator=Authenticator(), config=scene.config).start()

    theirs = {path.name: path.read_bytes() for path in scene.exchange.feedback.glob("*.html")}
    assert scene.page(folder) is not None
    assert {name: theirs[name] for name in ours} == ours
