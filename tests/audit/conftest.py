"""A made-up exercise, with a solution cell of its own, that is judged in milliseconds."""

from __future__ import annotations

import json

import numpy as np
import pytest

from autograder.checks.spec import Causes
from autograder.course.plan import read_plan
from autograder.exercises.exercise import Exercise, call
from autograder.exercises.solutions import solutions

CELL = '''def spread(x, power=2):
    """The mean distance from the mean, to a power."""
    ### BEGIN SOLUTION
    centred = x - np.mean(x)
    return np.mean(np.abs(centred) ** power)
    ### END SOLUTION
'''


@pytest.fixture
def namespace(tmp_path):
    """The functions of a made-up notebook, read as those of a real one are."""
    marks = {"nbgrader": {"solution": True, "grade": False}}
    given = {"cell_type": "code", "id": "setup", "metadata": {}, "source": "import numpy as np"}
    cells = [given, {"cell_type": "code", "id": "write-spread", "metadata": marks, "source": CELL}]
    (tmp_path / "made_up.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return solutions(read_plan(tmp_path).notebooks[0])


@pytest.fixture
def exercise(namespace):
    """Its named mistakes: one that fails where it says, and room for more."""
    made = Exercise(
        name="spread",
        parts={"s": 3},
        rungs={"unchanged": 1},
        returns=("s",),
        visible=(call(np.array([1.0, 2.0, 4.5])), call(np.array([1.0, -2.0, 0.5, 4.0]), power=3)),
        hidden=lambda rng: [call(rng.uniform(-3, 3, 5))],
        notebook="made_up",
    )
    made.bind(lambda: namespace, Causes(), practice=False)

    @made.mistake("value", read="06 Count the columns", id="sum")
    def total(x, power=2):
        """The distances are added and not averaged.

        >>> print(x)
        """
        return np.sum(np.abs(x - np.mean(x)) ** power)

    return made
