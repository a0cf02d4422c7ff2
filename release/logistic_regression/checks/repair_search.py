"""Looks for the single change that makes a wrong function right, by trying it: what is told then was an experiment.

Only the kind of slip and its line are told. Functions with changes run where the student's own runs, in the kernel or
in the sandbox, and their number is bounded, so that the same function is told the same each time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import place
from .compare import base, differences, parts
from .diagnose import exactly, gives
from .edits import CAUSES, Edit, edits
from .observe import Caller, Observation
from .problems import problems
from .repair_words import hint
from .spec import CheckSpec, Hint, Rung, TestCase

MOST_CALLS = 200  # of functions with a change, in one search
MOST_STEPS = 150_000  # Python events in them
MOST_SECONDS = 0.5  # of our processor time: what a function with a change calls may be slow in no step of its own
MOST_FIRST = 3  # changes after which a second one is looked for

_LEAVES_OUT = ("term", "call", "missing")

Tried = tuple[Edit, Observation]


@dataclass(frozen=True)
class Mended:
    """The hints on one slip, or on two in the order in which to mend them, and the line of the first; 0: not known."""

    hints: tuple[Hint, ...] = ()
    line: int = 0


def mended(spec: CheckSpec, call: Caller, source: str, visible: Sequence[Observation], line: int) -> Mended:
    """What can be told of a wrong function by changing it; no hints where no change mends it.

    line : that of the first wrong value, 0 where it is not known: a change there counts more than others
    """
    trials = _Trials(spec, call, visible)
    right, others = trials.run(source, line, trials.before)
    if right:
        return _of_one(spec, right)
    if any(seen.raised for _, seen in trials.tests):
        return Mended()  # what is behind the exception was not seen
    steps = [one for one in others if _is_a_step(trials, source, line, one)]
    return _with_a_named_one(spec, trials, steps) or _of_two(spec, trials, steps) or Mended()


class _Trials:
    """Calls of a function with changes, as long as the bounds allow."""

    def __init__(self, spec: CheckSpec, call: Caller, visible: Sequence[Observation]) -> None:
        self.spec, self.call = spec, call
        pairs = list(zip(spec.visible, visible, strict=True))
        self.tests = sorted(pairs, key=lambda one: not problems(spec, *one))  # the wrong ones first
        self.renew()

    def renew(self) -> None:
        """Begin to count anew, for a second search."""
        self.calls, self.steps = MOST_CALLS, MOST_STEPS
        self.until = time.process_time() + MOST_SECONDS

    @property
    def before(self) -> Observation:
        """The first wrong test as the function stands."""
        return self.tests[0][1]

    def run(self, source: str, line: int, before: Observation) -> tuple[list[Edit], list[Tried]]:
        """The changes that make every test right, up to the first in `line`; and those that change the answer."""
        right: list[Edit] = []
        others: list[Tried] = []
        test = self.tests[0][0]
        for edit in self._edits(source, line, before):
            if self.calls <= 0 or self.steps <= 0 or time.process_time() > self.until:
                break
            seen = self._one(test, edit.source)
            if problems(self.spec, test, seen):
                if not seen.raised and not _alike(self.spec, before, seen):
                    others.append((edit, seen))
            elif not any(problems(self.spec, one, self._one(one, edit.source)) for one, _ in self.tests[1:]):
                right.append(edit)
                if edit.line == line and not before.raised:  # an exception comes where it is noticed, not made
                    return [edit], []
        return right, others

    def _edits(self, source: str, line: int, before: Observation) -> Iterator[Edit]:
        """The likeliest first: in the line of the first wrong value, or in those that only wrong parts are made by."""
        test, wrong = self.tests[0][0], self.wrong(before)
        labels = set(parts(test.expected.value, self.spec.returns))
        known = wrong if not before.raised and wrong <= labels else set[str]()
        only, also = place.suspects(self.spec, source, known, labels - wrong)
        first = [line] if line else only
        yield from edits(self.spec, source, first)
        if all(one.rung == Rung.VALUE for one in problems(self.spec, test, before)):
            yield from edits(self.spec, source, first, missing=True)
        rest = [one for one in (*only, *also) if one not in first]
        yield from edits(self.spec, source, sorted(rest, key=lambda one: (one > line > 0, abs(one - line))))

    def all(self, tried: Tried) -> list[tuple[TestCase, Observation]]:
        """Every test with a change, of which the first one was seen."""
        edit, seen = tried
        first, *rest = (test for test, _ in self.tests)
        return [(first, seen), *((test, self._one(test, edit.source)) for test in rest)]

    def wrong(self, seen: Observation) -> set[str]:
        """The parts of the answer to the first test that are wrong."""
        return {base(one) for one in problems(self.spec, self.tests[0][0], seen)}

    def first_wrong_line(self, source: str) -> int:
        """The line that makes the first wrong value of the first test, with a change; 0 if it is not known."""
        test = self.tests[0][0]
        seen = self._one(test, source, variables=True)
        wrong = problems(self.spec, test, seen)
        line = place.line(self.spec, test, seen, source, wrong[0]) if wrong else None
        return line[0] if line else 0

    def _one(self, test: TestCase, source: str, variables: bool = False) -> Observation:
        seen = self.call(test.arguments, test.keywords, variables=variables, steps=True, instead=source)
        self.calls -= 1
        self.steps -= seen.steps
        return seen


def _alike(spec: CheckSpec, one: Observation, other: Observation) -> bool:
    return not one.raised and not differences(spec, one.value, other.value)


def _of_one(spec: CheckSpec, right: Sequence[Edit]) -> Mended:
    lines, kinds = {edit.line for edit in right}, {CAUSES[edit.kind] for edit in right}
    if len(lines) > 1 and len(kinds) > 1:
        return Mended()  # several stories fit
    line = lines.pop() if len(lines) == 1 else 0
    return Mended((hint(CAUSES[right[0].kind], spec.causes, line),), line)


def _is_a_step(trials: _Trials, source: str, line: int, tried: Tried) -> bool:
    """Whether a change mends one of two slips: a part of the answer, or the line of the first wrong value."""
    edit, seen = tried
    before, after = trials.wrong(trials.before), trials.wrong(seen)
    if edit.kind in _LEAVES_OUT or not after <= before:
        return False  # without the piece that is wrong, another mistake remains
    return after < before or (edit.line == line and trials.first_wrong_line(edit.source) not in (0, line))


def _with_a_named_one(spec: CheckSpec, trials: _Trials, steps: Sequence[Tried]) -> Mended | None:
    """A slip, and the named mistake that is all that is left when it is mended."""
    test = trials.tests[0][0]
    for edit, seen in steps:
        if any(gives(spec, test, outcome, seen) for outcome in test.mistaken.values()):
            left = next(exactly(spec, trials.all((edit, seen))), None)
            if left is not None:
                return Mended((hint(CAUSES[edit.kind], spec.causes, edit.line, alone=False), left), edit.line)
    return None


def _of_two(spec: CheckSpec, trials: _Trials, steps: Sequence[Tried]) -> Mended | None:
    """Two slips, of which the second remains when the first one is mended."""
    trials.renew()
    for edit, seen in steps[:MOST_FIRST]:
        right, _ = trials.run(edit.source, trials.first_wrong_line(edit.source), seen)
        found = _of_one(spec, right) if right else Mended()
        if found.line:
            slips = sorted(((edit.line, CAUSES[edit.kind]), (found.line, found.hints[0].id)))
            return Mended(tuple(hint(id, spec.causes, at, alone=False) for at, id in slips), slips[0][0])
    return None
