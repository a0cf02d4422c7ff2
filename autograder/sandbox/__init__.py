"""The sandbox in which student code runs: a warm process forks one locked-down child per notebook.

with Sandbox(files=[Path("release/week_1/data")]) as sandbox, sandbox.child() as child:
    child.run_cell("def double(x): return 2 * x")
    child.call("double", (21,)).value        # array(42)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from autograder.sandbox.limits import Level, Limits

if TYPE_CHECKING:
    from autograder.errors import SandboxError
    from autograder.sandbox.child_client import ChildClient
    from autograder.sandbox.outcome import CellOutcome, ChildLostError, LostReason, NameMissingError
    from autograder.sandbox.sandbox import Sandbox, open_sandbox
    from autograder.sandbox.warm_process import LevelUnavailableError

__all__ = [
    "CellOutcome",
    "ChildClient",
    "ChildLostError",
    "Level",
    "LevelUnavailableError",
    "Limits",
    "LostReason",
    "NameMissingError",
    "Sandbox",
    "SandboxError",
    "open_sandbox",
]

#: where those are that are imported when they are first used
_HOME = {
    "SandboxError": "autograder.errors",
    "ChildClient": "autograder.sandbox.child_client",
    "Sandbox": "autograder.sandbox.sandbox",
    "open_sandbox": "autograder.sandbox.sandbox",
    "LevelUnavailableError": "autograder.sandbox.warm_process",
    **dict.fromkeys(("CellOutcome", "ChildLostError", "LostReason", "NameMissingError"), "autograder.sandbox.outcome"),
}


def __getattr__(name: str) -> Any:
    """A name of the list above, when it is first used: a command that only names a level need not import numpy."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
