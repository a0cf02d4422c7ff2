"""The receipt as a text file that `sha256sum` reads: a student can prove with it later what was handed in."""

from __future__ import annotations

from datetime import datetime

from autograder.course.lateness import moment
from autograder.records.record import Record
from autograder.submissions.receipt import Receipt
from autograder.text import visible

NAME = "receipt.txt"


def receipt_text(receipt: Receipt, record: Record, handed_in: datetime | None) -> str:
    """The file's text: what it is and how to check it as comments, then a line for each file.

    handed_in : with its zone; None where no time was noted
    """
    count = len(receipt.lines)
    head = [
        f"Receipt: {visible(record.assignment, 200)}, handed in by {visible(record.student, 200)}",
        f"handed in: {moment(handed_in) if handed_in else 'no time was noted'}",
        f"digest:    {receipt.digest}",
        "",
        *(f"{file.size:>12} bytes  {visible(file.name, 300)}" for file in receipt.files),
        "",
        "To check the files, run in their folder:    sha256sum -c receipt.txt",
        f"To check the digest, run beside this file:  tail -n {count} receipt.txt | sha256sum",
        "The digest is what the course keeps. On macOS write shasum -a 256 instead of sha256sum.",
    ]
    comments = [f"# {' '.join(line.splitlines())}".rstrip() for line in head]
    return "".join(f"{line}\n" for line in [*comments, *receipt.lines])
