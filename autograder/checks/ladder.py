"""Runs a check, rung by rung: exists, kind, shape, value, hidden; then, each on its own, unchanged, vectorized, stable.

The first rung that fails speaks; what is right in every test pays (`points.py`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from typing import Any

from . import causes, code_facts, exceptions, place, relations
from .binding import keeps_places, mended, rebound, unbound
from .compare import Difference, base, tried
from .diagnose import named
from .edits import without_asserts
from .flow import Line
from .forms import is_rare, rare_shape
from .observe import Caller, CallLostError, Observation, Raised
from .points import NOTHING, Earned, earned, observed, points
from .problems import first_wrong_variable, forget, problems
from .qualities import Lack, LoopEvidence, lacking
from .relation_hints import general, in_common
from .result import Result, Status
from .spec import FOUNDATION, QUALITIES, RUNGS, CheckSpec, Hint, Rung, TestCase

STUB = "NotImplementedError"  # what a released solution cell raises until it is filled in


def run_checks(
    spec: CheckSpec,
    call: Caller,
    source: str = "",
    loop_evidence: LoopEvidence = lambda call, got: "",
    explain: bool = True,
) -> Result:
    """Check one function against its spec.

    source  : the student's cell, to show the line that went wrong
    explain : look for the cause of a wrong answer; points and rung are the same without
    """
    try:
        return _run(spec, call, source, loop_evidence, explain)
    finally:
        forget()


def _run(spec: CheckSpec, call: Caller, source: str, loop_evidence: LoopEvidence, explain: bool) -> Result:
    at, told = Rung.EXISTS, dict[str, Any]()
    try:
        visible = observed(spec, call, spec.visible)
        unwritten = any(o.raised and o.raised.type_name == STUB for o in visible)
        # otherwise it is written, and calls a function that is not
        silent = all(o.value is None for o in visible)
        if (unwritten and (not source or STUB in source)) or (silent and code_facts.is_empty(spec, source)):
            return _result(spec, Rung.EXISTS, status=Status.UNTOUCHED)
        call, visible, form = _best_call(spec, call, source, visible)
        told = _of_visible(spec, call, source, visible, explain)
        at = Rung.HIDDEN
        hidden = observed(spec, call, spec.hidden)
    except CallLostError as lost:
        notes = () if spec.hidden or not lost.detail else (lost.detail,)  # at grading it speaks of our limits
        told = told or {"rung": at, "status": Status(lost.status), "notes": notes}
        return _result(spec, **told, graded=bool(spec.hidden))
    pairs = list(zip(spec.visible + spec.hidden, visible + hidden, strict=True))
    got = earned(spec, pairs)
    costly = bool(form) and not keeps_places(spec, source)
    if costly:
        got = dataclasses.replace(got, form=False)
    lacks = lacking(spec, call, got, pairs, loop_evidence) if got.usual or got.whole else []
    told = told or _of_hidden(spec, visible, hidden, explain)
    told = told or (_of_form(spec, source) if costly else _of_qualities(spec, lacks))
    defaults = _of_defaults(spec, source) if told.get("rung") is None else ()
    notes = (*told.pop("notes", ()), *form, *defaults)
    return _result(spec, got=got, lacks=lacks, graded=bool(spec.hidden), notes=notes, **told)


def missing(spec: CheckSpec, raised: Raised | None = None, handed: bool = False) -> Result:
    """The result for a function that is not defined.

    raised : the exception of the cell that should define it
    handed : whether the check got something else instead, such as what the function returns
    """
    line = (raised.line, raised.text) if raised and raised.line else None
    hints = exceptions.explain(spec, raised) if raised else ()
    hints = (exceptions.hint("result-for-the-function", spec.causes),) if handed else hints
    return _result(spec, Rung.EXISTS, status=Status.MISSING, raised=raised, line=line, hints=hints)


def _best_call(
    spec: CheckSpec, call: Caller, source: str, visible: list[Observation]
) -> tuple[Caller, list[Observation], tuple[str, ...]]:
    """The way of calling that comes further, its observations, and what it says of the parameters, if anything."""
    rung, _ = _worst(spec, spec.visible, visible)
    other = rebound(spec, call, source) if rung else None
    if rung and other:
        seen = observed(spec, other, spec.visible)
        now, _ = _worst(spec, spec.visible, seen)
        if now is None or _further(spec, now, seen) > _further(spec, rung, visible):
            return other, seen, (mended(spec),)
    words = unbound(spec, source) if rung and not other else ""
    return call, visible, (words,) if words else ()


def _further(spec: CheckSpec, rung: Rung, visible: Sequence[Observation]) -> tuple[int, int]:
    """How far the visible tests come: the place of the rung that the first of them fails, and how many are right."""
    return RUNGS.index(rung), sum(not problems(spec, p, o) for p, o in zip(spec.visible, visible, strict=True))


def _worst(spec: CheckSpec, tests: Sequence[TestCase], seen: Sequence[Observation]) -> tuple[Rung | None, int]:
    """The lowest rung that any test fails, and the index of the first test that fails it; (None, 0) if none fails.

    Of calls on the side only if all others are right.
    """
    found = [(Rung(d.rung), i) for i, (p, o) in enumerate(zip(tests, seen, strict=True)) for d in problems(spec, p, o)]
    return min(found, key=lambda f: (tests[f[1]].aside, RUNGS.index(f[0]), f[1]), default=(None, 0))


def _of_visible(
    spec: CheckSpec, call: Caller, source: str, visible: Sequence[Observation], explain: bool
) -> dict[str, Any]:
    """What a result says of the visible tests; empty if all are right."""
    rung, at = _worst(spec, spec.visible, visible)
    if rung is None or not explain:
        return {} if rung is None else {"rung": rung}
    test, seen = spec.visible[at], visible[at]
    order = {name: at for at, name in enumerate(spec.evaluation_order)}

    def first(one: Difference) -> tuple[int, int]:
        return RUNGS.index(Rung(one.rung)), order.get(base(one), len(order))

    rows = sorted((d for d in problems(spec, test, seen) if d.rung == rung), key=first)
    notes = [f"numpy warned: {seen.warned}"] if seen.warned else []
    hidden = seen.raised is not None and seen.raised.type_name == "AssertionError" and test.expected.raised is None
    bare = without_asserts(source, spec.name) if hidden else ""  # the answer is behind an assert of its own
    looking = source or spec.evaluation_order
    inside = call(test.arguments, test.keywords, variables=True, instead=bare) if looking else seen
    differing = problems(spec, test, inside) or rows
    wrong = min(differing, key=lambda one: RUNGS.index(Rung(one.rung)))
    behind = causes.behind_right(spec, source, visible)
    if seen.raised is None and spec.evaluation_order:
        trusted = {*behind.names, *place.names_in_loops(spec, source)}  # of a loop the last turn alone is seen
        right, variable = first_wrong_variable(spec, test, inside, trusted)
        if variable is not None and base(variable) not in {base(row) for row in rows}:
            verb = "is" if len(right) == 1 else "are"
            before = f"{' and '.join(right)} {verb} right; " if right else ""
            notes.append(f"{before}the first wrong value is {variable.part}: {variable.words}.")
    line = place.line(spec, test, inside, source, wrong, behind.lines)
    cause = causes.likely(spec, call, source, visible, line[0] if line else 0)
    if cause.line is not None:
        line = place.at(source, cause.line)
    elif seen.raised is None and place.may_be_right(spec, test, source):
        line = None
    elif cause.hints[:1] and cause.hints[0].key in spec.hints:  # a named mistake: of the part that it is told of first
        line = place.line(spec, test, inside, source, min(differing, key=first), behind.lines)
    if seen.raised and line and seen.raised.line > line[0] and cause.hints and cause.hints[0].id in exceptions.VAGUE:
        notes.append(f"The exception comes up in line {seen.raised.line}.")  # and the words are about that one
    vague = [hint.id for hint in cause.hints] in ([], ["right-for-some"])
    by_value = line is not None and inside.raised is None and wrong.rung != Rung.KIND
    hints = cause.hints
    if vague and by_value and (line := _first_of_all(spec, call, source, visible, at, behind.lines)):
        sure = place.makes_the_answer(spec, test, source, line[0])
        hints, line = (_of_the_line(spec, line[0], sure),), line if sure else None
    return {
        "rung": rung,
        "tried": tried(spec, test),
        "example": at,
        "rows": tuple(rows[:3]),
        "raised": seen.raised if test.expected.raised is None else None,
        "hints": hints,
        "line": line,
        "notes": tuple(notes),
    }


def _first_of_all(
    spec: CheckSpec,
    call: Caller,
    source: str,
    visible: Sequence[Observation],
    at: int,
    trusted: Collection[int],
) -> Line | None:
    """The line that makes the first wrong value; of single numbers, right by chance at times, the first in any test."""
    found, trusted = set[Line](), {*trusted, *place.numbers_given(spec, source)}
    single = all(isinstance(value, (int, float)) for test in spec.visible for value in test.arguments)
    pairs = list(zip(spec.visible, visible, strict=True))
    for test, seen in pairs if single else pairs[at : at + 1]:
        wrong = sorted(problems(spec, test, seen), key=lambda one: RUNGS.index(Rung(one.rung)))
        if wrong and not seen.raised and not test.expected.raised:
            inside = call(test.arguments, test.keywords, variables=True)
            found |= {line for line in [place.line(spec, test, inside, source, wrong[0], trusted)] if line}
    return min(found, default=None)


def _of_the_line(spec: CheckSpec, number: int, sure: bool) -> Hint:
    """What can be said of the line that makes the first value which the reference does not go through.

    sure : whether it is wrong; one that may be right is told as where to begin, and is not shown
    """
    if sure:
        return relations.hint("formula-of-the-line", spec.causes)
    return relations.hint("formula-from-the-line", spec.causes, f"line {number}")


def _of_hidden(
    spec: CheckSpec, visible: Sequence[Observation], hidden: Sequence[Observation], explain: bool
) -> dict[str, Any]:
    """What a result says of the fresh tests where the visible ones are right; empty if these are too."""
    failing = [test for test, seen in zip(spec.hidden, hidden, strict=True) if problems(spec, test, seen)]
    if not failing or not explain:
        return {"rung": Rung.HIDDEN} if failing else {}
    rare = rare_shape(spec, failing) if all(is_rare(spec, test) for test in failing) else ""
    tests, seen = (*spec.visible, *spec.hidden), (*visible, *hidden)
    hints = named(spec, spec.hidden, hidden) or in_common(spec, tests, seen) or general(spec, spec.hidden, hidden)
    return {"rung": Rung.HIDDEN, "rare": rare, "hints": hints or (relations.hint("right-for-some", spec.causes),)}


def _of_defaults(spec: CheckSpec, source: str) -> tuple[str, ...]:
    """What is said of a right function with other defaults than the text's, which the tests may not ask for."""
    found = code_facts.facts(spec, source, ("default-changed",)) if spec.defaults else ()  # asked of every right answer
    return tuple(hint.why for hint, _ in found)


def _of_form(spec: CheckSpec, source: str) -> dict[str, Any]:
    """What a result says of a def line that is not that of the text, where all else is right."""
    hints = tuple(hint for hint, _ in code_facts.facts(spec, source, code_facts.OF_THE_DEF_LINE))
    return {"rung": Rung.EXISTS, "hints": hints[:1]}


def _of_qualities(spec: CheckSpec, lacks: Sequence[Lack]) -> dict[str, Any]:
    """What a result says of a right answer: about the first quality that it lacks and that has points, or advice."""
    costly = [lack for lack in lacks if spec.rungs[lack.rung] > 0]
    for lack in costly or lacks:
        notes = (lack.words,) if lack.words else ()
        return {"rung": lack.rung if costly else None, "hints": lack.hints, "notes": notes}
    return {}


def _result(
    spec: CheckSpec,
    rung: Rung | None = None,
    got: Earned = NOTHING,
    lacks: Sequence[Lack] = (),
    status: Status | None = None,
    **more: Any,
) -> Result:
    lacking = [lack.rung for lack in lacks]
    held = [quality for quality in QUALITIES if quality not in lacking]
    paid, why = points(spec, got, held)
    lost = next((lack.lost for lack in lacks if lack.rung == rung and lack.lost), "")
    failed = Status.PARTIAL if paid else Status.ERROR if more.get("raised") else Status.FAILED
    return Result(
        name=spec.name,
        points=paid,
        max_points=spec.points,
        status=status or (Status(lost) if lost else Status.PASSED if rung is None else failed),
        rung=rung,
        passed_rungs=RUNGS[: RUNGS.index(rung)] if rung in FOUNDATION else (*FOUNDATION, *held),
        paid_for=why if rung in FOUNDATION and paid else "",
        visible=len(spec.visible),
        hidden=spec.hidden_count,
        practice=spec.practice,
        **more,
    )
