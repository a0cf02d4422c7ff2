"""What pays, for every exercise of the week: what is right on fresh numbers, and nothing that was made without it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks import render
from autograder.checks.compare import part
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.checks.result import Result
from autograder.checks.spec import FOUNDATION
from autograder.exercises import Exercise, Function
from autograder.exercises.specs import make_spec
from tests import unearned
from tests.week import LOGISTIC_REGRESSION, NOTEBOOKS, exercises, reference


def key(exercise: Any) -> tuple[str, str]:
    return exercise.notebook, exercise.name


ALL = [pytest.param(e, id=f"{e.notebook[0]}-{e.name}") for notebook in NOTEBOOKS for e in exercises(notebook)]


def test_all_but_the_zeros_to_start_from_have_a_stub_of_the_right_shape() -> None:
    assert {key(one.values[0]) for one in ALL} - unearned.SHAPED.keys() == {
        (LOGISTIC_REGRESSION, "initialize_with_zeros")
    }


def made(exercise: Exercise, code: str) -> Function:
    """The function that a student's code defines beside our solutions of its siblings."""
    space: dict[str, Any] = dict(reference(exercise.notebook))
    exec(code, space)
    function: Function = space[exercise.name]
    return function


def graded(exercise: Exercise, function: Function, seed: int = 7) -> Result:
    return run_checks(make_spec(exercise, np.random.default_rng(seed)), calling(function))


@pytest.mark.parametrize("exercise", ALL)
def test_a_table_of_the_released_answers_earns_nothing(exercise: Exercise) -> None:
    table = made(exercise, unearned.by_heart(exercise))

    here, there = run_checks(make_spec(exercise), calling(table)), graded(exercise, table)

    assert here.status == "passed", render.text(here)
    assert there.points == 0, render.text(there)


@pytest.mark.parametrize("exercise", [one for one in ALL if key(one.values[0]) in unearned.SHAPED])
def test_numbers_of_the_right_shape_earn_nothing(exercise: Exercise) -> None:
    found = {
        name: graded(exercise, made(exercise, unearned.shaped(exercise, fill))) for name, fill in unearned.FILLS.items()
    }

    assert {name: result.points for name, result in found.items() if result.points} == {}


@pytest.mark.parametrize("exercise", ALL)
def test_a_stub_that_knows_nothing_of_the_exercise_earns_nothing(exercise: Exercise) -> None:
    stubs = {name: made(exercise, unearned.anywhere(exercise, body)) for name, body in unearned.ANYWHERE.items()}

    found = {name: graded(exercise, stub).points for name, stub in stubs.items()}

    assert {name: points for name, points in found.items() if points} == {}


@pytest.mark.parametrize("exercise", ALL)
def test_a_named_mistake_keeps_its_share_or_what_is_right_and_never_all(exercise: Exercise) -> None:
    parts = [points for points in exercise.parts.values() if points]
    least = min(*parts, sum(parts))  # what one wrong part costs

    for mistake in exercise.mistakes:
        result = graded(exercise, mistake.function)

        if mistake.fails in FOUNDATION:
            most = max(mistake.keeps * sum(parts), (sum(parts) - least) / sum(parts) * exercise.points)
            assert result.points <= most + 0.01, (mistake.id, render.text(result))
            assert result.points >= round(mistake.keeps * sum(parts), 2) - 0.01, (mistake.id, render.text(result))
        assert (result.points < exercise.points) == exercise.costs(mistake), (mistake.id, render.text(result))


@pytest.mark.parametrize("exercise", ALL)
def test_an_exercise_pays_for_parts_that_its_answers_have(exercise: Exercise) -> None:
    spec = make_spec(exercise)

    for test in spec.visible:
        found = [part(spec, test.expected.value, name)[0] for name in exercise.parts]

        assert all(found) or test.expected.raised
