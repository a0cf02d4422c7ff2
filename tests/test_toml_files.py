"""TOML that Python's own reader trips over is one error, wherever a course has such a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.audit.equivalents import EquivalentsError
from autograder.audit.equivalents import read as read_notes
from autograder.course.folders import CourseError
from autograder.course.policy import read_policy
from autograder.errors import JudgeError
from autograder.exercises.loader import _causes
from autograder.report.questions import read_questions
from autograder.toml_files import MAX_DEPTH, read_toml

DEEP = 5_000
#: key of a table -> what stands behind it
DAMAGES: dict[str, Callable[[str], str]] = {
    "lists in lists": lambda key: f"{key} = {'[' * DEEP}{']' * DEEP}",
    "lists that never end": lambda key: f"{key} = {'[' * DEEP}",
    "tables in tables": lambda key: f"{key} = {'{a=' * DEEP}1{'}' * DEEP}",
    "a key of many parts": lambda key: f"{key}{'.a' * DEEP} = 1",
    "a head of many parts": lambda key: f"[{key}{'.a' * DEEP}]",
    "a number of many digits": lambda key: f"{key} = {'9' * DEEP}",
    "a number of many digits, to the base of 16": lambda key: f"{key} = 0x{'f' * DEEP}",
    "another encoding": lambda key: f"{key} = '\udcff'",
    "half of it": lambda key: f"[{key}",
}


def _policy(folder: Path, text: str) -> object:
    (folder / "course.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    return read_policy(folder, "week")


def _due(folder: Path, text: str) -> object:
    return _policy(folder, text.replace("week", "week.due") if text.startswith("week.") else f"[week]\ndue.{text}")


def _questions(folder: Path, text: str) -> object:
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "questions.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    return read_questions(folder)


def _notes(folder: Path, text: str) -> object:
    (folder / "equivalents.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    return read_notes(folder / "equivalents.toml")


def _lessons(folder: Path, text: str) -> object:
    (folder / "causes.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    return _causes(folder / "causes.toml")


READERS: dict[str, tuple[Callable[[Path, str], object], str, type[Exception]]] = {
    "course.toml": (_policy, "week", CourseError),
    "a value of course.toml": (_due, "week", CourseError),
    "questions.toml": (_questions, "question", CourseError),
    "equivalents.toml": (_notes, "equivalent", EquivalentsError),
    "causes.toml": (_lessons, "read", JudgeError),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("reader", READERS)
def test_a_damaged_file_is_told_in_a_sentence(reader: str, damage: str, tmp_path: Path) -> None:
    read, key, error = READERS[reader]

    with pytest.raises(error) as caught:
        read(tmp_path, DAMAGES[damage](key))

    assert ".toml" in str(caught.value)
    assert len(str(caught.value)) < 1_000


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_no_toml_is_one_error(damage: str, tmp_path: Path) -> None:
    (tmp_path / "f.toml").write_bytes(DAMAGES[damage]("a").encode("utf-8", "surrogateescape"))

    with pytest.raises(ValueError):
        read_toml(tmp_path / "f.toml")


def test_toml_is_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "f.toml").write_text(f"a = {'[' * (MAX_DEPTH - 1)}9223372036854775807{']' * (MAX_DEPTH - 1)}\n")

    assert "9223372036854775807" in str(read_toml(tmp_path / "f.toml"))
