"""What the solution does to a call's arguments reaches nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.checks.spec import Causes
from autograder.exercises import Exercise, call
from autograder.exercises.specs import answer


def exercise(solution: Callable[..., Any], visible: object) -> Exercise:
    made = Exercise(
        name="f",
        notebook="one",
        parts={"y": 1},
        returns=("y",),
        visible=(call(visible),),
        hidden=lambda rng: [],
    )
    made.bind(lambda: {"f": solution}, Causes(), practice=False)
    return made


def shifted(x: Any) -> Any:
    """Changes arrays of floats, and makes new ones of ints."""
    if x.dtype.kind == "f":
        x -= x.max()
        return x
    return x - x.max()


def emptied(x: list[int]) -> int:
    return sum(x.pop() for _ in range(len(x)))


@pytest.mark.parametrize(
    ("solution", "visible", "given", "must"),
    [
        (shifted, np.array([1, 2]), np.array([1.0, 3.0]), np.array([-2.0, 0.0])),  # not to be seen in the visible test
        (shifted, np.array([1.0, 2.0]), np.array([1.0, 3.0]), np.array([-2.0, 0.0])),
        (emptied, [1, 2], [3, 4], 7),
        (len, [1, 2], [3, 4, 5], 3),
    ],
)
def test_the_arguments_stay_as_they_were(solution: Callable[..., Any], visible: Any, given: Any, must: Any) -> None:
    one = call(given)
    before = np.array(given)
    seen = answer(exercise(solution, visible), one)

    assert seen.raised is None
    np.testing.assert_array_equal(seen.value, must)
    np.testing.assert_array_equal(one.arguments[0], before)
    assert not isinstance(given, np.ndarray) or given.flags.writeable


def test_what_changes_nothing_gets_no_copy() -> None:
    given = np.array([1.0, 2.0])

    assert answer(exercise(lambda x: x, np.array([1.0])), call(given)).value is given
