"""Every mistake, named or general, leads to a heading that is in its lesson, in words and as a link that works."""

from __future__ import annotations

import functools
import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from autograder.checks import code_facts, exception_words, relations, render, repair_words
from autograder.checks.lessons import link
from autograder.checks.render import page
from autograder.checks.result import Result, Status
from autograder.checks.spec import Rung
from tests.week import NOTEBOOKS, SOURCE, exercises, lessons, loaded

ROOT = Path(__file__).parents[2]
ALL = [e for name in (*NOTEBOOKS, *lessons()) for e in exercises(name)]
READ = loaded(SOURCE).causes.read
FILES = {name[:2]: ROOT / "notebooks" / f"{name}.ipynb" for name in lessons()}


@functools.cache
def cells(lesson):
    """The cells of prose of a lesson."""
    cells = json.loads(FILES[lesson].read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "markdown"]


@functools.cache
def headings(lesson):
    """Every heading of a lesson, as it is written."""
    texts = ["".join(cell["source"]) for cell in cells(lesson)]
    text = "\n".join(re.sub(r"^```.*?^```", "", text, flags=re.M | re.S) for text in texts)
    return re.findall(r"^#+ +(.+?) *$", text, flags=re.M)


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: f"{e.notebook[:2]}-{e.name}")
def test_every_named_mistake_leads_to_a_heading_of_its_lesson(exercise) -> None:
    for mistake in exercise.mistakes:
        assert headings(mistake.lesson).count(mistake.heading) == 1, f"{mistake.id}: {mistake.heading}"


def test_every_general_cause_that_has_a_lesson_leads_to_a_heading_of_it() -> None:
    known = exception_words.WORDS | code_facts.WORDS | relations.WORDS | repair_words.WORDS

    assert set(READ) <= known.keys()
    for lesson, heading in READ.values():
        assert headings(lesson).count(heading) == 1, heading


def test_a_heading_beneath_which_nothing_is_said_cures_nothing() -> None:
    for lesson in FILES:
        text = "\n".join(f"\n{''.join(cell['source'])}\n" for cell in cells(lesson))
        bodies = dict(re.findall(r"^#+ +(.+?) *\n(.*?)(?=^#|\Z)", text, flags=re.M | re.S))
        for exercise in ALL:
            for mistake in exercise.mistakes:
                if mistake.lesson == lesson:
                    assert len(bodies[mistake.heading].split()) >= 12, f"{lesson}: {mistake.heading}"


@pytest.mark.parametrize("folder", ["student/logistic_regression", "student/notebooks", "course/source/week"])
def test_a_link_is_relative_and_leads_to_the_lesson_where_it_lies(tmp_path, folder) -> None:
    place = tmp_path / folder
    place.mkdir(parents=True)
    beside = tmp_path / folder.split("/")[0] / "notebooks"
    beside.mkdir(exist_ok=True)
    shutil.copy(FILES["08"], beside)

    address, _, anchor = link(place, "08", "Two vectors that became a table").partition("#")

    assert (place / unquote(address)).resolve() == (beside / FILES["08"].name).resolve()
    assert anchor == "cell-id=table-why"


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: f"{e.notebook[:2]}-{e.name}")
def test_every_link_leads_to_the_cell_with_the_heading(exercise) -> None:
    for mistake in exercise.mistakes:
        address, _, anchor = link(ROOT / "release" / "logistic_regression", mistake.lesson, mistake.heading).partition(
            "#cell-id="
        )
        assert address == f"../../notebooks/{FILES[mistake.lesson].name}"
        (cell,) = [cell for cell in cells(mistake.lesson) if cell["id"] == anchor]
        assert cell["source"][0].lstrip("#").strip() == mistake.heading, "JupyterLab shows the cell from its top"


def test_without_the_lessons_there_is_no_link(tmp_path) -> None:
    assert link(tmp_path, "08", "Two vectors that became a table") == ""


@pytest.mark.parametrize("text", ["", "{}", '{"cells": []}', '{"cells": [{"source": 3}]}'])
def test_a_lesson_that_somebody_damaged_is_still_linked(tmp_path, text) -> None:
    (tmp_path / "08_mine.ipynb").write_text(text)

    assert link(tmp_path, "08", "Two vectors that became a table") == "./08_mine.ipynb"


def test_the_page_of_a_check_links_to_the_lesson_and_its_text_names_it() -> None:
    hint = relations.hint("table-for-a-vector", loaded(SOURCE).causes, "A")
    result = Result("propagate", 0, 11, Status.FAILED, Rung.VALUE, hints=(hint,))
    words = 'lesson 08, "Two vectors that became a table"'

    assert words in render.text(result)
    assert "<a " not in page(result)
    assert '<a href="../notebooks/08_x.ipynb#A">' in page(result, links={words: "../notebooks/08_x.ipynb#A"})
    to_cell = page(result, links={words: "../notebooks/08_x.ipynb#cell-id=a1"})
    assert (
        '<a href="../notebooks/08_x.ipynb" hidden></a><a href="../notebooks/08_x.ipynb#cell-id=a1" onclick=' in to_cell
    )
