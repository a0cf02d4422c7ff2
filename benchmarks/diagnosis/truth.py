"""Whether what a check says of a function is true, decided by how the function was made and by calls of our own.

A named mistake is true of a function that was made with it, or of a mutant that gives the mistake's wrong values on
tests that the check never saw. A general cause is true if the relation holds on those tests, or if the line that raises
holds the operation that it speaks of. Where neither can be asked, the truth cannot be told.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Any

from autograder.audit.matrix import whole_spec
from autograder.checks import exceptions, relation_search
from autograder.checks.compare import differences, parts, tolerance
from autograder.checks.kinds.kind import alike
from autograder.checks.numeric_relations import Case, close, safely, same_factor
from autograder.checks.observe import Observation, observe
from autograder.checks.problems import given
from autograder.checks.relations import RELATIONS
from autograder.checks.repair_words import WORDS
from autograder.checks.spec import CheckSpec, Hint, Rung, TestCase
from autograder.exercises.exercise import Call, Exercise
from autograder.exercises.steps import steps
from benchmarks.diagnosis.facts import holds_fact
from benchmarks.diagnosis.mending import MENDED
from benchmarks.diagnosis.operations import holds_operation
from benchmarks.diagnosis.versions import Group, Version

SEEDS = (101, 102)  # of tests that no check here uses


class Truth(StrEnum):
    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "cannot be told"


@dataclass(frozen=True, eq=False)
class Behaviour:
    """What a function does on tests that its check never saw."""

    spec: CheckSpec
    pairs: tuple[tuple[TestCase, Observation], ...]
    extremes: tuple[tuple[TestCase, Observation], ...]

    @property
    def raised(self) -> Observation | None:
        """The first call that ended in an exception nobody asked for."""
        return next((seen for test, seen in self.pairs if seen.raised and not test.expected.raised), None)

    @property
    def right(self) -> bool:
        return not any(_wrong(self.spec, test, seen) for test, seen in self.pairs)


def behaviour(exercise: Exercise, function: Callable[..., Any]) -> Behaviour:
    """Call a function on tests of its own."""
    spec, tests = _tests(exercise)
    pairs = tuple((test, observe(function, test.arguments, dict(test.keywords), variables=True)) for test in tests)
    extremes = tuple((test, observe(function, test.arguments, dict(test.keywords))) for test in spec.stable)
    return Behaviour(spec, pairs, extremes)


@functools.cache
def _tests(exercise: Exercise) -> tuple[CheckSpec, tuple[TestCase, ...]]:
    specs = [whole_spec(exercise, seed) for seed in SEEDS]
    hidden = tuple(_with_steps(exercise, test) for spec in specs for test in spec.hidden)
    return specs[0], (*specs[0].visible, *hidden)


def _with_steps(exercise: Exercise, test: TestCase) -> TestCase:
    """A test with the values that the solution goes through, as the visible ones have them."""
    seen = observe(exercise.solution, test.arguments, dict(test.keywords), variables=True)
    variables = {name: value for name, value in seen.variables.items() if name in exercise.evaluation_order}
    call = Call(test.arguments, test.keywords)
    return dataclasses.replace(test, variables=variables, steps=steps(exercise.solution, call))


def truth(
    version: Version,
    source: str,
    seen: Behaviour,
    hint: Hint,
    told: Sequence[Hint],
    line: bool | None,
    changed: frozenset[int],
) -> Truth:
    """Whether what a hint says is true of a version of a function as it is written in `source`.

    told : all hints of the message; two named mistakes may explain one part of the answer each
    line : whether the line that is shown is a changed one, where that is known
    changed : the lines that were changed; none where one was deleted
    """
    if hint.id in WORDS:
        numbers = {int(number) for number in re.findall(r"line (\d+)", hint.why)}
        kinds = MENDED.get(version.kind, ())  # of two readings of one slip, one is to be its kind
        is_kind = not kinds or any(one.id in kinds for one in told)
        return _told(bool(numbers & changed) and is_kind) if numbers and changed else Truth.UNKNOWN
    if hint.id == "formula-from-the-line":
        begin = int(re.findall(r"line (\d+)", hint.why)[0])
        return _told(max(changed) >= begin) if changed else Truth.UNKNOWN
    if hint.id == "formula-of-the-line":
        return Truth.UNKNOWN if line is None else _told(line)
    named = {mistake.id: mistake for mistake in version.exercise.mistakes}
    if hint.id in named:
        if version.group is Group.MUTANT:
            return _told(_behaves(version.exercise, seen, [one.id for one in told if one.id in named]))
        alike = {same for cause in version.causes for same in (cause, *named[cause].same_as)}
        return _told(hint.id in alike or bool({hint.id, *named[hint.id].same_as} & set(version.causes)))
    answer = holds_operation(hint.id, source, version.exercise.name, seen.raised)
    if answer is None:
        answer = holds_fact(hint, source, version.exercise.solution)
    if answer is not None:
        return _told(answer)
    if seen.raised is not None:
        return Truth.UNKNOWN
    if hint.id == "parts-swapped":
        return _told(_crossed(seen))
    return _told(_related(seen, hint.id)) if hint.id in _RELATED else Truth.UNKNOWN


def _told(answer: bool) -> Truth:
    return Truth.TRUE if answer else Truth.FALSE


def _behaves(exercise: Exercise, seen: Behaviour, ids: Sequence[str]) -> bool:
    """Whether every wrong part of the answers is that of a variant of one of the mistakes."""
    fails = next(m.fails for m in exercise.mistakes if m.id == ids[0])
    if fails in (Rung.UNCHANGED, Rung.VECTORIZED):
        return True  # failing there is the mistake itself
    pairs = seen.extremes if fails == Rung.STABLE else seen.pairs
    wrong = [(test, one) for test, one in pairs if _wrong(seen.spec, test, one)]
    if all(one.raised for _, one in wrong):
        pairs = tuple(wrong)  # the name is that of an exception: it speaks of the calls that raise
    keys = [[key for key, hint in seen.spec.hints.items() if hint.id == id] for id in ids]
    whole = any(all(_same(seen.spec, test, each, one) for test, one in pairs) for each in product(*keys))
    return whole or any(_first_steps_agree(seen, key) for key in keys[0])


def _first_steps_agree(seen: Behaviour, key: str) -> bool:
    """Whether the first intermediate value that is wrong, by its name, is that of the mistake on every test."""
    for name in seen.spec.evaluation_order:
        each = [(test.variables.get(name), test.mistaken[key], one.variables.get(name)) for test, one in seen.pairs]
        if any(right is None or mine is None for right, _, mine in each):
            continue
        if not all(alike(right, mine) for right, _, mine in each):
            return all(
                name in mistaken.variables and alike(mistaken.variables[name], mine) for _, mistaken, mine in each
            )
    return False


def _same(spec: CheckSpec, test: TestCase, keys: Sequence[str], seen: Observation) -> bool:
    mistaken = [test.mistaken[key] for key in keys]
    if seen.raised and any(one.raised and exceptions.same(one.raised, seen.raised) for one in mistaken):
        return True
    if seen.raised or any(one.raised for one in mistaken):
        return any(seen.raised and one.raised and one.raised.type_name == seen.raised.type_name for one in mistaken)
    if test.expected.raised:
        return True
    rtol = tolerance(test.arguments, spec.rtol)
    left = [{d.part.split("[")[0] for d in differences(spec, one.value, seen.value, rtol)} for one in mistaken]
    return not set.intersection(*left)


@functools.cache
def spoiled(exercise: Exercise, id: str) -> frozenset[str]:
    """The parts of the answer that a named mistake makes wrong on some test."""
    spec, tests = _tests(exercise)
    answers = [(test, test.mistaken[id]) for test in tests if not test.expected.raised]
    if any(one.raised for _, one in answers):
        return frozenset(parts(tests[0].expected.value, spec.returns))
    each = [differences(spec, test.expected.value, one.value) for test, one in answers]
    return frozenset(d.part.split("[")[0] for found in each for d in found)


def _wrong(spec: CheckSpec, test: TestCase, seen: Observation) -> bool:
    if test.expected.raised or seen.raised:
        must, got = test.expected.raised, seen.raised
        return not (must and got and must.type_name == got.type_name)
    return bool(differences(spec, test.expected.value, seen.value, tolerance(test.arguments, spec.rtol)))


def _related(seen: Behaviour, id: str) -> bool:
    """Whether the relation holds between a part of the answers, or a step on the way, and what it must be."""
    spec, pairs = seen.spec, [(t, o) for t, o in seen.pairs if not t.expected.raised and not o.raised]
    if not pairs:
        return False
    if {relation_search.of_form(t.expected.value, o.value, spec.returns) for t, o in pairs} == {id}:
        return True
    labels = parts(pairs[0][0].expected.value, spec.returns)
    each = [_cases(spec, pairs, label, labels) for label in labels]
    known = [n for n in spec.evaluation_order if all(n in t.variables and n in o.variables for t, o in pairs)]
    each += [[_step(spec, test, one, name) for test, one in pairs] for name in known]
    return any(_holds(id, cases) for cases in each)


def _holds(id: str, cases: Sequence[Case]) -> bool:
    """Whether a relation holds in every case that is wrong; a simpler one may hold as well."""
    wrong = [case for case in cases if not close(case, case.got, case.must)]
    held = any(
        one.holds and all(safely(one.holds, case) for case in wrong) and (id != "constant-factor" or same_factor(wrong))
        for one in RELATIONS
        if one.id == id
    )
    return bool(wrong) and (held or relation_search.of_part(cases) == id)


def _crossed(seen: Behaviour) -> bool:
    """Whether the wrong parts of every answer are right parts under another name."""
    for test, one in seen.pairs:
        labels = parts(test.expected.value, seen.spec.returns)
        must = {label: _part(seen.spec, test.expected.value, label) for label in labels}
        got = {label: _part(seen.spec, one.value, label) for label in labels}
        if not all(any(alike(got[label], right) for right in must.values()) for label in labels):
            return False
    return True


def _step(spec: CheckSpec, test: TestCase, one: Observation, name: str) -> Case:
    others = tuple(test.variables[n] for n in spec.evaluation_order if n != name and n in test.variables)
    known = (*test.steps, *others)
    rtol = tolerance(test.arguments, spec.rtol)
    return Case(test.variables[name], one.variables[name], given(spec, test), known, others, rtol)


def _cases(
    spec: CheckSpec, pairs: Sequence[tuple[TestCase, Observation]], label: str, labels: Sequence[str]
) -> list[Case]:
    cases = []
    for test, one in pairs:
        must = test.expected.value
        others = tuple(_part(spec, must, other) for other in labels if other != label)
        got = _part(spec, one.value, label)
        rtol = tolerance(test.arguments, spec.rtol)
        known = (*test.steps, *test.variables.values())
        cases.append(Case(_part(spec, must, label), got, given(spec, test), known, others, rtol))
    return cases


def _part(spec: CheckSpec, answer: Any, label: str) -> Any:
    """The part of an answer that has this name; the whole answer if none has."""
    if isinstance(answer, dict):
        return answer.get(label, answer)
    if isinstance(answer, (tuple, list)) and len(answer) == len(spec.returns) > 1:
        for name, item in zip(spec.returns, answer, strict=True):
            if name == label:
                return item
            if isinstance(item, dict) and label in item:
                return item[label]
    return answer


_RELATED = frozenset(
    (
        *("nothing-returned", "order-of-the-values", "too-many-values", "too-few-values", "dict-for-values"),
        *("values-for-a-dict", "key-misspelt", "key-missing", "placeholder-left", "function-for-its-value"),
        *("text-for-a-number", "list-for-an-array", "array-for-a-number", "one-for-the-list", "too-few-entries"),
        *("too-many-entries", "another-kind", "not-a-number", "probabilities-for-answers", "turned", "other-shape"),
        *("sign", "another-part", "argument-returned", "step-returned", "rounded", "cut-to-whole", "complement"),
        *("absolute", "constant-factor", "factor-of-a-size", "constant-added", "squared", "root", "logarithm"),
        *("reciprocal", "not-summed", "not-averaged", "summed-to-one", "one-entry", "reversed", "factor"),
        *(
            "one-term",
            "one-factor",
            "zero",
            "table-for-a-vector",
            "constant",
            "entries-of-another-kind",
            "keys-swapped",
            "parameter-after-a-step",
        ),
    )
)
