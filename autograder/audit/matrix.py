"""The matrix of named mistakes and rungs: where each mistake fails, what that costs, and whether it is named."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.checks.result import Result
from autograder.checks.spec import FOUNDATION, QUALITIES, RUNGS, CheckSpec, Rung
from autograder.exercises.exercise import Exercise, Mistake
from autograder.exercises.specs import make_spec


class RungState(StrEnum):
    """The outcome of a rung."""

    HELD = "held"
    FAILED = "failed"
    NOT_TRIED = "not tried"


@dataclass(frozen=True)
class Row:
    """One named mistake, judged like a student's answer."""

    notebook: str
    exercise: str
    mistake: str
    declared: Rung  # the rung that it must not pass
    rung: Rung | None  # the first one that it did not pass
    rungs: Mapping[Rung, RungState]  # each rung of the exercise
    lost: float
    points: float
    named: tuple[str, ...]  # the mistakes that the student is told of
    problems: tuple[str, ...] = ()

    @property
    def named_right(self) -> bool:
        return self.mistake in self.named


@functools.cache
def whole_spec(exercise: Exercise, seed: int) -> CheckSpec:
    """The exercise's spec with the hidden tests of a seed."""
    return make_spec(exercise, np.random.default_rng(seed))


def rung_states(exercise: Exercise, result: Result) -> dict[Rung, RungState]:
    """The state of each rung of the exercise after a check with this result."""
    failed = next((rung for rung in FOUNDATION if rung not in result.passed_rungs), None)
    shown = (*FOUNDATION[1:], *(rung for rung in QUALITIES if rung in exercise.rungs))

    def state(rung: Rung) -> RungState:
        if rung in result.passed_rungs:
            return RungState.HELD
        return RungState.FAILED if failed in (None, rung) else RungState.NOT_TRIED

    return {rung: state(rung) for rung in RUNGS if rung in shown or rung == failed}


def row(exercise: Exercise, mistake: Mistake, seeds: Sequence[int]) -> Row:
    """Judge a mistake. The row shows the first seed; its problems are those of every seed."""
    results = [run_checks(whole_spec(exercise, seed), calling(mistake.function)) for seed in seeds]
    problems = [words for result in results for words in _problems(exercise, mistake, result)]
    first = results[0]
    return Row(
        exercise.notebook,
        exercise.name,
        mistake.id,
        Rung(mistake.fails),
        _first_failed(exercise, first),
        rung_states(exercise, first),
        exercise.points - first.points,
        exercise.points,
        tuple(hint.id for hint in first.hints),
        tuple(dict.fromkeys(problems)),
    )


def _first_failed(exercise: Exercise, result: Result) -> Rung | None:
    """The rung that the message is about: the first failed one with points, or else the first that is advice."""
    states = rung_states(exercise, result)
    return result.rung or next((rung for rung, state in states.items() if state == RungState.FAILED), None)


def _problems(exercise: Exercise, mistake: Mistake, result: Result) -> list[str]:
    found = []
    rung, lost = _first_failed(exercise, result), exercise.points - result.points
    if rung != mistake.fails:
        found.append(
            f"it must fail at {mistake.fails!r}. It {f'fails at {str(rung)!r}' if rung else 'passes every rung'}."
        )
    must_lose = _at_stake(exercise, mistake)
    if lost < must_lose:
        found.append(f"it must lose at least {must_lose:g} of {exercise.points:g} points. It loses {lost:g}.")
    if mistake.id not in (hint.id for hint in result.hints):
        told = ", ".join(hint.id for hint in result.hints) or "nothing"
        found.append(f"its own name must be told to the student. Told: {told}.")
    return found


def _at_stake(exercise: Exercise, mistake: Mistake) -> float:
    """What a mistake must cost at least: the points of its rung; those of a part, or what it does not keep of all."""
    if mistake.fails in QUALITIES:
        return exercise.rungs.get(mistake.fails, 0)
    parts = [points for points in exercise.parts.values() if points]
    return min(*parts, (1 - mistake.keeps) * sum(parts))
