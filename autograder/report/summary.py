"""Says in sentences what a class's numbers mean."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from autograder.course.lateness import Lateness, moment
from autograder.report.learning import Learning
from autograder.report.numbers import ClassNumbers, Distribution
from autograder.report.reliability import ENOUGH, Reliability
from autograder.text import listed, number

STOPS = 0.05  # of those who began; fewer at one place are not worth a sentence
TELLS = 0.3  # discrimination; from here an exercise distinguishes strong students from weak ones


def summary(numbers: ClassNumbers, learned: Learning, maximum: float) -> list[str]:
    """The sentences on the class as a whole. `maximum` is the assignment's points."""
    d = numbers.distribution
    return [
        _came(numbers),
        *([spread(d, maximum), exactness(numbers.reliability, d.quantiles[2] * maximum, maximum)] if d else []),
        *_again(learned),
        *_last(numbers),
        *_stopped(numbers),
        *_odd(numbers),
    ]


def on_time(late: Sequence[Lateness | None]) -> list[str]:
    """A sentence on when the assignment was due, how many were late and what that cost; one Lateness a submission."""
    known = [lateness for lateness in late if lateness is not None and lateness.due is not None]
    if not known:
        return []
    due = {lateness.due - lateness.extension for lateness in known if lateness.due}
    granted = sum(bool(lateness.extension) for lateness in known)
    after = [lateness for lateness in known if lateness.seconds]
    when = f"Due {moment(min(due))}" + (f", with an extension for {granted}" if granted else "")
    cost = sum(lateness.points for lateness in after)
    said = f"{len(after)} of {len(late)} came late" + (f", which cost {number(cost)} points in all" if cost else "")
    return [f"{when}; {said}." if after else f"{when}; nobody came late."]


def spread(d: Distribution, maximum: float) -> str:
    """The distribution in a sentence."""
    least, lower, median, upper, most = (number(round(q * maximum, 1)) for q in d.quantiles)
    if d.size == 1:
        return f"The one who began has {median} of {number(maximum)} points."
    whole = number(maximum)
    half = f"all {whole} points" if median == whole else f"{median} of {whole} points or more"
    middle = f"the middle half lies between {lower} and {upper}, " if lower != upper else ""
    return f"Half of those who began have {half}; {middle}all of them between {least} and {most}."


def exactness(r: Reliability, median: float, maximum: float) -> str:
    """How far two scores must lie apart to mean something, with an example near the median, in points."""
    if r.size < ENOUGH:
        return f"How exact the scores are is too early to say: {r.size} began, and it takes {ENOUGH}."
    if r.alpha is None:
        return "How exact the scores are cannot be said: they do not differ, or there are fewer than three exercises."
    low = math.floor(min(median, maximum - r.difference / 2))
    high = low + max(1, math.floor(r.difference / 2))
    return (
        f"A score is exact to about {number(round(r.error, 1))} points (standard error of measurement; Cronbach’s "
        f"alpha {two_decimals(r.alpha)}). Two scores differ with some certainty if {number(math.ceil(r.difference))} "
        f"points or more lie between them: {low} and {high} do not differ."
    )


def two_decimals(value: float) -> str:
    """As in "−0.25"."""
    return f"{value:.2f}".replace("-", "−")


def _came(numbers: ClassNumbers) -> str:
    submissions = "1 submission" if numbers.size == 1 else f"{numbers.size} submissions"
    idle = numbers.size - numbers.begun
    rest = f"; in {idle} of them nothing was written" if idle else ""
    return f"{submissions}{rest}."


def _again(learned: Learning) -> Iterator[str]:
    more = sum(count for attempts, count in learned.attempts.items() if attempts > 1)
    if not more:
        return
    fate = learned.total
    students = f"{more} student{'s' if more > 1 else ''} handed in more than once"
    if not fate.again:
        yield f"{students}."
        return
    yield (
        f"{students}. Of {fate.again} named mistakes that were followed by another attempt, {fate.passed} "
        f"{'was' if fate.passed == 1 else 'were'} repaired with full points, {fate.other} gave way to another mistake, "
        f"and {fate.same} persisted."
    )


def _last(numbers: ClassNumbers) -> Iterator[str]:
    most = max(numbers.exercises, key=lambda e: e.last, default=None)
    if most is not None and most.last > 1 and most.last >= numbers.begun * STOPS:
        where = f"{most.id} ({most.notebook})"
        yield f"The commonest place to stop is after {where}: {most.last} of {numbers.begun} began nothing behind it."


def _stopped(numbers: ClassNumbers) -> Iterator[str]:
    if numbers.stopped:
        yield f"Code that did not come to an end, or brought its process down: {listed(numbers.stopped)}."


def _odd(numbers: ClassNumbers) -> Iterator[str]:
    """Exercises that tell strong from weak less than they should, by more than chance."""
    odd = [
        f"{e.id} ({e.notebook}, {two_decimals(e.discrimination.value)})"
        for e in numbers.exercises
        if e.discrimination.value is not None and e.discrimination.high < TELLS
    ]
    if odd:
        yield f"Those who do well elsewhere do hardly better at {', '.join(odd)}: look for what may mislead there."
