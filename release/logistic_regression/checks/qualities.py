"""What a right answer is tried for, each on its own: unchanged arguments, no loop over the examples, the extremes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .compare import changed, tried
from .diagnose import by_answers, by_change, by_rung
from .observe import Caller, CallLostError, Observation
from .points import Earned, holds, observed
from .problems import problems
from .spec import QUALITIES, CheckSpec, Hint, Rung, TestCase

#: numpy's words for a number that left the range of floats
_OVERFLOWS = ("overflow", "invalid value", "divide by zero")
Pairs = Sequence[tuple[TestCase, Observation]]
#: looks for a loop in another way, since the count of steps may be forged; what it says is empty if it finds none
LoopEvidence = Callable[[Caller, Earned], str]


@dataclass(frozen=True)
class Lack:
    """A quality that a function lacks."""

    rung: Rung
    words: str
    hints: tuple[Hint, ...] = ()
    lost: str = ""  # timeout or killed, where its call did not come back


def lacking(spec: CheckSpec, call: Caller, got: Earned, seen: Pairs, loop_evidence: LoopEvidence) -> list[Lack]:
    """The qualities asked for that the right parts lack, in the ladder's order."""
    tries: dict[Rung, Callable[[], Iterator[Lack]]] = {
        Rung.UNCHANGED: lambda: _touched(spec, seen),
        Rung.VECTORIZED: lambda: _looped(spec, call, got, loop_evidence),
        Rung.STABLE: lambda: _unstable(spec, call, got),
    }
    found: list[Lack] = []
    for rung in QUALITIES:
        if rung in spec.rungs and (spec.scaling or rung != Rung.VECTORIZED):
            try:
                found += [*tries[rung]()][:1]
            except CallLostError as lost:
                found.append(Lack(rung, "", lost=lost.status))
    return found


def _touched(spec: CheckSpec, seen: Pairs) -> Iterator[Lack]:
    for test, one in seen:
        if name := changed(spec.parameters, test.arguments, one.arguments):
            yield Lack(Rung.UNCHANGED, f"Your function changed its argument {name}.", by_change(spec, name))


def _looped(spec: CheckSpec, call: Caller, got: Earned, loop_evidence: LoopEvidence) -> Iterator[Lack]:
    seen = observed(spec, call, spec.scaling, steps=True)
    few, many = (one.steps for one in seen)
    if many - few >= _examples(spec.scaling):
        words = f"Python took {few} steps for few examples and {many} for many: a loop runs over them."
        yield Lack(Rung.VECTORIZED, words, by_rung(spec, Rung.VECTORIZED))
    elif not holds(spec, got, list(zip(spec.scaling, seen, strict=True))):
        yield Lack(Rung.VECTORIZED, "With more examples it does not give the right answer.")
    elif words := loop_evidence(call, got):
        yield Lack(Rung.VECTORIZED, words)


def _examples(scaling: Sequence[TestCase]) -> int:
    """How many extra steps count as a loop over the examples: three quarters of the number of extra examples."""
    arrays = [[a for a in t.arguments if isinstance(a, np.ndarray) and a.ndim] for t in scaling]
    few, many = (max((max(a.shape) for a in group), default=0) for group in arrays)
    return max(1, (many - few) * 3 // 4)


def _unstable(spec: CheckSpec, call: Caller, got: Earned) -> Iterator[Lack]:
    """One lack for each group of extremes that is not met. Of fresh ones the words tell no number."""
    for tests, told in ((spec.stable, True), (spec.hidden_stable, False)):
        seen = observed(spec, call, tests)
        for test, one in zip(tests, seen, strict=True):
            overflowed = any(word in one.warned for word in _OVERFLOWS)
            if overflowed or not holds(spec, got, [(test, one)]):
                words = _at_extreme(spec, test, one) if told else "It does not hold at extremes with new numbers."
                yield Lack(Rung.STABLE, words, by_answers(spec, Rung.STABLE, tests, seen))
                break


def _at_extreme(spec: CheckSpec, test: TestCase, seen: Observation) -> str:
    wrong = problems(spec, test, seen)
    if wrong:
        return f"With {tried(spec, test)}: {wrong[0].part} {wrong[0].words}."
    return f"With {tried(spec, test)} numpy warned: {seen.warned}."
