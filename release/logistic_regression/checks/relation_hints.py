"""Hints on a wrong answer that no named mistake gives: how it is related to the right one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from . import numeric_relations, relation_search, relations
from .compare import tolerance
from .forms import WHOLE, Trait, apart
from .observe import Observation
from .problems import answer_wrong, first_wrong_step, given, labels_of, problems, value_of_part
from .spec import CheckSpec, Hint, TestCase


def general(
    spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation], trusted: Collection[str] = ()
) -> tuple[Hint, ...]:
    """Hints on an answer that no named mistake gives: how it, or the first wrong step, is related to the right one.

    seen : the observed calls; with the function's local variables, a step can be told
    trusted : names whose values are taken for right
    """
    pairs = [(p, o) for p, o in zip(tests, seen, strict=True) if not p.expected.raised and not o.raised]
    if not pairs:
        return ()
    if form := of_form(spec, tests, seen):
        return form
    step = next((s for p, o in pairs if (s := first_wrong_step(spec, p, o, trusted))), "")
    if step:
        cases = [_step_case(spec, p, o, step) for p, o in pairs if step in p.variables]
        id = relation_search.of_part(cases)
        if id and id not in relations.OF_ANSWERS:
            return (relations.hint(id, spec.causes, step),)
    for label in labels_of(spec, pairs[0][0].expected.value):
        if any(answer_wrong(spec, p, label, o.value) for p, o in pairs):
            cases = [_case(spec, p, label, o.value) for p, o in pairs]
            id = relation_search.of_part(cases)
            if id:
                boxed = ["array-for-a-number"] if all(map(numeric_relations.is_boxed, cases)) else []
                return tuple(relations.hint(relation, spec.causes, label) for relation in dict.fromkeys((id, *boxed)))
    some = any(not problems(spec, p, o) for p, o in pairs)
    return (relations.hint("right-for-some", spec.causes),) if some else ()


def of_form(spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation]) -> tuple[Hint, ...]:
    """The hint on the form of the whole answers, where all of them have one thing wrong with it."""
    pairs = [(p, o) for p, o in zip(tests, seen, strict=True) if not p.expected.raised and not o.raised]
    found = {relation_search.of_form(p.expected.value, o.value, spec.returns) for p, o in pairs}
    return (relations.hint(found.pop(), spec.causes),) if len(found) == 1 and "" not in found else ()


def in_common(spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation]) -> tuple[Hint, ...]:
    """The hint on what all wrong calls have in common and no right one has: whole numbers, or a size of 1."""
    calls: dict[bool, list[TestCase]] = {True: [], False: []}
    for test, one in zip(tests, seen, strict=True):
        calls[not problems(spec, test, one)].append(test)
    found = apart(calls[False], calls[True]) if all(calls.values()) else set[Trait]()
    if not found:
        return ()
    whole = any(which == WHOLE for _, which in found)
    return (relations.hint("right-until-whole" if whole else "right-until-one", spec.causes),)


def _step_case(spec: CheckSpec, test: TestCase, seen: Observation, step: str) -> numeric_relations.Case:
    """An intermediate value, held against the reference's."""
    mine = {name.lower(): value for name, value in seen.variables.items()}
    got = seen.variables.get(step, mine.get(step.lower()))
    others = tuple(test.variables[name] for name in spec.evaluation_order if name != step and name in test.variables)
    known, rtol = (*test.steps, *others), tolerance(test.arguments, spec.rtol)
    return numeric_relations.Case(test.variables[step], got, given(spec, test), known, others, rtol)


def _case(spec: CheckSpec, test: TestCase, label: str, answer: Any) -> numeric_relations.Case:
    right = test.expected.value
    others = tuple(value_of_part(spec, right, other) for other in labels_of(spec, right) if other != label)
    return numeric_relations.Case(
        value_of_part(spec, right, label),
        value_of_part(spec, answer, label),
        given(spec, test),
        (*test.steps, *test.variables.values()),
        others,
        tolerance(test.arguments, spec.rtol),
    )
