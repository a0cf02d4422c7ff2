"""The module `checks` as a student's notebook finds it in the sandbox: every check says nothing.

The checks that count run on the other side, on the values that come out of the notebook.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def check(*anything: Any, **more: Any) -> None:
    """Accepts anything and says nothing."""


def for_notebook(name: str) -> Callable[..., None]:
    """A check that accepts anything."""
    return check


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return check
