"""A function that fails only because an earlier one is wrong earns its points; nothing of ours can be taken along."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import numpy as np
import pytest

from autograder.checks import causes
from autograder.course.plan import read_plan
from autograder.judge.judge import Judge
from autograder.judge.reference_server import MAX_COUNT, QuestionTooLargeError, ReferenceServer
from autograder.sandbox import Sandbox
from examples.fill import dump, fill, load, solutions
from tests.week import exercises, reference

ROOT = Path(__file__).parents[2]
PLAN = read_plan(ROOT / "source" / "logistic_regression")
NAME = "4_logistic_regression"
RELEASED = load(ROOT / "release" / "logistic_regression" / f"{NAME}.ipynb")
SOLVED = solutions(next(n for n in PLAN.notebooks if n.name == NAME))


@pytest.fixture(scope="module")
def judge(sandbox: Sandbox) -> Judge:
    return Judge(PLAN, sandbox, b"test")


def checks(judge, **changes):
    files = {f"{NAME}.ipynb": dump(fill(RELEASED, {**SOLVED, **changes}))}
    record = judge.judge("student", files, only_given=True)
    return {c.id: c for c in record.notebooks[0].checks}


@pytest.mark.slow
def test_a_wrong_sigmoid_costs_once_and_is_named_as_what_to_repair(judge) -> None:
    found = checks(judge, sigmoid="def sigmoid(z):\n    return 1 / 1 + np.exp(-z)")

    assert [id for id, c in found.items() if c.points < c.max_points] == ["sigmoid"]
    assert "repair sigmoid" in found["propagate"].message


@pytest.mark.slow
def test_a_function_that_passes_with_ours_below_it_is_not_named_as_one_that_did_not(judge) -> None:
    found = checks(judge, sigmoid="def sigmoid(z):\n    return 1 / 1 + np.exp(-z)")

    assert {found[id].followed_through for id in ("propagate", "optimize", "predict", "model")} == {("sigmoid",)}


@pytest.mark.slow
def test_a_cause_is_looked_for_once_for_each_function(judge) -> None:
    asked = []

    def likely(spec, *more):
        asked.append(spec.name)
        return causes.Likely(())

    with mock.patch.object(causes, "likely", likely):
        found = checks(judge, sigmoid="def sigmoid(z):\n    return 1 / 1 + np.exp(-z)")

    assert found["model"].points == found["model"].max_points
    assert sorted(asked) == sorted({*asked})
    assert "sigmoid" in asked


def test_an_unwritten_function_costs_once(judge) -> None:
    found = checks(judge, propagate="def propagate(w, b, X, Y):\n    raise NotImplementedError")

    assert [id for id, c in found.items() if c.points < c.max_points] == ["propagate"]
    assert found["propagate"].status == "untouched"


@pytest.mark.slow
def test_two_wrong_functions_cost_twice(judge) -> None:
    found = checks(
        judge,
        sigmoid="def sigmoid(z):\n    return 1 / 1 + np.exp(-z)",
        predict="def predict(w, b, X):\n    return (sigmoid(w.T @ X) > 0.5) * 1.0",
    )

    assert {id for id, c in found.items() if c.points < c.max_points} == {"sigmoid", "predict"}


def test_what_the_oracle_says_does_not_outlive_the_check(judge) -> None:
    """`optimize` keeps the stub of `propagate` that it is given; `propagate`, judged elsewhere, must not profit."""
    thief = SOLVED["optimize"].replace(
        '"""\n', '"""\n    import builtins\n    builtins.stolen = globals()["propagate"]\n', 1
    )
    assert "stolen" in thief
    found = checks(
        judge,
        optimize=thief,
        propagate="def propagate(w, b, X, Y):\n    import builtins\n    return builtins.stolen(w, b, X, Y)",
    )

    assert found["propagate"].points == 0


def test_code_below_its_check_counts(judge) -> None:
    released = fill(RELEASED, {k: v for k, v in SOLVED.items() if k != "predict"})
    late = {"cell_type": "code", "id": "late", "metadata": {}, "execution_count": None, "outputs": []}
    released = {**released, "cells": [*released["cells"], {**late, "source": [SOLVED["predict"]]}]}
    record = judge.judge("student", {f"{NAME}.ipynb": dump(released)}, only_given=True)

    whole = next(n for n in record.notebooks if n.name == NAME)
    assert whole.score == whole.max_score == sum(e.points for e in exercises(NAME))


def test_the_oracle_answers_only_what_it_is_for() -> None:
    oracle = ReferenceServer(reference(NAME), ["sigmoid"])

    assert oracle("sigmoid", (0.0,), {}) == 0.5
    with pytest.raises(QuestionTooLargeError):
        oracle("propagate", (), {})


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("initialize_with_zeros", (10**9,)),
        ("initialize_with_zeros", (float("inf"),)),
        ("initialize_with_zeros", (np.array(10**9),)),
        ("optimize", (np.zeros((1000, 1)), 0.0, np.zeros((1000, 500)), np.zeros((1, 500)), MAX_COUNT)),
    ],
)
def test_the_oracle_refuses_work_without_end(name, arguments) -> None:
    with pytest.raises(QuestionTooLargeError):
        ReferenceServer(reference(NAME), [name])(name, arguments, {})


def test_an_exception_of_the_reference_comes_back_as_words() -> None:
    with pytest.raises(ValueError, match=r"TypeError|ValueError"):
        ReferenceServer(reference(NAME), ["sigmoid"])("sigmoid", ("text",), {})
