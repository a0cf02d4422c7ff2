"""Climbs the ladder: exists, kind, shape, value, hidden; then, each for itself, unchanged, vectorized, stable.

The caller decides where the function lives: in this kernel, or in a sandbox at the other end of a wire.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from . import exceptions, relation_words, source_lines
from .compare import Difference, changed, describe, identical
from .diagnose import MOST, by_answers, by_change, by_rung, by_step, first_wrong_inside, general, named, problems
from .observe import CallLostError, Observation, Raised
from .plain import Formula
from .result import Result, foundation, points_for, status_for
from .spec import RUNGS, Card, Hint, Probe

#: numpy's words for a number that left the range of floats
_OVERFLOWS = ("overflow", "invalid value", "divide by zero")


STUB = "NotImplementedError"  # what a cell raises that nobody has filled in


class Caller(Protocol):
    """Calls the function under test with plain arguments."""

    def __call__(
        self, arguments: tuple[Any, ...], keywords: Mapping[str, Any], *, inside: bool = False, steps: bool = False
    ) -> Observation: ...


def climb(card: Card, call: Caller, source: str = "", unseen: Callable[[], str] = str) -> Result:
    """Check one function against its card.

    source : the student's cell, to show the line that went wrong
    unseen : where steps may be forged, says what betrays a loop that they do not show; empty if nothing does
    """
    held: list[str] = []
    try:
        return _climb(card, call, source, held, unseen)
    except CallLostError as lost:
        rung = next(rung for rung in RUNGS if rung not in held)
        result = _result(card, rung, tuple(held), graded=bool(card.hidden))
        return dataclasses.replace(result, status=lost.status)


def _climb(card: Card, call: Caller, source: str, held: list[str], unseen: Callable[[], str]) -> Result:
    visible = [call(p.arguments, p.keywords) for p in card.visible]
    unwritten = any(o.raised and o.raised.type_name == STUB for o in visible)
    if unwritten and (not source or STUB in source):  # else it is written, and calls one that is not
        return dataclasses.replace(_result(card, "exists", ()), status="untouched")
    rung, at = _worst(card, card.visible, visible)
    if rung:
        return _explain(card, call, source, rung, at, visible)
    held += foundation("hidden")
    hidden = [call(p.arguments, p.keywords) for p in card.hidden]
    rung, at = _worst(card, card.hidden, hidden)
    if rung:
        hints = named(card, card.hidden, hidden) or general(card, card.hidden, hidden)
        hints = hints or (relation_words.hint("right-for-some"),)  # the visible examples were right
        return _result(card, "hidden", tuple(held), hints=hints, graded=True)
    held.append("hidden")
    return _finish(card, call, visible, hidden, held, unseen)


def missing(card: Card, raised: Raised | None = None) -> Result:
    """The result for a function that is not defined; `raised` is what stopped the cell that should define it."""
    line = (raised.line, raised.text) if raised and raised.line else None
    hints = exceptions.meaning(card, raised) if raised else ()
    return dataclasses.replace(_result(card, "exists", (), raised=raised, line=line, hints=hints), status="missing")


def tried(card: Card, probe: Probe) -> str:
    """A probe's arguments in one line: shapes of arrays, values of numbers."""
    named_ = [*zip(card.parameters, probe.arguments, strict=False), *probe.keywords.items()]
    return ", ".join(_argument(name, value) for name, value in named_)


def _argument(name: str, value: Any) -> str:
    if isinstance(value, Formula):
        return f"{name} = {value.name}"
    if isinstance(value, np.ndarray) and value.ndim and value.size > 4:
        return f"{name} {value.shape}"
    return f"{name} = {describe(value).split(', shape')[0]}"


def _worst(card: Card, probes: Sequence[Probe], seen: Sequence[Observation]) -> tuple[str | None, int]:
    """The lowest rung that any probe fails, and the first probe that fails it."""
    found = [(d.rung, i) for i, (p, o) in enumerate(zip(probes, seen, strict=True)) for d in problems(card, p, o)]
    return min(found, key=lambda f: (RUNGS.index(f[0]), f[1]), default=(None, 0))


def _explain(card: Card, call: Caller, source: str, rung: str, at: int, visible: Sequence[Observation]) -> Result:
    probe, seen = card.visible[at], visible[at]
    rows = [d for d in problems(card, probe, seen) if d.rung == rung]
    rows.sort(key=lambda d: card.order.index(_base(d)) if _base(d) in card.order else len(card.order))
    notes = [f"numpy warned: {seen.warned}"] if seen.warned else []
    wrong = _base(rows[0])
    if seen.raised is None and card.order:
        right, first = first_wrong_inside(card, probe, call(probe.arguments, probe.keywords, inside=True))
        if first is not None and _base(first) not in {_base(row) for row in rows}:
            wrong = _base(first)
            verb = "is" if len(right) == 1 else "are"
            before = f"{' and '.join(right)} {verb} right; " if right else ""
            notes.append(f"{before}the first wrong value is {first.part}: {first.words}.")
    line = (seen.raised.line, seen.raised.text) if seen.raised and seen.raised.line else None
    if line is None and seen.raised is None:
        line = source_lines.assignment(source, card.name, wrong)
    return _result(
        card,
        rung,
        foundation(rung),
        tried=tried(card, probe),
        rows=tuple(rows[:3]),
        raised=seen.raised if probe.expected.raised is None else None,
        hints=named(card, card.visible, visible) or _likely(card, call, visible),
        line=line,
        notes=tuple(notes),
    )


def _likely(card: Card, call: Caller, visible: Sequence[Observation]) -> tuple[Hint, ...]:
    """What is likely where no named mistake gives the same answers: the first wrong step, then the general causes."""
    steps: tuple[Hint, ...] = ()
    if card.order:
        steps = by_step(card, card.visible, [call(p.arguments, p.keywords, inside=True) for p in card.visible])
    raised = any(o.raised for o in visible)
    if not raised and _is_random(call, card.visible[0], visible[0]):
        return (relation_words.hint("random"),)
    found = general(card, card.visible, visible)
    return ((*found, *steps) if raised else steps or found)[:MOST]


def _is_random(call: Caller, probe: Probe, seen: Observation) -> bool:
    """Whether the same call gives another answer."""
    again = call(probe.arguments, probe.keywords).value
    return not identical(seen.value, again) and repr(seen.value) != repr(again)


def _base(difference: Difference) -> str:
    return difference.part.split("[")[0]


def _finish(
    card: Card,
    call: Caller,
    visible: list[Observation],
    hidden: list[Observation],
    held: list[str],
    unseen: Callable[[], str],
) -> Result:
    failed: list[tuple[str, tuple[Hint, ...], str]] = []
    touched = _changed(card, (*card.visible, *card.hidden), [*visible, *hidden])
    if touched:
        failed.append(("unchanged", by_change(card, touched), f"Your function changed its argument {touched}."))
    else:
        held.append("unchanged")
    growing = card.growing if "vectorized" in card.rungs else ()
    few_many = [call(p.arguments, p.keywords, steps=True).steps for p in growing]
    if few_many and few_many[1] - few_many[0] >= _examples(card):
        words = f"Python took {few_many[0]} steps for few examples and {few_many[1]} for many: a loop runs over them."
        failed.append(("vectorized", by_rung(card, "vectorized"), words))
    elif few_many and (words := unseen()):
        failed.append(("vectorized", (), words))
    else:
        held.append("vectorized")
    extreme = [call(p.arguments, p.keywords) for p in card.stable]
    trouble = _unstable(card, extreme)
    if trouble:
        failed.append(("stable", by_answers(card, "stable", card.stable, extreme), trouble))
    else:
        held.append("stable")
    return _judged(card, tuple(held), failed, graded=bool(card.hidden))


def _judged(card: Card, held: tuple[str, ...], failed: list[tuple[str, tuple[Hint, ...], str]], graded: bool) -> Result:
    """The first failing rung with points speaks; rungs without points are advice."""
    costly = [f for f in failed if card.rungs.get(f[0], 0) > 0]
    asked = [f for f in failed if f[0] in card.rungs]
    if not asked:
        return _result(card, None, held, graded=graded)
    rung, hints, words = (costly or asked)[0]
    return _result(card, rung if costly else None, held, hints=hints, notes=(words,), graded=graded)


def _changed(card: Card, probes: Sequence[Probe], seen: Sequence[Observation]) -> str:
    """The name of the first argument that a call changed; empty if none was."""
    pairs = zip(probes, seen, strict=True)
    return next((name for p, o in pairs if (name := changed(card.parameters, p.arguments, o.arguments))), "")


def _examples(card: Card) -> int:
    """How many more steps betray a loop: one for each further example, less a few for luck."""
    arrays = [[a for a in p.arguments if isinstance(a, np.ndarray) and a.ndim] for p in card.growing]
    sizes = [max((max(a.shape) for a in group), default=0) for group in arrays]
    return max(1, (sizes[1] - sizes[0]) * 3 // 4)


def _unstable(card: Card, extreme: Sequence[Observation]) -> str:
    for probe, seen in zip(card.stable, extreme, strict=True):
        wrong = problems(card, probe, seen)
        if wrong:
            return f"With {tried(card, probe)}: {wrong[0].part} {wrong[0].words}."
        if any(word in seen.warned for word in _OVERFLOWS):
            return f"With {tried(card, probe)} numpy warned: {seen.warned}."
    return ""


def _result(card: Card, rung: str | None, held: tuple[str, ...], **more: Any) -> Result:
    return Result(
        name=card.name,
        points=points_for(card, held),
        max_points=card.points,
        status=status_for(card, held, more.get("raised")),
        rung=rung,
        held=tuple(r for r in RUNGS if r in held),
        visible=len(card.visible),
        hidden=card.hidden_count,
        practice=card.practice,
        **more,
    )
