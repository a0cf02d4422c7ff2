"""Makes cards: runs the reference and every named mistake on an exercise's probes and writes the answers down."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from autograder.checks.compare import changed
from autograder.checks.observe import observe
from autograder.checks.spec import Card, Hint, Outcome, Probe
from autograder.exercises.exercise import Call, Exercise, Form
from autograder.exercises.reference import reference

FEW, MANY = 6, 48  # examples in the two calls of the rung "vectorized"


def card(exercise: Exercise, rng: np.random.Generator | None = None) -> Card:
    """The exercise's card; with `rng` it also holds fresh hidden probes, without it none (as in the release)."""
    if rng is None:
        return _card(exercise)
    return dataclasses.replace(_card(exercise), hidden=tuple(_fresh(exercise, one) for one in exercise.hidden(rng)))


def probes(exercise: Exercise, calls: Iterable[Call]) -> tuple[Probe, ...]:
    """The calls with the reference's answer and each mistake's answer beside them."""
    return tuple(_probe(exercise, one) for one in calls)


def parameters(exercise: Exercise) -> tuple[str, ...]:
    """The names of the reference's parameters."""
    return tuple(inspect.signature(reference(exercise.notebook)[exercise.name]).parameters)


class Mistaken(Mapping[str, Outcome]):
    """What each named mistake answers to one call, worked out when somebody asks: most submissions never do."""

    def __init__(self, exercise: Exercise, one: Call) -> None:
        self._functions = {m.id: m.function for m in exercise.mistakes} | {
            key: form.function for key, form in _forms(exercise)
        }
        self._parameters = parameters(exercise)
        self._call, self._order = one, exercise.order
        self._known: dict[str, Outcome] = {}

    def __getitem__(self, id: str) -> Outcome:
        if id not in self._known:
            one, inside = self._call, bool(self._order)
            seen = observe(self._functions[id], one.arguments, dict(one.keywords), inside=inside)
            touched = changed(self._parameters, one.arguments, seen.arguments)
            steps = {name: value for name, value in seen.inside.items() if name in self._order}
            self._known[id] = Outcome(seen.value, seen.raised, touched, steps)
        return self._known[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._functions)

    def __len__(self) -> int:
        return len(self._functions)


def _forms(exercise: Exercise) -> list[tuple[str, Form]]:
    """Every further form of a mistake, with the key under which its answers are kept."""
    return [(f"{form.id} {number}", form) for number, form in enumerate(exercise.forms, 2)]


@functools.cache
def _card(exercise: Exercise) -> Card:
    growing = [exercise.growing(m) for m in (FEW, MANY)] if exercise.growing else []
    hints = {m.id: Hint(m.id, m.why, m.look, m.lesson, m.heading, m.fails) for m in exercise.mistakes}
    hints |= {key: dataclasses.replace(hints[form.id], form=key) for key, form in _forms(exercise)}
    return Card(
        name=exercise.name,
        notebook=exercise.notebook,
        rungs=exercise.rungs,
        returns=exercise.returns,
        parameters=parameters(exercise),
        visible=probes(exercise, exercise.visible),
        hidden_count=len(exercise.hidden(np.random.default_rng(0))),
        stable=probes(exercise, exercise.stable),
        growing=probes(exercise, growing),
        hints=hints,
        order=exercise.order,
        uses=exercise.uses,
        strict=exercise.strict,
        floats=exercise.floats,
        rtol=exercise.rtol,
        passed=exercise.passed,
    )


def _probe(exercise: Exercise, one: Call) -> Probe:
    seen = observe(reference(exercise.notebook)[exercise.name], one.arguments, dict(one.keywords), inside=True)
    inside = {name: value for name, value in seen.inside.items() if name in exercise.order}
    expected = Outcome(seen.value, seen.raised)
    return Probe(one.arguments, one.keywords, expected, Mistaken(exercise, one), inside)


def _fresh(exercise: Exercise, one: Call) -> Probe:
    seen = observe(reference(exercise.notebook)[exercise.name], one.arguments, dict(one.keywords))
    return Probe(one.arguments, one.keywords, Outcome(seen.value, seen.raised), Mistaken(exercise, one))
