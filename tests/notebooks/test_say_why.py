"""Fifteen times a learner is asked to say why, in a cell of prose, with a model answer below a fold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.week import LESSONS, NOTEBOOKS, SOURCE, lessons

ALL = [*(LESSONS / f"{name}.ipynb" for name in lessons()), *(SOURCE / f"{name}.ipynb" for name in NOTEBOOKS)]


def cells(path: Path) -> list[tuple[str, str]]:
    """Id and text of every cell."""
    read = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [(cell["id"], "".join(cell["source"])) for cell in read]


def asked(path: Path) -> list[int]:
    """The places of the questions."""
    return [i for i, (_, text) in enumerate(cells(path)) if text.startswith("**Say why.**")]


def test_there_are_fifteen_and_one_in_each_notebook_at_least() -> None:
    counts = {path.stem: len(asked(path)) for path in ALL}
    print(f"{sum(counts.values())} prompts to say why: {counts}")

    assert sum(counts.values()) >= 15
    assert min(counts.values()) >= 1


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_each_has_a_cell_to_write_in_and_a_model_answer_with_what_it_must_have_below_a_fold(path: Path) -> None:
    for i in asked(path):
        name = cells(path)[i][0].removesuffix("-say")
        (mine, blank), (model, answer) = cells(path)[i + 1 : i + 3]

        assert (mine, model) == (f"{name}-mine", f"{name}-model")
        assert blank == "*Your sentences:*"
        assert answer.startswith("<details><summary>A model answer</summary>")
        assert len(re.findall(r"^- ", answer.split("Which of these did yours have?")[1], flags=re.M)) >= 2
