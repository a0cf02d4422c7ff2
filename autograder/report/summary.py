"""Says in sentences what a class's numbers mean, the most useful first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from autograder.checks.result import Status
from autograder.course.lateness import Lateness, moment
from autograder.report.mistakes import MistakeWords
from autograder.report.numbers import ClassNumbers, Distribution, ExerciseNumbers
from autograder.text import number

HARDEST = 3  # exercises that are named in the summary
TELLS = 0.3  # discrimination; from here an exercise distinguishes strong students from weak ones
ENOUGH = 20  # submissions; with fewer a discrimination is mostly chance


def summary(numbers: ClassNumbers, words: MistakeWords, maximum: float) -> list[str]:
    """The sentences at the top of the report. `maximum` is the assignment's points."""
    hardest = sorted(numbers.exercises, key=lambda e: -e.points_lost)[:HARDEST]
    lost = [_hard(e, words) for e in hardest if e.points_lost > 0] or ["Nobody lost a point."]
    return [spread(numbers.distribution, maximum), *lost, *_untried(numbers), *_stopped(numbers), *_odd(numbers)]


def on_time(late: Sequence[Lateness | None]) -> list[str]:
    """A sentence on when the assignment was due, how many were late and what that cost; one Lateness a submission."""
    known = [one for one in late if one is not None and one.due is not None]
    if not known:
        return []
    due = {one.due - one.extension for one in known if one.due}
    granted, after = sum(bool(one.extension) for one in known), [one for one in known if one.seconds]
    when = f"Due {moment(min(due))}" + (f", with an extension for {granted}" if granted else "")
    cost = sum(one.points for one in after)
    said = f"{len(after)} of {len(late)} came late" + (f", which cost {number(cost)} points in all" if cost else "")
    return [f"{when}; {said}." if after else f"{when}; nobody came late."]


def spread(d: Distribution, maximum: float) -> str:
    """The distribution in a sentence or two."""
    least, lower, median, upper, most = (number(round(q * maximum, 1)) for q in d.quantiles)
    if d.size == 1:
        return f"1 submission, with {median} of {number(maximum)} points."
    return (
        f"{d.size} submissions. Half of them have {median} of {number(maximum)} points or more; "
        f"the middle half lies between {lower} and {upper}, all of them between {least} and {most}."
    )


def _hard(e: ExerciseNumbers, words: MistakeWords) -> str:
    text = f"{len(e.lost)} of {e.size} lost points at {e.id} ({e.notebook})"
    if not e.mistakes:
        return f"{text}, without one mistake that we can name."
    first = e.mistakes[0]
    known = words.get((e.notebook, e.id, first.id))
    what = f"{text}; {len(first.students)} of them by “{first.id.replace('-', ' ')}”."
    return f"{what} They read: {known.why}" if known else what


def _untried(numbers: ClassNumbers) -> Iterator[str]:
    least = min(numbers.exercises, key=lambda e: e.attempted / e.size, default=None)
    if least is not None and least.attempted < least.size:
        yield f"{least.id} ({least.notebook}) was tried least: by {least.attempted} of {least.size}."


def _stopped(numbers: ClassNumbers) -> Iterator[str]:
    late, dead = numbers.statuses.get(Status.TIMEOUT, 0), numbers.statuses.get(Status.KILLED, 0)
    parts = [
        f"{count} check{'s' if count > 1 else ''} {what}"
        for count, what in ((late, "did not come to an end"), (dead, "brought the process down"))
        if count
    ]
    if parts:
        who = len(numbers.stopped)
        yield f"{' and '.join(parts)}, in the work of {who} student{'s' if who > 1 else ''}."


def _odd(numbers: ClassNumbers) -> Iterator[str]:
    """Exercises whose discrimination is low by more than chance: two standard errors, about 2/√n."""
    found = [(e, e.discrimination.value) for e in numbers.exercises if e.size >= ENOUGH]
    odd = [
        f"{e.id} ({e.notebook}, {value:.2f})".replace("-", "−")
        for e, value in found
        if value is not None and value + 2 / math.sqrt(e.size) < TELLS
    ]
    if odd:
        yield f"Those who do well elsewhere do hardly better at {', '.join(odd)}: look for what may mislead there."
