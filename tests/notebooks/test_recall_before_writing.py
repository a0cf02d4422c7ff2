"""Notebooks 1 and 2 ask three questions first and five at their end, from the lessons that they need."""

from __future__ import annotations

import json

import pytest

from notebooks.recall import read_questions
from tests.week import BROADCASTING, SOURCE, VECTORIZATION, exercises

ALL = read_questions()


@pytest.mark.parametrize("notebook", [VECTORIZATION, BROADCASTING])
def test_a_graded_notebook_asks_three_first_and_five_at_its_end(notebook: str) -> None:
    cells = json.loads((SOURCE / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    text = {cell["id"]: "".join(cell["source"]) for cell in cells}
    needed = {mistake.lesson for exercise in exercises(notebook) for mistake in exercise.mistakes}
    words = f"notebook {notebook[0]}"
    start, end = ([ALL.by_id[id] for id in ids[words]] for ids in (ALL.start, ALL.end))

    assert (len(start), len(end)) == (3, 5)
    assert {question.lesson for question in start + end} <= needed
    assert text["recall-start"].endswith(f'ask("{words}", "start")')
    assert text["recall-end"] == f'ask("{words}", "end")'
    assert list(text).index("key-points") < list(text).index("recall-end") < list(text).index("on-your-own")
