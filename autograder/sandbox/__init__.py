"""The sandbox in which student code runs: a warm process forks one locked-down child per notebook.

with Sandbox(files=[Path("release/week_1/data")]) as sandbox, sandbox.child() as child:
    child.run_cell("def double(x): return 2 * x")
    child.call("double", (21,)).value        # array(42)
"""

from __future__ import annotations

from autograder.sandbox.child_client import ChildClient
from autograder.sandbox.limits import Level, Limits
from autograder.sandbox.outcome import CellOutcome, ChildLostError, LostReason, NameMissingError, SandboxError
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
