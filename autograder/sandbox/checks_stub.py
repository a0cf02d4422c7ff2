"""The module `checks` as a student's notebook finds it in the sandbox: every check says nothing.

The checks that count run on the other side, on the values that come out of the notebook.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

with contextlib.suppress(ImportError):  # h5py or Pillow is missing: only the cells that load pictures fail
    from autograder.checks.pictures import as_picture, load_more_drawings, load_pictures

__all__ = ["as_picture", "check", "for_notebook", "load_more_drawings", "load_pictures"]


def check(*anything: Any, **more: Any) -> None:
    """Nothing."""


def for_notebook(name: str) -> Callable[..., None]:
    """A check that accepts anything."""
    return check


def __getattr__(name: str) -> Any:
    if name.startswith("__") or name in __all__:
        raise AttributeError(name)
    return check
