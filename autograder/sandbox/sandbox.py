"""A sandbox: the strongest level that works here, a warm process at that level, and the children that it forks.

The client of the children needs numpy, so it is imported once a warm process has started.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import SandboxError
from autograder.sandbox.limits import Level, Limits
from autograder.sandbox.warm_process import LevelUnavailableError, StartKilledError, WarmProcess

if TYPE_CHECKING:
    from autograder.sandbox.child_client import ChildClient

STARTS = 3  # of a warm process that somebody kills


class Sandbox:
    """A warm process and the children that it forks, confined at one level.

    files  : files and folders that lie in each child's own folder, read-only
    limits : bounds of one child
    level  : None for the strongest that works here, decided by trying a child; raises LevelUnavailableError otherwise
    hide   : folders that stay out of sight even if they lie in the system's or the interpreter's folders
    meanwhile : called while the warm process starts, which takes a second
    """

    def __init__(
        self,
        files: Sequence[Path] = (),
        limits: Limits | None = None,
        level: Level | None = None,
        hide: Sequence[Path] = (),
        meanwhile: Callable[[], object] = lambda: None,
    ) -> None:
        self.files, self.limits, self.hide = tuple(files), limits or Limits(), tuple(hide)
        self.refused: dict[Level, str] = {}  # the stronger levels that were tried, and why they do not work here
        self._pid = os.getpid()
        self._children: set[ChildClient] = set()
        self._lock = threading.Lock()
        self._replaced = 0
        self.warm = self._start(level, meanwhile)
        self.level = self.warm.level

    def _start(self, level: Level | None, meanwhile: Callable[[], object] = lambda: None) -> WarmProcess:
        for candidate in [level] if level is not None else sorted(Level, reverse=True):
            for _ in range(STARTS):
                try:
                    return self._started(candidate, meanwhile)
                except LevelUnavailableError as error:
                    self.refused[candidate] = str(error)
                    if not isinstance(error, StartKilledError):
                        break
        reasons = "; ".join(f"{tried.name}: {why}" for tried, why in self.refused.items())
        raise LevelUnavailableError(f"A child must run at level {level.name if level else 'supervised'}. Got {reasons}")

    def _started(self, level: Level, meanwhile: Callable[[], object]) -> WarmProcess:
        warm = WarmProcess(level, self.files, self.limits, self.hide, meanwhile)
        try:
            _canary(warm)
        except SandboxError as error:
            warm.close()
            raise (StartKilledError if warm.gone else LevelUnavailableError)(str(error)) from None
        return warm

    @property
    def restarts(self) -> int:
        """How often somebody else ended the warm process. What its children did then is not the student's fault."""
        return self._replaced + self.warm.gone

    @property
    def layers(self) -> list[str]:
        """The names of the layers that confine the children, for a record's `isolation`."""
        names = [self.level.name]
        if self.level == Level.isolated:
            names += ["bubblewrap", "user/mount/pid/net/ipc/uts namespaces"]
        if self.warm.spare_uid is not None:
            names.append("spare uid")
        return names + self.warm.layers

    def child(self) -> ChildClient:
        """A fresh child, locked down and waiting. Raises SandboxError."""
        from autograder.sandbox.child_client import ChildClient

        if os.getpid() != self._pid:
            raise SandboxError("A sandbox must be used by the process that opened it. Open one here.")
        if self.warm.stuck:
            self._replace()
        try:
            child = ChildClient(self.warm, self.limits, self._children.discard)
        except SandboxError:
            if not (self.warm.gone or self.warm.stuck):
                raise
            self._replace()
            child = ChildClient(self.warm, self.limits, self._children.discard)
        with self._lock:
            self._children.add(child)
        return child

    def _replace(self) -> None:
        """Start a new warm process, at the level that was promised; the old one goes with its disk and children."""
        self.warm.close()
        self._replaced, self.warm.gone = self._replaced + self.warm.gone, False
        self.warm = self._start(self.level)

    def close(self) -> None:
        """End every child and the warm process."""
        for child in list(self._children):
            child.close()
        self.warm.close()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_sandbox(
    files: Sequence[Path] = (),
    level: Level | None = None,
    minimum: Level = Level.confined,
    hide: Sequence[Path] = (),
    limits: Limits | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Sandbox:
    """A sandbox no weaker than `minimum`. Raises LevelUnavailableError, saying what is missing and what to do."""
    sandbox = Sandbox(files, level=level, limits=limits, hide=hide, meanwhile=meanwhile)
    if sandbox.level >= minimum:
        return sandbox
    sandbox.close()
    reasons = "; ".join(f"{tried.name}: {why}" for tried, why in sandbox.refused.items())
    raise LevelUnavailableError(
        f"The sandbox must hold student code at level {minimum.name} or stronger. "
        f"Got {sandbox.level.name} ({reasons}). "
        "Run `autograder doctor` to see what is missing, or allow the lower level yourself."
    )


def _canary(warm: WarmProcess) -> None:
    """See a child run a cell. Raises SandboxError."""
    from autograder.sandbox.child_client import READY_SECONDS, ChildClient
    from autograder.sandbox.outcome import ChildLostError

    child = ChildClient(warm, warm.limits)
    try:
        outcome = child.run_cell("canary = 1 + 1", seconds=READY_SECONDS)
        if not outcome.ok or child.get("canary") != 2:
            raise SandboxError(f"A first cell must run. Got {outcome.raised}")
    except ChildLostError as error:
        raise SandboxError(str(error)) from None
    finally:
        child.close()
