"""Every section says how long it takes and whether it is core; the core path takes six hours, as README says.

Nobody was timed. The minutes are held against the words, predictions and exercises that are there: `estimated`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.minutes import CORE, core, estimated, prose, sections
from tests.week import LESSONS, NOTEBOOKS, ROOT, SOURCE, lessons

ALL = [*(LESSONS / f"{name}.ipynb" for name in lessons()), *(SOURCE / f"{name}.ipynb" for name in NOTEBOOKS)]
EACH = pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
SIX_HOURS = 360
RECALL = 5  # minutes for the questions at the start and at the end of a lesson


@EACH
def test_the_contents_give_each_section_the_minutes_that_it_says_itself(path: Path) -> None:
    """As in "9 minutes", "9 minutes, 3 of them dig deeper", or "6, then 3 dig deeper"."""
    said = r"\[([^\]]+)\]\(#[^)]*\)(?:[^\d`\n]|`[^`]*`)*(\d+)(?:, then (\d+))?"
    contents = {words: int(first) + int(then or 0) for words, first, then in re.findall(said, prose(path)[0])}
    listed = sections(path).keys() & contents.keys()

    assert len(listed) >= 6
    for heading in listed:
        assert contents[heading] == sum(minutes for minutes, _ in sections(path)[heading]), heading


@EACH
def test_the_first_line_adds_the_sections_up(path: Path) -> None:
    about = re.search(r"about (\d+) minutes", prose(path)[0])
    assert about is not None
    whole = sum(minutes for parts in sections(path).values() for minutes, _ in parts)

    assert abs(int(about[1]) - whole - RECALL * path.is_relative_to(LESSONS)) <= 5, whole


@EACH
def test_a_section_that_begins_with_the_core_has_only_extras_behind_it(path: Path) -> None:
    """Whoever follows the core path reads the beginning of a section, or skips all of it but a short look."""
    for heading, parts in sections(path).items():
        kinds = [kind for _, kind in parts]

        assert CORE not in kinds or kinds[0] == CORE, heading


@EACH
def test_a_section_has_the_minutes_that_its_words_and_tasks_need(path: Path) -> None:
    for heading, parts in sections(path).items():
        said, likely = sum(minutes for minutes, _ in parts), estimated(path)[heading]

        assert likely / 2 <= said <= 2 * likely or abs(said - likely) <= 2, (heading, likely)


@EACH
def test_a_notebook_as_a_whole_is_within_a_quarter_of_that(path: Path) -> None:
    said = sum(minutes for parts in sections(path).values() for minutes, _ in parts)

    assert 0.75 <= said / sum(estimated(path)[heading] for heading in sections(path)) <= 1.25


def test_the_core_path_takes_six_hours_at_most_and_the_pages_say_so() -> None:
    whole = sum(map(core, ALL))
    pages = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/learning.md")]

    assert SIX_HOURS - 30 <= whole <= SIX_HOURS
    assert all("six hours" in page for page in pages)
