from __future__ import annotations

import numpy as np

from autograder.audit.matrix import row
from autograder.checks.spec import Rung


def test_a_row_says_where_a_mistake_fails_and_what_that_costs(exercise) -> None:
    found = row(exercise, exercise.mistakes[0], (0, 1))

    assert (found.mistake, found.declared, found.rung) == ("sum", "value", "value")
    assert found.rungs == {
        "kind": "held",
        "shape": "held",
        "value": "failed",
        "hidden": "not tried",
        "unchanged": "not tried",
    }
    assert (found.lost, found.points, found.named, found.named_right) == (4.0, 4.0, ("sum",), True)
    assert found.problems == ()


def test_a_mistake_that_passes_is_a_problem(exercise) -> None:
    @exercise.mistake("value", read="06 Count the columns", id="none")
    def right(x, power=2):
        """Nothing is wrong.

        >>> print(x)
        """
        return np.mean(np.abs(x - np.mean(x)) ** power)

    found = row(exercise, exercise.mistakes[-1], (0,))

    assert found.rung is None
    assert found.problems == (
        "it must fail at 'value'. It passes every rung.",
        "it must lose at least 3 of 4 points. It loses 0.",
        "its own name must be told to the student. Told: nothing.",
    )


def test_a_mistake_that_fails_elsewhere_is_a_problem(exercise) -> None:
    @exercise.mistake("value", read="06 Count the columns", id="as-array")
    def listed(x, power=2):
        """A list comes back.

        >>> print(x)
        """
        return [0.0, 1.0]

    found = row(exercise, exercise.mistakes[-1], (0,))

    assert found.problems == ("it must fail at 'value'. It fails at 'kind'.",)


def test_a_mistake_in_place_costs_that_rung_alone(exercise) -> None:
    @exercise.mistake("unchanged", read="06 Count the columns", id="in-place")
    def moved(x, power=2):
        """x is moved.

        >>> print(x)
        """
        x -= np.mean(x)
        return np.mean(np.abs(x) ** power)

    found = row(exercise, exercise.mistakes[-1], (0,))

    assert (found.rung, found.lost, found.problems) == ("unchanged", 1.0, ())
    assert found.rungs[Rung.HIDDEN] == "held"


def test_a_problem_with_one_seed_is_a_problem(exercise) -> None:
    """It differs from the right answer where a fresh test has a large entry, so luck decides."""
    exercise.hidden = lambda rng: [exercise.visible[0].__class__((np.full(3, rng.uniform(0, 100)),))]

    @exercise.mistake("hidden", read="06 Count the columns", id="large")
    def cut(x, power=2):
        """Large numbers are cut.

        >>> print(x)
        """
        return np.mean(np.abs(x - np.mean(x)) ** power) + (x[0] > 50)

    found = row(exercise, exercise.mistakes[-1], range(8))

    assert "it must fail at 'hidden'. It passes every rung." in found.problems
