"""A disk that is full, or may not be written: one sentence, nothing half written, and the next run goes on."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from autograder import atomic
from autograder.cli import main
from autograder.course.folders import Course
from autograder.course.secret import course_secret
from autograder.sandbox import bundle
from tests.faults import scene


@pytest.fixture(scope="module")
def good(graded_class: Course) -> tuple[Any, Any]:
    return scene.cells(graded_class.db_url), scene.files(graded_class)


@pytest.fixture
def course(graded_class: Course, tmp_path: Path) -> Course:
    """A course with its records, and nothing that follows from them."""
    return bare(graded_class, tmp_path / "course")


def bare(graded_class: Course, root: Path) -> Course:
    for name in ("source", "release", "submitted", ".autograder"):
        shutil.copytree(graded_class.root / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    return Course(root)


def command(course: Course, *words: str) -> Result:
    return CliRunner().invoke(main, ["--course", str(course.root), "grade", scene.ASSIGNMENT, "--jobs", "1", *words])


def one_sentence(result: Result, code: int) -> str:
    """What is said in the end, checked for its form."""
    said = next(line for line in result.output.splitlines() if line.startswith("autograder: "))
    assert result.exit_code == code, result.output
    assert isinstance(result.exception, SystemExit)
    assert "must be" in said or "must fit" in said
    assert "Got " in said
    assert "Traceback" not in result.output
    return said


@pytest.mark.slow
@pytest.mark.parametrize("at", [1, 5, 12, 33])
def test_a_full_disk_at_any_write(course: Course, good: Any, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    count, replace = 0, os.replace

    def full(source: Any, target: Any) -> None:
        nonlocal count
        count += 1
        if count >= at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    said = one_sentence(command(course), 1)
    monkeypatch.undo()

    assert "There must be room on the disk. Got 'No space left on device'" in said
    assert not list(course.root.rglob(atomic.TEMP_NAME))
    assert command(course).exit_code == 0
    assert not scene.wrong(course, course.db_url, good)


def small_disk(folder: Path, size: str) -> bool:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(mount, capture_output=True).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a disk of a given size; only root can."""
    mounted = []

    def make(size: str) -> Path:
        if os.geteuid() or not small_disk(tmp_path / "disk", size):
            pytest.skip("only root may mount a small disk")
        mounted.append(tmp_path / "disk")
        return mounted[0]

    yield make
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["1300k", "1500k", "1700k"])
def test_a_disk_that_is_really_full(graded_class: Course, good: Any, disk: Callable[[str], Path], size: str) -> None:
    place = disk(size)
    course = bare(graded_class, place / "course")

    said = one_sentence(command(course), 1)
    subprocess.run(["mount", "-o", "remount,size=20m", str(place)], check=True)

    assert "There must be room on" in said
    assert command(course).exit_code == 0
    assert not scene.wrong(course, course.db_url, good)


@pytest.mark.slow
def test_a_gradebook_that_cannot_be_written(course: Course, good: Any) -> None:
    command(course)
    with sqlite3.connect(course.root / "gradebook.db") as connection:
        connection.execute("UPDATE grade SET auto_score = 7")  # a run with nothing to change writes nothing
    connection.close()
    url = f"sqlite:///file:{course.root / 'gradebook.db'}?mode=ro&uri=true"

    said = one_sentence(command(course, "--db", url), 2)

    assert "The gradebook must be writable. Got 'attempt to write a readonly database'" in said
    assert command(course).exit_code == 0
    assert not scene.wrong(course, course.db_url, good)


@pytest.mark.slow
def test_a_gradebook_in_no_folder(course: Course) -> None:
    said = one_sentence(command(course, "--db", f"sqlite:///{course.root / 'nowhere' / 'gradebook.db'}"), 2)

    assert "The gradebook's folder must be there and writable" in said


def test_a_gradebook_that_is_none(course: Course) -> None:
    (course.root / "gradebook.db").write_bytes(b"student,score\n" * 100)

    assert "The file must be a gradebook of this nbgrader" in one_sentence(command(course), 2)


def test_a_folder_that_may_not_be_written(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def barred(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "autograded/.new")

    monkeypatch.setattr(os, "open", barred)  # root is barred from nothing
    with pytest.raises(PermissionError) as raised:
        atomic.write_whole(course.root / "page.html", b"")

    assert atomic.explain_os_error(raised.value) == (
        "This user must be allowed to write. Got 'Permission denied' for autograded/.new: change its permissions."
    )


def test_a_folder_where_a_file_belongs_and_a_file_where_a_folder_does(course: Course) -> None:
    shutil.rmtree(course.reports, ignore_errors=True)
    course.reports.write_text("")
    assert "move what is in the way" in one_sentence(command(course), 2)
    course.reports.unlink()
    (course.root / "course.toml").unlink(missing_ok=True)
    (course.root / "course.toml").mkdir()
    assert "move what is in the way" in one_sentence(command(course), 2)


def test_a_full_disk_says_which_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space") as raised:
        atomic.write_whole(tmp_path / "page.html", b"")

    assert f"for {tmp_path / 'page.html'}: free some" in str(atomic.explain_os_error(raised.value))


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.html"
    atomic.write_whole(path, b"old", 0o444)

    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        atomic.write_whole(path, b"new")

    assert [(p.name, p.read_text(), p.stat().st_mode & 0o777) for p in tmp_path.iterdir()] == [
        ("page.html", "old", 0o444)
    ]


def test_what_a_killed_writer_left_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / atomic.TEMP_NAME).write_text("half a much longer page than the next")

    atomic.write_whole(tmp_path / "page.html", b"whole")

    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("page.html", "whole")]


def test_many_writers_of_one_file_leave_one_of_their_texts(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    texts = [str(n).encode() * 10_000 for n in range(10)]
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda text: atomic.write_whole(tmp_path / "page.html", text), texts * 20))

    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]
    assert (tmp_path / "page.html").read_bytes() in texts


def test_the_secret_is_made_once_and_whole(tmp_path: Path) -> None:
    (tmp_path / atomic.TEMP_NAME).write_bytes(b"half")  # a first run that was killed

    first = course_secret(tmp_path)

    assert len(first) == 32
    assert course_secret(tmp_path) == first
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    atomic.write_whole(tmp_path / "secret", b"another", once=True)
    assert course_secret(tmp_path) == first


@pytest.mark.parametrize("when", [0, 2**33])
def test_a_sandboxs_folder_of_a_killed_run_is_removed_whatever_the_clock_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: int
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = bundle.make(None)  # killed before it could lock it
    held = bundle.make(None)
    lock = bundle.BundleLock(held)
    for one in (folder, held):
        os.utime(one, (when, when))

    bundle.remove_stale()
    lock.close()

    assert list(tmp_path.iterdir()) == [held]


def test_a_gradebook_whose_first_run_was_killed_is_completed(course: Course, good: Any) -> None:
    with sqlite3.connect(course.root / "gradebook.db") as connection:
        connection.execute("CREATE TABLE course (id VARCHAR(128) NOT NULL UNIQUE PRIMARY KEY)")
    connection.close()

    assert command(course).exit_code == 0
    assert not scene.wrong(course, course.db_url, good)
