"""Runs a student's notebook in a sandboxed child, and remembers the cells that made its present state.

When a cell or a call kills the child, a fresh one takes its place and the cells are run again without the killer.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from autograder.checks.observe import CallLostError, Observation, Raised
from autograder.checks.plain import Opaque
from autograder.course.policy import CodeLimits
from autograder.errors import SandboxError
from autograder.sandbox import ChildClient, ChildLostError, LostReason, NameMissingError, Sandbox

Answer = Callable[[str, tuple[Any, ...], dict[str, Any]], Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Patience:
    """How long a student's code may take, in seconds."""

    first: float = CodeLimits.call_seconds  # for each cell and call, until one has run out of time
    after: float = 1.0  # for each one after that, so that an endless loop costs the class little
    total: float = CodeLimits.seconds  # for a whole submission: a thousand cells that sleep cost no more
    losses: int = 100  # processes that may end on it: each costs a fork, and all cells before it once more


PATIENCE = Patience()
MOST_NOTES = 20


class Clock:
    """Counts down the time that a submission's code may take; the sessions of its notebooks share one."""

    def __init__(self, patience: Patience = PATIENCE) -> None:
        self.patience, self.slow, self.losses = patience, False, 0
        self._spent = 0.0
        self._since: float | None = None  # while it runs

    @property
    def left(self) -> float:
        """Seconds that the submission's code may yet take."""
        running = time.monotonic() - self._since if self._since is not None else 0.0
        return self.patience.total - self._spent - running

    @property
    def seconds(self) -> float:
        """The time limit for the next cell or call, in seconds. Raises CallLostError when there is none left."""
        if self.losses >= self.patience.losses:
            raise CallLostError("killed", f"this submission's code had ended {self.losses} processes.")
        if self.left <= 0:
            raise CallLostError("timeout", f"this submission's code had run for {self.patience.total:g} s.")
        return min(self.left, self.patience.after if self.slow else self.patience.first)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Count the time of the block, which student code determines; a block within another counts once."""
        if self._since is not None:
            yield
            return
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._spent += time.monotonic() - self._since
            self._since = None

    def give_back(self, seconds: float) -> None:
        """Take back time in which the code was ready and had no processor: a busy machine is not its fault."""
        self._spent -= min(seconds, self._spent)


class Session:
    """Runs cells and calls in a child of `sandbox`; survives the child's death. Close it, or use it with `with`."""

    def __init__(self, sandbox: Sandbox, clock: Clock | None = None) -> None:
        self.sandbox, self.clock = sandbox, clock or Clock()
        self.ran: list[tuple[str, str]] = []  # (id, source) of the cells that brought the child here
        self.stopped: dict[str, Raised] = {}  # what stopped a cell, by the cell's id
        self.notes: list[str] = []
        self._child: ChildClient | None = None
        self._given_back = 0.0  # seconds of the present child's
        self._function = ""  # a name that the last cell is known to have left to a function

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if there is one; a fresh one takes its place when it is needed."""
        if self._child is not None:
            self._child.close()
            self._give_back()
            self._child = None

    def run(self, id: str, source: str, name: str = "") -> None:
        """Run a cell. One that kills its child is left out from then on, and a note says so.

        name : what will be asked for next, so that a function need not be
        """
        self._function = ""
        try:
            with self.clock.running():
                child = self._live()
                outcome = child.run_cell(source, seconds=self._seconds(), name=name)
        except CallLostError as over:
            self._leave_out(id, source, over.status)
            return
        except ChildLostError as lost:
            self._lose(lost, child)
            self._leave_out(id, source, lost.reason)
            return
        self.ran.append((id, source))
        self._function = name if outcome.is_function else ""
        if outcome.raised is not None:
            self.stopped[id] = outcome.raised

    def quietly(self, source: str) -> None:
        """Run code of ours, which a fresh child does not run again. Raises CallLostError."""
        self._asked(lambda child, seconds: child.run_cell(source, seconds=seconds))

    def bind(self, name: str, source: str) -> None:
        """Run code of ours that binds a name, and in a fresh child again. Raises CallLostError."""
        self.quietly(source)
        if self.ran and self.ran[-1][0] == (id := f"{name} of a test"):
            self.ran.pop()  # bound again, and nothing of the student's has run between
        self.ran.append((id, source))

    def offer(self, name: str, answer: Answer) -> None:
        """Bind a name of the present child to a function that is answered here. Raises CallLostError."""
        self._asked(lambda child, seconds: child.replace([name], answer, seconds=seconds))

    def has(self, name: str) -> bool:
        """Whether the student's notebook defines a name."""
        try:
            return self._asked(lambda child, seconds: child.has(name, seconds=seconds))
        except CallLostError:
            return False

    def get(self, name: str) -> Any:
        """A value of the student's, as plain data. Raises NameMissingError, CallLostError."""
        if name and name == self._function:
            return Opaque("function")
        return self._asked(lambda child, seconds: child.get(name, seconds=seconds))

    def call(
        self,
        name: str,
        arguments: tuple[Any, ...],
        keywords: Mapping[str, Any],
        *,
        variables: bool = False,
        steps: bool = False,
        instead: str = "",
    ) -> Observation:
        """Call the student's function with plain data. Raises CallLostError if that costs the child its life."""

        def ask(child: ChildClient, seconds: float) -> Observation:
            return child.call(
                name, arguments, dict(keywords), variables=variables, steps=steps, instead=instead, seconds=seconds
            )

        try:
            return self._asked(ask)
        except NameMissingError as error:
            return Observation(raised=Raised("NameError", str(error)))

    def calls(
        self, name: str, each: Sequence[tuple[tuple[Any, ...], Mapping[str, Any]]], steps: bool = False
    ) -> list[Observation]:
        """As `call`, once for each (arguments, keywords), with one message to the child."""

        def ask(child: ChildClient, seconds: float) -> list[Observation]:
            return child.calls(name, each, steps=steps, seconds=seconds, total=self.clock.left)

        try:
            return self._asked(ask)
        except NameMissingError as error:
            return [Observation(raised=Raised("NameError", str(error)))] * len(each)

    @property
    def cpu_seconds(self) -> float:
        """CPU seconds of the present child, as the kernel counts them; 0.0 if the system does not count.

        Raises CallLostError.
        """
        with self.clock.running():
            return self._live().cpu_seconds

    def aided(self, names: list[str], answer: Answer) -> Session:
        """A new session in the same state, in which calls of `names` go to `answer`. It cannot affect this one.

        Raises CallLostError.
        """
        twin = Session(self.sandbox, self.clock)
        twin.ran = list(self.ran)
        try:
            twin._asked(lambda child, seconds: child.replace(names, answer, seconds=seconds))
        except CallLostError:
            twin.close()
            raise
        except SandboxError as error:  # the first child still runs, and may have used up a limit that both share
            raise CallLostError("killed", str(error)) from None
        return twin

    def _asked(self, ask: Callable[[ChildClient, float], T]) -> T:
        """What `ask` returns for the child and the time limit in seconds. Raises CallLostError."""
        self._function = ""  # a call may give the name another value
        try:
            with self.clock.running():
                child = self._live()
                return ask(child, self._seconds())
        except ChildLostError as lost:
            raise self._lose(lost, child) from None

    def _live(self) -> ChildClient:
        """The child. A fresh one first runs the cells again, without those that kill it: to be called on the clock.

        Raises CallLostError.
        """
        while self._child is None:
            _ = self.clock.seconds  # a fork costs time as well
            self._child, self._given_back = self.sandbox.child(), 0.0
            for at, (id, source) in enumerate(self.ran):
                try:
                    self._child.run_cell(source, seconds=self.clock.seconds)
                except ChildLostError as lost:
                    self._lose(lost, self._child)
                    self._leave_out(id, source, lost.reason)
                    del self.ran[at]
                    break
        return self._child

    def _seconds(self) -> float:
        """The time limit for the next cell or call, in seconds. Raises CallLostError when there is none left."""
        if self.clock.left < self.clock.patience.first:  # the system is asked when it matters, not for each request
            self._give_back()
        return self.clock.seconds

    def _give_back(self) -> None:
        """Take back the time in which the present child had no processor, as far as that is new."""
        if self._child is not None:
            queued = self._child.queued_seconds
            self.clock.give_back(queued - self._given_back)
            self._given_back = queued

    def _leave_out(self, id: str, source: str, reason: str) -> None:
        words = "did not end in time" if reason == LostReason.TIMEOUT else "brought its process down"
        if len(self.notes) < MOST_NOTES:
            self.notes.append(f"A cell {words} and was left out: {_first_line(source)}")
        elif len(self.notes) == MOST_NOTES:
            self.notes.append("More cells were left out for such reasons.")
        self.stopped[id] = Raised(str(reason), f"the cell {words}")

    def _lose(self, lost: ChildLostError, child: ChildClient) -> CallLostError:
        if self._child is child:  # not if a call within the call lost it, and a fresh one is there
            self._give_back()
            self._child = None
            self.clock.losses += 1
        self.clock.slow |= lost.reason == LostReason.TIMEOUT
        return CallLostError("timeout" if lost.reason == LostReason.TIMEOUT else "killed", lost.detail, lost.seen)


def _first_line(source: str) -> str:
    lines = [line for line in source.splitlines() if line.strip()]
    return (lines[0][:80] if lines else "").strip()
