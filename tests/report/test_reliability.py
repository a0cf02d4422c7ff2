"""Reliability, discrimination and weights agree with their definitions, and with too few students nothing is said."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.report.reliability import ENOUGH, Place, by_fifths, discrimination, likely_share, reliability

NAMES = ("n", "a"), ("n", "b"), ("n", "c")


def table(size: int) -> list[dict[Place, float]]:
    """Three exercises that measure one thing, each with noise of its own."""
    rng = np.random.default_rng(1)
    skill = rng.normal(size=size)
    return [{name: float(s + rng.normal() / 2) for name in NAMES} for s in skill]


def test_alpha_is_the_mean_of_covariances_over_that_of_the_whole_table() -> None:
    points = table(200)
    found = reliability(NAMES, points)

    covariance = np.cov(np.array([[one[n] for n in NAMES] for one in points]), rowvar=False)
    between = (covariance.sum() - np.trace(covariance)) / 6
    assert found.alpha is not None
    assert found.alpha == pytest.approx(between / covariance.mean())
    assert found.error == pytest.approx(math.sqrt(covariance.sum() * (1 - found.alpha)))
    assert found.difference == pytest.approx(1.96 * math.sqrt(2) * found.error)


def test_alpha_without_an_exercise_is_alpha_of_the_others() -> None:
    points = [{**one, ("n", "d"): float(at % 7)} for at, one in enumerate(table(200))]
    whole = reliability((*NAMES, ("n", "d")), points)

    assert whole.without["n", "d"] == pytest.approx(reliability(NAMES, points).alpha)
    assert whole.alpha is not None
    assert whole.without["n", "d"] > whole.alpha > whole.without["n", "a"]


def test_weights_add_up_to_one_and_an_exercise_that_all_solved_has_none() -> None:
    points = [{**one, ("n", "b"): 3.0} for one in table(50)]

    weights = reliability(NAMES, points).weights

    assert sum(weights.values()) == pytest.approx(1)
    assert weights["n", "b"] == pytest.approx(0)


@pytest.mark.parametrize("points", [table(ENOUGH - 1), [dict.fromkeys(NAMES, 1.0)] * ENOUGH, []])
def test_too_few_students_or_no_difference_say_nothing(points: list[dict[Place, float]]) -> None:
    found = reliability(NAMES, points)

    assert (found.size, found.alpha, found.weights) == (len(points), None, {})


def test_discrimination_is_a_correlation_with_fishers_interval() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=103)
    y = x + rng.normal(size=103)

    found = discrimination(x.tolist(), y.tolist())

    r = float(np.corrcoef(x, y)[0, 1])
    assert found.value == pytest.approx(r)
    assert math.atanh(found.high) - math.atanh(r) == pytest.approx(1.96 / 10)
    assert math.atanh(r) - math.atanh(found.low) == pytest.approx(1.96 / 10)


def test_a_perfect_correlation_has_an_interval_too() -> None:
    points = [float(i) for i in range(ENOUGH)]

    found = discrimination(points, points)

    assert found.value == pytest.approx(1)
    assert 0.99 < found.low <= found.high <= 1


@pytest.mark.parametrize(
    ("points", "rest", "why"),
    [
        ([1.0, 2.0] * 9, [1.0, 2.0] * 9, "too few to say: 18 tried"),
        ([1.0] * 20, list(range(20)), "everybody has the same points here"),
        (list(range(20)), [5.0] * 20, "everybody has the same points elsewhere"),
    ],
)
def test_a_discrimination_that_cannot_be_says_why(points: list[float], rest: list[float], why: str) -> None:
    assert (discrimination(points, rest).value, discrimination(points, rest).undefined) == (None, why)


def test_fifths_go_from_the_weakest_elsewhere_to_the_strongest() -> None:
    rest = list(range(20))[::-1]
    passed = [points >= 10 for points in rest]

    assert by_fifths(passed, rest) == (0.0, 0.0, 0.5, 1.0, 1.0)
    assert by_fifths(passed[:19], rest[:19]) == ()
    assert by_fifths(passed, [3.0] * len(passed)) == (), "the only exercise, say: nobody is the weakest elsewhere"


def test_no_tie_is_broken_by_the_order_of_rows() -> None:
    rest = [0.0] * 4 + [5.0] * 12 + [9.0] * 4
    passed = [False] * 4 + [True] * 6 + [False] * 6 + [True] * 4
    expected = (0.0, 0.5, 0.5, 0.5, 1.0)
    rng = np.random.default_rng(2)

    for _ in range(20):
        order = rng.permutation(20)
        assert by_fifths([passed[i] for i in order], [rest[i] for i in order]) == pytest.approx(expected)
    nearly = [points + 1e-12 * i for i, points in enumerate(rest)]
    assert by_fifths(passed, nearly) == pytest.approx(expected), "the last digit of a sum is no difference"


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(0, 20, 0.0, 0.1611), (10, 20, 0.2993, 0.7007), (20, 20, 0.8389, 1.0)]
)
def test_the_interval_of_a_share_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    assert likely_share(hits, of) == pytest.approx((low, high), abs=1e-4)


def test_why_nothing_is_measured_is_true() -> None:
    assert reliability(NAMES, table(ENOUGH - 1)).undefined == f"Too few to say: {ENOUGH - 1} began."
    assert reliability(NAMES[:1], table(ENOUGH)).undefined.startswith("Nothing can be measured")
