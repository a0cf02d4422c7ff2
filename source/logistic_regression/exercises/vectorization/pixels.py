"""Small pictures for tests: pixels whose numbers say where they came from."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def ramp(*shape: int) -> Array:
    """0, 1, 2, … in C order: every number says where it came from."""
    return np.arange(np.prod(shape), dtype=np.uint8).reshape(shape)


def pixels(rng: np.random.Generator, *shape: int) -> Array:
    """Pixels in no order, none twice."""
    return rng.permutation(256)[: np.prod(shape)].astype(np.uint8).reshape(shape)


def mixed(seed: int, *shape: int) -> Array:
    """As `pixels`, the same for the same seed."""
    return pixels(np.random.default_rng(seed), *shape)
