"""Records are kept for ever, and tell in which order a student's attempts came."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from autograder.records.record import Record, notebook_record, to_json
from autograder.records.store import Attempts, Records

NOON = datetime(2026, 3, 1, 12)


def record(submission: str, rules: str = "r1", student: str = "ada") -> Record:
    return Record(student, "week", 0.0, 0.0, (), 0.1, (notebook_record("1", [], []),), (), submission, rules)


def test_attempts_come_in_the_order_in_which_they_were_handed_in(tmp_path: Path) -> None:
    records = Records(tmp_path)
    records.add(record("second"), NOON.replace(hour=13))
    records.add(record("first"), NOON)

    found = records.of("ada")

    assert [one.submission for one in found] == ["first", "second"]
    assert found[0].came == "2026-03-01T12:00:00.000000+00:00"


def test_a_submission_that_is_judged_by_newer_rules_is_one_attempt_and_keeps_its_place(tmp_path: Path) -> None:
    records = Records(tmp_path)
    first = records.add(record("first"))
    records.add(record("second"), datetime(2999, 1, 1))
    records.add(record("first", "r2"))

    found = records.of("ada")

    assert [(one.submission, one.judged_with) for one in found] == [("first", "r2"), ("second", "r1")]
    assert found[0].came == first.came


def test_judged_again_by_the_same_rules_it_keeps_the_time_when_it_first_came(tmp_path: Path) -> None:
    records = Records(tmp_path)
    first = records.add(record("first"))
    path = next(tmp_path.glob("*/*.json"))
    told = json.loads(path.read_text())
    path.write_text(json.dumps({**told, "came": "2026-01-01T00:00:00+00:00"}))

    again = records.add(record("first"))

    assert first.came != again.came == "2026-01-01T00:00:00+00:00"


def test_the_same_files_handed_in_again_later_keep_their_place(tmp_path: Path) -> None:
    records = Records(tmp_path)
    for name, hour in (("first", 10), ("second", 11), ("first", 12)):
        records.add(record(name), NOON.replace(hour=hour))

    assert [one.submission for one in records.of("ada")] == ["first", "second"]


def test_two_attempts_within_a_second_keep_their_order(tmp_path: Path) -> None:
    records = Records(tmp_path)
    records.add(record("second"), NOON.replace(microsecond=2))
    records.add(record("first"), NOON.replace(microsecond=1))

    assert [one.submission for one in records.of("ada")] == ["first", "second"]


def test_records_of_earlier_versions_have_the_order_of_their_files(tmp_path: Path) -> None:
    records = Records(tmp_path)
    for at, name in enumerate(("b", "a")):
        records.add(record(name), NOON)
        path = records._path("ada", name, "r1")
        told = to_json(record(name))
        del told["came"], told["remarks"]
        path.write_text(json.dumps(told))
        os.utime(path, (at, at))

    assert [one.submission for one in records.of("ada")] == ["b", "a"]


def test_attempts_are_each_students_own_and_are_read_once(tmp_path: Path) -> None:
    records = Records(tmp_path)
    for student in ("ada", "ben"):
        records.add(record("first", student=student), NOON)
    next(tmp_path.glob("*/*.json")).with_name("broken.json").write_text("{")

    attempts = Attempts(records)
    assert [len(attempts[student]) for student in ("ada", "ben", "nobody")] == [1, 1, 0]

    records.add(record("second"), NOON)
    assert len(attempts["ada"]) == 1
    assert len(Attempts(records)["ada"]) == 2


def test_what_is_asked_at_each_attempt_reads_each_record_once(tmp_path: Path, monkeypatch) -> None:
    records, read = Records(tmp_path), list[Path]()

    def counted(path: Path) -> object:
        read.append(path)
        return json.loads(path.read_bytes())

    for hour in range(6):
        records.add(record(f"n{hour}"), NOON.replace(hour=hour))
    monkeypatch.setattr("autograder.records.store.read_json", counted)
    records.add(record("last"), NOON)
    read.clear()
    assert [one.submission for one in records.outlines("ada")] == [one.submission for one in records.of("ada")]
    assert len(read) == 1 + 7

    read.clear()
    for hour in range(6):  # judged by newer rules, each is read anew and no other
        records.add(record(f"n{hour}", "r2"), NOON.replace(hour=hour))
    found = records.outlines("ada")
    assert len(read) <= 3 * 6
    assert [one.judged_with for one in found] == ["r2"] * 6 + ["r1"]
    assert all(not one.notebooks for one in found)


class Clock(datetime):
    """A clock that can be set."""

    at = datetime(2026, 3, 1, 12, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return cls.at.astimezone(tz)


@pytest.mark.parametrize("step", [timedelta(days=-365), timedelta(seconds=-1), timedelta(0), timedelta(days=365)])
def test_a_clock_that_is_put_back_or_forward_leaves_attempts_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: timedelta
) -> None:
    monkeypatch.setattr("autograder.records.store.datetime", Clock)
    records = Records(tmp_path)
    for at, name in enumerate(("first", "second", "third")):
        monkeypatch.setattr(Clock, "at", datetime(2026, 3, 1, 12, tzinfo=UTC) + at * step)
        records.add(record(name))
        os.utime(records._path("ada", name, "r1"), (-at, -at))  # the disk has the same clock

    assert [one.submission for one in records.of("ada")] == ["first", "second", "third"]


def test_what_was_handed_in_by_a_clock_that_was_ahead_stays_before_what_came_since(tmp_path: Path) -> None:
    records = Records(tmp_path)
    records.add(record("first"), NOON.replace(year=2999))
    records.add(record("second"), NOON)
    records.add(record("third"), NOON.replace(hour=13))

    assert [one.submission for one in records.of("ada")] == ["first", "second", "third"]
