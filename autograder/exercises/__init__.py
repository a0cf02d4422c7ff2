"""What authors of exercises import: `Exercise`, `call` and their helpers.

A course keeps its exercises in `source/<assignment>/exercises/`, and those of its lessons in `notebooks/exercises/`:

    from autograder.exercises import Exercise, call

    MEAN = Exercise(name="mean", notebook="averages", parts={"mean": 2}, …)


    @MEAN.mistake("value", read="03 Count before you divide")
    def divided_by_n_minus_1(values):
        \"\"\"The sum is divided by n − 1. A mean divides by all n numbers.

        >>> print(mean(np.array([5.0, 5.0, 5.0])))
        \"\"\"
        return np.sum(values) / (len(values) - 1)
"""

from __future__ import annotations

from autograder.checks.plain import NamedFunction
from autograder.exercises.exercise import Call, Exercise, Function, Mistake, aside, call

__all__ = ["Call", "Exercise", "Function", "Mistake", "NamedFunction", "aside", "call"]
