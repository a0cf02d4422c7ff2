"""What pays, for every exercise of the week: what is right on fresh numbers, and nothing that was made without it."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.audit.matrix import whole_spec
from autograder.checks import render
from autograder.checks.compare import part
from autograder.checks.forms import is_rare
from autograder.checks.ladder import run_checks
from autograder.checks.observe import Observation, Raised, calling
from autograder.checks.result import Result
from autograder.exercises import Exercise, Function
from autograder.exercises.specs import make_spec
from tests import unearned
from tests.week import BROADCASTING, LOGISTIC_REGRESSION, NOTEBOOKS, exercise, exercises, reference


def key(exercise: Any) -> tuple[str, str]:
    return exercise.notebook, exercise.name


ALL = [pytest.param(e, id=f"{e.notebook[0]}-{e.name}") for notebook in NOTEBOOKS for e in exercises(notebook)]


def test_all_but_the_zeros_to_start_from_have_a_stub_of_the_right_shape() -> None:
    without = {key(one.values[0]) for one in ALL} - unearned.SHAPED.keys()

    assert without == {(LOGISTIC_REGRESSION, "initialize_with_zeros")}, "SHAPED in tests/unearned.py must have each"


def made(exercise: Exercise, code: str) -> Function:
    """The function that a student's code defines beside our solutions of its siblings."""
    space: dict[str, Any] = dict(reference(exercise.notebook))
    exec(code, space)
    function: Function = space[exercise.name]
    return function


def graded(exercise: Exercise, function: Function, seed: int = 7) -> Result:
    return run_checks(whole_spec(exercise, seed), calling(function))


@pytest.mark.parametrize("exercise", ALL)
def test_a_table_of_the_released_answers_earns_nothing(exercise: Exercise) -> None:
    table = made(exercise, unearned.by_heart(exercise))

    here, there = run_checks(make_spec(exercise), calling(table)), graded(exercise, table)

    assert here.status == "passed", render.text(here)
    assert there.points == 0, render.text(there)


#: written as students write them: right until there is a single picture, feature or row
UNTIL_ONE = {
    (LOGISTIC_REGRESSION, "predict"): """
def predict(w, b, X):
    answers, a = np.zeros((1, X.shape[1])), np.squeeze(sigmoid(np.dot(w.T, X) + b))
    for i in range(X.shape[1]):
        answers[0, i] = 1 if a[i] > 0.5 else 0
    return answers
""",
    (LOGISTIC_REGRESSION, "propagate"): """
def propagate(w, b, X, Y):
    m, A = X.shape[1], sigmoid(np.squeeze(w) @ X + b).reshape(1, -1)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost
""",
    (BROADCASTING, "normalize_rows"): """
def normalize_rows(x):
    return (x.T / np.linalg.norm(np.squeeze(x), axis=1)).T
""",
}


@pytest.mark.parametrize("at", UNTIL_ONE, ids=lambda at: at[1])
def test_what_is_right_until_there_is_a_single_one_keeps_most_of_its_points(at: tuple[str, str]) -> None:
    found = exercise(*at)

    result = graded(found, made(found, UNTIL_ONE[at]))

    assert (result.rung, result.status) == ("hidden", "partial"), render.text(result)
    assert round(0.7 * found.points - result.points, 2) == 0, render.text(result)
    assert "1" in result.rare


@pytest.mark.parametrize("exercise", ALL)
def test_what_is_wrong_only_in_forms_that_no_visible_test_has_keeps_a_share_and_not_all(exercise: Exercise) -> None:
    spec = whole_spec(exercise, 7)
    rare = [test.arguments for test in spec.hidden if is_rare(spec, test)]
    solved = calling(exercise.solution)

    def only_usual(arguments: tuple[Any, ...], keywords: Any, **wanted: Any) -> Observation:
        if any(arguments is one for one in rare):
            return Observation(raised=Raised("IndexError"), arguments=arguments)
        return solved(arguments, keywords, **wanted)

    result = run_checks(spec, only_usual)

    if rare:
        assert result.points == pytest.approx(0.7 * exercise.points, abs=0.01), render.text(result)
    else:
        assert result.status == "passed"


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
def test_an_exercise_pays_for_parts_that_its_answers_have(exercise: Exercise) -> None:
    spec = make_spec(exercise)

    for test in spec.visible:
        found = [part(spec, test.expected.value, name)[0] for name in exercise.parts]

        assert all(found) or test.expected.raised
