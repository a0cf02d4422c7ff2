"""Groups of students of whom every two are alike."""

from __future__ import annotations

import itertools

from autograder.similar.compare import Pair, compare
from autograder.similar.groups import groups
from tests.similar.classes import RARE, class_of, different, renamed


def pair(names: str, unusual: float = 50.0) -> Pair:
    return Pair(names[0], names[1], 1.0, unusual, ())


def test_a_ring_of_eight_is_one_group_with_a_pair_for_each_further_student() -> None:
    ring = [pair("".join(two)) for two in itertools.combinations("abcdefgh", 2)]

    (found,) = groups(ring, 50)

    assert sorted(found.students) == list("abcdefgh")
    assert len(found.pairs) == 7


def test_a_chain_whose_ends_have_nothing_in_common_stays_in_pieces() -> None:
    found = groups([pair("ab", 60), pair("bc", 50)], 50)

    assert [group.students for group in found] == [["a", "b"], ["b", "c"]]


def test_the_closest_come_first_and_the_list_has_an_end() -> None:
    found = groups([pair("ab", 90), pair("cd", 60), pair("ef", 30)], 2)

    assert [(group.students, group.closest.unusual) for group in found] == [(["a", "b"], 90), (["c", "d"], 60)]
    assert groups([], 50) == []


def test_three_with_one_unusual_text_are_one_group_of_a_class() -> None:
    class_ = class_of(**{f"s{n}": different(n) for n in range(1, 13)}, ann=RARE, bob=renamed(RARE), cat=RARE)

    assert sorted(groups(compare(class_), 50)[0].students) == ["ann", "bob", "cat"]
