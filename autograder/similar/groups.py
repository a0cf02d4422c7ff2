"""Puts pairs that are alike together: eight who share one text are one group, not 28 pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from autograder.similar.compare import Pair


@dataclass
class Group:
    """Students, every two of whom are alike, in the order in which they were found."""

    students: list[str]
    pairs: list[Pair] = field(default_factory=list)  # the closest two, then each further student's closest to the group

    @property
    def closest(self) -> Pair:
        """The pair with most in common."""
        return self.pairs[0]


def groups(pairs: Sequence[Pair], most: int) -> list[Group]:
    """The groups of these pairs, given the most unusual first; at most `most`, in the same order.

    A student joins a group only if alike with each of its members. So a chain, where the first and the last have
    nothing in common, stays in pieces, and a student may be in several groups.
    """
    alike = {frozenset((pair.first, pair.second)) for pair in pairs}
    found: list[Group] = []
    for pair in pairs:
        both = {pair.first, pair.second}
        if any(both <= set(group.students) for group in found):
            continue
        for group in found:
            new = both.difference(group.students)
            if len(new) == 1 and _fits(next(iter(new)), group.students, alike):
                group.students += new
                group.pairs.append(pair)
                break
        else:
            found.append(Group([pair.first, pair.second], [pair]))
    return found[:most]


def _fits(student: str, members: Iterable[str], alike: set[frozenset[str]]) -> bool:
    return all(frozenset((student, other)) in alike for other in members)
