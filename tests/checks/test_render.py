"""A result's words: which sibling to repair first is a fact of the result, and the sentence follows from it."""

from __future__ import annotations

import dataclasses
import re

import pytest

from autograder.checks import notebook, render
from autograder.checks.compare import Difference
from autograder.checks.observe import Raised
from autograder.checks.result import Result, Status
from autograder.checks.spec import Hint, Rung
from autograder.exercises.specs import make_spec
from tests.week import exercise

FAILED = Result("predict", 1.0, 4.0, Status.PARTIAL, Rung.VALUE, rows=(Difference("value", "cost", "0.822", "3.574"),))
PASSED = Result("predict", 4.0, 4.0, Status.PASSED, visible=4)


def test_the_text_of_a_result_is_its_headline_and_its_rows() -> None:
    assert render.text(FAILED) == render.message(render.headline(FAILED), render.rows(FAILED))


def test_a_call_that_did_not_come_back_failed_at_no_rung() -> None:
    result = Result("predict", 0.0, 4.0, Status.TIMEOUT, Rung.EXISTS)

    assert render.headline(result) == "predict   FAIL   (0 of 4 points so far)"


@pytest.mark.parametrize(
    ("result", "row"),
    [
        (
            Result("predict", 1.0, 4.0, Status.PARTIAL, repair="sigmoid"),
            ("note", "It calls sigmoid, whose own check has not passed yet: repair sigmoid first."),
        ),
        (
            Result("predict", 4.0, 4.0, Status.PASSED, repair="sigmoid", followed_through=("sigmoid", "dot")),
            ("advice", "Judged with our sigmoid and dot, because yours did not pass: repair sigmoid."),
        ),
    ],
)
def test_the_sibling_to_repair_first_is_the_last_row(result: Result, row: tuple[str, str]) -> None:
    assert render.rows(result)[-1] == row


def test_the_labels_of_a_card_are_as_wide_as_the_longest_and_leave_the_words_their_room() -> None:
    long = "probabilities[0, 0]"
    result = dataclasses.replace(FAILED, rows=(Difference("value", long, "1", "2"),))
    card = render.page(result)

    widths = re.findall(r"<dt style=\"[^\"]*;flex:0 0 (\d+)ch\">", card)
    assert len(widths) == card.count("<dd ") == len(render.rows(result))
    assert set(widths) == {str(len(long))}
    assert card.count("flex-wrap:wrap") == card.count("flex:1 1 16em") == len(widths)
    assert "nowrap" not in card


def test_every_label_that_is_no_part_of_an_answer_is_known() -> None:
    hint = Hint("no-b", "You forgot b.", "Is b there?", "02", "The bias left out", run="print(b)")
    full = dataclasses.replace(
        FAILED,
        paid_for="w is right",
        tried="b = 0.7",
        line=(2, "cost = a"),
        hints=(hint, hint, dataclasses.replace(hint, beside=True)),
        notes=("Half is right.",),
    )
    raising = dataclasses.replace(FAILED, raised=Raised("ValueError", "x"))

    labels = {
        label
        for result in (full, raising, dataclasses.replace(full, status=Status.PASSED))
        for label, _ in render.rows(result)
    }

    assert labels == render.LABELS | {"cost"}


def test_in_the_students_kernel_the_first_sibling_whose_check_failed_is_to_be_repaired(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = exercise("4_logistic_regression", "predict")
    assert found is not None
    spec = make_spec(found)
    monkeypatch.setattr(notebook, "_last", {(spec.notebook, "sigmoid"): "failed"})

    def predict(w, b, X):
        return found.sibling_solutions["sigmoid"](w.T @ X + b) > 0.5

    assert spec.uses[0] == "sigmoid"
    assert notebook._repair_first(spec, FAILED, found.solution) == "sigmoid"
    assert notebook._repair_first(spec, FAILED, predict) == ""  # it does not call it
    assert notebook._repair_first(spec, PASSED, found.solution) == ""
