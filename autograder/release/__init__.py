"""Makes the student's version of an assignment, and refuses to when a gate fails."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """One thing that must be mended before a release, as a gate found it."""

    gate: str
    where: str  # notebook and cell, or file
    why: str
