"""Text from strangers reaches a page, a line of text and a disk readable and harmless."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.text import anchor, escaped, few, file_name, folder_name, number, of_points, visible

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # half characters too


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb", "a\nb"),
        ("bell\x07", "bell⟨U+0007⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("safe\u202eetirw", "safe⟨U+202E⟩etirw"),
        ("two\u2028lines", "two⟨U+2028⟩lines"),
        ("שלום", "שלום"),
        ("😀", "😀"),
        ("👩\u200d🔬 نمی\u200cدانم", "👩\u200d🔬 نمی\u200cدانم"),
    ],
)
def test_unseen_characters_are_spelt_out_and_letters_of_any_language_stay(text: str, expected: str) -> None:
    assert visible(text) == expected
    visible(text).encode("utf-8")


@given(ANY_TEXT)
def test_what_was_made_visible_once_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_a_long_text_is_cut_and_says_so() -> None:
    assert visible("x" * 30, 10) == "xxxxxxxxxx … (20 more characters)"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("notes 1.ipynb", "notes 1.ipynb"),
        ("a\nb", "a\\nb"),
        ("a\\nb", "a\\\\nb"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\u202eabc", "\\u202eabc"),
        ("caf\udce9", "caf\\udce9"),
        ("🙂 ü", "🙂 ü"),
    ],
)
def test_an_escaped_text_is_one_line_that_nothing_obeys(name: str, line: str) -> None:
    assert escaped(name) == line


@given(ANY_TEXT)
def test_an_escaped_text_is_printable_and_python_reads_it_back(text: str) -> None:
    line = escaped(text)

    assert line.isprintable()
    in_ascii = "".join(c if c.isascii() else f"\\U{ord(c):08x}" for c in line)
    assert in_ascii.encode().decode("unicode_escape") == text


def test_a_line_with_a_limit_keeps_both_its_ends() -> None:
    assert escaped("x" * 20, 20) == "x" * 20
    assert escaped("begins" + "x" * 200 + ".ipynb", 20) == "beginsxxxxxxx….ipynb"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Week 1 (2).ipynb", "Week 1 (2).ipynb"),
        ("Übung.ipynb", "Übung.ipynb"),
        ("../../escape.ipynb", "%2f..%2fescape.ipynb"),
        ("what?\n\u202e.ipynb", "what%3f%0a%202e.ipynb"),
        (".hidden.ipynb", "hidden.ipynb"),
        ("x" * 300 + ".ipynb", "x" * 100 + ".ipynb"),
    ],
)
def test_a_file_name_is_one_on_every_system(name: str, expected: str) -> None:
    assert file_name(name) == expected


@pytest.mark.parametrize("name", ["ada", "Zoë 🙂", "o'neil", "a..b", "100%", "UNIV\\ada", "n" * 128])
def test_a_students_plain_folder_keeps_its_name(name: str) -> None:
    assert folder_name(name) == name


def test_the_names_of_other_folders_are_spelt_out_and_stay_apart() -> None:
    names = ["a\nb", "a\tb", "a\\\nb", "caf\udce9", "\u202eabc", "\n" * 255, "n" * 129, "n" * 255]

    spelt = [folder_name(name) for name in names]

    assert spelt[0] == "a%0ab-7e18f737"
    assert len(set(spelt)) == len(names)
    assert all(name.isprintable() and len(name.encode()) <= 255 for name in spelt)


def test_names_are_spared_nothing_that_running_text_is() -> None:
    unseen = [c for c in map(chr, range(sys.maxunicode + 1)) if visible(c) != c]

    assert len(unseen) > 2_000
    assert not [c for c in unseen if c.isprintable()]


def test_points_read_as_people_write_them() -> None:
    assert [number(p) for p in (4.0, 1.5, 1 / 3, 100.0)] == ["4", "1.5", "0.33", "100"]
    assert (of_points(1, 1), of_points(4, 11)) == ("1 of 1 point", "4 of 11 points")


def test_an_anchor_is_one_word_whatever_the_names() -> None:
    assert anchor("4_logistic regression", 'a"b') == "4_logistic-regression-a-b"


def test_of_many_sentences_the_first_are_given_and_the_others_counted() -> None:
    sentences = [f"{number}." for number in range(12)]

    assert few(sentences[:10]) == tuple(sentences[:10])
    assert few(sentences) == (*sentences[:10], "And 2 more of this kind.")
