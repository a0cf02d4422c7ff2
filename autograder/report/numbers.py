"""The statistics of a class's records. Shares are between 0 and 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checks.result import Status
from autograder.checks.spec import Rung
from autograder.feedback.next_steps import NOT_WRITTEN
from autograder.records.record import CheckRecord, Record

BINS = 10
FEWEST = 3  # submissions needed for a correlation


@dataclass(frozen=True)
class Distribution:
    """How the class's scores are spread, each as a share of its maximum."""

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


@dataclass(frozen=True)
class Discrimination:
    """The correlation of an exercise's points with the points elsewhere, between -1 and 1, or why there is none."""

    value: float | None
    undefined: str = ""


@dataclass(frozen=True)
class ExerciseNumbers:
    """How the class did at one exercise."""

    notebook: str
    id: str
    max_points: float
    size: int  # submissions that were judged on it
    attempted: int
    passed: int
    share: float  # mean share of its points
    lost: tuple[str, ...]  # students who lost points at it
    points_lost: float  # by the whole class
    statuses: dict[Status, int]
    rungs: dict[Rung, int]  # first rung that failed -> students
    discrimination: Discrimination
    mistakes: tuple[MistakeNumbers, ...]  # the commonest first

    @property
    def success(self) -> float:
        """The share of submissions that earned every point."""
        return self.passed / self.size


@dataclass(frozen=True)
class NotebookNumbers:
    """How the class did at one notebook."""

    name: str
    max_points: float
    mean: float  # share of its points


@dataclass(frozen=True)
class ClassNumbers:
    """Everything that the report shows."""

    distribution: Distribution
    notebooks: tuple[NotebookNumbers, ...]
    exercises: tuple[ExerciseNumbers, ...]  # in the order of the course
    mistakes: tuple[MistakeNumbers, ...]  # the commonest first
    statuses: dict[Status, int]  # status -> checks of that status in the whole class
    stopped: tuple[str, ...]  # students with a check that ran out of time or brought its process down
    isolation: dict[tuple[str, ...], int]  # layers -> submissions judged under them


def class_numbers(records: Sequence[Record]) -> ClassNumbers:
    """The numbers of a class, one record for each student. Raises ValueError without any."""
    if not records:
        raise ValueError("records must hold at least one submission. Got none: grade the assignment first.")
    exercises = tuple(_exercise(*key, found) for key, found in _by_exercise(records).items())
    mistakes = sorted((m for e in exercises for m in e.mistakes), key=lambda m: -len(m.students))
    checks = [(r.student, c) for r in records for n in r.notebooks for c in n.checks]
    return ClassNumbers(
        distribution=distribution([share(r.score, r.max_score) for r in records]),
        notebooks=_notebooks(records),
        exercises=exercises,
        mistakes=tuple(mistakes),
        statuses=dict(Counter(c.status for _, c in checks)),
        stopped=tuple(dict.fromkeys(who for who, c in checks if c.status in (Status.TIMEOUT, Status.KILLED))),
        isolation=dict(Counter(r.isolation for r in records).most_common()),
    )


def share(points: float, maximum: float) -> float:
    """Points as a share of their maximum; 0 where nothing was to be earned."""
    return points / maximum if maximum else 0.0


def lost_points(check: CheckRecord) -> bool:
    """Whether a check earned less than its maximum."""
    return check.max_points - check.points > 1e-9


def distribution(shares: Sequence[float]) -> Distribution:
    """The distribution of shares; quartiles by linear interpolation."""
    least, lower, median, upper, most = (float(q) for q in np.quantile(shares, (0, 0.25, 0.5, 0.75, 1)))
    places = Counter(min(BINS - 1, max(0, math.floor(s * BINS + 1e-9))) for s in shares)
    histogram = tuple(places[i] for i in range(BINS))
    return Distribution(len(shares), float(np.mean(shares)), (least, lower, median, upper, most), histogram)


def discrimination(points: Sequence[float], rest: Sequence[float]) -> Discrimination:
    """The correlation of an exercise's points with the same students' points elsewhere."""
    if len(points) < FEWEST:
        return Discrimination(None, f"fewer than {FEWEST} submissions")
    x, y = np.asarray(points, float), np.asarray(rest, float)
    if np.ptp(x) < 1e-9:
        return Discrimination(None, "everybody has the same points here")
    if np.ptp(y) < 1e-9:
        return Discrimination(None, "everybody has the same points elsewhere")
    return Discrimination(float(np.corrcoef(x, y)[0, 1]))


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


def _exercise(notebook: str, id: str, found: _Found) -> ExerciseNumbers:
    checks = [c for _, c in found]
    made: dict[str, list[str]] = {}
    for record, check in found:
        for mistake in check.mistakes if lost_points(check) else ():
            made.setdefault(mistake, []).append(record.student)
    mistakes = [MistakeNumbers(notebook, id, name, tuple(students)) for name, students in made.items()]
    return ExerciseNumbers(
        notebook=notebook,
        id=id,
        max_points=max(c.max_points for c in checks),
        size=len(checks),
        attempted=sum(c.status not in NOT_WRITTEN for c in checks),
        passed=sum(not lost_points(c) for c in checks),
        share=float(np.mean([share(c.points, c.max_points) for c in checks])),
        lost=tuple(r.student for r, c in found if lost_points(c)),
        points_lost=sum(c.max_points - c.points for c in checks),
        statuses=dict(Counter(c.status for c in checks)),
        rungs=dict(Counter(c.rung for c in checks if c.rung and lost_points(c)).most_common()),
        discrimination=discrimination([c.points for c in checks], [r.score - c.points for r, c in found]),
        mistakes=tuple(sorted(mistakes, key=lambda m: -len(m.students))),
    )


def _notebooks(records: Sequence[Record]) -> tuple[NotebookNumbers, ...]:
    found: dict[str, list[tuple[float, float]]] = {}
    for record in records:
        for notebook in record.notebooks:
            found.setdefault(notebook.name, []).append((notebook.score, notebook.max_score))
    return tuple(
        NotebookNumbers(name, max(m for _, m in pairs), float(np.mean([share(s, m) for s, m in pairs])))
        for name, pairs in sorted(found.items())
    )
