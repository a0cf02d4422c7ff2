"""A student's notebook being run: a sandboxed child, and the cells that brought it to where it is.

When a cell or a call kills the child, a fresh one takes its place and the cells are run again without the killer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.checks.observe import CallLost, Observation, Raised
from autograder.sandbox import Child, ChildLost, NameMissing, Sandbox

Answer = Callable[[str, tuple[Any, ...], dict[str, Any]], Any]


@dataclass(frozen=True)
class Patience:
    """How long a student's code may take, in seconds."""

    first: float = 10.0  # for each cell and call, until one has run out of time
    after: float = 1.0  # for each one after that, so that an endless loop costs the class little


PATIENCE = Patience()


class Session:
    """Runs cells and calls in a child of `sandbox`; survives the child's death. Close it, or use it with `with`."""

    def __init__(self, sandbox: Sandbox, patience: Patience = PATIENCE) -> None:
        self.sandbox, self.patience = sandbox, patience
        self.ran: list[tuple[str, str]] = []  # (id, source) of the cells that brought the child here
        self.stopped: dict[str, Raised] = {}  # what stopped a cell, by the cell's id
        self.notes: list[str] = []
        self._slow = False
        self._child: Child | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if there is one; a fresh one takes its place when it is needed."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def run(self, id: str, source: str) -> None:
        """Run a cell. One that kills its child is left out from then on, and said so."""
        child = self._live()
        try:
            outcome = child.run_cell(source, seconds=self._seconds)
        except ChildLost as lost:
            self._lose(lost)
            self._leave_out(id, source, lost)
            return
        self.ran.append((id, source))
        if outcome.raised is not None:
            self.stopped[id] = outcome.raised

    def quietly(self, source: str) -> None:
        """Run a cell of ours: no part of the notebook, and not run again for a fresh child. Raises CallLost."""
        try:
            self._live().run_cell(source, seconds=self._seconds)
        except ChildLost as lost:
            raise self._lose(lost) from None

    def has(self, name: str) -> bool:
        """Whether the student's notebook defines a name."""
        child = self._live()
        try:
            return child.has(name)
        except ChildLost as lost:
            self._lose(lost)
            return False

    def get(self, name: str) -> Any:
        """A value of the student's, as plain data. Raises NameMissing, CallLost."""
        child = self._live()
        try:
            return child.get(name)
        except ChildLost as lost:
            raise self._lose(lost) from None

    def call(
        self,
        name: str,
        arguments: tuple[Any, ...],
        keywords: Mapping[str, Any],
        *,
        inside: bool = False,
        steps: bool = False,
    ) -> Observation:
        """Call the student's function with plain data. Raises CallLost if that costs the child its life."""
        child = self._live()
        try:
            return child.call(name, arguments, dict(keywords), inside=inside, steps=steps, seconds=self._seconds)
        except NameMissing as error:
            return Observation(raised=Raised("NameError", str(error)))
        except ChildLost as lost:
            raise self._lose(lost) from None

    def aided(self, names: list[str], answer: Answer) -> Session:
        """A session in the same state, in which `names` are answered by us. Nothing of it can reach this one.

        Raises CallLost.
        """
        twin = Session(self.sandbox, self.patience)
        twin._slow, twin.ran = self._slow, list(self.ran)
        child = twin._live()
        try:
            child.replace(names, answer)
        except ChildLost as lost:
            raise twin._lose(lost) from None
        return twin

    @property
    def _seconds(self) -> float:
        return self.patience.after if self._slow else self.patience.first

    def _live(self) -> Child:
        """The child; a fresh one runs the cells again, without those that kill it this time."""
        while self._child is None:
            self._child = self.sandbox.child()
            for at, (id, source) in enumerate(self.ran):
                try:
                    self._child.run_cell(source, seconds=self._seconds)
                except ChildLost as lost:
                    self._lose(lost)
                    self._leave_out(id, source, lost)
                    del self.ran[at]
                    break
        return self._child

    def _leave_out(self, id: str, source: str, lost: ChildLost) -> None:
        words = "did not end in time" if lost.reason == "timeout" else "brought its process down"
        self.notes.append(f"A cell {words} and was left out: {_first_line(source)}")
        self.stopped[id] = Raised(lost.reason, f"the cell {words}")

    def _lose(self, lost: ChildLost) -> CallLost:
        self._child = None
        self._slow |= lost.reason == "timeout"
        return CallLost("timeout" if lost.reason == "timeout" else "killed", lost.detail)


def _first_line(source: str) -> str:
    lines = [line for line in source.splitlines() if line.strip()]
    return (lines[0][:80] if lines else "").strip()
