"""Looks for a loop over the examples from outside: compares the child's CPU time on many examples with our own.

Steps are counted in the student's process, where code can forge them; the kernel's count of CPU time cannot be forged.
The bound is generous, because a right answer in any style must pass. So a loop that takes less than about 0.3 µs an
example (a bare sum over Python floats) is not found if its steps are hidden too.
"""

from __future__ import annotations

import functools
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks import plain
from autograder.checks.compare import differences, tolerance
from autograder.checks.observe import CallLostError, Observation, observe
from autograder.checks.spec import CheckSpec, Rung
from autograder.exercises.exercise import Exercise
from autograder.judge.session import Session

MANY = 50_000  # examples: a table of all by all would need 20 GB, so its MemoryError shows it
TIMES_OURS, BESIDES = 4.0, 0.008  # of the reference's CPU seconds, and seconds
TRIES = 3  # the least of them counts, so that a busy machine is no reason to fail


@dataclass(frozen=True)
class CpuBudget:
    """A call on many examples, the reference's answer, and the CPU seconds that it takes us, transport included."""

    arguments: tuple[Any, ...]
    answer: Any
    seconds: float


def hidden_loop(exercise: Exercise, spec: CheckSpec, session: Session, name: str) -> str:
    """A sentence on a loop that the count of steps did not show; empty if none is found or it cannot be measured.

    Raises CallLostError when the time is used up: no vectorized answer takes so long.
    """
    if spec.rungs.get(Rung.VECTORIZED, 0) <= 0:
        return ""
    effort = _effort(exercise)
    bound = TIMES_OURS * effort.seconds + BESIDES
    least = float("inf")
    for _ in range(TRIES):
        try:
            before = session.cpu_seconds
            seen = session.call(name, effort.arguments, {})
            least = min(least, session.cpu_seconds - before)
        except CallLostError as lost:
            if lost.status == "timeout":
                raise
            return ""  # out of memory: a table of all by all
        if seen.raised is not None and seen.raised.type_name.endswith("MemoryError"):
            return ""
        if seen.raised or differences(spec, effort.answer, seen.value, tolerance(effort.arguments, spec.rtol)):
            return f"With {MANY:,} examples it does not give the answer that it gives with few."
        if least <= bound:
            return ""
    return f"{MANY:,} examples took {1e3 * least:.0f} ms where {1e3 * bound:.0f} are plenty: a loop runs over them."


@functools.cache
def _effort(exercise: Exercise) -> CpuBudget:
    call = exercise.scaling(MANY, np.random.default_rng(0)) if exercise.scaling else None
    if call is None:
        raise ValueError(f"{exercise.name} must say how its call grows to have the rung vectorized. It does not.")
    runs = [_ours(exercise, call.arguments) for _ in range(TRIES + 1)]
    return CpuBudget(call.arguments, runs[0][0].value, max(seconds for _, seconds in runs[1:]))  # the first warms up


def _ours(exercise: Exercise, arguments: tuple[Any, ...]) -> tuple[Observation, float]:
    """The reference's observation and the CPU seconds for what the child does: unpack, call on copies, pack."""
    frame = plain.encode(list(arguments))
    start = time.thread_time()
    seen = observe(exercise.solution, tuple(plain.decode(frame)))
    plain.encode([seen.value, seen.arguments])
    return seen, time.thread_time() - start
