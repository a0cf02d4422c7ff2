"""What is wrong with one call: with its answer, with a part of the answer, and with a value on the way to it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from .compare import CALL, Difference, base, differences, differs, part, parts, rule_of, tolerance
from .kinds.kind import as_array, compare
from .observe import Observation
from .spec import CheckSpec, Rung, TestCase

MOST_KNOWN = 64  # calls whose problems are remembered, each with what it answered
_known: dict[tuple[int, int, int], tuple[CheckSpec, TestCase, Observation, list[Difference]]] = {}


def problems(spec: CheckSpec, test: TestCase, seen: Observation) -> list[Difference]:
    """What is wrong with one observed call; empty when nothing is.

    Remembered until `forget`: points, words and line of a check all ask it of the same calls.
    """
    key = id(spec), id(test), id(seen)
    if key not in _known:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[key] = spec, test, seen, _found(spec, test, seen)  # all three, so that no id is given away again
    return list(_known[key][-1])


def forget() -> None:
    """Forget the calls of the check that ends: their answers may be large."""
    _known.clear()


def _found(spec: CheckSpec, test: TestCase, seen: Observation) -> list[Difference]:
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


def is_right(spec: CheckSpec, test: TestCase, seen: Observation) -> bool:
    """Whether `problems` finds none; it is asked of hundreds of calls, so only the first is looked for."""
    must = test.expected
    if must.raised is not None or seen.raised is not None:
        return not problems(spec, test, seen)
    if not differs(spec, must.value, seen.value):
        return True
    wider = tolerance(test.arguments, spec.rtol, seen)
    return wider > spec.rtol and not differs(spec, must.value, seen.value, wider)


def wrong_parts(spec: CheckSpec, test: TestCase, seen: Observation) -> set[str]:
    """The parts of an answer that are wrong."""
    return {base(one) for one in problems(spec, test, seen)}


def has_form(spec: CheckSpec, test: TestCase, seen: Observation) -> bool:
    """Whether an answer has the kind and shape that is asked for."""
    return all(one.rung == Rung.VALUE for one in problems(spec, test, seen))


def first_wrong_variable(
    spec: CheckSpec, test: TestCase, seen: Observation, trusted: Collection[str] = ()
) -> tuple[list[str], Difference | None]:
    """The intermediate values that are right, in order of evaluation, and the difference at the first that is not.

    A value that lies on its side is neither: a later line may turn it. One that was right when it was made is right.
    trusted : names of what right parts of the answer are made of: no value of these is wrong
    """
    mine = {name.lower(): value for name, value in seen.variables.items()}
    right: list[str] = []
    for name in spec.evaluation_order:
        if name not in test.variables or name.lower() not in mine:
            continue
        got = seen.variables.get(name, mine[name.lower()])
        if name not in seen.variables and _shape(got) != _shape(test.variables[name]):
            continue  # `a` of a single example is not A
        must = test.variables[name]
        wrong = one_part(spec, test, name, must, got)
        if not wrong or any(one == name and agrees(spec, test, name, must, value) for _, one, value in seen.made):
            right.append(name)
        elif name not in trusted and not _is_turned(spec, test, name, must, got):
            return right, wrong[0]
    return right, None


def _is_turned(spec: CheckSpec, test: TestCase, name: str, must: Any, got: Any) -> bool:
    """Whether an array is the right one on its side."""
    shape = _shape(must) or ()
    return len(shape) == 2 and _shape(got) == shape[::-1] and agrees(spec, test, name, must, np.transpose(got))


def _shape(value: Any) -> tuple[int, ...] | None:
    """The shape of what is an array of numbers or may stand for one; None for all else, as rows of several lengths."""
    array = as_array(value)
    return None if array is None else array.shape


def first_wrong_step(spec: CheckSpec, test: TestCase, seen: Observation, trusted: Collection[str] = ()) -> str:
    _, wrong = first_wrong_variable(spec, test, seen, trusted)
    step = base(wrong) if wrong else ""
    return "" if step in labels_of(spec, test.expected.value) else step  # a returned name may hold an earlier value yet


def given(spec: CheckSpec, test: TestCase) -> tuple[Any, ...]:
    """All that a call is given: its arguments, and the defaults of the parameters that are left out."""
    named = {**spec.defaults, **test.keywords}
    return (*test.arguments, *(named[name] for name in spec.parameters[len(test.arguments) :] if name in named))


def labels_of(spec: CheckSpec, must: Any) -> list[str]:
    """The names of an answer's parts, in the order in which they are computed."""
    labels = parts(must, spec.returns)
    first = [name for name in spec.evaluation_order if name in labels]
    return first + [name for name in labels if name not in first]


def value_of_part(spec: CheckSpec, answer: Any, label: str) -> Any:
    found, value = part(spec, answer, label)
    return value if found else answer


def answer_wrong(spec: CheckSpec, test: TestCase, label: str, answer: Any) -> bool:
    must, got = value_of_part(spec, test.expected.value, label), value_of_part(spec, answer, label)
    return not agrees(spec, test, label, must, got)


def part_differs(spec: CheckSpec, test: TestCase, label: str, answer: Any) -> bool:
    found, got = part(spec, answer, label)
    return not found or not agrees(spec, test, label, part(spec, test.expected.value, label)[1], got)


def one_part(spec: CheckSpec, test: TestCase, label: str, must: Any, got: Any) -> list[Difference]:
    """Every difference between two values of a part, or of a value on the way to it."""
    return list(compare(must, got, label, rule_of(spec, tolerance(test.arguments, spec.rtol))))


def agrees(spec: CheckSpec, test: TestCase, label: str, must: Any, got: Any) -> bool:
    """Whether `one_part` finds no difference: only the first is looked for."""
    rule = rule_of(spec, tolerance(test.arguments, spec.rtol), worded=False)
    return next(compare(must, got, label, rule), None) is None
