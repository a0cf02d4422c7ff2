"""The same bytes get the same grade whatever the fresh numbers: float32 answers are compared as such."""

from __future__ import annotations

import functools
import inspect
from typing import Any

import numpy as np
import pytest

from autograder.checks import render
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.exercises import Exercise, Function
from autograder.exercises.specs import make_spec
from tests.week import LOGISTIC_REGRESSION, NOTEBOOKS, exercise, exercises, reference

ALL = [pytest.param(e, id=f"{e.notebook[0]}-{e.name}") for notebook in NOTEBOOKS for e in exercises(notebook)]
SEEDS, FEWER = range(200), range(20)  # fewer for functions that descend for hundreds of steps


def narrow(value: Any) -> Any:
    """The value with each float of double precision, alone or in an array, as float32."""
    if isinstance(value, dict):
        return {key: narrow(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(narrow, value))
    if isinstance(value, float) or (isinstance(value, np.ndarray) and value.dtype == np.float64):
        return np.asarray(value, np.float32)[()]
    return value


def narrow_arrays(value: Any) -> Any:
    """The value with arrays of double precision as float32."""
    return value.astype(np.float32) if isinstance(value, np.ndarray) and value.dtype == np.float64 else value


class Numpy32:
    """numpy, except that arrays to be filled are made of float32."""

    zeros, ones, empty = (functools.partial(make, dtype=np.float32) for make in (np.zeros, np.ones, np.empty))
    zeros_like = functools.partial(np.zeros_like, dtype=np.float32)

    def __getattr__(self, name: str) -> Any:
        return getattr(np, name)


def defined(exercise: Exercise, code: str, **more: Any) -> Function:
    space = {**reference(exercise.notebook), **more}
    exec(code, space)
    function: Function = space[exercise.name]
    return function


def of_arguments(exercise: Exercise) -> Function:
    """The solution with a first line that makes its arrays float32."""
    head, _, body = exercise.solution_code.partition("\n")
    names = list(inspect.signature(exercise.solution).parameters)
    line = f"    {', '.join(names)}, = map(narrow_arrays, ({', '.join(names)},))"
    return defined(exercise, f"{head}\n{line}\n{body}", narrow_arrays=narrow_arrays)


def of_initial_values(exercise: Exercise) -> Function:
    """The solution that fills arrays of float32."""
    return defined(exercise, exercise.solution_code, np=Numpy32())


def of_results(exercise: Exercise) -> Function:
    return lambda *arguments, **keywords: narrow(exercise.solution(*arguments, **keywords))


@pytest.mark.slow
@pytest.mark.parametrize("exercise", ALL)
def test_float32_gets_the_same_grade_with_every_seed(exercise: Exercise) -> None:
    seeds = FEWER if exercise.name in ("optimize", "model") else SEEDS
    specs = [make_spec(exercise, np.random.default_rng(seed)) for seed in seeds]
    for route in (of_arguments, of_initial_values, of_results):
        function = route(exercise)

        # a cause decides no point, and to look for it takes most of the time where an answer is wrong
        results = [run_checks(spec, calling(function), explain=False) for spec in specs]

        grades = {result.points for result in results}
        least = min(results, key=lambda result: result.points)
        assert len(grades) == 1, f"{route.__name__}: {render.text(least)}"


#: as a public notebook has it: the weights start as float32, and updates within the array keep them so
PUBLIC = """
def initialize_with_zeros(dim):
    return np.zeros(shape=(dim, 1), dtype=np.float32), 0

def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    w, costs = w.copy(), []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""


@pytest.mark.slow
def test_a_notebook_that_starts_from_float32_gets_the_same_grade_with_every_seed() -> None:
    model = exercise(LOGISTIC_REGRESSION, "model")
    function = defined(model, PUBLIC + model.solution_code)

    results = [run_checks(make_spec(model, np.random.default_rng(s)), calling(function)) for s in SEEDS]

    assert {result.status for result in results} == {"passed"}
