"""course.toml: every key, and one sentence for everything that it must not say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from autograder.course.folders import CourseError
from autograder.course.policy import AssignmentPolicy, CodeLimits, Counts, Late, read_policy

DUE = "due = 2026-03-01T23:59:00+01:00\n"


def read(root: Path, text: str) -> AssignmentPolicy:
    (root / "course.toml").write_text(text, encoding="utf-8")
    return read_policy(root, "week")


def refused(root: Path, text: str) -> str:
    with pytest.raises(CourseError) as caught:
        read(root, text)
    return str(caught.value).replace(str(root), "course")


def test_every_key(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        '[week]\nlate = "per day"\nper_day = 12.5\nattempts_per_hour = 3\ncounts = "best"\n'
        f'roster = true\n{DUE}[week.extensions]\nada = 2\n"zoë m." = 0.5\nben = 0\n'
        "[week.limits]\ncall_seconds = 20\nseconds = 90\ncpu_seconds = 120\nmemory_mb = 2048\n",
    )

    assert found == AssignmentPolicy(
        datetime(2026, 3, 1, 22, 59, tzinfo=UTC),
        Late.PER_DAY,
        12.5,
        3,
        Counts.BEST,
        {"ada": timedelta(days=2), "zoë m.": timedelta(hours=12), "ben": timedelta()},
        True,
        CodeLimits(20, 90, 120, 2048),
    )


def test_the_zone_stays_the_one_that_was_written(tmp_path: Path) -> None:
    found = read(tmp_path, f"[week]\n{DUE}")

    assert found.due is not None
    assert found.due.tzinfo == timezone(timedelta(hours=1))


@pytest.mark.parametrize("text", [None, "", "[another]\nlate = 'zero'\n", "[week]\n"])
def test_where_nothing_is_said_the_defaults_hold(tmp_path: Path, text: str | None) -> None:
    found = read_policy(tmp_path, "week") if text is None else read(tmp_path, text)

    assert found == AssignmentPolicy()
    assert (found.due, found.late, found.counts, found.due_for("ada")) == (None, None, "last", None)


def test_an_extension_moves_the_deadline_of_one_student(tmp_path: Path) -> None:
    found = read(tmp_path, f"[week]\n{DUE}[week.extensions]\nada = 1.5\n")

    assert found.due_for("ada") == datetime(2026, 3, 3, 10, 59, tzinfo=UTC)
    assert found.due_for("ben") == found.due


def test_an_extension_over_the_change_to_summer_time_is_of_days_of_24_hours(tmp_path: Path) -> None:
    found = read(tmp_path, "[week]\ndue = 2026-03-28T23:59:00+01:00\n[week.extensions]\nada = 1\n")

    assert found.due_for("ada") == datetime(2026, 3, 29, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[week", "course/course.toml must be TOML. Got: "),
        ("\udcff", "course/course.toml must be TOML. Got: "),
        ("week = 3\n", "week must be a table, [week]. Got 3: correct it."),
        ("[week]\ndeu = 3\n", "one of due, late, per_day, attempts_per_hour, counts, extensions, roster, limits. Got"),
        ("[week]\ndue = 2026-03-01T23:59:00\n", "must be a time with its zone, such as 2026-03-01T23:59:00+01:00. Got"),
        ("[week]\ndue = 2026-03-01\n", "a time with its zone, such as 2026-03-01T23:59:00+01:00. Got 2026-03-01"),
        ("[week]\ndue = 'Sunday'\n", "Got 'Sunday'"),
        ("[week]\ndue = 9999-12-31T23:59:00-01:00\n", "due must be in a year from 1970 to 9997. Got 9999: correct it."),
        ("[week]\ndue = 0001-01-01T00:00:00+01:00\n", "due must be in a year from 1970 to 9997. Got 1: correct it."),
        ("[week]\nlate = 'half'\n", "late must be one of 'none', 'per day', 'zero'. Got 'half': correct it."),
        ("[week]\nlate = 3\n", "late must be one of 'none', 'per day', 'zero'. Got 3: correct it."),
        ("[week]\nlate = 'per day'\nper_day = 101\n", "per_day must be a number from 0 to 100. Got 101: correct it."),
        ("[week]\nlate = 'per day'\nper_day = -1\n", "per_day must be a number from 0 to 100. Got -1: correct it."),
        ("[week]\nlate = 'per day'\nper_day = nan\n", "per_day must be a number from 0 to 100. Got nan: correct it."),
        ("[week]\nlate = 'per day'\nper_day = true\n", "per_day must be a number from 0 to 100. Got True: correct it."),
        ("[week]\nlate = 'zero'\nper_day = 5\n", "per_day must stand beside late = \"per day\". Got late = 'zero'"),
        ("[week]\nper_day = 5\n", 'per_day must stand beside late = "per day". Got late = None'),
        ("[week]\nattempts_per_hour = 2.5\n", "must be a whole number from 0 to 3600. Got 2.5: correct it."),
        ("[week]\nattempts_per_hour = 3601\n", "must be a number from 0 to 3600. Got 3601: correct it."),
        ("[week]\nroster = 'all'\n", "roster must be true or false. Got 'all': correct it."),
        ("[week]\ncounts = 'first'\n", "counts must be one of 'last', 'best'. Got 'first': correct it."),
        (f"[week]\n{DUE}extensions = 2\n", "extensions must be a table of students and days. Got 2: correct it."),
        (f"[week]\n{DUE}[week.extensions]\nada = '2 days'\n", "the extension of ada must be a number from 0 to 366"),
        (f"[week]\n{DUE}[week.extensions]\nada = -1\n", "of ada must be a number from 0 to 366. Got -1: correct"),
        ("[week]\nlimits = 3\n", "limits must be a table. Got 3: correct it."),
        ("[week.limits]\nseconds = 0\n", "limits.seconds must be at least 1. Got 0: correct it."),
        ("[week.limits]\nseconds = 5\n", "limits.call_seconds must not be over limits.seconds, 5. Got 10"),
        ("[week.limits]\nram = 5\n", "a limit must be one of call_seconds, seconds, cpu_seconds, memory_mb. Got 'ram'"),
        ("[week.extensions]\nada = 1\n", "extensions must stand beside due, which they move. Got none"),
    ],
)  # fmt: skip
def test_what_it_must_not_say_is_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "course.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(CourseError) as caught:
        read_policy(tmp_path, "week")

    said = str(caught.value)
    assert words in said.replace(str(tmp_path), "course")
    assert "course.toml" in said
    assert said.endswith(".")


def test_a_table_of_no_assignment_is_a_slip(tmp_path: Path) -> None:
    (tmp_path / "source" / "week").mkdir(parents=True)

    assert "a table must have the name of an assignment, one of week. Got 'weak'" in refused(tmp_path, "[weak]\n")
