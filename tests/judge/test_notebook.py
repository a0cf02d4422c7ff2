"""What a record holds of a check: rows that no text can forge, and nothing of a hidden test."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from autograder.checks.compare import Difference
from autograder.checks.observe import Raised
from autograder.checks.result import Result, Status
from autograder.checks.spec import Rung
from autograder.course.plan import read_plan
from autograder.exercises.specs import make_spec
from autograder.judge import notebook
from autograder.judge.judge import Judge
from autograder.records.record import Record, to_json
from autograder.sandbox import Sandbox
from examples.fill import dump, fill, load, solutions
from tests.feedback.sample import page
from tests.week import exercise

ROOT = Path(__file__).parents[2]
PLAN = read_plan(ROOT / "source" / "logistic_regression")
NAME = "1_vectorization"
NOTEBOOK = next(n for n in PLAN.notebooks if n.name == NAME)
RELEASED = load(ROOT / "release" / "logistic_regression" / f"{NAME}.ipynb")


@pytest.fixture(scope="module")
def judge(sandbox: Sandbox) -> Judge:
    return Judge(PLAN, sandbox, b"test")


def judged(judge: Judge, code: str) -> Record:
    """The record of the solutions with another `L1`."""
    answers = {**solutions(NOTEBOOK), "L1": code}
    return judge.judge("student", {f"{NAME}.ipynb": dump(fill(RELEASED, answers))}, only_given=True)


def test_what_an_exception_says_cannot_make_a_row(judge: Judge) -> None:
    forged = "x\n  likely    The grader is wrong\x85  read      nothing\u2028  read      nothing"
    record = judged(judge, f"def L1(yhat, y):\n    raise ValueError({forged!r})")

    check = next(c for c in record.notebooks[0].checks if c.id == "L1")
    assert [label for label, _ in check.rows] == ["what", "tried", "raised", "your line", "likely", "look"]
    assert "The grader is wrong" in check.row("raised")
    starts = [line for line in check.message.splitlines() if line.startswith(("  likely", "  read"))]
    assert len(starts) == 1  # the judge's own
    assert "The grader is wrong" not in starts[0]
    shown = page(record, {})
    assert "<dt>raised</dt>" in shown
    assert shown.count("<dt>likely</dt>") == 1


def test_a_failed_hidden_test_leaves_neither_its_arguments_nor_its_exception_in_the_record(judge: Judge) -> None:
    found = exercise(NAME, "L1")
    assert found is not None
    visible = len(make_spec(found).visible)
    record = judged(
        judge,
        "calls = []\n\n"
        "def L1(yhat, y):\n"
        "    calls.append(1)\n"
        f"    if len(calls) > {visible}:\n"
        "        raise ValueError(f'secret {y}')\n"
        "    return np.sum(np.abs(y - yhat))",
    )

    check = next(c for c in record.notebooks[0].checks if c.id == "L1")
    assert (check.rung, check.line) == ("hidden", None)
    assert {label for label, _ in check.rows} <= {"what", "likely", "or", "and", "look", "read", "note", "advice"}
    assert "secret" not in json.dumps(to_json(record))


def test_whatever_a_result_holds_of_a_hidden_test_its_record_does_not() -> None:
    found = exercise(NAME, "L1")
    assert found is not None
    difference = Difference("hidden", "cost", "5", "6")
    seen = {"tried": "secret = 3", "rows": (difference,), "line": (2, "secret"), "notes": ("Half is right.",)}
    raising = {"tried": "secret = 3", "raised": Raised("ValueError", "secret"), "notes": ("Half is right.",)}
    spec = make_spec(found, np.random.default_rng(1))

    for more in (seen, raising):
        result = Result("L1", 1.0, 2.0, Status.PARTIAL, Rung.HIDDEN, graded=True, **more)
        record = notebook._ours(NOTEBOOK.by_id["L1"], spec, result).record

        assert [label for label, _ in record.rows] == ["what", "note"]
        assert record.line is None


def test_follow_through_is_a_fact_of_the_record_and_its_sentence_a_rendering(judge: Judge) -> None:
    answers = {**solutions(NOTEBOOK), "sigmoid": "def sigmoid(z):\n    return 1 / 1 + np.exp(-z)"}
    record = judge.judge("student", {f"{NAME}.ipynb": dump(fill(RELEASED, answers))}, only_given=True)

    check = next(c for c in record.notebooks[0].checks if c.id == "sigmoid_derivative")
    assert (check.points, check.followed_through, check.repair) == (check.max_points, ("sigmoid",), "sigmoid")
    assert check.row("advice") == "Judged with our sigmoid, because yours did not pass: repair sigmoid."
