"""Every exercise is proven: no blind test, each named mistake is caught and named, right answers of any style pass."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import numpy as np
import pytest

from autograder.audit.matrix import whole_spec
from autograder.checks import render
from autograder.checks.ladder import run_checks
from autograder.checks.observe import Observation, calling
from autograder.checks.problems import problems
from autograder.checks.spec import FOUNDATION, Rung
from autograder.course.plan import read_plan
from autograder.course.roles import Role
from autograder.exercises.exercise import Call
from autograder.exercises.specs import cases_of, make_spec
from tests.exercises.right import right_answers
from tests.week import NOTEBOOKS, SOURCE, exercises, reference

HERE = Path(__file__).parent
ALL = [e for notebook in NOTEBOOKS for e in exercises(notebook)]
MISTAKES = [(e, m) for e in ALL for m in e.mistakes]


def judged(exercise, function, seed=7):
    return run_checks(whole_spec(exercise, seed), calling(function))


def perhaps_slow(exercise):
    """An exercise of the last notebook descends a gradient, once for each form of each mistake."""
    return pytest.param(exercise, marks=pytest.mark.slow) if exercise.notebook == NOTEBOOKS[-1] else exercise


RIGHT = [(e, i) for e in ALL for i in range(len(right_answers(e.notebook)[e.name]))]


def name(value):
    return f"{value.notebook[0]}-{value.name}" if hasattr(value, "notebook") else getattr(value, "id", str(value))


@pytest.mark.parametrize("notebook", read_plan(SOURCE).notebooks, ids=lambda notebook: notebook.name)
def test_each_check_cell_gives_the_points_of_its_exercise(notebook) -> None:
    cells = {cell.id: cell.points for cell in notebook.cells if cell.role is Role.CHECK}

    assert cells == {e.name: e.points for e in exercises(notebook.name)}


def test_the_assignment_is_worth_a_hundred_points() -> None:
    assert sum(e.points for e in ALL) == 100


@pytest.mark.parametrize("exercise", [e for e in ALL if e.ways], ids=name)
def test_other_ways_to_the_answer_are_right(exercise) -> None:
    for way in exercise.ways:
        assert judged(exercise, way).rung in (None, Rung.STABLE)


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_the_solution_earns_every_point_whatever_the_seed(exercise) -> None:
    for seed in range(3):
        result = judged(exercise, reference(exercise.notebook)[exercise.name], seed)

        assert (result.status, result.points) == ("passed", exercise.points), render.text(result)


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_hidden_probes_are_fresh_and_always_as_many(exercise) -> None:
    groups = [exercise.hidden(np.random.default_rng(seed)) for seed in range(3)]

    assert {len(group) for group in groups} == {make_spec(exercise).hidden_count}
    assert repr(groups[0]) != repr(groups[1])


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_an_exercise_names_at_least_four_mistakes_and_has_four_right_answers(exercise) -> None:
    assert len(exercise.mistakes) >= 4
    assert len(right_answers(exercise.notebook)[exercise.name]) >= 4


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES, ids=name)
def test_a_named_mistake_fails_where_it_should_is_named_and_keeps_its_share(exercise, mistake) -> None:
    """The share is what the mistake keeps or what is right, and never all. One verdict is looked at: it takes time."""
    result = judged(exercise, mistake.function)
    advice = mistake.fails in ("unchanged", "vectorized", "stable") and exercise.rungs.get(mistake.fails, 0) == 0

    assert result.rung == (None if advice else mistake.fails), render.text(result)
    assert result.points == exercise.points if advice else result.points < exercise.points
    assert mistake.id in [hint.id for hint in result.hints], render.text(result)

    parts = [points for points in exercise.parts.values() if points]
    least = min(*parts, sum(parts))  # what one wrong part costs
    if mistake.fails in FOUNDATION:
        most = max(mistake.keeps * sum(parts), (sum(parts) - least) / sum(parts) * exercise.points)
        assert result.points <= most + 0.01, render.text(result)
        assert result.points >= round(mistake.keeps * sum(parts), 2) - 0.01, render.text(result)
    assert (result.points < exercise.points) == exercise.costs(mistake), render.text(result)


@pytest.mark.parametrize("exercise", [perhaps_slow(e) for e in ALL if e.variants], ids=name)
def test_each_form_of_a_mistake_loses_points_and_has_its_name_and_no_other(exercise) -> None:
    for form in exercise.variants:
        result = judged(exercise, form.function)

        assert result.rung in ("kind", "shape", "value", "unchanged", "stable"), (form.id, render.text(result))
        assert [hint.id for hint in result.hints] == [form.id], render.text(result)


@pytest.mark.parametrize("exercise", ALL, ids=name)
def test_no_two_mistakes_answer_alike_on_every_visible_probe(exercise) -> None:
    """A mistake is told from every other, unless the two are the same by algebra and say so."""
    spec = make_spec(exercise)
    judged_by_value = [m for m in exercise.mistakes if m.fails in ("kind", "shape", "value")]
    for one in judged_by_value:
        for other in judged_by_value:
            if one is other or other.id in one.same_as or one.id in other.same_as:
                continue
            told_apart = any(_differ(spec, test, one.id, other.id) for test in spec.visible)

            assert told_apart, f"{one.id} and {other.id} answer alike"


def _differ(spec, test, one, other):
    """Whether two mistakes answer one test differently."""
    wrong, seen = test.mistaken[one], test.mistaken[other]
    if wrong.raised and seen.raised:
        return (wrong.raised.type_name, wrong.raised.message) != (seen.raised.type_name, seen.raised.message)
    as_expected = dataclasses.replace(test, expected=wrong)
    return bool(problems(spec, as_expected, Observation(value=seen.value, raised=seen.raised)))


@pytest.mark.parametrize(("exercise", "number"), RIGHT, ids=name)
def test_a_right_answer_in_another_style_earns_every_point(exercise, number) -> None:
    function = right_answers(exercise.notebook)[exercise.name][number]
    for seed in range(3):
        result = judged(exercise, function, seed)

        assert (result.status, result.points) == ("passed", exercise.points), render.text(result)


@pytest.mark.parametrize(("exercise", "number"), RIGHT, ids=name)
def test_a_right_answer_passes_on_float32_and_on_fortran_order(exercise, number) -> None:
    function = right_answers(exercise.notebook)[exercise.name][number]
    for change in (lambda a: a.astype(np.float32), np.asfortranarray):
        changed = [Call(tuple(_changed(a, change) for a in c.arguments), c.keywords) for c in exercise.visible]
        spec = make_spec(exercise)
        kept: dict[Rung, float] = {Rung.UNCHANGED: 0.0}
        altered = dataclasses.replace(spec, visible=cases_of(exercise, changed), rungs=kept)
        result = run_checks(altered, calling(function))

        assert result.status == "passed", render.text(result)


def _changed(argument, change):
    if isinstance(argument, np.ndarray) and argument.dtype == np.float64 and argument.ndim:
        return change(argument)
    return argument


@pytest.mark.parametrize("notebook", [*NOTEBOOKS[:-1], pytest.param(NOTEBOOKS[-1], marks=pytest.mark.slow)])
def test_the_messages_are_those_that_were_read_and_approved(notebook) -> None:
    """Golden file: every mistake's whole message. Rewrite with GOLDEN=write, then read the difference."""
    found = []
    for exercise in exercises(notebook):
        for mistake in exercise.mistakes:
            result = run_checks(make_spec(exercise), calling(mistake.function))
            # numbers of our own lines, and numpy's words, which change from one version to the next
            raised = result.raised and dataclasses.replace(result.raised, message="…")
            result = dataclasses.replace(result, line=None, raised=raised)
            found.append(f"## {exercise.name}: {mistake.id}\n{render.text(result)}\n")
    golden = HERE / "golden" / f"{notebook}.txt"
    text = "\n".join(found)
    if os.environ.get("GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == text
