"""What to do in the next lesson: at most three things, those that cost the class most, each with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.feedback.page import readable
from autograder.report.learning import Learning
from autograder.report.mistakes import MistakeWords
from autograder.report.numbers import ClassNumbers, ExerciseNumbers, MistakeNumbers
from autograder.report.questions import Question, Questions, question_on
from autograder.text import number

MOST = 3


@dataclass(frozen=True)
class Advice:
    """One thing to do, in a sentence with backticks around code."""

    sentence: str
    slide: str = ""  # as in: lesson 08, "Two vectors that became a table"
    question: Question | None = None


def tomorrow(numbers: ClassNumbers, learned: Learning, words: MistakeWords, questions: Questions) -> list[Advice]:
    """At most three pieces of advice, the one worth most points first; empty if nobody lost a point."""
    found = sorted(_all(numbers, learned, words, questions), key=lambda pair: -pair[0])
    return [advice for _, advice in found[:MOST]]


def _all(
    numbers: ClassNumbers, learned: Learning, words: MistakeWords, questions: Questions
) -> Iterator[tuple[float, Advice]]:
    """Points and advice: of the costliest named mistake of each exercise, or of one that no mistake explains."""
    for e in numbers.exercises:
        worst = max(e.mistakes, key=lambda m: m.points_lost, default=None)
        if worst is not None:
            yield worst.points_lost, _on(worst, e, learned, words, questions)
        elif e.points_lost > 0:
            yield e.points_lost, Advice(_unnamed(e))


def _on(m: MistakeNumbers, e: ExerciseNumbers, learned: Learning, words: MistakeWords, questions: Questions) -> Advice:
    known, fate = words.get(m.key), learned.fates.get(m.key)
    said = (
        f"`{e.id}`: {len(m.students)} of the {e.tried} who tried it made the mistake “{readable(m.id)}”, which cost "
        f"{number(m.points_lost)} points"
    )
    stays = ""
    if fate and fate.same:
        stays = f", and {fate.same} of {fate.again} later attempt{'' if fate.again == 1 else 's'} still made it"
    why = f". They read: {known.why}" if known else "."
    return Advice(f"{said}{stays}{why}", known.lesson if known else "", question_on(questions, m.exercise, m.id))


def _unnamed(e: ExerciseNumbers) -> str:
    return (
        f"`{e.id}`: {len(e.lost)} of the {e.tried} who tried it lost {number(e.points_lost)} points without a mistake "
        f"that has a name. Read two or three of their answers before you teach."
    )
