"""The result of a check, as data; `render.py` turns it into text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .compare import Difference
from .observe import Raised
from .spec import Hint, Rung


class Status(StrEnum):
    """The outcome of a check in one word."""

    PASSED = "passed"
    PARTIAL = "partial"
    FAILED = "failed"
    ERROR = "error"  # it ended in an exception
    TIMEOUT = "timeout"
    KILLED = "killed"
    MISSING = "missing"  # the function is not defined
    UNTOUCHED = "untouched"  # the cell is as it was released


@dataclass(frozen=True)
class Result:
    """The outcome of one check of one function."""

    name: str
    points: float
    max_points: float
    status: Status
    rung: Rung | None = None  # the first one that failed
    passed_rungs: tuple[Rung, ...] = ()
    paid_for: str = ""  # why a wrong answer has points
    tried: str = ""  # the call that showed it, in words; empty for a hidden test
    example: int = 0  # which of the visible tests that was
    rare: str = ""  # an argument of a shape that no visible test has, if only such tests fail: "X of shape (n, 1)"
    rows: tuple[Difference, ...] = ()
    raised: Raised | None = None
    hints: tuple[Hint, ...] = ()  # the named mistakes that fit, at most two
    line: tuple[int, str] | None = None  # the student's own line: number within the cell, text
    notes: tuple[str, ...] = field(default_factory=tuple)
    repair: str = ""  # a function that this one calls and that must be repaired first
    followed_through: tuple[str, ...] = ()  # functions replaced by the reference's, because the student's are wrong
    visible: int = 0  # visible tests
    hidden: int = 0  # fresh tests; run at grading only
    graded: bool = False  # whether the fresh tests ran
    practice: bool = False  # in a lesson, where nothing is graded
