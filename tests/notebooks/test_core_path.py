"""The shortest way through the week takes at most six hours; each section says in its first line whether it is core."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.week import LESSONS, NOTEBOOKS, SOURCE, lessons

SIX_HOURS = 360  # minutes
QUESTIONS = 5  # minutes before and after a lesson
ROOT = Path(__file__).parents[2]
PATHS = [*(LESSONS / f"{name}.ipynb" for name in lessons()), *(SOURCE / f"{name}.ipynb" for name in NOTEBOOKS)]
EACH = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
#: sections without minutes: they sum up, or lead on
OUTSIDE = ("How checks work", "Key points", "On your own", "In practice", "If a check sent you here")


def prose(path: Path) -> list[str]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


def minutes(path: Path, kind: str) -> int:
    """The minutes of all sections that begin with "N minutes · core", or with "N minutes · dig deeper"."""
    return sum(int(n) for text in prose(path) for n in re.findall(rf"^\*(\d+) minutes · {kind}", text, re.M))


def test_the_core_path_through_the_week_takes_at_most_six_hours_and_students_are_told() -> None:
    total = sum(minutes(path, "core") for path in PATHS)
    page = (ROOT / "docs" / "learning.md").read_text(encoding="utf-8")

    assert total <= SIX_HOURS
    assert re.search(r"\bsix hours\b", page)


@EACH
def test_every_section_says_in_its_first_line_how_long_it_takes_and_whether_it_is_core(path: Path) -> None:
    for text in prose(path):
        found = re.match(r"## (.+)\n\n(.*)", text)
        if found and found[1] not in OUTSIDE:
            assert re.match(r"\*\d+ minutes · (core|dig deeper)\b.*\*$", found[2]), found[1]


@EACH
def test_the_minutes_at_the_top_are_those_of_the_sections(path: Path) -> None:
    stated = re.search(r"about (\d+) (minutes|hours)", prose(path)[0])
    summed = minutes(path, "core") + minutes(path, "dig deeper") + QUESTIONS * (path.parent == LESSONS)

    assert stated
    assert abs(int(stated[1]) * (60 if stated[2] == "hours" else 1) - summed) <= 15


@EACH
def test_every_notebook_has_something_on_the_core_path(path: Path) -> None:
    assert minutes(path, "core") > 0
