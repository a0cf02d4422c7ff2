"""Makes text from strangers fit for a page: every character is one that a browser shows and UTF-8 can hold."""

from __future__ import annotations

import re

#: characters that show nothing, or turn the reading order of what stands around them
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def shown(text: str, limit: int = 20_000) -> str:
    """The text with unseen characters spelled out, as ⟨U+202E⟩, and no longer than `limit` characters."""
    text = text.replace("\r\n", "\n")
    if len(text) > limit:
        text = f"{text[:limit]} … ({len(text) - limit} more characters)"
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def number(points: float) -> str:
    """Points as people write them: 4, 1.5, 33.33."""
    return f"{round(points, 2):g}"


def of_points(points: float, maximum: float) -> str:
    """As in "4 of 11 points"."""
    return f"{number(points)} of {number(maximum)} point{'' if maximum == 1 else 's'}"


def anchor(notebook: str, check: str = "") -> str:
    """The id of a notebook's or a check's place in a feedback page."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", f"{notebook}-{check}" if check else f"notebook-{notebook}")
