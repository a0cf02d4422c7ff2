"""What an exercise is, and the face for those who write them.

A course keeps its exercises in `source/<assignment>/exercises/`, and those of its lessons in `notebooks/exercises/`:

    from autograder.exercises import Exercise, call

    SOFTMAX = Exercise(name="softmax", notebook="2_broadcasting", rungs={"value": 3, "hidden": 2}, …)


    @SOFTMAX.mistake("value", read="08 Name the axis that goes")
    def over_everything(x):
        \"\"\"A sum without an axis runs over all rows: everything together sums to 1, and a single row sums to less.

        >>> print(softmax(x).sum(axis=1), softmax(x).sum())
        \"\"\"
        exps = np.exp(x)
        return exps / exps.sum()
"""

from __future__ import annotations

from autograder.checks.plain import NamedFunction
from autograder.exercises.exercise import Call, Exercise, Function, Mistake, call

__all__ = ["Call", "Exercise", "Function", "Mistake", "NamedFunction", "call"]
