"""Checks a student runs in the notebook. Stands alone: numpy, h5py and IPython, no network, no other package of ours.

import checks
check = checks.for_notebook("2_loops")
check("mean", mean)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .notebook import CheckFailedError, for_lesson, for_notebook, tried
    from .prediction import predictions

__all__ = ["CheckFailedError", "for_lesson", "for_notebook", "predictions", "tried"]


def __getattr__(name: str) -> Any:
    """A name of the list above, when it is first used: the judge, which uses none, need not import IPython and h5py."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(".prediction" if name == "predictions" else ".notebook", __name__)
    return getattr(module, name)
