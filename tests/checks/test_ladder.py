"""A check that looks for no cause has the same points and rung."""

from __future__ import annotations

from unittest import mock

import numpy as np
import pytest

from autograder.checks import causes
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.exercises.specs import make_spec
from tests.week import BROADCASTING, LOGISTIC_REGRESSION, VECTORIZATION, exercise


@pytest.mark.parametrize(
    ("notebook", "name"),
    [(VECTORIZATION, "linear"), (BROADCASTING, "softmax"), (LOGISTIC_REGRESSION, "initialize_with_zeros")],
)
def test_points_and_rung_do_not_hang_on_the_search_for_a_cause(notebook: str, name: str) -> None:
    found = exercise(notebook, name)
    spec = make_spec(found, np.random.default_rng(5))
    for function in (found.solution, *(mistake.function for mistake in found.mistakes)):
        explained = run_checks(spec, calling(function))
        with mock.patch.object(causes, "likely", side_effect=AssertionError("a cause was looked for")):
            other = run_checks(spec, calling(function), explain=False)

        assert (other.points, other.rung) == (explained.points, explained.rung), function.__name__
