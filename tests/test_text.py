"""Text from strangers reaches a page readable and harmless."""

from __future__ import annotations

import pytest

from autograder.text import anchor, number, of_points, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb", "a\nb"),
        ("bell\x07", "bell⟨U+0007⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("safe\u202eetirw", "safe⟨U+202E⟩etirw"),
        ("שלום", "שלום"),
        ("😀", "😀"),
    ],
)
def test_unseen_characters_are_spelled_out_and_letters_of_any_language_stay(text, expected):
    assert shown(text) == expected
    shown(text).encode("utf-8")


def test_a_long_text_is_cut_and_says_so():
    assert shown("x" * 30, 10) == "xxxxxxxxxx … (20 more characters)"


def test_points_read_as_people_write_them():
    assert [number(p) for p in (4.0, 1.5, 1 / 3, 100.0)] == ["4", "1.5", "0.33", "100"]
    assert (of_points(1, 1), of_points(4, 11)) == ("1 of 1 point", "4 of 11 points")


def test_an_anchor_is_one_word_whatever_the_names():
    assert anchor("4_logistic regression", 'a"b') == "4_logistic-regression-a-b"
