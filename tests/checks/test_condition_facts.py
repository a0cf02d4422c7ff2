"""Facts about conditions: what comes out the same whatever comes in, and what asks something."""

from __future__ import annotations

import ast

import pytest

from autograder.checks.condition_facts import OF_BRANCHES
from autograder.exercises.specs import make_spec
from tests.week import VECTORIZATION, exercise

SPEC = make_spec(exercise(VECTORIZATION, "dot_loop"))


def found(condition: str) -> list[tuple[str, int]]:
    function = ast.parse(f"def dot_loop(u, v):\n    if {condition}:\n        return 0\n    return u\n").body[0]
    assert isinstance(function, ast.FunctionDef)
    return list(OF_BRANCHES[0].search(function, SPEC))


@pytest.mark.parametrize(
    ("condition", "outcome"),
    [
        ("True", "holds"),
        ("u == 1 or 2", "holds"),
        ("u == 1 and ''", "does not hold"),
        ("not 0", "holds"),
    ],
)
def test_a_condition_that_asks_nothing_is_told_with_its_outcome(condition: str, outcome: str) -> None:
    assert found(condition) == [(f"{condition} {outcome}", 2)]


@pytest.mark.parametrize("condition", ["u", "u == 1 or u == 2", "u == 1 and 2", "not v", "u in (1, 2)"])
def test_a_condition_that_depends_on_a_value_is_not(condition: str) -> None:
    assert found(condition) == []
