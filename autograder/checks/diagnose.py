"""Finds the named mistake that gives exactly the student's answers, on every test that was tried."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import Any

import numpy as np

from . import exceptions, numeric_relations, relations
from .compare import differs, part, tolerance
from .forms import form_of
from .observe import Observation
from .problems import agrees, first_wrong_step, labels_of, part_differs, problems
from .spec import CheckSpec, Hint, Outcome, Rung, TestCase

MOST = 2  # named mistakes in one message: more help nobody


def named(spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation]) -> tuple[Hint, ...]:
    """The mistakes that give the student's answers on every test; else those that explain its wrong parts."""
    if not seen:
        return ()
    pairs = list(zip(tests, seen, strict=True))
    whole = list(exactly(spec, pairs))
    if whole and any(o.raised and not p.expected.raised for p, o in pairs):
        return _one_story(spec, whole, pairs)
    return _distinct(whole) or _by_part(spec, pairs)


def exactly(spec: CheckSpec, pairs: Sequence[tuple[TestCase, Observation]]) -> Iterator[Hint]:
    """The mistakes that give the student's answers on every test, and a wrong one on some."""
    return (hint for hint in spec.hints.values() if fits(spec, hint, pairs))


def fits(spec: CheckSpec, hint: Hint, pairs: Sequence[tuple[TestCase, Observation]]) -> bool:
    """Whether a mistake gives the student's answers on every test, and a wrong one on some."""
    same = all(gives(spec, p, p.mistaken.get(hint.key), o) for p, o in pairs)
    return same and any(_differs(spec, p, p.mistaken[hint.key]) for p, _ in pairs)


def _one_story(spec: CheckSpec, hints: list[Hint], pairs: list[tuple[TestCase, Observation]]) -> tuple[Hint, ...]:
    """Of mistakes with one exception, that whose line makes the same variable; none if several stories fit."""

    def agrees(hint: Hint, field: str) -> bool:
        return all(getattr(p.mistaken[hint.key].raised, field, "") == getattr(o.raised, field, "") for p, o in pairs)

    def elsewhere(hint: Hint) -> bool:
        """Whether the mistake raises where another variable of the reference is made than in the student's line."""
        targets = ((p.mistaken[hint.key].raised, o.raised) for p, o in pairs)
        both = ({one.target if one else "", other.target if other else ""} for one, other in targets)
        return any(len(names) == 2 and names <= {*spec.evaluation_order} for names in both)

    left = [hint for hint in hints if agrees(hint, "target")] or [hint for hint in hints if not elsewhere(hint)]
    left.sort(key=lambda hint: not agrees(hint, "message"))  # of several spellings, the one in use
    return tuple(left[:1]) if len({hint.why for hint in left}) == 1 else ()


def but_for_a_form(spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation]) -> tuple[Hint, ...]:
    """The mistake that gives the student's answers on all tests but those of one form, such as whole numbers.

    In those something else may be wrong as well. The only mistake of which that is so, with wrong answers on two tests.
    """
    pairs = list(zip(tests, seen, strict=True))
    found = [hint for hint in spec.hints.values() if _fits_but_for_a_form(spec, hint, pairs)]
    return _distinct(found) if len({hint.id for hint in found}) == 1 else ()


def _fits_but_for_a_form(spec: CheckSpec, hint: Hint, pairs: Sequence[tuple[TestCase, Observation]]) -> bool:
    agreed, others, wrong = set[Hashable](), set[Hashable](), 0
    for test, seen in pairs:
        mistake = test.mistaken.get(hint.key)
        same = gives(spec, test, mistake, seen)
        (agreed if same else others).add(form_of(test))
        if len(others) > 1 or agreed & others:
            return False
        wrong += bool(same and mistake and _differs(spec, test, mistake))
    return len(others) == 1 and wrong > 1


def by_step(
    spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation], trusted: Collection[str] = ()
) -> tuple[Hint, ...]:
    """The mistakes whose first wrong intermediate value is the student's.

    seen : the observed calls, with the values of the function's local variables
    trusted : names whose values are taken for right
    """
    pairs = list(zip(tests, seen, strict=True))
    step = next((s for p, o in pairs if (s := first_wrong_step(spec, p, o, trusted))), "")
    fits = [h for h in spec.hints.values() if step and all(_same_step(spec, p, o, step, h.key) for p, o in pairs)]
    return _distinct(fits)[:1]


def by_rung(spec: CheckSpec, rung: Rung) -> tuple[Hint, ...]:
    """Every mistake that fails at `rung`; for rungs where failing alone is evidence of the mistake."""
    return _distinct([h for h in spec.hints.values() if h.fails == rung])


def by_answers(spec: CheckSpec, rung: Rung, tests: Sequence[TestCase], seen: Sequence[Observation]) -> tuple[Hint, ...]:
    """The mistakes that fail at `rung` and give the student's answers, even where these are right."""
    pairs = list(zip(tests, seen, strict=True))
    fits = [h for h in spec.hints.values() if h.fails == rung]
    return _distinct([h for h in fits if all(gives(spec, p, p.mistaken.get(h.key), o) for p, o in pairs)])


def by_change(spec: CheckSpec, argument: str) -> tuple[Hint, ...]:
    """The mistakes that change the named argument."""
    touching = {id for p in spec.visible for id, outcome in p.mistaken.items() if outcome.changed == argument}
    return _distinct([h for h in by_rung(spec, Rung.UNCHANGED) if h.key in touching])


def _same_step(spec: CheckSpec, test: TestCase, seen: Observation, step: str, id: str) -> bool:
    mistake = test.mistaken.get(id)
    mine = {name.lower(): value for name, value in seen.variables.items()}
    got = seen.variables.get(step, mine.get(step.lower()))
    if mistake is None or step not in mistake.variables or got is None:
        return False
    return agrees(spec, test, step, mistake.variables[step], got)


def _distinct(hints: Sequence[Hint]) -> tuple[Hint, ...]:
    """The hints without repetitions, at most `MOST`: several variants of one mistake may fit."""
    return tuple({hint.id: hint for hint in reversed(hints)}[id] for id in dict.fromkeys(h.id for h in hints))[:MOST]


def gives(spec: CheckSpec, test: TestCase, mistake: Outcome | None, seen: Observation) -> bool:
    """Whether a call ended as it does with a named mistake."""
    if mistake is None:
        return False
    if mistake.raised and seen.raised:
        same = exceptions.same(mistake.raised, seen.raised)
    else:
        rtol = tolerance(test.arguments, spec.rtol)
        same = not (mistake.raised or seen.raised or differs(spec, mistake.value, seen.value, rtol))
    if not same:  # both may be right: two exceptions that are asked for may have different messages
        return not problems(spec, test, seen) and not _differs(spec, test, mistake)  # what is known comes first
    # beside a dictionary that lacks a key, one that has all of them looks the same
    return _wrong(spec, test, mistake) == {difference.part for difference in problems(spec, test, seen)}


def _wrong(spec: CheckSpec, test: TestCase, mistake: Outcome) -> set[str]:
    """The parts that a mistake makes wrong in one test."""
    seen = Observation(value=mistake.value, raised=mistake.raised)
    return {difference.part for difference in problems(spec, test, seen)}


def _differs(spec: CheckSpec, test: TestCase, mistake: Outcome) -> bool:
    return bool(_wrong(spec, test, mistake))


def _by_part(spec: CheckSpec, pairs: list[tuple[TestCase, Observation]]) -> tuple[Hint, ...]:
    """The mistakes that together explain every wrong part of the answer: one, or two, the first part's first."""
    if any(p.expected.raised or o.raised for p, o in pairs):
        return ()
    labels = labels_of(spec, pairs[0][0].expected.value)
    wrong = [label for label in labels if any(part_differs(spec, p, label, o.value) for p, o in pairs)]
    if len(labels) == 1 or not wrong:
        return ()
    if swapped := _swapped(spec, pairs, wrong):
        return (relations.hint("parts-swapped", spec.causes, swapped),)
    explained = {
        hint: fits
        for hint in spec.hints.values()
        if (fits := {label for label in wrong if _part_fits(spec, pairs, label, hint.key)})
        and not any(_part_spoiled(spec, pairs, label, hint.key) for label in labels if label not in fits)
    }
    if alone := [hint for hint, fits in explained.items() if fits == set(wrong)]:
        return _distinct(alone)
    return _two(explained, wrong)


def _two(explained: dict[Hint, set[str]], wrong: list[str]) -> tuple[Hint, ...]:
    """Two mistakes of which each wrong part is that of one; the first one makes the first part."""
    first = [hint for hint, fits in explained.items() if wrong[0] in fits]
    for hint in sorted(first, key=lambda hint: -len(explained[hint])):
        rest = set(wrong) - explained[hint]
        others = [other for other, fits in explained.items() if rest <= fits and other.id != hint.id]
        if others:
            return (hint, dataclasses.replace(others[0], beside=True))
    return ()


def _swapped(spec: CheckSpec, pairs: list[tuple[TestCase, Observation]], wrong: list[str]) -> str:
    """The names of two parts, "dw and db", if each holds what belongs to the other and no other part is wrong."""
    if len(wrong) != 2:
        return ""
    one, other = wrong
    crossed = ((one, other), (other, one))
    held = all(
        agrees(spec, p, label, part(spec, p.expected.value, source)[1], part(spec, o.value, label)[1])
        for p, o in pairs
        for label, source in crossed
    )
    return f"{one} and {other}" if held else ""


def _part_spoiled(spec: CheckSpec, pairs: list[tuple[TestCase, Observation]], label: str, id: str) -> bool:
    """Whether a mistake makes a part wrong, or raises."""
    mistakes = [(p, p.mistaken.get(id)) for p, _ in pairs]
    return any(m is None or m.raised or part_differs(spec, p, label, m.value) for p, m in mistakes)


def _squeezed(value: Any) -> Any:
    return np.squeeze(value) if isinstance(value, np.ndarray) and value.size > 1 else value


def _part_fits(spec: CheckSpec, pairs: list[tuple[TestCase, Observation]], label: str, id: str) -> bool:
    wrong_somewhere = False
    for test, seen in pairs:
        mistake = test.mistaken.get(id)
        if mistake is None or mistake.raised:
            return False
        found, value = part(spec, mistake.value, label)
        got_found, got = part(spec, seen.value, label)
        if np.ndim(part(spec, test.expected.value, label)[1]) == 0:  # then (m,) is as wrong as (1, m)
            value, got = _squeezed(value), _squeezed(got)
        if not found or not got_found or not agrees(spec, test, label, value, got):
            return False
        wrong_somewhere |= part_differs(spec, test, label, mistake.value) and numeric_relations.is_finite(got)
    return wrong_somewhere
