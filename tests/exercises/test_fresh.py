"""Fresh tests decide at grading: they show every mistake, and a mistake that keeps points has earned them there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.audit.matrix import whole_spec
from autograder.checks import render
from autograder.checks.ladder import run_checks
from autograder.checks.observe import Observation, calling
from autograder.checks.problems import problems
from autograder.checks.spec import QUALITIES, CheckSpec, Outcome, Rung
from autograder.checks.spec import TestCase as Case
from autograder.exercises import Exercise
from autograder.exercises.specs import make_spec
from tests.week import NOTEBOOKS, exercises

ALL = [e for notebook in NOTEBOOKS for e in exercises(notebook)]
SEEDS = (1, 2, 3)
Counter = Callable[..., int]
#: what there may be a single one of, and the size of the arguments that counts it
SINGLE: dict[tuple[str, str], Counter] = {
    ("image2vector", "row"): lambda image: image.shape[0],
    ("image2vector", "colour"): lambda image: image.shape[2],
    ("flatten_images", "picture"): lambda images: images.shape[0],
    ("dot_loop", "entry"): lambda u, v: u.size,
    ("dot", "entry"): lambda u, v: u.size,
    ("L1", "example"): lambda yhat, y: yhat.size,
    ("L2", "example"): lambda yhat, y: yhat.size,
    ("linear", "example"): lambda w, b, X: X.shape[1],
    ("linear", "feature"): lambda w, b, X: w.size,
    ("percentages", "row"): lambda table: table.shape[0],
    ("percentages", "column"): lambda table: table.shape[1],
    ("standardize", "example"): lambda X: X.shape[1],
    ("standardize", "feature"): lambda X: X.shape[0],
    ("normalize_rows", "row"): lambda x: x.shape[0],
    ("normalize_rows", "column"): lambda x: x.shape[1],
    ("softmax", "row"): lambda x: x.shape[0],
    ("softmax", "class"): lambda x: x.shape[1],
    ("as_column", "entry"): lambda v: v.size,
    ("residuals", "example"): lambda A, Y: A.size,
    ("numerical_gradient", "column"): lambda f, x, epsilon=0.0: x.shape[-1] if x.ndim > 1 else 0,
    ("gradients_loop", "example"): lambda w, b, X, Y: X.shape[1],
    ("gradients_loop", "feature"): lambda w, b, X, Y: w.size,
    ("initialize_with_zeros", "feature"): lambda dim: dim,
    ("propagate", "example"): lambda w, b, X, Y: X.shape[1],
    ("propagate", "feature"): lambda w, b, X, Y: w.size,
    ("optimize", "example"): lambda w, b, X, Y, *settings: X.shape[1],
    ("optimize", "feature"): lambda w, b, X, Y, *settings: w.size,
    ("predict", "example"): lambda w, b, X: X.shape[1],
    ("predict", "feature"): lambda w, b, X: w.size,
    ("model", "example"): lambda X_train, Y_train, X_test, Y_test, *settings: X_train.shape[1],
    ("model", "example to test"): lambda X_train, Y_train, X_test, Y_test, *settings: X_test.shape[1],
    ("model", "feature"): lambda X_train, Y_train, X_test, Y_test, *settings: X_train.shape[0],
    ("log_likelihood", "example"): lambda A, Y: A.size,
}
#: what works on numbers one by one, or on a graph
WITHOUT = {
    *("sigmoid", "sigmoid_derivative", "forward_graph", "backward_graph"),
    *("logistic_example", "logistic_example_gradients", "backpropagate"),
}


def name(value: Any) -> str:
    return f"{value.notebook[0]}-{value.name}" if isinstance(value, Exercise) else str(value)


def fresh(exercise: Exercise, seed: int) -> tuple[Case, ...]:
    return whole_spec(exercise, seed).hidden


def wrong(spec: CheckSpec, test: Case, outcome: Outcome) -> bool:
    return bool(problems(spec, test, Observation(value=outcome.value, raised=outcome.raised)))


def perhaps_slow(exercise: Exercise) -> Any:
    """An exercise of the last notebook descends a gradient, once for each form of each mistake."""
    return pytest.param(exercise, marks=pytest.mark.slow) if exercise.notebook == NOTEBOOKS[-1] else exercise


@pytest.mark.parametrize("exercise", [perhaps_slow(e) for e in ALL], ids=name)
def test_fresh_tests_alone_show_every_form_of_every_mistake(exercise: Exercise) -> None:
    spec = make_spec(exercise)
    by_answers = [hint.key for hint in spec.hints.values() if hint.fails not in QUALITIES]
    by_change = [hint.key for hint in spec.hints.values() if hint.fails == Rung.UNCHANGED]
    for seed in SEEDS:
        tests = fresh(exercise, seed)

        unseen = [key for key in by_answers if not any(wrong(spec, test, test.mistaken[key]) for test in tests)]
        unseen += [key for key in by_change if not any(test.mistaken[key].changed for test in tests)]

        assert not unseen, f"seed {seed}: no fresh test shows {unseen}"


@pytest.mark.parametrize("exercise", [e for e in ALL if Rung.STABLE in e.rungs], ids=name)
def test_fresh_extremes_lose_the_rung_for_each_mistake_that_must(exercise: Exercise) -> None:
    for mistake in exercise.mistakes:
        if mistake.fails == Rung.STABLE:
            for seed in SEEDS:
                spec = whole_spec(exercise, seed)
                result = run_checks(spec, calling(mistake.function))

                assert Rung.STABLE not in result.passed_rungs, f"{mistake.id}, seed {seed}: {render.text(result)}"


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_extremes_and_growing_calls_are_new_for_each_seed(exercise: Exercise) -> None:
    one, other = np.random.default_rng(1), np.random.default_rng(2)

    if Rung.STABLE in exercise.rungs:
        assert repr(exercise.stable(one)) != repr(exercise.stable(other))
    if exercise.scaling is not None:
        assert repr(exercise.scaling(6, one)) != repr(exercise.scaling(6, other))


def test_every_function_that_takes_examples_is_known_here() -> None:
    assert {e.name for e in ALL} == {named for named, _ in SINGLE} | WITHOUT, "SINGLE or WITHOUT must name each"


@pytest.mark.parametrize(("named", "what"), SINGLE)
def test_a_single_one_is_among_the_fresh_tests_and_several_are(named: str, what: str) -> None:
    (exercise,) = (e for e in ALL if e.name == named)

    for seed in SEEDS:
        tests = [test for test in fresh(exercise, seed) if test.expected.raised is None]
        counts = {SINGLE[named, what](*test.arguments) for test in tests}

        assert 1 in counts
        assert max(counts) > 1


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_what_keeps_points_gives_answers_and_never_keeps_all(exercise: Exercise) -> None:
    """An error on every test shows nothing of what stands behind it; the flaws of a right answer have other points."""
    tests = fresh(exercise, seed=1)
    for mistake in exercise.mistakes:
        assert 0 <= mistake.keeps < 1, mistake.id
        if mistake.keeps:
            assert mistake.fails not in QUALITIES, mistake.id
            assert any(test.mistaken[mistake.id].raised is None for test in tests), mistake.id


@pytest.mark.parametrize("exercise", [e for e in ALL if e.name != "initialize_with_zeros"], ids=name)
def test_a_mistake_that_keeps_points_answers_differently_from_test_to_test(exercise: Exercise) -> None:
    """A constant can be typed, so it keeps nothing; only the zeros to start from are constants in the solution too."""
    tests = [test for seed in SEEDS for test in fresh(exercise, seed)]
    for mistake in exercise.mistakes:
        if mistake.keeps:
            outcomes = [test.mistaken[mistake.id] for test in tests]
            answers = {repr(outcome.value) for outcome in outcomes if outcome.raised is None}

            assert len(answers) > 1, mistake.id


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_points_go_to_parts_that_the_answer_has(exercise: Exercise) -> None:
    expected = make_spec(exercise).visible[0].expected.value
    answers = expected if isinstance(expected, tuple) else (expected,)
    keys = {str(key) for answer in answers if isinstance(answer, dict) for key in answer}

    assert set(exercise.parts) <= {*exercise.returns, *keys}
    assert all(points > 0 for points in exercise.parts.values())
