"""What a gate found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """One thing that must be mended before a release."""

    gate: str
    where: str  # notebook and cell, or file
    why: str
