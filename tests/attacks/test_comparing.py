"""What a submission may cost `similar`: a few seconds to read, and next to nothing to compare."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from autograder.course.plan import read_plan
from autograder.similar.compare import compare
from autograder.similar.groups import groups
from autograder.similar.page import similar_page
from autograder.similar.pieces import Pieces, Place, pieces_of
from autograder.similar.tokens import tokens
from autograder.submissions.folder import submissions
from tests.attacks import comparing
from tests.attacks.attack import notebook
from tests.faults import scene
from tests.similar.classes import different, piece

FUNCTIONS = 8  # a week has four times as many
MOST = 3.0  # seconds of CPU time for one text; the longest took eleven


@pytest.mark.slow
@pytest.mark.parametrize("name", comparing.TEXTS)
def test_no_text_takes_long_to_cut_into_tokens(name: str) -> None:
    text = comparing.text(name)
    start = time.process_time()

    tokens(text, frozenset(range(100)), frozenset())

    assert time.process_time() - start < MOST


@pytest.mark.slow
def test_twenty_such_submissions_do_not_keep_a_class_of_300_waiting() -> None:
    kinds = [*comparing.TEXTS]
    costly = [piece(comparing.text(kinds[number % len(kinds)], number)) for number in range(20)]
    honest = [piece(different(number)) for number in range(280)]
    class_: dict[str, Pieces] = {
        f"s{number:03}": {Place("4", f"f{at}"): written for at in range(FUNCTIONS)}
        for number, written in enumerate([*costly, *honest])
    }
    start = time.process_time()

    page = similar_page(groups(compare(class_), 50), class_, "week")

    assert time.process_time() - start < 15
    assert len(page) < 5_000_000


@pytest.mark.slow
def test_who_takes_longer_than_that_is_named_and_the_others_are_compared(tmp_path: Path) -> None:
    course = scene.build(tmp_path / "course")
    plan = read_plan(course.source(scene.ASSIGNMENT))
    names = [cell.id.removeprefix("write-") for cell in plan.notebooks[0].cells if cell.role == "write"]
    right = (
        "def softmax(x):\n    e = np.exp(x - x.max(axis=1, keepdims=True))\n    return e / e.sum(axis=1, keepdims=True)"
    )
    costly = {name: comparing.text("named signs that never end") for name in names}
    for student, answers in (("ada", {"softmax": right}), ("ben", {"softmax": right}), ("mallory", costly)):
        home = tmp_path / "submitted" / student / scene.ASSIGNMENT
        home.mkdir(parents=True)
        (home / f"{plan.notebooks[0].name}.ipynb").write_text(json.dumps(notebook(plan.notebooks[0], answers)))
    start = time.monotonic()

    found, unread = pieces_of(plan, submissions(tmp_path / "submitted", scene.ASSIGNMENT), lambda student: None)

    assert time.monotonic() - start < 300
    assert {"ada", "ben"} <= found.keys()
    assert {*found, *unread} == {"ada", "ben", "mallory"}
