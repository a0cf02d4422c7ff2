"""Checks a student runs in the notebook. Stands alone: numpy, h5py and IPython, no network, no other package of ours.

import checks
check = checks.for_notebook("2_loops")
check("mean", mean)
"""

from __future__ import annotations

from .notebook import CheckFailedError, for_lesson, for_notebook, tried

__all__ = ["CheckFailedError", "for_lesson", "for_notebook", "tried"]
