"""What a check found, as data; `render.py` turns it into words."""

from __future__ import annotations

from dataclasses import dataclass, field

from .compare import Difference
from .observe import Raised
from .spec import RUNGS, CheckSpec, Hint


@dataclass(frozen=True)
class Result:
    """The outcome of one check of one function."""

    name: str
    points: float
    max_points: float
    status: str  # passed partial failed error timeout killed missing untouched
    rung: str | None = None  # the first one that failed
    passed_rungs: tuple[str, ...] = ()  # rungs that passed_rungs
    tried: str = ""  # the call that showed it, in words; empty for a hidden test
    rows: tuple[Difference, ...] = ()
    raised: Raised | None = None
    hints: tuple[Hint, ...] = ()  # the named mistakes that fit, at most two
    line: tuple[int, str] | None = None  # the student's own line: number within the cell, text
    notes: tuple[str, ...] = field(default_factory=tuple)
    repair: str = ""  # the function that it calls and that is to be repaired first
    followed_through: tuple[str, ...] = ()  # functions that were ours while this one was judged, as theirs are wrong
    visible: int = 0  # visible tests
    hidden: int = 0  # fresh tests; run at grading only
    graded: bool = False  # whether the fresh tests ran
    practice: bool = False  # in a lesson, where nothing is graded


def points_for(spec: CheckSpec, passed_rungs: tuple[str, ...]) -> float:
    """Points of the rungs that passed_rungs."""
    return sum(points for rung, points in spec.rungs.items() if rung in passed_rungs)


def status_for(spec: CheckSpec, passed_rungs: tuple[str, ...], raised: Raised | None) -> str:
    """passed, partial, error or failed, from the rungs that passed_rungs."""
    points = points_for(spec, passed_rungs)
    if points == spec.points:
        return "passed"
    if points > 0:
        return "partial"
    return "error" if raised else "failed"


def foundation(failed: str) -> tuple[str, ...]:
    """The rungs below `failed`, which all hold when it is the first to fail."""
    return RUNGS[: RUNGS.index(failed)]
