"""The code that a general cause comes with runs as it stands in a new cell, with every exercise."""

from __future__ import annotations

import contextlib
import io
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.checks.causes import to_run
from autograder.checks.named_functions import NAMED_FUNCTIONS
from autograder.checks.plain import NamedFunction
from autograder.exercises.exercise import Exercise
from autograder.exercises.specs import make_spec
from tests.week import BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION, VECTORIZATION, exercises

EVERY = [
    one for name in (VECTORIZATION, BROADCASTING, COMPUTATION_GRAPH, LOGISTIC_REGRESSION) for one in exercises(name)
]


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_the_code_prints_an_answer_for_each_call_that_may_be_told(one: Exercise) -> None:
    spec = make_spec(one)

    for test in spec.visible:
        if test.expected.raised:
            continue
        given = [NAMED_FUNCTIONS[a.name] if isinstance(a, NamedFunction) else a for a in test.arguments]
        tried: Any = given[0] if len(given) == 1 else tuple(given)
        space = {
            **one.sibling_solutions,
            one.name: one.solution,
            "checks": SimpleNamespace(tried=lambda name, a=tried: a),
        }
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(to_run(spec), space)

        assert printed.getvalue().strip()
