"""How closely an answer must agree with the reference's, and how one disagreement is written down."""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

CALL = "the call"  # named as the part where a call does something wrong, rather than return it


@dataclass(frozen=True)
class Difference:
    """One part of an answer that is not what it must be."""

    rung: str  # kind, shape or value
    part: str
    must: str
    got: str

    @property
    def words(self) -> str:
        """As in "must be 0.822, got 3.574": the end of a sentence that begins with the part's name."""
        if self.part == CALL:
            return f"must {self.must}; it {self.got}"
        return f"must be {self.must}, got {self.got}"


@dataclass(frozen=True)
class Rule:
    """Tolerances, and the parts of an answer whose form matters."""

    rtol: float
    strict: tuple[str, ...] = ()  # numbers that must be numbers: an array of size 1 does not do
    floats: tuple[str, ...] = ()  # arrays that must hold floats
    worded: bool = True  # whether a wrong number is written down: not where it is only asked if there is one

    @property
    def atol(self) -> float:
        """What two numbers near 0 may differ by: 1e-9 beside 1e-6, and 1e-6 beside the 1e-4 of float32."""
        return self.rtol * math.sqrt(self.rtol)

    def near(self, must: Any, got: Any) -> bool:
        """Whether two numbers agree; nan agrees with nan."""
        if isinstance(must, complex) or isinstance(got, complex):
            return cmath.isclose(must, got, rel_tol=self.rtol, abs_tol=self.atol)
        try:
            return math.isclose(must, got, rel_tol=self.rtol, abs_tol=self.atol) or (must != must and got != got)
        except OverflowError:  # a whole number beyond the range of floats
            return bool(must == got)

    def close(self, must: np.ndarray[Any, Any], got: np.ndarray[Any, Any]) -> bool:
        """Whether two arrays of one shape agree in every entry, measured against the largest finite one."""
        if np.array_equal(must, got):
            return True
        a, b = wide(must), wide(got)
        scale = np.max(np.abs(a[np.isfinite(a)]), initial=0.0)
        return bool(np.allclose(b, a, rtol=self.rtol, atol=self.atol * max(scale, 1.0), equal_nan=True))


def wide(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The array in double precision, complex where it was."""
    return array.astype(complex if array.dtype.kind == "c" else float)
