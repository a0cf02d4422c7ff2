"""Tokens: what a copy changes first does not count, what an author chooses does."""

from __future__ import annotations

import pytest

from autograder.similar.tokens import NAME, TEXT, names_of, own_lines, tokens

KNOWN = frozenset({"np", "w", "X"})


def of(text, given=""):
    return [token.text for token in tokens(text, own_lines(text, given), KNOWN)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("total = w.T @ X", "acc = w.T @ X"),
        ("a = 1", "a  =  1   # one"),
        ("def f(w):\n    '''Doc.'''\n    return w", "def f(w):\n    return w"),
        ("print('here')", 'print("there, at length")'),
        ("a = f'{w} x'\nb = 2", "c = f'{w} yy'\nd = 2"),
        ("a = 1\n\n\nb = 2", "a = 1\nb = 2"),
    ],
)
def test_these_are_the_same(one, other) -> None:
    assert of(one) == of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a = np.dot(w, X)", "a = np.matmul(w, X)"),
        ("a = 0.5", "a = 0.05"),
        ("a = w + X", "a = X + w"),
        ("for a in X: pass", "while a: pass"),
        ("a = len(w)", "a = sum(w)"),
    ],
)
def test_these_are_not(one, other) -> None:
    assert of(one) != of(other)


def test_names_become_a_placeholder_and_what_was_given_stays() -> None:
    assert of("total = np.exp(w) + 'x'") == [NAME, "=", "np", ".", "exp", "(", "w", ")", "+", TEXT]


def test_lines_of_the_release_do_not_count() -> None:
    given = "def f(w):\n    # think first\n    return None"
    text = "def f(w):\n\n    y = 2 * w\n    return  None\n"

    assert of(text, given) == [NAME, "=", "2", "*", "w"]


def test_each_token_knows_its_line() -> None:
    text = "a = '''one\ntwo'''\nb = 3"

    assert [(t.text, t.line) for t in tokens(text, own_lines(text, ""), KNOWN)][-1] == ("3", 2)


def test_a_text_that_is_no_python_has_tokens_too() -> None:
    assert of("def f(:\n  $ ?") != []


def test_names_of_a_text() -> None:
    assert {"np", "w", "dot"} <= names_of(["a = np.dot(w, 3)"])
