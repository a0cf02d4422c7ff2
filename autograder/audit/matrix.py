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
from autograder.checks.spec import RUNGS, CheckSpec, Rung
from autograder.exercises.exercise import Exercise, Mistake
from autograder.exercises.specs import make_spec

_CLIMBED = RUNGS[: RUNGS.index(Rung.UNCHANGED)]  # one needs the other; the rest are tried each for itself


class RungState(StrEnum):
    """What became of a rung."""

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


def climbed(exercise: Exercise, result: Result) -> dict[Rung, RungState]:
    """The state of each rung of the exercise after a check with this result."""
    fell = next((rung for rung in _CLIMBED if rung not in result.passed_rungs), None)

    def state(rung: Rung) -> RungState:
        if rung in result.passed_rungs:
            return RungState.HELD
        return RungState.FAILED if fell in (None, rung) else RungState.NOT_TRIED

    return {rung: state(rung) for rung in RUNGS if rung in exercise.rungs or rung == fell}


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
        climbed(exercise, first),
        exercise.points - first.points,
        exercise.points,
        tuple(hint.id for hint in first.hints),
        tuple(dict.fromkeys(problems)),
    )


def _first_failed(exercise: Exercise, result: Result) -> Rung | None:
    """The rung that the message is about: the first failed one with points, or else the first that is advice."""
    states = climbed(exercise, result)
    return result.rung or next((rung for rung, state in states.items() if state == RungState.FAILED), None)


def _problems(exercise: Exercise, mistake: Mistake, result: Result) -> list[str]:
    found = []
    rung, lost = _first_failed(exercise, result), exercise.points - result.points
    if rung != mistake.fails:
        found.append(
            f"it must fail at {mistake.fails!r}. It {f'fails at {str(rung)!r}' if rung else 'passes every rung'}."
        )
    must_lose = _at_stake(exercise, Rung(mistake.fails))
    if lost < must_lose:
        found.append(f"it must lose at least {must_lose:g} of {exercise.points:g} points. It loses {lost:g}.")
    if mistake.id not in (hint.id for hint in result.hints):
        told = ", ".join(hint.id for hint in result.hints) or "nothing"
        found.append(f"its own name must be told to the student. Told: {told}.")
    return found


def _at_stake(exercise: Exercise, rung: Rung) -> float:
    """What failing a rung costs: its points, and those of the rungs that need it."""
    need = RUNGS[RUNGS.index(rung) :] if rung in _CLIMBED else (rung,)
    return sum(points for other, points in exercise.rungs.items() if other in need)
