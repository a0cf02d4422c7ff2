"""Makes the student's version of an assignment, and refuses to when a gate fails."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """One thing that a gate found and that must be fixed before a release."""

    gate: str
    where: str  # notebook and cell, or file
    why: str
