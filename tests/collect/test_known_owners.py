"""Without a roster a name belongs to the account that it first came from, whatever a later zip says."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.collect.accounts import AccountNames
from autograder.collect.collect import collect
from autograder.collect.known_owners import KnownOwners
from autograder.course.folders import Course
from autograder.csv_tables import parse_sheet
from tests.collect.zips import packed

ROSTER = parse_sheet("Identifier,Username\nParticipant 7,ada\nParticipant 8,ada\n")


def test_an_account_is_remembered_from_run_to_run(tmp_path: Path) -> None:
    KnownOwners(tmp_path, "week").add({"ada": "moodle 7"})

    known = KnownOwners(tmp_path, "week")

    assert known.is_another("ada", "moodle 8")
    assert not known.is_another("ada", "moodle 7")
    assert not known.is_another("ben", "moodle 8")
    assert not KnownOwners(tmp_path, "other").is_another("ada", "moodle 8")


@pytest.mark.parametrize("text", ["", "{", "[1]"])
def test_a_damaged_memory_is_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "collected").mkdir()
    (tmp_path / "collected" / "week.json").write_text(text)

    assert not KnownOwners(tmp_path, "week").is_another("ada", "moodle 8")


def test_the_same_account_replaces_its_work_and_another_is_told(tmp_path: Path) -> None:
    course = Course(tmp_path)
    work = course.root / "submitted" / "Ada" / "week" / "w.ipynb"

    def take(number: int, data: bytes) -> list[str]:
        zipped = packed(tmp_path / f"{data.decode()}.zip", {f"Ada_{number}_assignsubmission_file_/w.ipynb": data})
        return [one.why for one in collect(course, "week", zipped, AccountNames).left]

    assert take(7, b"1") == take(7, b"2") == []
    assert take(8, b"3") == ["In an earlier zip another student was 'Ada'. Name the roster with --roster."]
    assert work.read_bytes() == b"2"


def test_a_roster_decides_whatever_was_remembered(tmp_path: Path) -> None:
    course = Course(tmp_path)

    for number in (7, 8):
        zipped = packed(tmp_path / f"{number}.zip", {f"X_{number}_assignsubmission_file_/w.ipynb": b"%d" % number})
        done = collect(course, "week", zipped, lambda name: AccountNames(name, ROSTER))
        assert [one.student for one in done.taken] == ["ada"]

    assert (course.root / "submitted" / "ada" / "week" / "w.ipynb").read_bytes() == b"8"
