"""Texts that want `similar` to cost: they are short to write, and long to cut into tokens or to compare."""

from __future__ import annotations

SIZE = 100_000  # characters: as much as is wanted of a cell, and more than is compared
#: each is repeated; what it did to a lexer or to the comparison of two that are the same kind
TEXTS: dict[str, str] = {
    "names that never end": "a ",
    "brackets": "(",
    "dots": ".",
    "zeros": "\0",
    "arrows": "->",
    "quotes": '"a',
    "turned text": "\u202e",
    "half signs": "\ud800",
    "named signs that never end": "\\N{",  # each looked for the bracket up to the end of the line
    "signs for percent": '"%(',
    "strings in strings": "f\"{f'{",
    "prompts": ">>> ",
    "soft keywords": "match ",
    "backslashes": "\\",
}


def text(name: str, number: int = 0) -> str:
    """The text with this name, another for each number, and as long as the others."""
    begin = f'x{number}="' if name == "named signs that never end" else f"{'=' * (number % 50)}{number}\n"
    return (begin + TEXTS[name] * SIZE)[:SIZE]
