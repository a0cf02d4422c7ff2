"""How much a class's points can be trusted: reliability, error of measurement, discrimination, weight. numpy only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

Place = tuple[str, str]  # of an exercise: its notebook, its name

ENOUGH = 20  # students; from fewer, nothing is said
SURE = 1.96  # standard errors: 95 of 100 intervals hold the true value
FIFTHS = 5


@dataclass(frozen=True)
class Discrimination:
    """The correlation of an exercise's points with the points elsewhere, -1 to 1, or a phrase why there is none."""

    value: float | None
    low: float = -1.0  # 95 % interval
    high: float = 1.0
    undefined: str = ""


@dataclass(frozen=True)
class Reliability:
    """What the exercises say together, of those who began; what they did not begin has 0 points, as in their score."""

    size: int = 0  # students
    alpha: float | None = None  # Cronbach's; None if there is too little to say
    error: float = 0.0  # standard error of measurement, in points
    without: Mapping[Place, float] = field(default_factory=dict)  # alpha if an exercise were left out
    weights: Mapping[Place, float] = field(default_factory=dict)  # its share of the variance of the score

    @property
    def difference(self) -> float:
        """Points by which two scores must differ, at least, to be sure that the two students do."""
        return SURE * math.sqrt(2) * self.error

    @property
    def undefined(self) -> str:
        """Why there is no alpha, as a sentence."""
        if self.size < ENOUGH:
            return f"Too few to say: {self.size} began."
        return "Nothing can be measured: scores do not differ, or there are fewer than three exercises."


def reliability(exercises: Sequence[Place], points: Sequence[Mapping[Place, float]]) -> Reliability:
    """The reliability of a score that is the sum of its exercises. points : of each student, by exercise"""
    if len(points) < ENOUGH or len(exercises) < 3:
        return Reliability(len(points))
    table = np.array(
        [[student.get(exercise, 0.0) for exercise in exercises] for student in points]
    )  # students × exercises
    covariance = np.cov(table, rowvar=False)
    with_score, total = covariance.sum(axis=0), float(covariance.sum())
    if total < 1e-9:
        return Reliability(len(points))
    variances = np.diag(covariance)
    alpha = _alpha(len(exercises), float(variances.sum()), total)
    rest = total - 2 * with_score + variances  # the score's variance without each exercise
    left = [
        _alpha(len(exercises) - 1, variances.sum() - v, r) if r > 1e-9 else 0.0
        for v, r in zip(variances, rest, strict=True)
    ]
    return Reliability(
        size=len(points),
        alpha=alpha,
        error=math.sqrt(total * (1 - min(max(alpha, 0.0), 1.0))),
        without=dict(zip(exercises, left, strict=True)),
        weights=dict(zip(exercises, (with_score / total).tolist(), strict=True)),
    )


def discrimination(points: Sequence[float], rest: Sequence[float]) -> Discrimination:
    """The correlation of an exercise's points with the same students' points elsewhere, with Fisher's interval."""
    if len(points) < ENOUGH:
        return Discrimination(None, undefined=f"too few to say: {len(points)} tried")
    x, y = np.asarray(points, float), np.asarray(rest, float)
    if np.ptp(x) < 1e-9:
        return Discrimination(None, undefined="everybody has the same points here")
    if np.ptp(y) < 1e-9:
        return Discrimination(None, undefined="everybody has the same points elsewhere")
    value = float(np.corrcoef(x, y)[0, 1])
    z, half = math.atanh(min(max(value, -1 + 1e-12), 1 - 1e-12)), SURE / math.sqrt(len(points) - 3)
    return Discrimination(value, math.tanh(z - half), math.tanh(z + half))


def by_fifths(passed: Sequence[bool], rest: Sequence[float]) -> tuple[float, ...]:
    """Success of five groups of equal size, by the points elsewhere, weakest first; empty for too few or all alike.

    Who has equally many points elsewhere is not told apart: each of them counts as their average.
    """
    if len(passed) < ENOUGH or np.ptp(rest) < 1e-9:  # where all are alike elsewhere, nobody is the weakest
        return ()
    points = np.round(rest, 6)  # sums of the same points may differ in the last digit
    _, level, size = np.unique(points, return_inverse=True, return_counts=True)
    ranked = np.repeat(np.bincount(level, np.asarray(passed, float)) / size, size)
    return tuple(float(group.mean()) for group in np.array_split(ranked, FIFTHS))


def likely_share(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share that was seen as `hits` of `of`, by Wilson's formula; `of` is at least 1."""
    middle, seen, z = hits / of, float(of), SURE**2
    centre = (middle + z / (2 * seen)) / (1 + z / seen)
    half = SURE / (1 + z / seen) * math.sqrt(middle * (1 - middle) / seen + z / (4 * seen**2))
    return max(0.0, centre - half), min(1.0, centre + half)


def _alpha(count: int, variances: float, total: float) -> float:
    """Cronbach's alpha of `count` exercises from the sum of their variances and the variance of their sum."""
    return count / (count - 1) * (1 - variances / total)
