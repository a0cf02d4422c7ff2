"""What a command prints says every name as it is."""

from __future__ import annotations

import pytest

from autograder import console
from autograder.records.record import Record


@pytest.mark.parametrize("name", ["ada", "[red]", "[link=x]y", "Zoë [bold", "a\\[b]", "🙂"])
def test_names_that_look_like_markup_are_names(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console.out, "width", 100)

    console.class_table([Record(name, "week", 1.0, 2.0, (), 0.1, ())])

    assert f"{name} " in capsys.readouterr().out
