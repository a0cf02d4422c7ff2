"""Taking a submission: every file that is the student's own, nothing that a link points at, nothing without bound."""

from __future__ import annotations

import os
import time

import pytest
from traitlets.config import Config

from autograder.watch.copy_submission import Rules, copy_rules, take

ALL = Rules((".ipynb_checkpoints", "*.pyc"), ("*",), 1000, 5000)


def test_files_and_folders_are_copied_and_what_nbgrader_ignores_is_not(tmp_path) -> None:
    source = tmp_path / "in"
    for name in ("a.ipynb", "images/b.png", ".ipynb_checkpoints/a.ipynb", "m.pyc"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(name)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old").touch()

    assert take(source, tmp_path / "out", ALL) == []
    found = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert found == ["a.ipynb", "images/b.png"]


def test_links_pipes_and_what_is_too_large_stay_behind(tmp_path) -> None:
    source, secret = tmp_path / "in", tmp_path / "answers"
    source.mkdir()
    secret.mkdir()
    (secret / "4.ipynb").write_text("the answer")
    (source / "link.ipynb").symlink_to(secret / "4.ipynb")
    (source / "folder").symlink_to(secret)
    os.mkfifo(source / "pipe.ipynb")
    (source / "large").write_bytes(b"x" * 1001)
    for n in range(6):
        (source / f"z{n}").write_bytes(b"x" * 900)

    left = take(source, tmp_path / "out", ALL)

    assert set(left) == {"link.ipynb", "folder", "pipe.ipynb", "large", "z5"}
    assert "the answer" not in [path.read_text() for path in (tmp_path / "out").rglob("*") if path.is_file()]


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file away")
def test_somebody_elses_file_under_a_second_name_stays_behind(tmp_path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    os.chown(source, 65534, -1)
    (tmp_path / "answers.ipynb").write_text("the answer")
    os.link(tmp_path / "answers.ipynb", source / "mine.ipynb")

    assert take(source, tmp_path / "out", ALL) == ["mine.ipynb"]


def test_a_submission_that_is_a_link_gives_nothing(tmp_path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "a.ipynb").touch()
    (tmp_path / "in").symlink_to(tmp_path / "answers")

    take(tmp_path / "in", tmp_path / "out", ALL)

    assert list((tmp_path / "out").iterdir()) == []


def test_what_went_away_raises(tmp_path) -> None:
    with pytest.raises(FileNotFoundError):
        take(tmp_path / "none", tmp_path / "out", ALL)


def test_the_rules_are_nbgraders_settings() -> None:
    config = Config()
    config.CourseDirectory.max_file_size = 3
    config.CourseDirectory.include = ["*.ipynb"]
    rules = copy_rules(config)
    assert (rules.most_of_file, rules.wants("a.ipynb"), rules.wants("a.txt")) == (3000, True, False)
    assert rules.ignores("feedback")


def test_no_more_entries_are_looked_at_than_may_be(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("autograder.watch.copy_submission.MAX_ENTRIES", 10)
    for number in range(30):
        (tmp_path / "in" / "a" / f"{number:02}").mkdir(parents=True)
        (tmp_path / "in" / "a" / f"{number:02}" / "x.txt").touch()
        (tmp_path / "in" / "a" / f"{number:02}.txt").touch()
    (tmp_path / "in" / "w.ipynb").write_text("{}")

    left = take(tmp_path / "in", tmp_path / "out", ALL)

    found = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert tmp_path / "out" / "w.ipynb" in found
    assert len(found) <= 9
    assert "is beyond 10 files and folders" in left[0]


def test_the_copys_time_is_that_of_the_last_change_in_the_submission(tmp_path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "w.ipynb").write_text("{}")
    before = os.lstat(tmp_path / "in").st_ctime
    time.sleep(0.02)
    (tmp_path / "in" / "w.ipynb").write_text("[]")  # the folder itself does not change
    os.utime(tmp_path / "in" / "w.ipynb", (0, 0))

    take(tmp_path / "in", tmp_path / "out", ALL)

    assert (tmp_path / "out").stat().st_mtime > before
