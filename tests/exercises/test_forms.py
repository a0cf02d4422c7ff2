"""Fresh tests come in the visible ones' forms, so that nothing rests on an answer that was released."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import numpy as np
import pytest

from autograder.checks import spec
from autograder.checks.forms import form_of
from autograder.exercises import Exercise
from autograder.exercises.specs import cases_of, make_spec
from tests.week import NOTEBOOKS, exercises

ALL = [pytest.param(e, id=f"{e.notebook[0]}-{e.name}") for notebook in NOTEBOOKS for e in exercises(notebook)]
SEEDS = range(5)


def forms(tests: Iterable[spec.TestCase]) -> set[Hashable]:
    return set(map(form_of, tests))


@pytest.mark.parametrize("exercise", ALL)
def test_each_visible_example_has_a_fresh_one_of_its_form(exercise: Exercise) -> None:
    wanted = forms(make_spec(exercise).visible)

    for seed in SEEDS:
        fresh = cases_of(exercise, exercise.hidden(np.random.default_rng(seed)), fresh=True)

        assert wanted - forms(fresh) == set()


@pytest.mark.parametrize("exercise", ALL)
def test_extremes_and_growing_calls_have_the_released_ones_forms_and_other_numbers(exercise: Exercise) -> None:
    here, there = make_spec(exercise), make_spec(exercise, np.random.default_rng(3))

    assert forms(here.stable) == forms(there.hidden_stable)
    assert forms(here.scaling) == forms(there.scaling)
    for released, fresh in ((here.stable, there.hidden_stable), (here.scaling, there.scaling)):
        same = [r for r, f in zip(released, fresh, strict=True) if repr(r.arguments) == repr(f.arguments)]
        assert same == []
