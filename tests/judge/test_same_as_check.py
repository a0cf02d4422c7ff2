"""What a check says in the student's kernel is what grading says: the same verdict, with the same visible part."""

from __future__ import annotations

import functools
import linecache
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.audit.matrix import whole_spec
from autograder.checks import render, store
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.checks.result import Result
from autograder.checks.spec import QUALITIES, CheckSpec, Rung
from autograder.exercises import Exercise
from autograder.exercises.slips import Slip
from autograder.exercises.specs import make_spec
from autograder.judge.session import Clock, Patience, Session
from autograder.sandbox import Sandbox
from tests.week import NOTEBOOKS, exercises

pytestmark = pytest.mark.slow

UNTIRED = Patience(total=3600.0, losses=10_000)  # one session judges what a whole class would hand in


def perhaps_slow(exercise: Exercise) -> Any:
    """An exercise of the last notebook descends a gradient, once for each form of each mistake."""
    marks = [pytest.mark.slow] if exercise.notebook == NOTEBOOKS[-1] else []
    return pytest.param(exercise, marks=marks, id=f"{exercise.notebook[0]}-{exercise.name}")


@pytest.fixture(scope="module")
def session(sandbox: Sandbox) -> Iterator[Session]:
    with Session(sandbox, Clock(UNTIRED)) as opened:
        yield opened


def fresh(exercise: Exercise) -> CheckSpec:
    return whole_spec(exercise, 11)


def released(exercise: Exercise, folder: Path) -> CheckSpec:
    """The spec as a student's `reference.h5` holds it."""
    store.write(folder / "reference.h5", [make_spec(exercise)])
    return store.read(folder / "reference.h5", exercise.notebook, exercise.name)


def siblings(exercise: Exercise) -> str:
    """The solutions of its notebook, as one cell."""
    return "\n\n".join(["import numpy as np", *(one.solution_code for one in exercises(exercise.notebook))])


def check(spec: CheckSpec, exercise: Exercise, code: str) -> Result:
    """What the student's kernel says."""
    file = f"<cell of {exercise.name}>"
    linecache.cache[file] = (len(code), None, code.splitlines(keepends=True), file)
    space: dict[str, Any] = {}
    exec(siblings(exercise), space)
    exec(compile(code, file, "exec"), space)
    return run_checks(spec, calling(space[exercise.name]), code)


def grade(exercise: Exercise, code: str, session: Session) -> Result:
    """What grading says, with fresh tests and in the sandbox."""
    session.run(f"write-{exercise.name}", code)
    call = functools.partial(session.call, exercise.name)
    return run_checks(fresh(exercise), call, code)


def visible_part(result: Result) -> list[tuple[str, str]]:
    return [row for row in render.rows(result) if row[0] != "points"]


@pytest.mark.parametrize("exercise", [perhaps_slow(e) for notebook in NOTEBOOKS for e in exercises(notebook)])
def test_every_mistake_and_variant_is_told_alike(exercise: Exercise, session: Session, tmp_path: Path) -> None:
    spec = released(exercise, tmp_path)
    session.run("siblings", siblings(exercise))

    for mistake in [*exercise.mistakes, *exercise.variants]:
        if isinstance(mistake.form, Slip) or mistake.form.__name__ != "<lambda>":
            code = mistake.code(exercise.name)
            here, there = check(spec, exercise, code), grade(exercise, code, session)
        else:  # has no text of its own to hand in
            here, there = (run_checks(made, calling(mistake.function)) for made in (spec, fresh(exercise)))

        assert there.rung == here.rung, (mistake.id, render.text(here), render.text(there))
        assert visible_part(there) == visible_part(here), mistake.id
        assert (there.hints, there.line) == (here.hints, here.line), mistake.id
        if here.rung in (None, *QUALITIES):
            assert there.points == here.points, mistake.id


@pytest.mark.parametrize("exercise", [perhaps_slow(e) for notebook in NOTEBOOKS for e in exercises(notebook)])
def test_the_solution_passes_both(exercise: Exercise, session: Session, tmp_path: Path) -> None:
    spec = released(exercise, tmp_path)
    session.run("siblings", siblings(exercise))

    here = check(spec, exercise, exercise.solution_code)
    there = grade(exercise, exercise.solution_code, session)

    assert (here.status, there.status) == ("passed", "passed")
    assert Rung.HIDDEN in there.passed_rungs
