"""Every exercise of a lesson is proven: its folded answer passes, its starter does not, each named mistake is named."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import numpy as np
import pytest

from autograder.checks import render
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.exercises.specs import make_spec
from tests.exercises.right import right_answers
from tests.week import LESSONS, exercises, lessons, reference

HERE = Path(__file__).parent
ALL = [e for lesson in lessons() for e in exercises(lesson)]
MISTAKES = [(e, m) for e in ALL for m in e.mistakes]


def name(value):
    return f"{value.notebook[:2]}-{value.name}" if hasattr(value, "notebook") else getattr(value, "id", str(value))


def judged(exercise, function):
    return run_checks(make_spec(exercise), calling(function))


@functools.cache
def cells(lesson):
    return json.loads((LESSONS / f"{lesson}.ipynb").read_text(encoding="utf-8"))["cells"]


def starter(exercise):
    """The function as the lesson hands it out."""
    text = next("".join(c["source"]) for c in cells(exercise.notebook) if c["id"] == f"try-{exercise.name}")
    namespace = {"np": np}
    exec(text, namespace)
    return namespace[exercise.name]


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_the_folded_answer_passes(exercise) -> None:
    result = judged(exercise, reference(exercise.notebook)[exercise.name])

    assert result.status == "passed", render.text(result)


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_an_exercise_is_tried_then_checked_then_answered(exercise) -> None:
    ids = [cell["id"] for cell in cells(exercise.notebook)]
    tried, checked, answered = (ids.index(f"{part}-{exercise.name}") for part in ("try", "check", "answer"))

    assert tried < checked < answered
    assert "".join(cells(exercise.notebook)[checked]["source"]) == f'check("{exercise.name}", {exercise.name})'


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_what_is_handed_out_is_a_stub_or_a_named_mistake(exercise) -> None:
    result = judged(exercise, starter(exercise))

    assert result.status == "untouched" or result.hints, render.text(result)


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES, ids=name)
def test_a_named_mistake_fails_where_it_should_and_is_named(exercise, mistake) -> None:
    result = judged(exercise, mistake.function)

    assert result.rung == mistake.fails, render.text(result)
    assert mistake.id in [hint.id for hint in result.hints], render.text(result)


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_an_exercise_names_three_mistakes_and_two_other_right_answers_pass(exercise) -> None:
    others = right_answers(exercise.notebook)[exercise.name]

    assert len(exercise.mistakes) >= 3
    assert len(others) >= 2
    for function in others:
        result = judged(exercise, function)
        assert result.status == "passed", f"{function.__name__}: {render.text(result)}"
