"""docs/learning.md shows students what they will see: the message of a failed check, and every rung of the ladder."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.checks import render
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.checks.spec import RUNGS
from autograder.exercises.specs import make_spec
from tests.week import LOGISTIC_REGRESSION, exercise, reference

PAGE = (Path(__file__).parents[2] / "docs" / "learning.md").read_text(encoding="utf-8")
WRONG = """def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = -np.sum(Y.T * np.log(A) + (1 - Y.T) * np.log(1 - A)) / m
    dw = X @ (A - Y).T / m
    db = np.mean(A - Y)
    return {"dw": dw, "db": db}, cost
"""


def test_the_message_is_the_one_that_a_check_gives() -> None:
    names = dict(reference(LOGISTIC_REGRESSION))
    exec(compile(WRONG, "student", "exec"), names)

    told = render.text(
        run_checks(make_spec(exercise(LOGISTIC_REGRESSION, "propagate")), calling(names["propagate"]), WRONG)
    )

    shown = re.search(r"^```text\n(propagate   FAIL.*?)\n```$", PAGE, flags=re.M | re.S)[1]
    assert shown == told


def test_the_rungs_are_those_of_the_ladder() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, flags=re.M) == list(RUNGS)
