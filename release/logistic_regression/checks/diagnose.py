"""Finds the named mistake that gives exactly the student's answers, on every test that was tried."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from . import exceptions, numeric_relations, relation_search, relations
from .compare import CALL, Difference, base, differences, part, parts, tolerance
from .observe import Observation
from .spec import CheckSpec, Hint, Outcome, Rung, TestCase

MOST = 2  # named mistakes in one message: more help nobody


def named(spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation]) -> tuple[Hint, ...]:
    """The mistakes that give the student's answers on every test; else those that explain its wrong parts."""
    if not seen:
        return ()
    pairs = list(zip(tests, seen, strict=True))
    whole = list(exactly(spec, pairs))
    if whole and any(o.raised and not p.expected.raised for p, o in pairs):
        return _one_story(whole, pairs)
    return _distinct(whole) or _by_part(spec, pairs)


def exactly(spec: CheckSpec, pairs: Sequence[tuple[TestCase, Observation]]) -> Iterator[Hint]:
    """The mistakes that give the student's answers on every test, and a wrong one on some."""
    return (hint for hint in spec.hints.values() if fits(spec, hint, pairs))


def fits(spec: CheckSpec, hint: Hint, pairs: Sequence[tuple[TestCase, Observation]]) -> bool:
    """Whether a mistake gives the student's answers on every test, and a wrong one on some."""
    same = all(gives(spec, p, p.mistaken.get(hint.key), o) for p, o in pairs)
    return same and any(_differs(spec, p, p.mistaken[hint.key]) for p, _ in pairs)


def _one_story(hints: list[Hint], pairs: list[tuple[TestCase, Observation]]) -> tuple[Hint, ...]:
    """Of mistakes with one exception, that whose line makes the same variable; none if several stories fit."""

    def agrees(hint: Hint, field: str) -> bool:
        return all(getattr(p.mistaken[hint.key].raised, field, "") == getattr(o.raised, field, "") for p, o in pairs)

    left = [hint for hint in hints if agrees(hint, "target")] or hints
    left.sort(key=lambda hint: not agrees(hint, "message"))  # of several spellings, the one in use
    return (left[0],) if len({hint.why for hint in left}) == 1 else ()


def general(spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation]) -> tuple[Hint, ...]:
    """Hints on an answer that no named mistake gives: how it, or the first wrong step, is related to the right one.

    seen : the observed calls; with the function's local variables, a step can be told
    """
    pairs = [(p, o) for p, o in zip(tests, seen, strict=True) if not p.expected.raised and not o.raised]
    if not pairs:
        return ()
    form = {relation_search.of_form(p.expected.value, o.value, spec.returns) for p, o in pairs}
    if len(form) == 1 and "" not in form:
        return (relations.hint(form.pop(), spec.causes),)
    step = next((s for p, o in pairs if (s := _first_wrong_step(spec, p, o))), "")
    if step:
        cases = [_step_case(spec, p, o, step) for p, o in pairs if step in p.variables]
        id = relation_search.of_part(cases)
        if id and id not in relations.OF_ANSWERS:
            return (relations.hint(id, spec.causes, step),)
    for label in _labels(spec, pairs[0][0].expected.value):
        if any(_answer_wrong(spec, p, label, o.value) for p, o in pairs):
            cases = [_case(spec, p, label, o.value) for p, o in pairs]
            id = relation_search.of_part(cases)
            if id:
                boxed = ["array-for-a-number"] if all(map(numeric_relations.is_boxed, cases)) else []
                return tuple(relations.hint(one, spec.causes, label) for one in dict.fromkeys((*boxed, id)))
    some = any(not problems(spec, p, o) for p, o in pairs)
    return (relations.hint("right-for-some", spec.causes),) if some else ()


def until_one(spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation]) -> tuple[Hint, ...]:
    """The hint where all calls are right but those with an array that has a size of 1 where no right one has."""
    sizes: dict[bool, list[set[tuple[int, int]]]] = {True: [], False: []}
    for test, one in zip(tests, seen, strict=True):
        sizes[not problems(spec, test, one)].append(_of_one(test))
    if not sizes[True] or not sizes[False]:
        return ()
    alone = set.intersection(*sizes[False]) - set[tuple[int, int]]().union(*sizes[True])
    return (relations.hint("right-until-one", spec.causes),) if alone else ()


def _of_one(test: TestCase) -> set[tuple[int, int]]:
    """The axes of a call's arrays that have size 1, as (place of the argument, axis)."""
    arrays = [(at, value) for at, value in enumerate(test.arguments) if isinstance(value, np.ndarray)]
    return {(at, axis) for at, value in arrays for axis, size in enumerate(value.shape) if size == 1}


def _step_case(spec: CheckSpec, test: TestCase, seen: Observation, step: str) -> numeric_relations.Case:
    """An intermediate value, held against the reference's."""
    mine = {name.lower(): value for name, value in seen.variables.items()}
    got = seen.variables.get(step, mine.get(step.lower()))
    others = tuple(test.variables[name] for name in spec.evaluation_order if name != step and name in test.variables)
    rtol, given = tolerance(test.arguments, spec.rtol), (*test.arguments, *test.keywords.values())
    return numeric_relations.Case(test.variables[step], got, given, (*test.steps, *others), others, rtol)


def by_step(spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation]) -> tuple[Hint, ...]:
    """The mistakes whose first wrong intermediate value is the student's.

    seen : the observed calls, with the values of the function's local variables
    """
    pairs = list(zip(tests, seen, strict=True))
    step = next((s for p, o in pairs if (s := _first_wrong_step(spec, p, o))), "")
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
    """The mistakes that change the named argument; every mistake of the rung `unchanged` if none changes this one."""
    touching = {id for p in spec.visible for id, outcome in p.mistaken.items() if outcome.changed == argument}
    return _distinct([h for h in by_rung(spec, Rung.UNCHANGED) if h.key in touching]) or by_rung(spec, Rung.UNCHANGED)


def first_wrong_variable(spec: CheckSpec, test: TestCase, seen: Observation) -> tuple[list[str], Difference | None]:
    """The intermediate values that are right, in order of evaluation, and the difference at the first that is not."""
    mine = {name.lower(): value for name, value in seen.variables.items()}
    right: list[str] = []
    for name in spec.evaluation_order:
        if name not in test.variables or name.lower() not in mine:
            continue
        got = seen.variables.get(name, mine[name.lower()])
        wrong = _one_part(spec, test, name, test.variables[name], got)
        if wrong:
            return right, wrong[0]
        right.append(name)
    return right, None


def _first_wrong_step(spec: CheckSpec, test: TestCase, seen: Observation) -> str:
    _, wrong = first_wrong_variable(spec, test, seen)
    step = base(wrong) if wrong else ""
    return "" if step in _labels(spec, test.expected.value) else step  # a returned name may hold an earlier value yet


def _same_step(spec: CheckSpec, test: TestCase, seen: Observation, step: str, id: str) -> bool:
    mistake = test.mistaken.get(id)
    mine = {name.lower(): value for name, value in seen.variables.items()}
    got = seen.variables.get(step, mine.get(step.lower()))
    if mistake is None or step not in mistake.variables or got is None:
        return False
    return not _one_part(spec, test, step, mistake.variables[step], got)


def problems(spec: CheckSpec, test: TestCase, seen: Observation) -> list[Difference]:
    """What is wrong with one observed call; empty when nothing is."""
    must = test.expected
    if must.raised is not None:
        if seen.raised is not None and seen.raised.type_name == must.raised.type_name:
            return []
        got = f"raises {seen.raised.type_name}" if seen.raised else "returns an answer"
        return [Difference("value", CALL, f"raise {must.raised.type_name}", got)]
    if seen.raised is not None:
        return [Difference("kind", CALL, f"return {', '.join(spec.returns)}", f"raises {seen.raised.type_name}")]
    found = differences(spec, must.value, seen.value)
    wider = tolerance(test.arguments, spec.rtol, seen) if found else spec.rtol  # what is nearer is right with it too
    return differences(spec, must.value, seen.value, wider) if wider > spec.rtol else found


def _distinct(hints: Sequence[Hint]) -> tuple[Hint, ...]:
    """The hints without repetitions, at most `MOST`: several variants of one mistake may fit."""
    return tuple({hint.id: hint for hint in reversed(hints)}[id] for id in dict.fromkeys(h.id for h in hints))[:MOST]


def gives(spec: CheckSpec, test: TestCase, mistake: Outcome | None, seen: Observation) -> bool:
    """Whether a call ended as it does with a named mistake."""
    if mistake is None:
        return False
    if not problems(spec, test, seen) and not _differs(spec, test, mistake):
        return True  # both right: two exceptions that are asked for may have different messages
    if mistake.raised or seen.raised:
        return bool(mistake.raised and seen.raised and exceptions.same(mistake.raised, seen.raised))
    return not differences(spec, mistake.value, seen.value, tolerance(test.arguments, spec.rtol))


def _differs(spec: CheckSpec, test: TestCase, mistake: Outcome) -> bool:
    return bool(problems(spec, test, Observation(value=mistake.value, raised=mistake.raised)))


def _by_part(spec: CheckSpec, pairs: list[tuple[TestCase, Observation]]) -> tuple[Hint, ...]:
    """The mistakes that together explain every wrong part of the answer: one, or two, the first part's first."""
    if any(p.expected.raised or o.raised for p, o in pairs):
        return ()
    labels = _labels(spec, pairs[0][0].expected.value)
    wrong = [label for label in labels if any(_part_differs(spec, p, label, o.value) for p, o in pairs)]
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
    first = [hint for hint, parts_ in explained.items() if wrong[0] in parts_]
    if alone := [hint for hint in first if explained[hint] == set(wrong)]:
        return _distinct(alone)
    for hint in sorted(first, key=lambda hint: -len(explained[hint])):
        rest = set(wrong) - explained[hint]
        others = [other for other, parts_ in explained.items() if rest <= parts_ and other.id != hint.id]
        if others:
            return (hint, others[0])
    return ()


def _swapped(spec: CheckSpec, pairs: list[tuple[TestCase, Observation]], wrong: list[str]) -> str:
    """The names of two parts, "dw and db", if each holds what belongs to the other and no other part is wrong."""
    if len(wrong) != 2:
        return ""
    one, other = wrong
    crossed = ((one, other), (other, one))
    held = all(
        not _one_part(spec, p, label, part(spec, p.expected.value, source)[1], part(spec, o.value, label)[1])
        for p, o in pairs
        for label, source in crossed
    )
    return f"{one} and {other}" if held else ""


def _part_spoiled(spec: CheckSpec, pairs: list[tuple[TestCase, Observation]], label: str, id: str) -> bool:
    """Whether a mistake makes a part wrong, or raises."""
    mistakes = [(p, p.mistaken.get(id)) for p, _ in pairs]
    return any(m is None or m.raised or _part_differs(spec, p, label, m.value) for p, m in mistakes)


def _labels(spec: CheckSpec, must: Any) -> list[str]:
    """The names of an answer's parts, in the order in which they are computed."""
    labels = parts(must, spec.returns)
    first = [name for name in spec.evaluation_order if name in labels]
    return first + [name for name in labels if name not in first]


def _case(spec: CheckSpec, test: TestCase, label: str, answer: Any) -> numeric_relations.Case:
    right = test.expected.value
    others = tuple(_value(spec, right, other) for other in _labels(spec, right) if other != label)
    return numeric_relations.Case(
        _value(spec, right, label),
        _value(spec, answer, label),
        (*test.arguments, *test.keywords.values()),
        (*test.steps, *test.variables.values()),
        others,
        tolerance(test.arguments, spec.rtol),
    )


def _value(spec: CheckSpec, answer: Any, label: str) -> Any:
    found, value = part(spec, answer, label)
    return value if found else answer


def _answer_wrong(spec: CheckSpec, test: TestCase, label: str, answer: Any) -> bool:
    must, got = _value(spec, test.expected.value, label), _value(spec, answer, label)
    return bool(_one_part(spec, test, label, must, got))


def _part_fits(spec: CheckSpec, pairs: list[tuple[TestCase, Observation]], label: str, id: str) -> bool:
    wrong_somewhere = False
    for test, seen in pairs:
        mistake = test.mistaken.get(id)
        if mistake is None or mistake.raised:
            return False
        found, value = part(spec, mistake.value, label)
        got_found, got = part(spec, seen.value, label)
        if not found or not got_found or _one_part(spec, test, label, value, got):
            return False
        wrong_somewhere |= _part_differs(spec, test, label, mistake.value) and numeric_relations.is_finite(got)
    return wrong_somewhere


def _part_differs(spec: CheckSpec, test: TestCase, label: str, answer: Any) -> bool:
    found, got = part(spec, answer, label)
    return not found or bool(_one_part(spec, test, label, part(spec, test.expected.value, label)[1], got))


def _one_part(spec: CheckSpec, test: TestCase, label: str, must: Any, got: Any) -> list[Difference]:
    single = _single(spec, label)
    return differences(single, must, got, tolerance(test.arguments, spec.rtol))


def _single(spec: CheckSpec, label: str) -> CheckSpec:
    return dataclasses.replace(spec, returns=(label,))
