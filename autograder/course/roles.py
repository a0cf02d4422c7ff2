"""The roles of the cells of a source notebook."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What one cell is for, by nbgrader's marks and its tags."""

    WRITE = "write"  # the student's code
    CHECK = "check"  # graded by the judge
    MANUAL = "manual"  # graded by a person
    GIVEN = "given"  # run as the source has it
    OPEN = "open"  # run as the student left it
    EXPLORE = "explore"  # for looking only, not run
