"""Makes untrusted text safe for where it goes; and a few phrases that many pages need.

`visible` is for people: a page, a terminal, a record. `escaped` is for one line that a program may read back.
`file_name` and `folder_name` are for a disk. Each spells out what nobody sees, in the notation that its place has
for it: ⟨U+202E⟩, \\u202e, %202e.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence

#: what no reader sees in running text, by what it does; names are held to more, to what Unicode calls printable
_UNSEEN = {
    "is obeyed by a terminal": r"\x00-\x08\x0b-\x1f\x7f-\x9f",  # a tab and the end of a line are text
    "ends a line where none is seen": r"\u2028\u2029",
    "turns the reading order": r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
    "is no character": r"\ud800-\udfff\ufeff\ufffe\uffff",
}
_UNSEEN_SIGN = re.compile(f"[{''.join(_UNSEEN.values())}]")
#: what `sha256sum` writes for the signs that would end a line or an escape
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
MAX_NAME = 128  # characters of a student's id in nbgrader's gradebook, where its database counts them
_FOR_SYSTEMS = '/\\:*?"<>|'  # what a shell or another system has a meaning for


def visible(text: str, limit: int = 20_000) -> str:
    """The text with invisible characters spelt out, as ⟨U+202E⟩, cut after `limit` characters, with a note."""
    text = text.replace("\r\n", "\n")
    if len(text) > limit:
        text = f"{text[:limit]} … ({len(text) - limit} more characters)"
    return _UNSEEN_SIGN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def escaped(text: str, limit: int | None = None) -> str:
    """The text in one printable line, escaped as Python and `sha256sum` do; no two texts give the same line.

    limit : the most characters of the line, where it is for people only; the middle is left out
    """
    spelt = (_ESCAPES.get(c) or (c if c.isprintable() else c.encode("unicode_escape").decode()) for c in text)
    line = "".join(spelt)
    if limit is None or len(line) <= limit:
        return line
    end = limit // 3
    return f"{line[: limit - end - 1]}…{line[-end:]}"


def file_name(name: str) -> str:
    """A name safe for a file on every system: invisible characters and those with a meaning are spelt out, as %3a.

    It is cut to what disks take, 255 bytes: a sign may have four.
    """
    stem, dot, end = _percent(name.lstrip(". "), _FOR_SYSTEMS).rpartition(".")
    return f"{stem[:100].encode()[:170].decode(errors='ignore')}{dot}{end[-20:]}"


def folder_name(name: str) -> str:
    """The name under which records, the gradebook and pages keep a student: the folder's own if that is plain.

    Unseen characters and bytes that are not text are spelt out, and what a gradebook has no room for is cut; a few
    digits of a hash keep two such names apart.
    """
    if name.isprintable() and len(name) <= MAX_NAME:
        return name
    return spelt_out(name)


def spelt_out(name: str) -> str:
    """The name as `folder_name` has it where it cannot stay as it is."""
    return f"{_percent(name, chr(92))[:60]}-{hashlib.sha256(os.fsencode(name)).hexdigest()[:8]}"


def _percent(name: str, also: str) -> str:
    return "".join(c if c.isprintable() and c not in also else f"%{ord(c):02x}" for c in name)


def few(sentences: Sequence[str], most: int = 10) -> tuple[str, ...]:
    """The sentences, or the first of them and how many more there are: no submission makes a page too long to read."""
    more = len(sentences) - most
    return (*sentences[:most], f"And {more:,} more of this kind.") if more > 0 else tuple(sentences)


def listed(names: Sequence[str], most: int = 5) -> str:
    """The names in one line, or the first of them and how many more."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def number(points: float) -> str:
    """Points as people write them: 4, 1.5, 33.33."""
    return f"{round(points, 2):g}"


def of_points(points: float, maximum: float) -> str:
    """As in "4 of 11 points"."""
    return f"{number(points)} of {number(maximum)} point{'' if maximum == 1 else 's'}"


def anchor(notebook: str, check: str = "") -> str:
    """The id of a notebook's or a check's place in a feedback page."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", f"{notebook}-{check}" if check else f"notebook-{notebook}")


def passage(words: str) -> str:
    """The id, in a feedback page, of a lesson's passage that a check names so."""
    return anchor("read", words)
