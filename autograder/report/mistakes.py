"""What named mistakes mean, for a reader who does not have the exercises at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.checks import code_facts, exception_words, relations, repair_words
from autograder.checks.lessons import where
from autograder.exercises.exercise import Exercise


@dataclass(frozen=True)
class Words:
    """The explanation of a named mistake."""

    why: str
    lesson: str


#: (notebook, exercise, mistake) -> its words; a mistake's id is unique only within its exercise
MistakeWords = Mapping[tuple[str, str, str], Words]


_GENERAL = exception_words.WORDS | code_facts.WORDS | relations.WORDS | repair_words.WORDS


def words_of(exercises: Iterable[Exercise]) -> dict[tuple[str, str, str], Words]:
    """The words of every mistake of these exercises and of every general cause; some of these no lesson explains."""
    found = {}
    for e in exercises:
        for id, (why, _) in _GENERAL.items():
            read = where(*e.causes.read[id]) if id in e.causes.read else ""
            found[e.notebook, e.name, id] = Words(why.format(part="The answer", line="one of the lines"), read)
        for m in e.mistakes:
            read = where(m.lesson, m.heading) if m.lesson else ""
            found[e.notebook, e.name, m.id] = Words(m.why, read)
    return found
