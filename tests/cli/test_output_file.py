"""Paths that a command cannot use: one sentence, exit code 2, before any work. Links and devices are not replaced."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.cli.output_file import OutputFile, write_json, write_output
from autograder.course.folders import Course, CourseError
from tests import small_course

WEEK = small_course.ASSIGNMENT
#: every command that writes a file which somebody names
WRITING = [
    ("export", WEEK, "--to", "csv", "--out"),
    ("export", WEEK, "--to", "gradescope", "--out"),
    ("grade", WEEK, "--json"),
    ("audit", "--json"),
]
READING = [
    ("run",),
    ("grade", WEEK, "--submitted"),
    ("collect", WEEK),
    ("collect", WEEK, "gone.zip", "--roster"),
    ("export", WEEK, "--to", "canvas", "--roster"),
    ("watch", "--once", "--exchange"),
    ("report", WEEK, "--course"),
]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """A course with one submission, and around it every kind of bad place; commands run beside it."""
    root = tmp_path_factory.mktemp("places")
    made = small_course.make(root / "stats")
    small_course.hand_in(made, "ada", small_course.RIGHT)
    (root / "folder").mkdir()
    (root / "file").write_text("x")
    (root / "loop").symlink_to("loop")
    before = Path.cwd()
    os.chdir(root)
    yield made
    os.chdir(before)


PLACES = [
    "/proc/x.csv",
    "/proc/gone/x.csv",
    "folder",
    "file/x.csv",
    "loop/x.csv",
    f"{'x' * 300}.csv",
    "",
    "/dev/null/x",
]


def command(course: Course, *words: str) -> tuple[int, str]:
    """The exit code of a command, and what it said on one line."""
    where: tuple[str, ...] = ("--course", str(course.root))
    if words[-2] == "--course":
        where, words = words[-2:], words[:-2]
    done = CliRunner().invoke(main, [*where, *words], catch_exceptions=False)
    return done.exit_code, " ".join(done.output.split())


def test_every_option_that_names_a_file_to_write_is_of_this_kind() -> None:
    options = [(verb, one) for verb, found in main.commands.items() for one in found.params]
    written = {(verb, one.name) for verb, one in options if isinstance(one.type, OutputFile)}

    assert written == {("export", "out"), ("grade", "json_file"), ("audit", "json_file")}
    others = {one.name for _, one in options if isinstance(one.type, click.Path)} - {name for _, name in written}
    assert others == {"exchange", "folder", "notebooks", "roster", "submitted", "zips"}, "a new one: read, or written?"


@pytest.mark.parametrize("place", PLACES, ids=range(len(PLACES)))
@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_a_file_that_cannot_be_written_is_one_sentence_before_any_work(
    course: Course, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], place: str
) -> None:
    for work in ("grade.grade.grade", "audit.audit.audit", "export.gradescope.archive"):
        monkeypatch.setattr(f"autograder.{work}", lambda *_, **__: pytest.fail("it worked before it looked"))

    code, said = command(course, *words, place)

    assert code == 2, said
    assert "must be a file that can be written. Got " in said or "is a directory" in said


@pytest.mark.parametrize("place", [*filter(None, PLACES)], ids=range(len(PLACES) - 1))
@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_path_that_cannot_be_read_is_one_sentence(course: Course, words: tuple[str, ...], place: str) -> None:
    code, said = command(course, *words, place)

    assert code == 2, said


@pytest.mark.parametrize("place", ["/proc/x", "/proc/gone/x", "file/x", "loop/x", "x" * 300, "/dev/null/x"])
def test_a_course_that_cannot_be_made_is_one_sentence(course: Course, place: str) -> None:
    code, said = command(course, "new", place)

    assert code == 2, said
    assert "Got " in said


def test_links_and_devices_are_written_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)

    write_json(tmp_path / "link", [1])
    write_json(tmp_path / "pipe", [2])
    write_output(Path("/dev/null"), b"3")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes().split() == [b"[", b"1", b"]"]
    assert os.read(reader, 99).split() == [b"[", b"2", b"]"]
    assert Path("/dev/null").is_char_device()
    os.close(reader)


def test_what_fails_in_the_end_is_the_same_sentence_and_a_full_disk_stays_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OSError, match="No space") as raised:
        write_output(Path("/dev/full"), b"x" * 100_000)
    assert raised.value.errno == errno.ENOSPC

    def broken(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(CourseError, match=r"x.csv must be a file that can be written. Got 'Input/output error': name"):
        write_output(tmp_path / "x.csv", b"")
