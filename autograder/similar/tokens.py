"""Turns code into the tokens that are compared: without what is easily changed, and without what was given.

Left out: comments, docstrings, white space, and lines that the release has in the same cell. Names that a student chose
become one placeholder, because they are what a copy renames first; given names, names after a dot and the language's
own stay, and so do numbers, because they are choices. Texts become one placeholder.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pygments.lexers import PythonLexer
from pygments.token import Comment, Name, Number, String

from autograder.course.plan import squeeze

NAME, TEXT = "·name", "·text"
#: of one function; more is compared as far as this. Some texts take the lexer the square of their length
MAX_CHARACTERS = 5_000
_LEXER = PythonLexer(stripnl=False, ensurenl=False)


@dataclass(frozen=True)
class Token:
    """One token and the line that it stands in, from 0."""

    text: str
    line: int


def own_lines(text: str, given: str) -> frozenset[int]:
    """The lines, from 0, that are not among the given ones; white space does not count."""
    theirs = {squeeze(line) for line in given.split("\n")} | {""}
    return frozenset(at for at, line in enumerate(text.split("\n")) if squeeze(line) not in theirs)


def names_of(texts: Iterable[str]) -> frozenset[str]:
    """Every name in these texts."""
    return frozenset(value for text in texts for kind, value in _lexed(text) if kind in Name)


@functools.lru_cache(maxsize=8_192)
def tokens(text: str, lines: frozenset[int], known: frozenset[str]) -> tuple[Token, ...]:
    """The tokens in these lines of a text.

    known : names that stay what they are
    """
    found: list[Token] = []
    line, before = 0, ""
    for kind, value in _lexed(text):
        here, line, word = line, line + value.count("\n"), value.strip()
        if not word or kind in Comment or kind in String.Doc:
            continue
        shown = word
        if kind in String:
            shown = word = TEXT
            if found and found[-1].text == TEXT and before == TEXT:
                continue  # the lexer yields a string literal in pieces
        elif kind in Name and not _stays(kind, word, before, known):
            shown = NAME
        elif kind in Number:
            shown = word.lower()
        if here in lines:
            found.append(Token(shown, here))
        before = word
    return tuple(found)


def _stays(kind: Any, word: str, before: str, known: frozenset[str]) -> bool:
    return before == "." or word in known or kind in Name.Builtin or kind in Name.Exception


def _lexed(text: str) -> Iterator[tuple[Any, str]]:
    yield from _LEXER.get_tokens(text[:MAX_CHARACTERS])
