"""What pays: the parts of an answer that are right in every test, those with fresh numbers among them."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .compare import NARROW_RTOL, wrong_part
from .diagnose import fits
from .forms import is_rare
from .observe import Caller, Observation
from .problems import problems
from .spec import CheckSpec, Rung, TestCase

#: what a slip of form costs: this share of an exercise's points, and no more than so many
FORM_SHARE, FORM_MOST = 0.1, 0.5
#: what a part keeps that is wrong in rare forms only, those that no visible test has
RARE_SHARE = 0.7


@dataclass(frozen=True)
class Earned:
    """What is right about the answers of a function."""

    right: tuple[str, ...] = ()  # the parts with points that are right in every test
    usual: tuple[str, ...] = ()  # those that are right in every test but rare ones; all of `right` among them
    whole: bool = False  # nothing is wrong in any test
    keeps: float = 0.0  # the share of the parts' points that a named mistake with all of these answers keeps
    form: bool = True  # the calls on the side go well, and arguments arrive as the text gives them


NOTHING = Earned()


def observed(spec: CheckSpec, call: Caller, tests: Sequence[TestCase], *, steps: bool = False) -> list[Observation]:
    """One call for each test."""
    seen = [call(t.arguments, t.keywords, steps=steps) for t in tests]
    return [closer(spec, call, t, o) for t, o in zip(tests, seen, strict=True)]


def closer(spec: CheckSpec, call: Caller, test: TestCase, seen: Observation) -> Observation:
    """The observation; with local variables where it is as near as float32 comes, since these tell if there is any."""
    if not problems(spec, test, seen) or problems(dataclasses.replace(spec, rtol=NARROW_RTOL), test, seen):
        return seen
    return dataclasses.replace(seen, variables=call(test.arguments, test.keywords, variables=True).variables)


def earned(spec: CheckSpec, pairs: Sequence[tuple[TestCase, Observation]]) -> Earned:
    """What is right about the observed calls. What goes wrong in calls on the side alone is a slip of form."""
    counted = [(t, o) for t, o in pairs if not t.aside]
    whole = not any(problems(spec, t, o) for t, o in counted)
    if whole:  # no mistake keeps more than that: to look for one costs every mistake's answers to every test
        form = not any(problems(spec, t, o) for t, o in pairs if t.aside)
        return Earned(paying(spec), paying(spec), whole, form=form)
    usual = [(t, o) for t, o in pairs if not is_rare(spec, t)]  # in the others a mistake may end in another way
    kept = [h.keeps for h in spec.hints.values() if h.keeps and fits(spec, h, usual)]
    return Earned(
        right_parts(spec, counted),
        right_parts(spec, [(t, o) for t, o in usual if not t.aside]),
        keeps=max(kept, default=0.0),
    )


def right_parts(spec: CheckSpec, pairs: Sequence[tuple[TestCase, Observation]]) -> tuple[str, ...]:
    """The parts with points that are right in every call; where one raises what it must not, none is."""
    return tuple(name for name in paying(spec) if all(_is_right(spec, name, t, o) for t, o in pairs))


def paying(spec: CheckSpec) -> tuple[str, ...]:
    """The parts that have points."""
    return tuple(name for name, worth in spec.parts.items() if worth)


def holds(spec: CheckSpec, got: Earned, pairs: Sequence[tuple[TestCase, Observation]]) -> bool:
    """Whether what was right before is right in these calls too."""
    if got.whole:
        return not any(problems(spec, t, o) for t, o in pairs)
    return set(got.usual) <= set(right_parts(spec, pairs))


def points(spec: CheckSpec, got: Earned, held: Collection[Rung]) -> tuple[float, str]:
    """The points of a function whose right parts have the qualities `held`, and why a wrong one has any, in words.

    Qualities pay the share that the right parts are of all. A part that is wrong in rare forms only counts as partly
    right. A wrong part without points of its own costs as much as the cheapest other one, where that is right.
    """
    parts = sum(spec.parts.values())
    shares = {name: 1.0 if name in got.right else RARE_SHARE for name in got.usual}
    paid = parts if got.whole else sum(share * spec.parts[name] for name, share in shares.items())
    if paid == parts and not got.whole:
        paid -= min(filter(None, spec.parts.values()), default=0.0)
    share = 1.0 if got.whole else paid / parts if paid else 0.0
    paid += share * sum(worth for rung, worth in spec.rungs.items() if rung in held)
    *others, last = got.usual or ("nothing",)
    why = f"{', '.join(others)} and {last} are right" if others else f"{last} is right"
    if set(got.right) < set(got.usual):
        why += " in the visible tests' shapes"
    if got.keeps * parts > paid:
        paid, why = got.keeps * parts, "this mistake keeps a share"
    if not got.form:
        paid = max(0.0, paid - min(FORM_SHARE * spec.points, FORM_MOST))
    return round(paid, 2), "right but for the form" if got.whole else why


def _is_right(spec: CheckSpec, name: str, test: TestCase, seen: Observation) -> bool:
    if test.expected.raised or seen.raised:
        return not problems(spec, test, seen)
    return not wrong_part(spec, name, test, seen)
