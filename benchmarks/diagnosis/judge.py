"""Runs a check on one version in one style, and holds what it says against what is known."""

from __future__ import annotations

import ast
import functools
import linecache
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from autograder.audit.matrix import whole_spec
from autograder.checks.ladder import run_checks
from autograder.checks.observe import calling
from autograder.checks.result import Result, Status
from autograder.checks.spec import Rung
from autograder.exercises.exercise import Exercise
from benchmarks.diagnosis.kinds import names_the_cause
from benchmarks.diagnosis.marks import written
from benchmarks.diagnosis.styles import restyled
from benchmarks.diagnosis.truth import Truth, behaviour, truth
from benchmarks.diagnosis.versions import Group, Version, solution

SEED = 7  # of the tests with new numbers that the checks use
SECONDS = 5.0  # of processor time for one check; a mutant may loop for ever


class TooSlowError(KeyboardInterrupt):
    """The check did not come to an end. An interrupt, because `observe` catches everything else."""


@dataclass(frozen=True)
class Judged:
    """What a check said of one version in one style, and how true it was."""

    exercise: str
    notebook: str
    group: Group
    name: str
    style: str
    verdict: bool  # whether it was found wrong
    named: bool  # whether the cause was named; of a pair, both
    claims: tuple[tuple[str, Truth], ...]  # each cause that was told
    line: bool | None  # whether the line shown is a changed one; None if none is shown or nothing can be told
    shown: bool  # whether a line is shown where it can be told


def judged(version: Version, style: str) -> Judged | None:
    """Judge a version in a style; None if the style changes nothing, or the version is right after all in it."""
    source, lines = written(restyled(version.tree, style))
    if style != "as it is" and (source == written(version.tree)[0] or not keeps(version.exercise, style)):
        return None
    function = defined(source, version)
    try:
        with _limit():
            result = run_checks(whole_spec(version.exercise, SEED), calling(function), source)
            seen = behaviour(version.exercise, function)
    except TooSlowError:
        return None
    told = bool(result.status != Status.PASSED or result.notes)
    if not told and seen.right:
        return None
    measured = _measurable(source, lines, version)
    line = result.line[0] in lines if measured and result.line else None
    claims = tuple((hint.id, truth(version, source, seen, hint, result.hints, line, lines)) for hint in result.hints)
    return Judged(
        exercise=version.exercise.name,
        notebook=version.exercise.notebook,
        group=version.group,
        name=version.name,
        style=style,
        verdict=told,
        named=names_the_cause(version, claims),
        claims=claims,
        line=line,
        shown=bool(measured and result.line),
    )


def _measurable(source: str, lines: frozenset[int], version: Version) -> bool:
    """Whether a shown line can be right or wrong: some lines of the body were changed, and not all; none was deleted."""
    body = next(n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name == version.exercise.name)
    if any(isinstance(node, ast.Pass) for node in ast.walk(body)):
        return False
    every = {node.lineno for node in ast.walk(body) if isinstance(node, ast.stmt)} - {body.lineno}
    return bool(lines & every) and not every <= lines


@functools.cache
def keeps(exercise: Exercise, style: str) -> bool:
    """Whether the right function stays right in a style; a loop over examples may cost its rung."""
    version = solution(exercise)
    source, _ = written(restyled(version.tree, style))
    result = run_checks(whole_spec(exercise, SEED), calling(defined(source, version)), source)
    return result.status == Status.PASSED or result.rung == Rung.VECTORIZED


def said(version: Version, style: str) -> tuple[str, Result]:
    """The text of a version in a style, and what its check says of it."""
    source, _ = written(restyled(version.tree, style))
    return source, run_checks(whole_spec(version.exercise, SEED), calling(defined(source, version)), source)


def defined(source: str, version: Version) -> Callable[..., Any]:
    """The function that a text defines. What it calls are the solutions of the notebook."""
    file = f"<{version.exercise.name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace = {**version.namespace, "__name__": "student"}
    exec(compile(source, file, "exec"), namespace)
    function: Callable[..., Any] = namespace[version.exercise.name]
    return function


@contextmanager
def _limit() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
