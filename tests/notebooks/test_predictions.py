"""Predictions that answer back: each is asked once, below its heading, with its dots, and its wrong answers are wrong.

That the right answers are right is tested where the notebooks run: `test_execution.py`.
"""

from __future__ import annotations

import ast
import functools
import json
import re
from pathlib import Path

import pytest

from autograder.checks.predictions import Question, read_predictions

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("notebooks/predictions/*.toml"), *ROOT.glob("source/*/predictions/*.toml")])
EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@functools.cache
def known(path: Path) -> dict[str, Question]:
    return read_predictions(path.read_text(encoding="utf-8"))


@functools.cache
def cells(path: Path) -> list[tuple[str, str, str]]:
    """Id, heading above and code of every cell of code; the heading is the last one of its notebook before the cell."""
    file = json.loads((path.parents[1] / f"{path.stem}.ipynb").read_text(encoding="utf-8"))
    found, heading = [], ""
    for cell in file["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            found.append((cell["id"], heading, text))
        else:
            heading = (re.findall(r"^#{2,3} (.+)$", text, flags=re.M) or [heading])[-1]
    return found


def name(path: Path) -> str:
    """What the notebook calls its function for predictions."""
    text = "\n".join(text for _, _, text in cells(path))
    (found,) = re.findall(rf'^(\w+) = checks\.predictions\("{path.stem}"\)$', text, flags=re.M)
    return str(found)


@functools.cache
def asked(path: Path) -> list[tuple[str, ast.Call]]:
    """The heading and the call of every prediction, in the notebook's order."""
    return [
        (heading, node)
        for _, heading, text in cells(path)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name(path)
    ]


def question(call: ast.Call) -> str:
    return str(ast.literal_eval(call.args[0]))


@EACH
def test_every_question_of_the_file_is_asked_once_and_in_its_order(path: Path) -> None:
    assert [question(call) for _, call in asked(path)] == list(known(path))


@EACH
def test_a_question_lies_below_the_heading_that_it_leads_back_to(path: Path) -> None:
    for heading, call in asked(path):
        assert known(path)[question(call)].heading == heading, question(call)


@EACH
def test_every_answer_is_open(path: Path) -> None:
    for _, call in asked(path):
        answers = [call.args[1], *(keyword.value for keyword in call.keywords)]

        assert all(isinstance(a, ast.Constant) and a.value is ... for a in answers), question(call)
        assert {keyword.arg for keyword in call.keywords} <= {"sure"}


@EACH
def test_about_a_third_ask_how_sure_the_learner_is(path: Path) -> None:
    sure = sum(bool(call.keywords) for _, call in asked(path))

    assert len(asked(path)) / 4 <= sure <= len(asked(path)) / 2


@EACH
def test_wrong_answers_are_wrong_and_each_is_known_once(path: Path) -> None:
    for words, one in known(path).items():
        answers = (one.right, *one.wrong)

        assert 1 <= len(one.wrong) <= 6, words
        for known_answer in answers:
            for answer in known_answer.answers:
                met = [other for other in answers if other.is_met_by(answer)]
                assert met[0] is known_answer, f"{words}: {answer}"


@EACH
def test_every_answer_has_a_sentence(path: Path) -> None:
    for words, one in known(path).items():
        for answer in (one.right, *one.wrong):
            assert re.fullmatch(r"[^a-z].{8,170}[.?]|[a-zσ].{8,170}[.?]", answer.because), f"{words}: {answer.because}"


@EACH
def test_the_end_says_what_to_look_at_again(path: Path) -> None:
    assert sum(f"{name(path)}.look_again()" in text for _, _, text in cells(path)) == 1


@EACH
def test_the_cell_does_not_give_the_answer_away(path: Path) -> None:
    for _, _, text in cells(path):
        if f"{name(path)}(" in text:
            assert all(answer.because not in text for one in known(path).values() for answer in (one.right, *one.wrong))
