"""Looks for the change that makes a wrong function right, by trying it: what is told then was an experiment.

Only the kind of slip and its line are told. Functions with changes run where the student's own runs, in the kernel or
in the sandbox, and their number is bounded, so that the same function is told the same each time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from . import place
from .compare import part
from .diagnose import exactly, gives
from .edits import CAUSES, NAMES, ORDER, SIGNS, Edit, loses
from .kinds.kind import alike, as_array
from .node_changes import COMPLEMENTS, MISSING
from .numeric_relations import is_finite
from .observe import Caller, Observation
from .problems import has_form, is_right, wrong_parts
from .repair_words import hint
from .spec import CheckSpec, Hint
from .trials import Budget, Trials, Tried, stories

MOST_CALLS = 500  # of functions with a change, in one search
MOST_STEPS = 200_000  # Python events in them
MOST_SECONDS = 1.0  # of our processor time: what a function with a change calls may be slow in no step of its own
MOST_FIRST = 4  # changes after which a second one is looked for
MOST_KINDS = 2  # of slips in one line, where a change of either kind would do
MOST_LINES = 3  # that are named as the places where one change would do

_LEAVES_OUT = ("term", "call", "complement", "missing")
_REPLACES = (*_LEAVES_OUT, "name")  # after these nothing of what was wrong may be left
_OF_SHAPES = ("axis", "keepdims", "transpose", "swapped", "off-by-one", "count")


@dataclass(frozen=True)
class Mended:
    """The hints on one slip, or on two in the order in which to mend them, and the line of the first; 0: not known."""

    hints: tuple[Hint, ...] = ()
    line: int = 0
    pair: bool = False  # whether the hints tell of two mistakes, and not of one in two ways
    open: bool = False  # whether a line that uses what another one makes may be at fault in place of that one


def mended(spec: CheckSpec, call: Caller, source: str, visible: Sequence[Observation], line: int) -> Mended:
    """What can be told of a wrong function by changing it; no hints where no change mends it.

    line : that of the first wrong value, 0 where it is not known: a change there counts more than others
    """
    trials = Trials(spec, call, source, visible, line, Budget(MOST_CALLS, MOST_STEPS, MOST_SECONDS))
    right, others = trials.run()
    if right:
        return _of_one(spec, right, _further_down(spec, trials, right))
    trials.budget.renew()
    least = trials.led_by_the_least()
    found = (least and _beside_a_named_one(least)) or _step_by_step(spec, trials, others)
    if least and not found:
        _, others_there = least.run()
        found = _step_by_step(spec, least, others_there)
    if not found and not trials.before.raised:
        found = _of_two(spec, trials, [one for one in others if _is_simple(one[0])], simple=True)
    return found or Mended()


def out_of_order(spec: CheckSpec, call: Caller, source: str, visible: Sequence[Observation]) -> Mended:
    """Two lines that have changed places, where putting them right makes every test right."""
    trials = Trials(spec, call, source, visible, 0, Budget(MOST_CALLS, MOST_STEPS, MOST_SECONDS))
    return _of_one(spec, trials.mending(ORDER, trials.lines))


def _beside_a_named_one(trials: Trials) -> Mended | None:
    """A slip beside a named mistake that alone explains the first test: mended, it leaves the mistake's answers.

    So what the mistake answers is taken for right, and the slip is looked for in the tests that differ from it.
    """
    spec, seen_by_test = trials.spec, {id(test): seen for test, seen in trials.tests}
    visible = [seen_by_test[id(test)] for test in spec.visible]
    for mistake in spec.hints.values() if not trials.before.raised else ():
        if not gives(spec, trials.test, trials.test.mistaken.get(mistake.key), trials.before):
            continue
        answers = [(test, test.mistaken[mistake.key]) for test in spec.visible]
        tests = tuple(
            test
            if test.expected.raised and is_right(spec, test, seen_by_test[id(test)])  # it refuses what it must
            else dataclasses.replace(test, expected=one, variables={}, steps=())
            for test, one in answers
        )
        world = dataclasses.replace(spec, visible=tests)
        if all(is_right(world, test, seen) for test, seen in zip(tests, visible, strict=True)):
            return Mended((mistake,))
        right, _ = Trials(world, trials.call, trials.source, visible, 0, trials.budget).run()
        slip = _of_one(world, right) if right else Mended()
        if slip.line:
            first = hint(slip.hints[0].id, spec.causes, [slip.line], alone=False)
            return Mended((first, dataclasses.replace(mistake, beside=True)), slip.line, pair=True)
    return None


def _step_by_step(spec: CheckSpec, trials: Trials, tried: Sequence[Tried]) -> Mended | None:
    """A slip of which something shows that it is mended, and what is left then."""
    steps = [one for one in tried if _is_a_step(trials, one) and not loses(spec, trials.source, one[0].source)]
    steps.sort(key=lambda one: len(trials.wrong(one[1])))  # what mends most is likeliest
    formed = trials.has_form(trials.before)
    kept = [one for one in steps if one[0].kind not in _LEAVES_OUT or not formed or _mends_a_part(trials, one)]
    return _with_a_named_one(spec, trials, steps) or _of_two(spec, trials, kept)


def _further_down(spec: CheckSpec, trials: Trials, right: Sequence[Edit]) -> list[Edit]:
    """The changes, in the lines that use what one line makes, that would do as well as those in this line.

    None where the reference makes the same value under the same name, so that it is known to be wrong.
    """
    lines, _ = stories(right)
    if len(lines) != 1 or trials.before.raised or place.makes_the_answer(spec, trials.test, trials.source, lines[0]):
        return []
    users, kinds = place.users(spec, trials.source, lines[0]), {edit.kind for edit in right}
    trials.budget.renew()
    return [
        edit for group in (SIGNS, NAMES, COMPLEMENTS, MISSING) if group & kinds for edit in trials.mending(group, users)
    ]


def _of_one(spec: CheckSpec, right: Sequence[Edit], further: Sequence[Edit] = ()) -> Mended:
    """further : changes in later lines that would do as well: only what is true of these too is told, and no line"""
    lines, kinds = stories(right)
    if further:
        _, others = stories(further)
        both = [kind for kind in kinds if kind in others]
        told = [*lines, *sorted({edit.line for edit in further if CAUSES[edit.kind] in both})]
        return Mended(tuple(hint(kind, spec.causes, told[:MOST_LINES]) for kind in both[:MOST_KINDS]), open=True)
    if not lines or (len(lines) > 1 and len(kinds) > 1):
        return Mended()  # several stories fit
    told = lines if len(lines) <= MOST_LINES else []
    also = next((edit.also for edit in right if [edit.line] == lines and not edit.idles), ())
    hints = tuple(hint(kind, spec.causes, told, also=also) for kind in kinds[:MOST_KINDS])
    return Mended(hints, lines[0] if len(lines) == 1 else 0)


def _keeps_numbers(trials: Trials, seen: Observation) -> bool:
    """Whether each wrong part of the answer holds the same numbers as without the change, in whatever form."""
    for label in trials.wrong_before:
        one, other = (as_array(part(trials.spec, each.value, label)[1]) for each in (trials.before, seen))
        if one is None or other is None or not np.array_equal(np.sort(one, None), np.sort(other, None)):
            return False
    return True


def _is_a_step(trials: Trials, tried: Tried) -> bool:
    """Whether a change mends one of two slips: a part of the answer, its form, or the line of the first wrong value."""
    edit, seen = tried
    before, after = trials.wrong_before, trials.wrong(seen)
    if edit.idles or edit.kind in ORDER or (not trials.has_form(trials.before) and _is_blank(trials, seen)):
        return False
    if trials.before.raised:
        return edit.line == trials.line and edit.kind in _OF_SHAPES
    if not after:
        return True
    if not trials.has_form(trials.before) and trials.has_form(seen):
        return after <= before and (edit.kind not in _REPLACES or _keeps_numbers(trials, seen))
    if not after <= before or (trials.has_form(trials.before) and not trials.has_form(seen)):
        return False  # it spoils a part, or a shape, that was right
    if after < before:
        return True
    if edit.kind in _LEAVES_OUT or edit.line != trials.line or trials.budget.is_spent:
        return False  # without the piece that is wrong, another mistake remains
    return trials.first_wrong_line(edit.source) not in (0, edit.line)


def _is_blank(trials: Trials, seen: Observation) -> bool:
    """Whether every entry of an answer is the same though the right ones differ: it fits because nothing is in it."""
    must, got = as_array(trials.test.expected.value), as_array(seen.value)
    if must is None or got is None or got.size < 2:
        return False
    with np.errstate(invalid="ignore"):  # an infinity has no distance to itself, and nobody is to hear of that
        return bool(np.ptp(got) == 0 != np.ptp(must))


def _mends_a_part(trials: Trials, tried: Tried) -> bool:
    """Whether a change makes a part of the answer right, and leaves another wrong."""
    return set() < trials.wrong(tried[1]) < trials.wrong_before


def _with_a_named_one(spec: CheckSpec, trials: Trials, steps: Sequence[Tried]) -> Mended | None:
    """A slip, and the named mistake that is all that is left when it is mended."""
    for edit, seen in steps:
        if any(gives(spec, trials.test, outcome, seen) for outcome in trials.test.mistaken.values()):
            after = trials.after((edit, seen))
            left = next(exactly(spec, after.tests), None)
            if left is not None and not _spoils(trials, after) and not _undoes_its_line(trials, edit, seen):
                first = hint(CAUSES[edit.kind], spec.causes, [edit.line], alone=False)
                hints = (first, dataclasses.replace(left, beside=True))
                return Mended(hints, edit.line, pair=True)
    return None


def _undoes_its_line(trials: Trials, edit: Edit, seen: Observation) -> bool:
    """Whether a change gives what the function gives without its line: w = w - 0 takes a step back, and mends none."""
    bare = trials.without(edit.line)
    return not bare.raised and not seen.raised and alike(bare.value, seen.value)


def _spoils(before: Trials, after: Trials) -> bool:
    """Whether a change makes a right test or a right part wrong, or brings a nan into one.

    What is left is its own mistake then.
    """
    spec, now = before.spec, {id(test): seen for test, seen in after.tests}
    return any(
        (has_form(spec, test, seen) and not wrong_parts(spec, test, now[id(test)]) <= wrong_parts(spec, test, seen))
        or any(_is_finite(spec, seen, label) > _is_finite(spec, now[id(test)], label) for label in spec.parts)
        for test, seen in before.tests
    )


def _is_finite(spec: CheckSpec, seen: Observation, label: str) -> bool:
    return is_finite(part(spec, seen.value, label)[1])


def _is_simple(edit: Edit) -> bool:
    return edit.kind in SIGNS and edit.kind not in _LEAVES_OUT and not edit.idles


def _of_two(spec: CheckSpec, trials: Trials, steps: Sequence[Tried], simple: bool = False) -> Mended | None:
    """Two slips, of which the second remains when the first one is mended.

    simple : whether nothing shows that the first one is mended; then both must be simple changes, in lines of their own
    """
    for edit, seen in steps if simple else steps[:MOST_FIRST]:
        if trials.budget.is_spent:
            break
        after = trials.after((edit, seen))
        if not simple and _spoils(trials, after):
            continue
        right, _ = after.run(after=edit.line if simple else 0)
        found = _of_one(spec, right) if right else Mended()
        if found.line and trials.runs(found.line):
            slips = sorted({(edit.line, CAUSES[edit.kind]), (found.line, found.hints[0].id)})
            first, *rest = (hint(id, spec.causes, [at], alone=len(slips) == 1) for at, id in slips)
            return Mended((first, *(dataclasses.replace(one, beside=True) for one in rest)), slips[0][0], pair=True)
    return None
