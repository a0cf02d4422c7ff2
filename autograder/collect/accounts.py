"""Finds a student's id in this course from what a platform's zip and roster say about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.collect.member import ArchiveMember, Owner
from autograder.course.folders import CourseError
from autograder.csv_tables import Sheet
from autograder.errors import SubmissionError
from autograder.text import folder_name

#: by platform: the roster's columns that say who an owner is, how the owner says each, and the usual columns of ids
KEYS: dict[str, tuple[tuple[str, ...], Callable[[Owner], tuple[str, ...]], tuple[str, ...]]] = {
    "canvas": (("ID",), lambda owner: (owner.number,), ("SIS Login ID", "SIS User ID")),
    "moodle": (
        ("Identifier",),
        lambda owner: (f"Participant {owner.number}",),
        ("Username", "ID number", "Email address"),
    ),
    "gradescope": (
        ("Email", "Email address", "SID"),
        lambda owner: (owner.email, owner.email, owner.sid),
        ("Username", "SID", "Email"),
    ),
}

_NONE: frozenset[str] = frozenset()


class UnknownAccountError(SubmissionError):
    """No student of this course can be identified as the file's owner. The message is one sentence."""


@dataclass(frozen=True)
class AccountNames:
    """Maps the owners in a platform's zip to students' ids. Raises CourseError if the roster lacks a column."""

    platform: str
    roster: Sheet | None = None
    match: str | None = None  # the column of ids; for Gradescope without a roster: sid, email or name

    def reading(self, member: ArchiveMember) -> ArchiveMember:
        """The member, its name read in the way that gives an owner of the roster. Raises UnknownAccountError if two do.

        What the roster calls the two decides nothing: one of them may have taken a name after it was exported.
        """
        known = [candidate for candidate in (member, *member.others) if candidate.owners[0].number in self._numbers]
        if len(known) > 1:
            raise UnknownAccountError("By its name two students of the roster could have handed it in.")
        return known[0] if known else member

    @cached_property
    def _numbers(self) -> frozenset[str]:
        """Canvas's numbers of the students; empty without its roster."""
        number = self.roster.column("ID") if self.roster else None
        return (
            frozenset(row[number].strip() for row in self.roster.rows) if self.roster and number is not None else _NONE
        )

    def student(self, owner: Owner) -> str:
        """The owner's id as a student here, safe as a folder's name. Raises UnknownAccountError."""
        found = folder_name(self._own(owner) if self.roster is None else self._listed(owner, self.roster))
        if not found or found.startswith(".") or Path(found).name != found or len(found.encode()) > 200:
            raise UnknownAccountError(f"The student's id, {found!r}, cannot be the name of a folder.")
        return found

    def _listed(self, owner: Owner, roster: Sheet) -> str:
        columns, said, usual = KEYS[self.platform]
        keys = {
            at: value
            for name, value in zip(columns, said(owner), strict=True)
            if (at := roster.column(name)) is not None
        }
        ids = roster.column(self.match) if self.match else roster.column(*usual)
        if not keys or ids is None:
            missing = " or ".join(columns) if not keys else repr(self.match or " or ".join(usual))
            raise CourseError(
                f"The roster must have a column {missing}. It has: {', '.join(roster.head)}. Name the one that "
                "holds the students' ids with --match."
            )
        wanted = {at: _folded(value) for at, value in keys.items() if value}
        fits = [row for row in roster.rows if any(_folded(row[at]) == value for at, value in wanted.items())]
        found = {row[ids].strip() for row in fits} - {""}
        if len(found) != 1:
            raise UnknownAccountError(f"The roster has {'nobody' if not found else 'several students'} for it.")
        return found.pop()

    def _own(self, owner: Owner) -> str:
        """What to call a student without a roster."""
        if self.platform == "gradescope":
            by = {"sid": owner.sid, "email": owner.email, "name": owner.name}
            if self.match is not None and self.match not in by:
                raise CourseError(f"--match without a roster must be one of {', '.join(by)}. Got {self.match!r}.")
            return by[self.match] if self.match else owner.sid or owner.email or owner.name
        if self.match is not None:
            raise CourseError("--match names a column of the roster. Name the roster too, with --roster.")
        return "_".join(owner.name.split())


def _folded(cell: str) -> str:
    """A cell for comparing: capitals do not count among ASCII letters. Of others, two may fold into one."""
    return cell.strip().lower() if cell.isascii() else cell.strip()
