"""A loop whose steps are hidden is told by the CPU time of the child; no right answer of any style is taken for one."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable

import numpy as np
import pytest

from autograder.checks import plain
from autograder.checks.compare import identical
from autograder.checks.points import Earned
from autograder.exercises import Call, call
from autograder.exercises.specs import make_spec
from autograder.judge import cpu_time
from autograder.judge.cpu_time import hidden_loop
from autograder.judge.judge import Judge
from autograder.judge.session import Session
from tests.exercises.right import right_answers
from tests.week import exercise

START = "import functools, math, operator\nimport numpy as np\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"
LOOP = """
def linear(w, b, X):
    return np.array([[float(w[:, 0] @ X[:, i]) + b for i in range(X.shape[1])]])
"""
TABLE = """
def dot(u, v):
    return np.trace(np.outer(u, v))
"""


def styles(notebook: str, name: str) -> list[object]:
    return [pytest.param(notebook, name, f, id=f.__name__) for f in right_answers(notebook)[name]]


def said(judge: Judge, notebook: str, name: str, source: str, called: str = "") -> str:
    found = exercise(notebook, name)
    assert found is not None
    with Session(judge.sandbox) as session:
        session.run("", START + source)
        call = functools.partial(session.call, called or name)
        whole, rng, pool = Earned(whole=True), np.random.default_rng(1), np.random.default_rng(2)
        return hidden_loop(found, make_spec(found), call, lambda: session.cpu_seconds, whole, rng, pool)


@pytest.mark.parametrize(
    ("notebook", "name", "function"),
    [
        *styles("1_vectorization", "dot"),
        *styles("1_vectorization", "linear"),
        *styles("4_logistic_regression", "propagate"),
    ],
)
def test_a_right_answer_of_any_style_is_no_loop(
    judge: Judge, notebook: str, name: str, function: Callable[..., object]
) -> None:
    source = inspect.getsource(function)

    assert said(judge, notebook, name, source, function.__name__) == ""


def test_a_table_of_all_by_all_runs_out_of_memory_and_is_no_loop(judge: Judge) -> None:
    assert said(judge, "1_vectorization", "dot", TABLE) == ""


def test_a_function_that_ends_its_process_where_examples_are_many_is_told(judge: Judge) -> None:
    ends = LOOP.replace("    return", "    import os\n    if X.shape[1] > 60: os._exit(71)\n    return")

    assert said(judge, "1_vectorization", "linear", ends).endswith("it ends its process.")


def test_a_loop_is_told_by_its_time(judge: Judge) -> None:
    assert said(judge, "1_vectorization", "linear", LOOP).endswith("a loop runs over them.")


def test_a_loop_that_remembers_its_answers_meets_other_numbers_each_time(judge: Judge) -> None:
    source = LOOP.replace("linear", "slow") + (
        "seen = {}\ndef linear(w, b, X):\n    key = X.tobytes()\n    if key not in seen:\n"
        "        seen[key] = slow(w, b, X)\n    return seen[key]\n"
    )

    assert said(judge, "1_vectorization", "linear", source).endswith("a loop runs over them.")


@pytest.mark.parametrize(
    "scaling",
    [
        lambda m, rng: call(rng.normal(0, 1, m), m),
        lambda m, rng: call(rng.normal(0, 1, (2, m)).tolist()),
        lambda m, rng: call(rng.normal(0, 1, m), rng.normal(0, 1, m // 2)),
        lambda m, rng: call(rng.normal(0, 1, m), axis=0),
    ],
    ids=["the number of examples", "a list", "a half of them", "by keyword"],
)
def test_a_call_that_grows_in_another_way_takes_no_part(scaling: Callable[..., Call]) -> None:
    made = dataclasses.replace(exercise("1_vectorization", "dot"), scaling=scaling)

    assert cpu_time._part(made, np.random.default_rng(1), np.random.default_rng(7)) is None


@pytest.mark.parametrize(
    ("notebook", "name"),
    [("1_vectorization", "dot"), ("1_vectorization", "linear"), ("4_logistic_regression", "propagate")],
)
def test_two_students_get_different_parts_of_the_shared_examples_and_other_arguments_that_are_new(
    notebook: str, name: str
) -> None:
    found = exercise(notebook, name)
    one, other = (cpu_time._part(found, np.random.default_rng(seed), np.random.default_rng(7)) for seed in (1, 2))

    assert one is not None
    assert other is not None
    for mine, theirs in zip(one.arguments, other.arguments, strict=True):
        assert np.shape(mine) == np.shape(theirs)
        assert not np.array_equal(mine, theirs)
    assert identical(one.expected.value, plain.simplify(found.solution(*plain.copied(one.arguments))))


def test_a_quick_wrong_answer_is_told_by_its_value(judge: Judge) -> None:
    source = "def linear(w, b, X):\n    return np.zeros((1, X.shape[1]))\n"

    assert "does not give the answer" in said(judge, "1_vectorization", "linear", source)


def test_where_no_points_hang_on_it_nothing_is_tried(judge: Judge) -> None:
    assert said(judge, "1_vectorization", "L1", "def L1(yhat, y):\n    raise ValueError\n") == ""
