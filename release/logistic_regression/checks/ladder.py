"""Runs a check, rung by rung: exists, kind, shape, value, hidden; then, each on its own, unchanged, vectorized, stable.

The `Caller` decides where the function lives: in this kernel, or in a sandbox at the other end of a socket.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from . import causes, exceptions, place, relations
from .compare import Difference, changed, describe
from .diagnose import by_answers, by_change, by_rung, first_wrong_variable, general, named, problems
from .observe import Caller, CallLostError, Observation, Raised
from .result import Result, Status, foundation, points_for, status_for
from .spec import RUNGS, CheckSpec, Hint, Rung, TestCase

#: numpy's words for a number that left the range of floats
_OVERFLOWS = ("overflow", "invalid value", "divide by zero")


STUB = "NotImplementedError"  # what a released solution cell raises until it is filled in


def run_checks(spec: CheckSpec, call: Caller, source: str = "", loop_evidence: Callable[[], str] = str) -> Result:
    """Check one function against its spec.

    source : the student's cell, to show the line that went wrong
    loop_evidence : looks for a loop in another way where the count of steps may be forged; "" if it finds none
    """
    passed_rungs: list[Rung] = []
    try:
        return _run_rungs(spec, call, source, passed_rungs, loop_evidence)
    except CallLostError as lost:
        rung = next(rung for rung in RUNGS if rung not in passed_rungs)
        result = _result(spec, rung, tuple(passed_rungs), graded=bool(spec.hidden))
        return dataclasses.replace(result, status=Status(lost.status))


def _run_rungs(
    spec: CheckSpec, call: Caller, source: str, passed_rungs: list[Rung], loop_evidence: Callable[[], str]
) -> Result:
    visible = [call(p.arguments, p.keywords) for p in spec.visible]
    unwritten = any(o.raised and o.raised.type_name == STUB for o in visible)
    if unwritten and (not source or STUB in source):  # otherwise it is written, and calls a function that is not
        return dataclasses.replace(_result(spec, Rung.EXISTS, ()), status=Status.UNTOUCHED)
    rung, at = _worst(spec, spec.visible, visible)
    if rung:
        return _explain(spec, call, source, rung, at, visible)
    passed_rungs += foundation(Rung.HIDDEN)
    hidden = [call(p.arguments, p.keywords) for p in spec.hidden]
    rung, at = _worst(spec, spec.hidden, hidden)
    if rung:
        hints = named(spec, spec.hidden, hidden) or general(spec, spec.hidden, hidden)
        hints = hints or (relations.hint("right-for-some", spec.causes),)  # the visible tests were right
        return _result(spec, Rung.HIDDEN, tuple(passed_rungs), hints=hints, graded=True)
    passed_rungs.append(Rung.HIDDEN)
    return _finish(spec, call, visible, hidden, passed_rungs, loop_evidence)


def missing(spec: CheckSpec, raised: Raised | None = None, handed: bool = False) -> Result:
    """The result for a function that is not defined.

    raised : the exception of the cell that should define it
    handed : whether the check got something else instead, such as what the function returns
    """
    line = (raised.line, raised.text) if raised and raised.line else None
    hints = exceptions.explain(spec, raised) if raised else ()
    hints = (exceptions.hint("result-for-the-function", spec.causes),) if handed else hints
    return dataclasses.replace(
        _result(spec, Rung.EXISTS, (), raised=raised, line=line, hints=hints), status=Status.MISSING
    )


def tried(spec: CheckSpec, test: TestCase) -> str:
    """A test's arguments in one line: shapes of arrays, values of numbers."""
    named_ = [*zip(spec.parameters, test.arguments, strict=False), *test.keywords.items()]
    return ", ".join(_argument(name, value) for name, value in named_)


def _argument(name: str, value: Any) -> str:
    if isinstance(value, np.ndarray) and value.ndim and value.size > 4:
        return f"{name} {value.shape}"
    return f"{name} = {describe(value).split(', shape')[0]}"


def _worst(spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation]) -> tuple[Rung | None, int]:
    """The lowest rung that any test fails, and the index of the first test that fails it; (None, 0) if none fails."""
    found = [(Rung(d.rung), i) for i, (p, o) in enumerate(zip(tests, seen, strict=True)) for d in problems(spec, p, o)]
    return min(found, key=lambda f: (RUNGS.index(f[0]), f[1]), default=(None, 0))


def _explain(spec: CheckSpec, call: Caller, source: str, rung: Rung, at: int, visible: Sequence[Observation]) -> Result:
    test, seen = spec.visible[at], visible[at]
    rows = [d for d in problems(spec, test, seen) if d.rung == rung]
    order = {name: at for at, name in enumerate(spec.evaluation_order)}
    rows.sort(key=lambda d: order.get(_base(d), len(order)))
    notes = [f"numpy warned: {seen.warned}"] if seen.warned else []
    hidden = seen.raised is not None and seen.raised.type_name == "AssertionError"  # behind an assert of its own
    looking = source or spec.evaluation_order
    observed = call(test.arguments, test.keywords, variables=True, asserts=not hidden) if looking else seen
    wrong = (problems(spec, test, observed) or rows)[0]
    if seen.raised is None and spec.evaluation_order:
        right, first = first_wrong_variable(spec, test, observed)
        if first is not None and _base(first) not in {_base(row) for row in rows}:
            verb = "is" if len(right) == 1 else "are"
            before = f"{' and '.join(right)} {verb} right; " if right else ""
            notes.append(f"{before}the first wrong value is {first.part}: {first.words}.")
    cause = causes.likely(spec, call, source, visible)
    line = place.line(spec, test, observed, source, wrong) if cause.line is None else place.at(source, cause.line)
    vague = [hint.id for hint in cause.hints] in ([], ["right-for-some"])
    by_value = line is not None and observed.raised is None
    hints = (relations.hint("formula-of-the-line", spec.causes),) if vague and by_value else cause.hints
    return _result(
        spec,
        rung,
        foundation(rung),
        tried=tried(spec, test),
        rows=tuple(rows[:3]),
        raised=seen.raised if test.expected.raised is None else None,
        hints=hints,
        line=line,
        notes=tuple(notes),
    )


def _base(difference: Difference) -> str:
    return difference.part.split("[")[0]


def _finish(
    spec: CheckSpec,
    call: Caller,
    visible: list[Observation],
    hidden: list[Observation],
    passed_rungs: list[Rung],
    loop_evidence: Callable[[], str],
) -> Result:
    failed: list[tuple[Rung, tuple[Hint, ...], str]] = []
    touched = _changed(spec, (*spec.visible, *spec.hidden), [*visible, *hidden])
    if touched:
        failed.append((Rung.UNCHANGED, by_change(spec, touched), f"Your function changed its argument {touched}."))
    else:
        passed_rungs.append(Rung.UNCHANGED)
    scaling = spec.scaling if Rung.VECTORIZED in spec.rungs else ()
    few_many = [call(p.arguments, p.keywords, steps=True).steps for p in scaling]
    if few_many and few_many[1] - few_many[0] >= _examples(spec):
        words = f"Python took {few_many[0]} steps for few examples and {few_many[1]} for many: a loop runs over them."
        failed.append((Rung.VECTORIZED, by_rung(spec, Rung.VECTORIZED), words))
    elif few_many and (words := loop_evidence()):
        failed.append((Rung.VECTORIZED, (), words))
    else:
        passed_rungs.append(Rung.VECTORIZED)
    extreme = [call(p.arguments, p.keywords) for p in spec.stable]
    trouble = _unstable(spec, extreme)
    if trouble:
        failed.append((Rung.STABLE, by_answers(spec, Rung.STABLE, spec.stable, extreme), trouble))
    else:
        passed_rungs.append(Rung.STABLE)
    return _judged(spec, tuple(passed_rungs), failed, graded=bool(spec.hidden))


def _judged(
    spec: CheckSpec, passed_rungs: tuple[Rung, ...], failed: list[tuple[Rung, tuple[Hint, ...], str]], graded: bool
) -> Result:
    """The result when foundation rungs passed: about the first failed rung with points; one without is advice."""
    costly = [f for f in failed if spec.rungs.get(f[0], 0) > 0]
    asked = [f for f in failed if f[0] in spec.rungs]
    if not asked:
        return _result(spec, None, passed_rungs, graded=graded)
    rung, hints, words = (costly or asked)[0]
    return _result(spec, rung if costly else None, passed_rungs, hints=hints, notes=(words,), graded=graded)


def _changed(spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation]) -> str:
    """The name of the first argument that a call changed; empty if none was."""
    pairs = zip(tests, seen, strict=True)
    return next((name for p, o in pairs if (name := changed(spec.parameters, p.arguments, o.arguments))), "")


def _examples(spec: CheckSpec) -> int:
    """How many extra steps count as a loop over the examples: three quarters of the number of extra examples."""
    arrays = [[a for a in p.arguments if isinstance(a, np.ndarray) and a.ndim] for p in spec.scaling]
    sizes = [max((max(a.shape) for a in group), default=0) for group in arrays]
    return max(1, (sizes[1] - sizes[0]) * 3 // 4)


def _unstable(spec: CheckSpec, extreme: Sequence[Observation]) -> str:
    for test, seen in zip(spec.stable, extreme, strict=True):
        wrong = problems(spec, test, seen)
        if wrong:
            return f"With {tried(spec, test)}: {wrong[0].part} {wrong[0].words}."
        if any(word in seen.warned for word in _OVERFLOWS):
            return f"With {tried(spec, test)} numpy warned: {seen.warned}."
    return ""


def _result(spec: CheckSpec, rung: Rung | None, passed_rungs: tuple[Rung, ...], **more: Any) -> Result:
    return Result(
        name=spec.name,
        points=points_for(spec, passed_rungs),
        max_points=spec.points,
        status=status_for(spec, passed_rungs, more.get("raised")),
        rung=rung,
        passed_rungs=tuple(r for r in RUNGS if r in passed_rungs),
        visible=len(spec.visible),
        hidden=spec.hidden_count,
        practice=spec.practice,
        **more,
    )
