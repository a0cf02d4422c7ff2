"""The module `checks` that a student's notebook imports in the sandbox: its checks and predictions do nothing.

The checks that count run on the trusted side, on the values that come out of the notebook.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def check(*anything: Any, **more: Any) -> None:
    """Accepts anything and says nothing."""


def for_notebook(name: str) -> Callable[..., None]:
    """A check that accepts anything."""
    return check


class Predictions:
    """The function that answers predictions, where nobody reads the answers."""

    def __call__(self, *anything: Any, **more: Any) -> None:
        """Accepts anything and says nothing."""

    def look_again(self) -> None:
        """Says nothing."""


def predictions(notebook: str) -> Predictions:
    """Predictions of which nothing is known."""
    return Predictions()


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    return check
