"""Looks for the single change that makes a wrong function right, by trying it: what is told then was an experiment.

Only the kind of slip and its line are told. Functions with changes run where the student's own runs, in the kernel or
in the sandbox, and their number is bounded, so that the same function is told the same each time.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from .compare import base, differences
from .diagnose import exactly, gives, problems
from .edits import CAUSES, Edit, edits
from .observe import Caller, Observation
from .repair_words import hint
from .spec import CheckSpec, Hint, Rung, TestCase

MOST_CALLS = 250  # of functions with a change, in one search
MOST_STEPS = 60_000  # Python events in them
MOST_SECONDS = 1.0  # a guard: what a function with a change calls may be slow without a step of its own
MOST_FIRST = 3  # changes after which a second one is looked for

_LEAVES_OUT = ("term", "call", "missing")

Tried = tuple[Edit, Observation]


def repaired(
    spec: CheckSpec, call: Caller, source: str, visible: Sequence[Observation], line: int
) -> tuple[tuple[Hint, ...], int]:
    """The hints on one slip, or on two, and the line of the first; no hints where no change mends the function.

    line : that of the first wrong value, 0 where it is not known: a change there counts more than others
    """
    trials = _Trials(spec, call, visible)
    wide = all(one.rung == Rung.VALUE for one in problems(spec, *trials.tests[0]))
    right, others = trials.run(edits(spec, source, line, wide), line)
    if right:
        return _of_one(spec, right)
    if any(seen.raised for _, seen in trials.tests):
        return (), 0  # what is behind the exception was not seen
    return _with_a_named_one(spec, trials, others) or _of_two(spec, call, visible, trials, others) or ((), 0)


class _Trials:
    """Calls of a function with changes, as long as the bounds allow."""

    def __init__(self, spec: CheckSpec, call: Caller, visible: Sequence[Observation]) -> None:
        self.spec, self.call = spec, call
        pairs = list(zip(spec.visible, visible, strict=True))
        self.tests = sorted(pairs, key=lambda one: not problems(spec, *one))  # the wrong ones first
        self.calls, self.steps = MOST_CALLS, MOST_STEPS
        self.until = time.perf_counter() + MOST_SECONDS

    def run(self, tried: Iterable[Edit], line: int) -> tuple[list[Edit], list[Tried]]:
        """The changes that make every test right, up to the first in `line`; and those that change the answer."""
        right: list[Edit] = []
        others: list[Tried] = []
        (test, before), *_ = self.tests
        for edit in tried:
            if self.calls <= 0 or self.steps <= 0 or time.perf_counter() > self.until:
                break
            seen = self._one(test, edit.source)
            if problems(self.spec, test, seen):
                if not seen.raised and not _alike(self.spec, before, seen):
                    others.append((edit, seen))
            elif not any(problems(self.spec, one, self._one(one, edit.source)) for one, _ in self.tests[1:]):
                right.append(edit)
                if edit.line == line:
                    return [edit], []
        return right, others

    def all(self, tried: Tried) -> list[tuple[TestCase, Observation]]:
        """Every test with a change, of which the first one was seen."""
        edit, seen = tried
        first, *rest = (test for test, _ in self.tests)
        return [(first, seen), *((test, self._one(test, edit.source)) for test in rest)]

    def wrong(self, seen: Observation) -> set[str]:
        """The parts of the answer to the first test that are wrong."""
        return {base(one) for one in problems(self.spec, self.tests[0][0], seen)}

    def _one(self, test: TestCase, source: str) -> Observation:
        seen = self.call(test.arguments, test.keywords, steps=True, instead=source)
        self.calls -= 1
        self.steps -= seen.steps
        return seen


def _alike(spec: CheckSpec, one: Observation, other: Observation) -> bool:
    return not one.raised and not differences(spec, one.value, other.value)


def _of_one(spec: CheckSpec, right: Sequence[Edit]) -> tuple[tuple[Hint, ...], int]:
    lines, kinds = {edit.line for edit in right}, {CAUSES[edit.kind] for edit in right}
    if len(lines) > 1 and len(kinds) > 1:
        return (), 0  # several stories fit
    line = lines.pop() if len(lines) == 1 else 0
    return (hint(CAUSES[right[0].kind], spec.causes, line),), line


def _with_a_named_one(spec: CheckSpec, trials: _Trials, others: Sequence[Tried]) -> tuple[tuple[Hint, ...], int] | None:
    """A slip, and the named mistake that is all that is left when it is mended."""
    test, before = trials.tests[0][0], trials.wrong(trials.tests[0][1])
    for edit, seen in others:
        if edit.kind in _LEAVES_OUT:
            continue  # what is wrong would be gone, and the mistake be that it is
        if trials.wrong(seen) <= before and any(gives(spec, test, outcome, seen) for outcome in test.mistaken.values()):
            left = next(exactly(spec, trials.all((edit, seen))), None)
            if left is not None:
                return (hint(CAUSES[edit.kind], spec.causes, edit.line, alone=False), left), edit.line
    return None


def _of_two(
    spec: CheckSpec, call: Caller, visible: Sequence[Observation], trials: _Trials, others: Sequence[Tried]
) -> tuple[tuple[Hint, ...], int] | None:
    """Two slips, the first of which spoils a part of the answer that the second one does not."""
    before, more = trials.wrong(trials.tests[0][1]), _Trials(spec, call, visible)
    fewer = [one for one in others if trials.wrong(one[1]) < before]
    for edit, _ in fewer[:MOST_FIRST]:
        right, _ = more.run(edits(spec, edit.source), 0)
        hints, line = _of_one(spec, right) if right else ((), 0)
        if hints and line:
            first, second = sorted((CAUSES[edit.kind], edit.line), (hints[0].id, line), key=lambda one: one[1])
            return tuple(hint(id, spec.causes, at, alone=False) for id, at in (first, second)), first[1]
    return None
