"""Looks for a loop over the examples from outside: compares the child's CPU time on many examples with our own.

Steps are counted in the student's process, where code can forge them; the kernel's count of CPU time cannot be forged.
The bound is generous, because a right answer in any style must pass. So a loop that takes less than about 0.1 µs an
example (a bare sum over Python floats) is not found if its steps are hidden too.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks import plain
from autograder.checks.observe import Caller, CallLostError, observe
from autograder.checks.points import Earned, closer, holds
from autograder.checks.spec import CheckSpec, Outcome, Rung, TestCase
from autograder.exercises.exercise import Call, Exercise
from autograder.exercises.specs import FEW, answer

MANY = 50_000  # examples: a table of all by all would need 20 GB, so its MemoryError shows it
TIMES_OURS, TIMES_A_LOOP = 4.0, 9.0  # of the reference's CPU seconds, and of an empty loop's over as many examples
TRIES = 3  # the least of them counts, so that a busy machine is no reason to fail


def hidden_loop(
    exercise: Exercise,
    spec: CheckSpec,
    call: Caller,
    cpu_seconds: Callable[[], float],
    got: Earned,
    rng: np.random.Generator,
    pool: np.random.Generator | None = None,
) -> str:
    """A sentence on a loop that the count of steps did not show; empty if none is found or it cannot be measured.

    cpu_seconds : what the process in which `call` ends has taken so far
    got         : the parts of the answer that are right with few examples
    rng         : each call gets other numbers, so that no answer can be remembered
    pool        : makes the numbers of which all students' first calls take parts (see `_part`); None where this child
                  may remember some

    A table of all by all is no loop, and raises MemoryError.

    Raises CallLostError when the time is used up: no vectorized answer takes so long.
    """
    if spec.rungs.get(Rung.VECTORIZED, 0) <= 0:
        return ""
    bound = TIMES_OURS * _our_seconds(exercise) + TIMES_A_LOOP * _loop_seconds()
    least = float("inf")
    for turn in range(TRIES):
        test = (_part(exercise, rng, pool) if pool and turn == 0 else None) or _fresh(exercise, rng)
        try:
            before = cpu_seconds()
            seen = call(test.arguments, test.keywords)
            least = min(least, cpu_seconds() - before)
        except CallLostError as lost:
            if lost.status == "timeout":
                raise
            return f"With {MANY:,} examples it ends its process."
        if seen.raised is not None and seen.raised.type_name.endswith("MemoryError"):
            return ""
        if not holds(spec, got, [(test, closer(spec, call, test, seen))]):
            return f"With {MANY:,} examples it does not give the answer that it gives with few."
        if least <= bound:
            return ""
    return f"{MANY:,} examples took {1e3 * least:.0f} ms where {1e3 * bound:.0f} are plenty: a loop runs over them."


def _fresh(exercise: Exercise, rng: np.random.Generator) -> TestCase:
    """A call on MANY examples whose numbers are all new, with the answer."""
    one = _call(exercise, MANY, rng)
    return TestCase(one.arguments, one.keywords, Outcome(plain.simplify(answer(exercise, one).value)))


def _part(exercise: Exercise, rng: np.random.Generator, pool: np.random.Generator) -> TestCase | None:
    """A call on MANY neighbours of the examples that all students share, with other arguments that are new.

    To make so many random numbers takes longer than to answer. None where arguments grow in another way than by one
    axis of an array, or where the solution raises.
    """
    size = MANY + MANY // 4
    start, few = int(rng.integers(size - MANY + 1)), _call(exercise, FEW, rng)
    shared = _shared(exercise, int(pool.integers(1 << 62)), size)
    if few.keywords or len(few.arguments) != len(shared.arguments):
        return None
    arguments = [_cut(*both, size, start) for both in zip(few.arguments, shared.arguments, strict=True)]
    if any(argument is None for argument in arguments):
        return None
    seen = answer(exercise, Call(tuple(arguments)))
    return TestCase(tuple(arguments), {}, Outcome(plain.simplify(seen.value))) if seen.raised is None else None


def _cut(own: Any, common: Any, size: int, start: int) -> Any:
    """An argument of FEW examples, or MANY of those that all share where it grows with them; None where neither fits"""
    if isinstance(own, float):
        return own
    if not (isinstance(own, np.ndarray) and isinstance(common, np.ndarray)):
        return None  # it may say how many examples there are
    grows = [sizes == (FEW, size) for sizes in zip(own.shape, common.shape, strict=False)]
    if own.ndim != common.ndim or sum(grows) > 1 or own.shape != tuple(np.where(grows, FEW, common.shape)):
        return None
    return common[tuple(slice(start, start + MANY) if grow else slice(None) for grow in grows)] if any(grows) else own


@functools.lru_cache(maxsize=16)
def _shared(exercise: Exercise, seed: int, size: int) -> Call:
    one = _call(exercise, size, np.random.default_rng(seed))
    for argument in one.arguments:
        if isinstance(argument, np.ndarray):
            argument.setflags(write=False)
    return one


def _call(exercise: Exercise, size: int, rng: np.random.Generator) -> Call:
    if exercise.scaling is None:
        raise ValueError(f"{exercise.name} must say how its call grows to have the rung vectorized. It does not.")
    return exercise.scaling(size, rng)


@functools.cache
def _our_seconds(exercise: Exercise) -> float:
    """The reference's CPU seconds for what the child does: unpack, call on copies, pack."""
    frame = plain.encode(list(_call(exercise, MANY, np.random.default_rng(0)).arguments))

    def answered() -> None:
        seen = observe(exercise.solution, tuple(plain.decode(frame)))
        plain.encode([seen.value, seen.arguments])

    return _least(answered)


@functools.cache
def _loop_seconds() -> float:
    """The CPU seconds of the shortest loop over the examples: what is plenty depends on the machine."""

    def looped() -> None:
        for _ in range(MANY):
            pass

    return _least(looped)


def _least(do: Callable[[], None]) -> float:
    """The CPU seconds of the quickest of several runs."""
    taken = []
    for _ in range(2 * TRIES):
        start = time.thread_time()
        do()
        taken.append(time.thread_time() - start)
    return min(taken)
