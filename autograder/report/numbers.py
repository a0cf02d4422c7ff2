"""The statistics of a class's records. Shares are between 0 and 1.

An exercise's numbers are about those who tried it: who has not begun it says nothing of it, and is counted apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.feedback.next_steps import NOT_WRITTEN
from autograder.gradebook.standing import Standing, by_checks
from autograder.records.record import CheckRecord, Record
from autograder.report.reliability import (
    ENOUGH,
    Discrimination,
    Reliability,
    by_fifths,
    discrimination,
    likely_share,
    reliability,
)

BINS = 10


@dataclass(frozen=True)
class Distribution:
    """How the scores that count, of those who began, are spread, each as a share of its maximum."""

    size: int
    mean: float
    quantiles: tuple[float, float, float, float, float]  # least, lower quartile, median, upper quartile, most
    histogram: tuple[int, ...]  # students in ten equal bins; the last one holds full marks too


@dataclass(frozen=True)
class MistakeNumbers:
    """One named mistake and who made it."""

    notebook: str
    exercise: str
    id: str
    students: tuple[str, ...]
    points_lost: float  # by them, at the exercise

    @property
    def key(self) -> tuple[str, str, str]:
        """What the words of mistakes are found by."""
        return self.notebook, self.exercise, self.id


@dataclass(frozen=True)
class ExerciseNumbers:
    """How the class did at one exercise."""

    notebook: str
    id: str
    max_points: float
    size: int  # submissions that were judged on it
    tried: int
    passed: int
    share: float  # mean share of its points, of those who tried
    lost: tuple[str, ...]  # students who tried and lost points
    points_lost: float  # by them
    last: int  # students who began it and nothing after it; 0 for the last exercise
    rungs: dict[Rung, int]  # first rung that failed -> students who tried
    discrimination: Discrimination
    fifths: tuple[float, ...]  # success of the weakest fifth to the strongest, by the other points; or empty
    mistakes: tuple[MistakeNumbers, ...]  # the commonest first

    @property
    def failed(self) -> int:
        """How many tried and did not earn every point."""
        return self.tried - self.passed

    @property
    def not_begun(self) -> int:
        return self.size - self.tried

    @property
    def success(self) -> float:
        """The share of those who tried that earned every point; 0 if nobody did."""
        return share(self.passed, self.tried)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of `success`; None where too few tried to say."""
        return likely_share(self.passed, self.tried) if self.tried >= ENOUGH else None


@dataclass(frozen=True)
class NotebookNumbers:
    """How those who began a notebook did at it."""

    name: str
    max_points: float
    begun: int
    mean: float  # share of its points


@dataclass(frozen=True)
class ClassNumbers:
    """Everything that the report shows of the records that count."""

    size: int  # submissions
    distribution: Distribution | None  # None if nobody began
    notebooks: tuple[NotebookNumbers, ...]
    exercises: tuple[ExerciseNumbers, ...]  # in the order of the course
    mistakes: tuple[MistakeNumbers, ...]  # the commonest first
    reliability: Reliability
    stopped: tuple[str, ...]  # students with a check that ran out of time or brought its process down
    isolation: dict[tuple[str, ...], int]  # layers -> submissions judged under them

    @property
    def begun(self) -> int:
        """How many submissions have at least one exercise that was tried."""
        return self.distribution.size if self.distribution else 0


def class_numbers(records: Sequence[Record], counted: Mapping[str, Standing] | None = None) -> ClassNumbers:
    """The numbers of a class, one record for each student.

    counted : by student, what counts of the score; without one the record's points count

    Raises ValueError without records.
    """
    if not records:
        raise ValueError("records must hold at least one submission. Got none: grade the assignment first.")
    course = _by_exercise(records)
    lasts = Counter(_last(record) for record in records)
    final = next(reversed(course), None)
    exercises = tuple(_exercise(*key, found, 0 if key == final else lasts[key]) for key, found in course.items())
    mistakes = sorted((m for e in exercises for m in e.mistakes), key=lambda m: -len(m.students))
    begun = [record for record in records if _last(record)]
    scores = [(counted or {}).get(record.student) or by_checks(record) for record in begun]
    ended = (Status.TIMEOUT, Status.KILLED)
    return ClassNumbers(
        size=len(records),
        distribution=distribution([share(score.score, score.max_score) for score in scores]) if begun else None,
        notebooks=_notebooks(records),
        exercises=exercises,
        mistakes=tuple(mistakes),
        reliability=reliability([(e.notebook, e.id) for e in exercises], [_points(record) for record in begun]),
        stopped=tuple(r.student for r in records if any(c.status in ended for n in r.notebooks for c in n.checks)),
        isolation=dict(Counter(r.isolation for r in records).most_common()),
    )


def share(points: float, maximum: float) -> float:
    """Points as a share of their maximum; 0 where nothing was to be earned."""
    return points / maximum if maximum else 0.0


def tried(check: CheckRecord) -> bool:
    """Whether something was written for a check."""
    return check.status not in NOT_WRITTEN


def lost_points(check: CheckRecord) -> bool:
    """Whether a check was tried and earned less than its maximum."""
    return tried(check) and check.max_points - check.points > 1e-9


def distribution(shares: Sequence[float]) -> Distribution:
    """The distribution of shares; quartiles by linear interpolation."""
    least, lower, median, upper, most = (float(q) for q in np.quantile(shares, (0, 0.25, 0.5, 0.75, 1)))
    places = Counter(min(BINS - 1, max(0, math.floor(s * BINS + 1e-9))) for s in shares)
    histogram = tuple(places[i] for i in range(BINS))
    return Distribution(len(shares), float(np.mean(shares)), (least, lower, median, upper, most), histogram)


_Found = list[tuple[Record, CheckRecord]]


def _by_exercise(records: Sequence[Record]) -> dict[tuple[str, str], _Found]:
    """Every check of the class by notebook and id, in the order of the course."""
    course: dict[str, dict[str, _Found]] = {}
    for record in records:
        for notebook in record.notebooks:
            place = course.setdefault(notebook.name, {})
            for check in notebook.checks:
                place.setdefault(check.id, []).append((record, check))
    return {(notebook, id): found for notebook in sorted(course) for id, found in course[notebook].items()}


def _exercise(notebook: str, id: str, found: _Found, last: int) -> ExerciseNumbers:
    those = [(record, check) for record, check in found if tried(check)]
    checks = [check for _, check in those]
    points, rest = [c.points for c in checks], [r.score - c.points for r, c in those]
    passed = [not lost_points(c) for c in checks]
    made: dict[str, _Found] = {}
    for record, check in those:
        for mistake in check.mistakes if lost_points(check) else ():
            made.setdefault(mistake, []).append((record, check))
    mistakes = [
        MistakeNumbers(
            notebook, id, name, tuple(r.student for r, _ in who), sum(c.max_points - c.points for _, c in who)
        )
        for name, who in made.items()
    ]
    return ExerciseNumbers(
        notebook=notebook,
        id=id,
        max_points=max(c.max_points for _, c in found),
        size=len(found),
        tried=len(those),
        passed=sum(passed),
        share=float(np.mean([share(c.points, c.max_points) for c in checks])) if checks else 0.0,
        lost=tuple(r.student for r, c in those if lost_points(c)),
        points_lost=sum(c.max_points - c.points for c in checks),
        last=last,
        rungs=dict(Counter(c.rung for c in checks if c.rung and lost_points(c)).most_common()),
        discrimination=discrimination(points, rest),
        fifths=by_fifths(passed, rest),
        mistakes=tuple(sorted(mistakes, key=lambda m: -len(m.students))),
    )


def _last(record: Record) -> tuple[str, str] | None:
    """The last exercise in the order of the course that a student tried; None if there is none."""
    notebooks = sorted(record.notebooks, key=lambda n: n.name)
    return next(((n.name, c.id) for n in reversed(notebooks) for c in reversed(n.checks) if tried(c)), None)


def _points(record: Record) -> dict[tuple[str, str], float]:
    return {(n.name, c.id): c.points for n in record.notebooks for c in n.checks}


def _notebooks(records: Sequence[Record]) -> tuple[NotebookNumbers, ...]:
    found: dict[str, list[tuple[float, float]]] = {}
    maxima: dict[str, float] = {}
    for notebook in (notebook for record in records for notebook in record.notebooks):
        maxima[notebook.name] = max(notebook.max_score, maxima.get(notebook.name, 0.0))
        begun = found.setdefault(notebook.name, [])
        if any(map(tried, notebook.checks)):
            begun.append((notebook.score, notebook.max_score))
    return tuple(
        NotebookNumbers(
            name, maxima[name], len(pairs), float(np.mean([share(s, m) for s, m in pairs])) if pairs else 0.0
        )
        for name, pairs in sorted(found.items())
    )
