"""Other work on strangers' bytes than judging: a worker does it, within the same bounds; the main process never."""

from __future__ import annotations

import ast
import ctypes
import io
import json
import os
import signal
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from click.testing import CliRunner
from pygments.lexer import Lexer

from autograder.cli import main
from autograder.collect import collect as collecting
from autograder.collect.accounts import AccountNames
from autograder.collect.platform_zip import contents
from autograder.course.folders import Course, CourseError
from autograder.course.plan import read_plan
from autograder.similar.pieces import pieces_of
from autograder.submissions import archive, matching, notebook_file
from autograder.submissions.folder import submissions
from autograder.workers.pool import WorkerPool
from autograder.workers.process import CostlyReadingError, WorkerDiedError
from autograder.workers.task import Bounds, Reading, WorkerSetup
from tests.collect.zips import packed
from tests.export.classes import ASSIGNMENT, FILE, hand_in, notebook, small_course

MARK = "canary_in_a_notebook"
#: a right answer: nothing of it is in the record, which the main process may read
SOFTMAX = (
    "def softmax(x):\n    e = np.exp(x - x.max(axis=1, keepdims=True))\n"
    f"    return e / e.sum(axis=1, keepdims=True)  # {MARK}"
)


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(WorkerSetup(Path(), b"", bounds=Bounds(seconds=7.0, memory=256 << 20))) as pool:
        yield pool


def test_a_reading_is_what_its_function_returns_and_the_worker_stays(pool: WorkerPool) -> None:
    first, second = (pool.read(Reading(os.getpid, ())) for _ in range(2))

    assert first == second != os.getpid()


@pytest.mark.parametrize(
    ("function", "argument", "words"),
    [
        (time.sleep, 60, "Reading it took over 7 s and was ended."),
        (bytes, 1 << 30, "Reading it took over 256 MB of memory and was ended."),
        (ctypes.string_at, 0, "It brought the process down that read it."),
    ],
)
def test_a_reading_that_costs_more_than_it_may_has_a_sentence_and_the_next_one_is_done(
    function: Callable[..., Any], argument: int, words: str, pool: WorkerPool
) -> None:
    with pytest.raises(CostlyReadingError) as caught:
        pool.read(Reading(function, (argument,)))

    assert str(caught.value) == words
    assert pool.read(Reading(len, ("next",))) == 4


def test_a_reader_that_somebody_kills_each_time_is_given_up(pool: WorkerPool) -> None:
    with pytest.raises(WorkerDiedError):
        pool.read(Reading(signal.raise_signal, (signal.SIGKILL,)))


def test_what_a_reading_raises_comes_back(pool: WorkerPool, tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="must be a zip file"):
        pool.read(Reading(contents, (tmp_path / "none.zip", None)))

    assert pool.read(Reading(len, ("next",))) == 4


@pytest.fixture
def bombs_cost_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading files, of which one is called bomb.ipynb, costs more than it may."""
    read = WorkerPool.read

    def costly(self: WorkerPool, reading: Reading) -> Any:
        if any(isinstance(one, dict) and "bomb.ipynb" in one for one in reading.arguments):
            raise CostlyReadingError("Reading it took over 60 s and was ended.")
        return read(self, reading)

    monkeypatch.setattr(WorkerPool, "read", costly)


@pytest.mark.usefixtures("bombs_cost_too_much")
def test_one_student_whose_files_cost_too_much_is_told_and_the_others_are_collected(tmp_path: Path) -> None:
    zipped = packed(tmp_path / "in.zip", {"ada_1_1_w.ipynb": b"1", "ben_2_2_bomb.ipynb": b"2", "cem_3_3_w.ipynb": b"3"})

    done = collecting.collect(Course(tmp_path), "week", zipped, AccountNames)

    assert [one.student for one in done.taken] == ["ada", "cem"]
    assert [(one.name, one.why) for one in done.left] == [
        ("ben_2_2_bomb.ipynb", "Reading it took over 60 s and was ended.")
    ]


@pytest.mark.usefixtures("bombs_cost_too_much")
def test_one_whose_notebook_costs_too_much_is_compared_with_nobody_and_named(tmp_path: Path) -> None:
    course = small_course(tmp_path)
    hand_in(course, "ada", notebook(course))
    hand_in(course, "mallory", b"{}").joinpath("bomb.ipynb").write_bytes(b"{}")
    plan = read_plan(course.source(ASSIGNMENT))

    found, unread = pieces_of(plan, submissions(course.root / "submitted", ASSIGNMENT), lambda _: None)

    assert found.keys() == {"ada"}
    assert unread == {"mallory": "Reading it took over 60 s and was ended."}


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of readers that met the mark, or an archive, in this process from now on."""
    met: list[str] = []

    def spy(owner: Any, name: str, at: int) -> None:
        real = getattr(owner, name)

        def reader(*arguments: Any, **keywords: Any) -> Any:
            text = arguments[at] if len(arguments) > at else ""
            if isinstance(text, (str, bytes)) and MARK.encode() in (
                text.encode("utf-8", "replace") if isinstance(text, str) else text
            ):
                met.append(f"{owner.__name__}.{name}")
            return real(*arguments, **keywords)

        monkeypatch.setattr(owner, name, reader)

    for owner, name, at in (
        *((json, "loads", 0), (json.JSONDecoder, "decode", 1), (json.JSONDecoder, "raw_decode", 1)),
        *((ast, "parse", 0), (nbformat, "reads", 0), (yaml, "load", 0), (Lexer, "get_tokens", 1)),
        *((notebook_file, "parse", 0), (matching, "parse", 0), (archive, "unzip", 0)),
    ):
        spy(owner, name, at)

    class Opened(zipfile.ZipFile):
        def __init__(self, file: Any, *arguments: Any, **keywords: Any) -> None:
            met.append(f"ZipFile({file})")
            super().__init__(file, *arguments, **keywords)

    monkeypatch.setattr(zipfile, "ZipFile", Opened)
    return met


def test_the_watch_sees_what_is_read_in_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = notebook(small_course(tmp_path), softmax=SOFTMAX)
    zipped = packed(tmp_path / "in.zip", {FILE: data})
    met = watched(monkeypatch)

    notebook_file.parse(data)
    archive.unzip(zipped.read_bytes(), 1, 1 << 20)

    assert {"autograder.submissions.notebook_file.parse", "JSONDecoder.raw_decode"} <= {*met}
    assert any(name.startswith("ZipFile") for name in met)


@pytest.mark.slow
def test_no_command_reads_a_submission_in_the_main_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = small_course(tmp_path)
    data = notebook(course, softmax=SOFTMAX)
    zipped = packed(tmp_path / "in.zip", {f"{name}_{at}_{at}_{FILE}": data for at, name in enumerate(("ada", "ben"))})
    inside = io.BytesIO(packed(tmp_path / "work.zip", {FILE: data}).read_bytes())
    (hand_in(course, "cem", data) / FILE).unlink()
    (course.root / "submitted" / "cem" / ASSIGNMENT / "work.zip").write_bytes(inside.getvalue())
    path = course.root / "submitted" / "ada" / ASSIGNMENT / FILE
    met = watched(monkeypatch)

    for command in (
        ["collect", ASSIGNMENT, str(zipped)],
        ["grade", ASSIGNMENT, "--jobs", "1"],
        ["grade", ASSIGNMENT, "--force", "--jobs", "2"],
        ["feedback", ASSIGNMENT],
        ["report", ASSIGNMENT],
        ["similar", ASSIGNMENT],
        ["run", str(path)],
    ):
        done = CliRunner().invoke(main, ["--course", str(course.root), *command])
        assert done.exit_code == 0, (command, done.output)

    assert met == []
    assert MARK in (course.feedback / "cem" / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text(encoding="utf-8")
