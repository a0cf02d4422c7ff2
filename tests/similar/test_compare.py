"""What two have in common that others do not: copies come first, what everybody wrote does not come at all."""

from __future__ import annotations

import pytest

from autograder.similar.compare import LEAST, compare
from tests.similar.classes import OTHER, PLACE, RARE, USUAL, class_of, different, piece, renamed

OTHERS = {f"s{number}": different(number) for number in range(1, 13)}


def test_a_copy_with_other_names_comes_first() -> None:
    pairs = compare(class_of(**OTHERS, ann=RARE, bob=renamed(RARE)))

    assert (pairs[0].first, pairs[0].second) == ("ann", "bob")
    assert pairs[0].alike == 1.0
    assert pairs[0].shared[0].place == PLACE
    assert pairs[0].shared[0].others == 0
    assert all(pair.unusual < pairs[0].unusual / 2 for pair in pairs[1:])


def test_what_everybody_wrote_is_not_listed() -> None:
    assert compare(class_of(**{f"s{n}": USUAL for n in range(30)})) == []


def test_what_many_wrote_weighs_less_than_what_two_did() -> None:
    many = {f"m{n}": USUAL for n in range(8)}
    pairs = compare(class_of(**OTHERS, **many, ann=RARE, bob=renamed(RARE)))
    popular = [one for one in pairs if one.first.startswith("m") and one.second.startswith("m")]

    assert (pairs[0].first, pairs[0].second) == ("ann", "bob")
    assert all(one.unusual < pairs[0].unusual / 2 for one in popular)
    assert all(one.shared[0].others == 6 for one in popular)


def test_short_functions_are_left_out() -> None:
    short = "def predict(w):\n    return w > 0.5\n"
    class_ = class_of(**OTHERS)
    for name in ("s1", "s2"):
        class_[name][OTHER] = piece(short)

    assert all(shared.place != OTHER for pair in compare(class_, 500) for shared in pair.shared)


def test_what_two_have_in_common_adds_up_over_functions() -> None:
    class_ = class_of(**OTHERS, ann=RARE, bob=renamed(RARE))
    alone = compare(class_)[0].unusual
    for name in ("ann", "bob"):
        class_[name][OTHER] = piece(RARE.replace("-7", "-9"))
    both = compare(class_)[0]

    assert both.unusual > alone
    assert {shared.place for shared in both.shared} == {PLACE, OTHER}


def test_a_class_too_small_to_have_a_usual_way() -> None:
    pairs = compare(class_of(ann=USUAL, bob=USUAL))

    assert [(one.first, one.second, one.alike) for one in pairs] == [("ann", "bob", 1.0)]


def test_the_list_has_an_end_and_is_the_same_again() -> None:
    class_ = class_of(**OTHERS, ann=RARE, bob=renamed(RARE))

    assert len(compare(class_, 1)) == 1
    assert compare(class_) == compare(dict(reversed(class_.items())))
    assert all(pair.unusual >= LEAST for pair in compare(class_, 500))


@pytest.mark.parametrize("class_", [{}, {"ann": {}}, {"ann": {}, "bob": {}}])
def test_who_wrote_nothing_is_alike_nobody(class_) -> None:
    assert compare(class_) == []
