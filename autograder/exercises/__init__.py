"""What an exercise is, and the face for those who write them.

A course keeps its exercises in `source/<assignment>/exercises/`, and those of its lessons in `notebooks/exercises/`:

    from autograder.exercises import Exercise, call

    SOFTMAX = Exercise(name="softmax", notebook="2_broadcasting", rungs={"value": 3, "hidden": 2}, …)
"""

from __future__ import annotations

from autograder.checks.plain import NamedFunction
from autograder.exercises.exercise import Call, Exercise, Function, Mistake, call

__all__ = ["Call", "Exercise", "Function", "Mistake", "NamedFunction", "call"]
