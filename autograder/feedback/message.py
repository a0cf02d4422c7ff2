"""Reads a check's message back into its headline and its rows, so that a page can set them as it likes."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from autograder.records.record import CheckRecord
from autograder.text import visible

#: rows that are not a part of the answer
_LABELS = ("what", "tried", "raised", "your line", "likely", "or", "look", "read", "note", "advice", "")

#: what a failed fresh probe may show; its arguments, values and exceptions stay with the judge
_AT_HIDDEN = ("what", "likely", "or", "look", "read", "note", "advice")


@dataclass(frozen=True)
class Told:
    """A message in parts."""

    rows: tuple[tuple[str, str], ...]  # label ("likely", "cost"; may be empty) and words
    line: tuple[int, str] | None = None  # the student's own line: number within the cell, text
    repair: str = ""  # the sibling to repair first

    def row(self, label: str) -> str:
        """The words of the first row with that label; empty if there is none."""
        return next((words for name, words in self.rows if name == label), "")

    @property
    def difference(self) -> str:
        """The first part that is not as it must be: "cost must be 0.822, got 3.574"."""
        return next((f"{label} {words}" for label, words in self.rows if label not in _LABELS), "")


@functools.lru_cache(maxsize=1_024)
def told(check: CheckRecord) -> Told:
    """The parts of a check's message. A message of another form becomes one row without a label."""
    text = visible(check.message, 8_000)
    # split at "\n" alone: splitlines() would also split inside what a student's exception said
    first, *rest = text.split("\n")
    if not re.match(rf"{re.escape(visible(check.id))}   (PASS|FAIL)\b", first):
        return Told((("", text),) if text.strip() else ())
    rows: list[tuple[str, str]] = []
    column = _column(rest)
    for line in rest:
        label, words = line[:column].strip(), line[column:].strip()
        if rows and not label:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {words}")
        elif words:
            rows.append((label, words))
    if check.rung == "hidden":
        rows = [row for row in rows if row[0] in _AT_HIDDEN]
    found = re.search(r"^(\d{1,6}) \| (.*)$", dict(rows).get("your line", ""))
    repair = re.search(r"Judged with our .+, because yours did not pass: repair (\w+)\.", " ".join(w for _, w in rows))
    return Told(tuple(rows), (int(found[1]), found[2]) if found else None, repair[1] if repair else "")


def _column(lines: list[str]) -> int:
    """Where the words begin: in every row at the same place, two blanks or more after the longest label."""
    found = re.match(r"  \S+(?: \S+)* {2,}(?=\S)", lines[0]) if lines else None
    return found.end() if found else 2
