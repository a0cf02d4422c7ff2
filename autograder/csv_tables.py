"""Tables as CSV: read whatever a spreadsheet or a learning platform wrote, written so that no cell can be run."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.folders import CourseError
from autograder.text import visible

MAX_BYTES = 64 << 20
DELIMITERS = (",", ";", "\t")
BOM = "\ufeff"

#: where a formula begins for a spreadsheet: at a cell's start, or where one starts for those that split cells elsewhere
_FORMULA = re.compile(r"((?:^|[,;\t\r\n])[\s\"]*)(?=[=+\-@＝＋－＠].)", re.S)


@dataclass(frozen=True)
class Sheet:
    """A table read from a CSV file: its column heads, its rows, and the dialect it was written in."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","
    bom: bool = False

    def column(self, *names: str) -> int | None:
        """The index of the first of these columns that exists; capitals and spaces do not count."""
        heads = [plain(head) for head in self.head]
        return next((heads.index(plain(name)) for name in names if plain(name) in heads), None)

    def text(self) -> str:
        """The file's text. What the cells say is written as it is: `guarded` is for the caller that fills them."""
        return written((self.head, *self.rows), self.delimiter, self.bom)


def read_sheet(path: Path) -> Sheet:
    """The table in a CSV file, its rows as long as its head. Raises CourseError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CourseError(f"{path} must be a CSV file. It cannot be read: {error.strerror}. Name another.") from None
    if len(data) > MAX_BYTES:
        raise CourseError(f"{path} must be under {MAX_BYTES >> 20} MB. It is larger.")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeDecodeError:
        raise CourseError(
            f"{path} must be CSV in UTF-8. It is in another encoding: export it again as UTF-8."
        ) from None
    return parse_sheet(text, str(path))


def parse_sheet(text: str, name: str = "The table") -> Sheet:
    """The table in a text. Raises CourseError if there is no head, or a row is longer than it."""
    bare = text.removeprefix(BOM)
    delimiter = max(DELIMITERS, key=bare.partition("\n")[0].count)
    try:
        lines = [tuple(row) for row in csv.reader(io.StringIO(bare, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error as error:
        raise CourseError(f"{name} must be a CSV file. It is not one: {error}. Export it again.") from None
    rows = [row for row in lines if any(cell.strip() for cell in row)]
    if not rows:
        raise CourseError(f"{name} must be a CSV file with a row of headings. It is empty: export it again.")
    head, width = rows[0], len(rows[0])
    for at, row in enumerate(rows[1:], 2):
        if len(row) > width:
            raise CourseError(
                f"{name} must have {width} columns in each row. Row {at} has {len(row)}: export it again."
            )
    return Sheet(head, tuple(row + ("",) * (width - len(row)) for row in rows[1:]), delimiter, bare != text)


def written(rows: Iterable[Sequence[object]], delimiter: str = ",", bom: bool = False) -> str:
    """Rows as CSV text, with quotes around every cell, so that a cell stays one where others split it."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return (BOM if bom else "") + file.getvalue()


def guarded(value: str) -> str:
    """The text made visible, with an apostrophe in front of whatever a spreadsheet could take for a formula.

    It stands right before the sign, since a tab between the two may end a cell, and before a tab at the beginning.
    """
    said = _FORMULA.sub(r"\1'", visible(value))
    return f"'{said}" if said.startswith(("\t", "\r", "\n")) else said


def plain(name: str) -> str:
    """A name in the form used for comparing: small letters, trimmed, underscores and runs of space as one space.

    Letters with accents are the same in one sign and in two.
    """
    return " ".join(unicodedata.normalize("NFC", name).replace("_", " ").split()).casefold()
