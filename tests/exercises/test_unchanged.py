"""Notebook 1 says it for all four: a function leaves its arguments as they were. Writing into one costs points."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.audit.matrix import whole_spec
from autograder.checks import render
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.exercises import Exercise
from autograder.exercises.specs import make_spec
from tests.week import NOTEBOOKS, exercises

ALL = [e for notebook in NOTEBOOKS for e in exercises(notebook)]


def spoil(value: Any) -> None:
    """Write into an array, a dict or a list."""
    if isinstance(value, np.ndarray):
        value += 1
    elif isinstance(value, dict):
        value["new"] = 0.0
    else:
        value.append(value[0])


def changeable(exercise: Exercise) -> dict[str, int]:
    """The parameters that can be written into, and their places."""
    spec = make_spec(exercise)
    written = [
        {at for at, one in enumerate(test.arguments) if isinstance(one, (dict, list)) or np.ndim(one)}
        for test in (*spec.visible,)
        if test.expected.raised is None
    ]
    return {spec.parameters[at]: at for at in sorted(set.union(*written))}


CASES = [pytest.param(e, at, id=f"{e.notebook[0]}-{e.name}-{name}") for e in ALL for name, at in changeable(e).items()]


def test_only_functions_of_plain_numbers_have_nothing_to_leave_alone() -> None:
    assert {e.name for e in ALL if not changeable(e)} == {
        "forward_graph",
        "backward_graph",
        "logistic_example",
        "logistic_example_gradients",
        "initialize_with_zeros",
    }


@pytest.mark.parametrize(("exercise", "at"), CASES)
def test_writing_into_an_argument_costs_what_the_exercise_says(exercise: Exercise, at: int) -> None:
    def writing(*arguments: Any, **keywords: Any) -> Any:
        answer = exercise.solution(*(np.copy(a) if isinstance(a, np.ndarray) else a for a in arguments), **keywords)
        if at < len(arguments) and (isinstance(arguments[at], (dict, list)) or np.ndim(arguments[at])):
            spoil(arguments[at])
        return answer

    result = run_checks(whole_spec(exercise, 7), calling(writing))

    assert (result.rung, result.status) == ("unchanged", "partial"), render.text(result)
    assert result.points == exercise.points - exercise.rungs["unchanged"] > 0
    assert result.notes[0].startswith("Your function changed its argument "), result.notes
