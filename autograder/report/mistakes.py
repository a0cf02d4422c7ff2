"""What named mistakes mean, for a reader who has not the exercises at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.checks import accidents, relation_words
from autograder.exercises.lessons import where
from autograder.exercises.model import Exercise


@dataclass(frozen=True)
class Words:
    """A named mistake in words."""

    why: str
    lesson: str


#: (notebook, exercise, mistake) -> its words. A mistake's id is its own only within its exercise.
MistakeWords = Mapping[tuple[str, str, str], Words]


def words_of(exercises: Iterable[Exercise]) -> dict[tuple[str, str, str], Words]:
    """The words of every mistake of these exercises, and of the general causes, which have no lesson of their own."""
    found = {}
    for e in exercises:
        for id, (why, _) in (accidents.WORDS | relation_words.WORDS).items():
            found[e.notebook, e.name, id] = Words(why.format(part="The answer"), "")
        found |= {(e.notebook, e.name, m.id): Words(m.why, where(m.lesson)) for m in e.mistakes}
    return found
