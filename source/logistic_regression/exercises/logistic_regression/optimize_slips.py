"""Slips in the update of `optimize`: in the step of w, in that of b, or in both."""
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from typing import Any

import numpy as np

from . import optimize_costs, optimize_settings, optimize_step
from .optimize import OPTIMIZE

propagate = OPTIMIZE.sibling("propagate")

#: the modules whose mistakes get further forms here
__all__ = ["optimize_costs", "optimize_settings", "optimize_step"]


def right(p, dp, rate, **_: Any):
    """The right step."""
    return p - rate * dp


def descent(step_w: Any = right, step_b: Any = right, every: int = 1, bias: float = 1.0) -> Any:
    """`optimize` with other steps for w and b, a step in every so many turns, or a part of the bias."""

    def function(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
        costs: list[Any] = []
        for i in range(0, num_iterations, every):
            grads, cost = propagate(w, b * bias, X, Y)
            known = {"i": i, "m": X.shape[1], "cost": cost, "dw": grads["dw"], "db": grads["db"]}
            w, b = step_w(w, grads["dw"], learning_rate, **known), step_b(b, grads["db"], learning_rate, **known)
            if (i // every) % (100 if every == 1 else 1) == 0:
                costs.append(cost)
        return {"w": w, "b": b}, grads, costs

    return function


def both(step: Any) -> list[Any]:
    """The slip in w alone, in b alone, and in both."""
    return [descent(step, right), descent(right, step), descent(step, step)]


def more(id: str, *functions: Any) -> None:
    """Further forms of a mistake that has a name already."""
    for function in functions:
        OPTIMIZE.variant(id)(function)


def fixed(rate: float) -> Any:
    """A step of a length that is typed in."""
    return lambda p, dp, given, **_: p - rate * dp


more("ascent", *both(lambda p, dp, rate, **_: p + rate * dp)[:2])
more("rate-left-out", descent(lambda p, dp, rate, **_: p - dp, right))
more("rate-hard-coded", *both(fixed(0.009))[:2])
for _rate in (0.01, 0.005, 0.5, 0.001, 0.1):
    more("rate-hard-coded", *both(fixed(_rate)))
more("averaged-again", *both(lambda p, dp, rate, m, **_: p - rate / m * dp)[:2])

OPTIMIZE.mistake(
    "step-slipped",
    fails="value",
    lesson="04",
    heading="Walk downhill",
    why=(
        "The new value is the old one minus the learning rate times the slope. Here the old value is lost or turned, "
        "or the three are joined in another way."
    ),
    look="w = w - learning_rate * dw: compare sign by sign",
)(descent(lambda p, dp, rate, **_: -rate * dp, lambda p, dp, rate, **_: -rate * dp))
more("step-slipped", *both(lambda p, dp, rate, **_: -rate * dp)[:2])
for _step in (
    lambda p, dp, rate, **_: rate * dp,
    lambda p, dp, rate, **_: p * rate - dp,
    lambda p, dp, rate, **_: (p - dp) * rate,
    lambda p, dp, rate, **_: p - rate / dp,
    lambda p, dp, rate, **_: rate * dp - p,
    lambda p, dp, rate, **_: dp - rate * p,
    lambda p, dp, rate, **_: p - rate - dp,
    lambda p, dp, rate, **_: p - rate**dp,
    lambda p, dp, rate, **_: p - (rate + dp),
    lambda p, dp, rate, **_: p * (1 - rate * dp),
):
    more("step-slipped", *both(_step))

OPTIMIZE.mistake(
    "step-without-its-slope",
    fails="value",
    lesson="04",
    heading="Walk downhill",
    why=(
        "The step is made from another number than the slope of its own parameter: from the parameter itself, the "
        "cost, or the other one's slope."
    ),
    look="w moves by dw, and b by db",
)(both(lambda p, dp, rate, **_: p - rate * p)[2])
more("step-without-its-slope", *both(lambda p, dp, rate, **_: p - rate * p)[:2])
more("step-without-its-slope", *both(lambda p, dp, rate, cost, **_: p - rate * cost))
more("step-without-its-slope", descent(lambda p, dp, rate, db, **_: p - rate * db, right))
more("step-without-its-slope", descent(right, lambda p, dp, rate, dw, **_: p - rate * np.sum(dw)))
more("step-without-its-slope", descent(right, lambda p, dp, rate, dw, **_: p - rate * np.mean(dw)))

OPTIMIZE.mistake(
    "step-of-changing-length",
    fails="value",
    lesson="04",
    heading="The rate, the number of steps, the start: use what was passed in",
    why=(
        "The learning rate enters twice, or the step grows or shrinks with the number of the iteration. Every step has "
        "the length learning_rate · slope."
    ),
    look="print the step at iterations 0, 1 and 2",
)(both(lambda p, dp, rate, **_: p - rate * rate * dp)[2])
more("step-of-changing-length", *both(lambda p, dp, rate, **_: p - rate * rate * dp)[:2])
more("step-of-changing-length", *both(lambda p, dp, rate, i, **_: p - rate * dp * i))
more("step-of-changing-length", *both(lambda p, dp, rate, i, **_: p - rate * dp / (i + 1)))

OPTIMIZE.mistake(
    "b-not-passed-on",
    fails="value",
    lesson="04",
    heading="The rate, the number of steps, the start: use what was passed in",
    why="`propagate` is called with 0 in the place of b, so the slopes are those of another model.",
    look="propagate(w, b, X, Y)",
)(descent(bias=0.0))

OPTIMIZE.mistake(
    "every-hundredth-step",
    fails="value",
    lesson="04",
    heading="A diary of costs",
    why="The loop jumps by 100: it takes one step for every hundred that are asked. Only the costs are kept so rarely.",
    look="range(num_iterations) takes every step; i % 100 == 0 picks the costs",
)(descent(every=100))


@OPTIMIZE.mistake(
    "pictures-scaled",
    fails="value",
    lesson="01",
    heading="Scaled on the way, or scaled twice",
    why="X is divided by 255 in here. It arrives ready, and its numbers need not be pixels.",
    look="which line is the first to use X?",
)
def pictures_scaled(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    return descent()(w, b, X / 255, Y, num_iterations, learning_rate)


@OPTIMIZE.variant("costs-counted-from-1")
def costs_at_101(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
        if i % 100 == 1:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
