"""The code of every hint runs as it stands in a new cell, both in the solved notebook and in the wrong one."""

from __future__ import annotations

import builtins
import contextlib
import copy
import io
import traceback
import warnings
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from matplotlib import pyplot as plt

from autograder.checks.named_functions import NAMED_FUNCTIONS
from autograder.checks.plain import NamedFunction
from autograder.exercises import Exercise
from autograder.exercises.specs import make_spec
from tests.week import NOTEBOOKS, exercises, helper, lessons, reference

HERE = (*NOTEBOOKS, *lessons())


def cases() -> Iterator[Any]:
    """Each mistake with code to run, by the names of notebook, function and mistake."""
    for notebook in HERE:
        for one in exercises(notebook):
            for mistake in one.mistakes:
                if mistake.run:
                    yield pytest.param(notebook, one, mistake, id=f"{notebook}-{one.name}-{mistake.id}")


def new_cell(notebook: str, exercise: Exercise, code: str, function: Any) -> None:
    """Run code where the notebook's functions are defined, the exercise's function among them."""
    given = copy.deepcopy(exercise.visible[0].arguments)
    arguments = tuple(NAMED_FUNCTIONS[a.name] if isinstance(a, NamedFunction) else a for a in given)
    checks = SimpleNamespace(tried=lambda name: arguments if len(arguments) > 1 else arguments[0])
    namespace = {"np": np, "plt": plt, **reference(notebook), "checks": checks}
    if notebook in NOTEBOOKS and "pictures" in code:  # to read them takes longer than all the rest
        namespace["pictures"] = helper("pictures").load_pictures()
    namespace[exercise.name] = function
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        exec(compile(code, "new cell", "exec"), namespace)


@pytest.mark.parametrize(("notebook", "exercise", "mistake"), list(cases()))
def test_the_code_of_a_hint_runs(notebook: str, exercise: Exercise, mistake: Any) -> None:
    code = make_spec(exercise).hints[mistake.id].run

    with contextlib.suppress(*(getattr(builtins, name) for name in exercise.raises)):  # where the text asks for it
        new_cell(notebook, exercise, code, exercise.solution)
    raised = None
    try:
        new_cell(notebook, exercise, code, mistake.function)
    except Exception as error:  # the mistake may raise, and the new cell itself may not
        raised = error

    assert raised is None or traceback.extract_tb(raised.__traceback__)[-1].filename != "new cell", raised
