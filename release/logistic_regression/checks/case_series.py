"""What the wrong answers to several calls have in common, where one call alone does not show it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .kinds.kind import as_array
from .numeric_relations import Case, numbers


def is_constant(cases: Sequence[Case]) -> bool:
    """Whether every answer is one number, though the right ones are several: else it may well be the same for all."""
    must = [as_array(case.must) for case in cases]
    if len({float(x.reshape(-1)[0]) for x in must if x is not None and x.size}) < 2:
        return False
    got = [as_array(case.got) for case in cases]
    flat = [x.reshape(-1) for x in got if x is not None and x.size]
    return len(flat) == len(cases) and all(np.allclose(x, flat[0][0]) for x in flat)


def has_fixed_size(case: Case, cases: Sequence[Case]) -> bool:
    """Whether the answer has one size in every case, and must have several."""
    _, got = numbers(case)
    sizes = {np.shape(other.must) for other in cases}
    return got.ndim > 0 and len(sizes) > 1 and {np.shape(other.got) for other in cases} == {got.shape}


def is_after_a_step(cases: Sequence[Case]) -> bool:
    """Whether the answers are one argument, moved by one constant times what the answer must be."""
    return any(len(set(moves)) == 1 and 0 < abs(moves[0]) < 1 for moves in zip(*map(_moves, cases), strict=False))


def _moves(case: Case) -> list[float]:
    """For each argument, by how much of the right answer it is moved to get the answer; nan where it is not."""
    must, got = numbers(case)
    found = []
    for argument in map(as_array, case.arguments):
        fits = argument is not None and argument.shape == got.shape == must.shape and bool(must.all())
        shares = (argument - got) / must if fits and argument is not None else np.array(np.nan)
        found.append(float(f"{shares.mean():.5g}") if np.allclose(shares, shares.mean(), rtol=1e-5) else np.nan)
    return found
