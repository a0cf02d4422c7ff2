"""Functions that a test can hand to a student's function, by name, because a function itself is not plain data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

NAMED_FUNCTIONS: dict[str, Callable[[Any], float]] = {
    "sum of squares": lambda x: float(np.sum(np.square(x))),
    "sum of cubes": lambda x: float(np.sum(np.power(x, 3))),
    "product": lambda x: float(np.prod(x)),
    "sum of sines": lambda x: float(np.sum(np.sin(x))),
    "weighted squares": lambda x: float(np.sum(np.arange(1, np.size(x) + 1) * np.square(np.ravel(x)))),
    "squared column sums": lambda x: float(np.sum(np.square(np.sum(x, axis=0)))),
    "log sum exp": lambda x: float(np.log(np.sum(np.exp(x)))),
    # so steep that a step of another size than 1e-6 gives another slope
    "sum of fast sines": lambda x: float(np.sum(np.sin(1e6 * np.asarray(x)))) / 1e6,
}
