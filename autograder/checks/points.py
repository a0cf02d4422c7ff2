"""What pays: the parts of an answer that are right in every test, those with fresh numbers among them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .compare import wrong_part
from .diagnose import exactly, problems
from .observe import Observation
from .spec import CheckSpec, Rung, TestCase

#: what a slip of form costs: this share of an exercise's points, and no more than so many
FORM_SHARE, FORM_MOST = 0.1, 0.5


@dataclass(frozen=True)
class Earned:
    """What is right about the answers of a function."""

    right: tuple[str, ...] = ()  # the parts with points that are right in every test
    whole: bool = False  # nothing is wrong in any test
    keeps: float = 0.0  # the share of the parts' points that a named mistake with all of these answers keeps
    form: bool = True  # the calls on the side go well, and arguments arrive as the text gives them


NOTHING = Earned()


def earned(spec: CheckSpec, pairs: Sequence[tuple[TestCase, Observation]]) -> Earned:
    """What is right about the observed calls. What goes wrong in calls on the side alone is a slip of form."""
    counted = [(t, o) for t, o in pairs if not t.aside]
    whole = not any(problems(spec, t, o) for t, o in counted)
    return Earned(
        right_parts(spec, counted),
        whole,
        keeps=max((hint.keeps for hint in exactly(spec, pairs) if hint.keeps), default=0.0),
        form=not (whole and any(problems(spec, t, o) for t, o in pairs if t.aside)),
    )


def right_parts(spec: CheckSpec, pairs: Sequence[tuple[TestCase, Observation]]) -> tuple[str, ...]:
    """The parts with points that are right in every call; where one raises what it must not, none is."""
    return tuple(name for name in spec.parts if all(_is_right(spec, name, t, o) for t, o in pairs))


def holds(spec: CheckSpec, got: Earned, pairs: Sequence[tuple[TestCase, Observation]]) -> bool:
    """Whether what was right before is right in these calls too."""
    if got.whole:
        return not any(problems(spec, t, o) for t, o in pairs)
    return set(got.right) <= set(right_parts(spec, pairs))


def points(spec: CheckSpec, got: Earned, held: Collection[Rung]) -> float:
    """The points of a function whose right parts have the qualities `held`.

    A wrong part without points costs as much as the cheapest other one, unless that costs its points already.
    """
    paid = _for_parts(spec, got)
    qualities = sum(worth for rung, worth in spec.rungs.items() if rung in held)
    best = max(paid + _share(spec, got, paid) * qualities, got.keeps * sum(spec.parts.values()))
    return round(best if got.form else max(0.0, best - min(FORM_SHARE * spec.points, FORM_MOST)), 2)


def paid_for(spec: CheckSpec, got: Earned) -> str:
    """Why a wrong function has points, in words."""
    if got.whole:
        return "right but for the form"
    if got.keeps * sum(spec.parts.values()) > _for_parts(spec, got):
        return "a slip like this keeps a share"
    return f"{' and '.join(got.right)} {'is' if len(got.right) == 1 else 'are'} right"


def _for_parts(spec: CheckSpec, got: Earned) -> float:
    paid = sum(spec.parts[name] for name in got.right)
    if not got.whole and paid == sum(spec.parts.values()):
        paid -= min((each for each in spec.parts.values() if each), default=0.0)
    return paid


def _share(spec: CheckSpec, got: Earned, paid: float) -> float:
    return 1.0 if got.whole else paid / sum(spec.parts.values()) if paid else 0.0


def _is_right(spec: CheckSpec, name: str, test: TestCase, seen: Observation) -> bool:
    if test.expected.raised or seen.raised:
        return not problems(spec, test, seen)
    return not wrong_part(spec, name, test, seen.value)
