"""What a command prints says every name as it is."""

from __future__ import annotations

import pytest

from autograder import console
from autograder.checks.result import Status
from autograder.records.record import CheckRecord, Record, notebook_record


@pytest.mark.parametrize("name", ["ada", "[red]", "[link=x]y", "Zoë [bold", "a\\[b]", "🙂"])
def test_names_that_look_like_markup_are_names(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console.out, "width", 100)

    console.class_table([Record(name, "week", 1.0, 2.0, (), 0.1, ())])

    assert f"{name} " in capsys.readouterr().out


def test_in_a_large_class_a_student_is_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checks = [CheckRecord(f"function_{n}", 0.0, 1.0, Status.FAILED) for n in range(6)]
    class_ = [Record(f"s{n:03}", "week", 0.0, 6.0, (), 0.1, (notebook_record("n", checks, []),)) for n in range(300)]
    monkeypatch.setattr(console.out, "width", 80)

    console.class_table(class_)

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 301
    assert "function_0: failed and 5 more" in lines[-1]
