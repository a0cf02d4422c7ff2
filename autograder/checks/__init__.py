"""Checks a student runs in the notebook. Stands alone: numpy, h5py and IPython, no network, no other package of ours.

import checks
check = checks.for_notebook("4_logistic_regression")
check("propagate", propagate)
"""

from __future__ import annotations

from .notebook import CheckFailedError, check, for_lesson, for_notebook
from .pictures import as_picture, load_more_drawings, load_pictures

__all__ = [
    "CheckFailedError",
    "as_picture",
    "check",
    "for_lesson",
    "for_notebook",
    "load_more_drawings",
    "load_pictures",
]
