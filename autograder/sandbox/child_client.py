"""The trusted side of one child: sends requests, reads replies, and ends a child that overruns its time."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from autograder.checks import plain
from autograder.checks.observe import Observation
from autograder.errors import SandboxError
from autograder.sandbox import cleanup
from autograder.sandbox.limits import Level, Limits
from autograder.sandbox.outcome import (
    CellOutcome,
    ChildLostError,
    LostReason,
    NameMissingError,
    read_cell,
    read_observation,
    read_question,
)
from autograder.sandbox.process_handle import ExitStatus, ProcessHandle, queued
from autograder.sandbox.warm_process import WarmProcess
from autograder.sandbox.wire import ConnectionClosedError, DeadlineError, ProtocolError, Wire

READY_SECONDS = 20.0
END_SECONDS = 10.0
MOST_GRACE = 2.0  # how much longer a request may take, in its time limits, on a machine that is busy with others
T = TypeVar("T")
Answer = Callable[[str, tuple[Any, ...], dict[str, Any]], Any]


class ChildClient:
    """One locked-down process with an empty folder, used for one notebook and thrown away.

    Each method raises ChildLostError when the child dies, overruns its time or breaks the protocol. It is then dead,
    its folder removed, and every further request raises the same error.
    """

    def __init__(self, warm: WarmProcess, limits: Limits, gone: Callable[[ChildClient], None] | None = None) -> None:
        self.warm, self.limits, self._gone = warm, limits, gone
        self.lost: ChildLostError | None = None
        self._forked: ProcessHandle = warm.fork()
        self._wire = Wire(self._forked.sock)
        self._number = 0
        self._replaced: dict[str, Answer] = {}
        self._cpu, self._cpu_at_start, self._queued = 0.0, 0.0, 0.0
        self._ours_at_start = queued() or 0.0
        self._asked, self._asked_since = 0.0, 0.0  # seconds in requests, and since when in this one; 0.0 in none
        self._closed = False
        try:
            ready = self._wire.receive(time.monotonic() + READY_SECONDS)
        except (DeadlineError, ConnectionClosedError, ProtocolError) as error:
            self.close()
            raise SandboxError(f"A child must lock itself down. Got {type(error).__name__}: {error}") from None
        if ready != [0, "ready"]:
            self.close()
            raise SandboxError(f"A child must lock itself down. Got {str(ready[-1])[:300]}")
        self._cpu_at_start = self._forked.cpu_seconds() or 0.0

    def run_cell(self, source: str, seconds: float = 10.0, name: str = "") -> CellOutcome:
        """Run one cell as a notebook would, within `seconds` of wall time.

        name : a global, of which the outcome says whether it is a function
        """
        told = self._ask("cell", source, name, seconds=seconds)
        return self._read(lambda reply: read_cell(reply, self.limits.printed), told)

    def get(self, name: str, seconds: float = 5.0) -> Any:
        """The value of a global as plain data; Opaque for anything that is not. Raises NameMissingError."""
        reply = self._ask("get", name, seconds=seconds)
        if type(reply) is not list or len(reply) != 2 or type(reply[0]) is not bool:
            raise self._lose(LostReason.PROTOCOL, "a value was due.")
        if not reply[0]:
            raise NameMissingError(name)
        return reply[1]

    def has(self, name: str, seconds: float = 5.0) -> bool:
        """Whether the notebook has a global of this name."""
        reply = self._ask("has", name, seconds=seconds)
        if type(reply) is not bool:
            raise self._lose(LostReason.PROTOCOL, "yes or no was due.")
        return reply

    def call(
        self,
        name: str,
        args: Sequence[Any] = (),
        keywords: dict[str, Any] | None = None,
        variables: bool = False,
        steps: bool = False,
        instead: str = "",
        seconds: float = 5.0,
    ) -> Observation:
        """Call a global with plain arguments and return the observation. Raises NameMissingError."""
        return self.calls(name, [(args, keywords or {})], variables, steps, instead, seconds)[0]

    def calls(
        self,
        name: str,
        each: Sequence[tuple[Sequence[Any], Mapping[str, Any]]],
        variables: bool = False,
        steps: bool = False,
        instead: str = "",
        seconds: float = 5.0,
        total: float = float("inf"),
    ) -> list[Observation]:
        """Call a global once for each (arguments, keywords), in one message.

        instead : code to run in place of the global's own, as `observe` has it
        seconds : for each call
        total   : for all of them

        Raises NameMissingError. A ChildLostError has what was observed before.
        """
        requests = [[list(arguments), dict(keywords), variables, steps, instead] for arguments, keywords in each]
        replies, found = list[Any](), list[Observation]()
        # not the error itself: with its traceback it would hold all that was sent, until garbage is collected
        over: tuple[LostReason, str] | None = None
        try:
            self._converse("call", [name, *requests], seconds, total, len(requests), replies)
        except ChildLostError as lost:
            over = lost.reason, lost.detail
        if _stands_for_all(replies) and not over:
            raise NameMissingError(name)
        try:
            for (arguments, _), reply in zip(each, replies, strict=False):
                found.append(self._read(lambda seen, sent=tuple(arguments): read_observation(seen, sent), reply))  # type: ignore[misc]
        except ChildLostError as lost:
            over = lost.reason, lost.detail
        if over:
            raise ChildLostError(*over, tuple(found))
        return found

    def replace(self, names: Iterable[str], answer: Answer, seconds: float = 5.0) -> None:
        """Replace each of these globals by a remote function that is answered by `answer(name, args, keywords)`.

        `answer` runs here, on the trusted side, with arguments that student code chose: it must bound its own work.
        """
        self._ask("replace", list(names), seconds=seconds)
        self._replaced.update(dict.fromkeys(names, answer))

    @property
    def cpu_seconds(self) -> float:
        """CPU time since the fork as the kernel counts it; the last known value once the child is dead."""
        if not self._closed and (seconds := self._forked.cpu_seconds()) is not None:
            self._cpu = max(self._cpu, seconds - self._cpu_at_start)
        return self._cpu

    @property
    def queued_seconds(self) -> float:
        """Seconds of its requests in which it or we were ready and had no processor; the last known once it is dead.

        Where its threads take each other's turn, it has the processors itself: what they used is no waiting.
        """
        if not self._closed:
            asked = self._asked + (time.monotonic() - self._asked_since if self._asked_since else 0.0)
            self._queued = max(self._queued, min(self._waits(), asked - self.cpu_seconds))
        return self._queued

    def _waits(self) -> float:
        """Seconds since the start in which the child or we were ready and did not run, whoever had the processors."""
        ours, theirs = (queued() or 0.0) - self._ours_at_start, self._forked.queued_seconds() or 0.0
        return max(ours, self._wire.stood_still) + theirs  # what we notice ourselves may be counted as well

    def dup_socket(self) -> socket.socket:
        """A duplicate of the child's socket. It reads end of file once the child and all its processes have ended."""
        return self._forked.sock.dup()

    def close(self) -> None:
        """Kill the child, and wait until it is dead and its folder removed."""
        self._end()

    def __enter__(self) -> ChildClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, verb: str, *rest: Any, seconds: float) -> Any:
        return self._converse(verb, rest, seconds)[0]

    def _converse(
        self,
        verb: str,
        rest: Sequence[Any],
        seconds: float,
        total: float = float("inf"),
        count: int = 1,
        replies: list[Any] | None = None,
    ) -> list[Any]:
        """The replies to one request: `count` of them, or a single None that stands for all.

        replies : a list that they are added to, for those that come before the child is lost
        """
        replies = [] if replies is None else replies
        if self.lost is not None:
            raise ChildLostError(self.lost.reason, self.lost.detail)
        if self._closed:
            raise ChildLostError(LostReason.KILLED, "the child is closed.")
        self._number += 1
        end = time.monotonic() + total
        deadline = min(end, time.monotonic() + seconds)
        self._wire.room = plain.MAX_BYTES  # as much for all replies and questions as for one
        forgiven = self._queued  # as last read: the system is asked when a deadline has passed, not for each request
        self._wire.grace = lambda: min(self._waits() - forgiven, MOST_GRACE * seconds)
        number, outer, self._asked_since = self._number, self._asked_since, self._asked_since or time.monotonic()
        try:
            if self._wire.unasked():
                raise ProtocolError("the child spoke without being asked.")
            self._wire.send([number, verb, *rest], deadline)
            more = True
            while more:
                reply, more = self._reply(number, verb, deadline)
                replies.append(reply)
                if len(replies) + more > count:
                    raise ProtocolError("more replies than were asked for.")
                deadline = min(end, time.monotonic() + seconds)
            if len(replies) < count and not _stands_for_all(replies):
                raise ProtocolError("fewer replies than were asked for.")
            if self.warm.level < Level.isolated:
                self._check_disk()
            if self._wire.unasked():
                raise ProtocolError("the child said more than was asked.")
        except DeadlineError:
            raise self._lose(LostReason.TIMEOUT, f"no answer within {seconds:g} s.") from None
        except ProtocolError as error:
            raise self._lose(LostReason.PROTOCOL, str(error)) from None
        except ConnectionClosedError:
            raise self._lose() from None
        finally:
            if not outer:  # not a request while another is answered
                self._asked, self._asked_since = self._asked + time.monotonic() - self._asked_since, 0.0
        return replies

    def _reply(self, asked: int, verb: str, deadline: float) -> tuple[Any, bool]:
        """The next reply to the request of this number, and whether more will follow."""
        watch = self._check_disk if self.warm.level < Level.isolated else None
        while True:
            number, kind, *rest = self._wire.receive(deadline, watch)
            if type(number) is not int or number != asked:
                raise ProtocolError("a reply to another request.")
            if type(kind) is not str:  # to compare an array with a text may raise
                raise ProtocolError("a reply must say what it is.")
            if kind in ("done", "more") and len(rest) == 1:
                return rest[0], kind == "more"
            if kind != "ask" or verb != "call":
                raise ProtocolError("a reply must be the answer to its request.")
            name, arguments, keywords = read_question(rest, set(self._replaced))
            try:
                answer = [number, "answer", self._replaced[name](name, arguments, keywords)]
            except Exception as error:
                answer = [number, "refused", f"{type(error).__name__}: {error}"[:300]]
            if self._closed:  # what answered asked the child in its turn, and lost it
                raise ConnectionClosedError
            self._wire.send(answer, deadline)

    def _check_disk(self) -> None:
        for folder in Path(self.warm.policy.work).glob(f"{self._forked.number}-*"):
            if cleanup.disk_usage(str(folder), self.limits.disk, self.limits.entries) > self.limits.disk:
                most = f"{self.limits.disk >> 20} MB, or are more than {self.limits.entries:,}"
                raise self._lose(LostReason.KILLED, f"its files take more than {most}.")

    def _read(self, reader: Callable[[Any], T], reply: Any) -> T:
        try:
            return reader(reply)
        except ProtocolError as error:
            raise self._lose(LostReason.PROTOCOL, str(error)) from None

    def _lose(self, reason: LostReason | None = None, detail: str = "") -> ChildLostError:
        """End the child and remember why; without a reason, its exit status gives one."""
        ended = self._end(grace=0.0 if reason else 5.0)
        if reason is None:
            reason, detail = ended.reason(self.limits) if ended else (LostReason.KILLED, "the child is gone.")
        self.lost = ChildLostError(reason, detail)
        return ChildLostError(reason, detail)  # the one kept must not hold, by its traceback, what the child sent

    def _end(self, grace: float = 0.0) -> ExitStatus | None:
        if self._closed:
            return None
        if grace:
            self._forked.wait_dead(grace)  # it closed its socket: let it end by itself, to learn its exit status
        _ = self.cpu_seconds, self.queued_seconds  # the last values: they cannot be read once the child is dead
        self._closed = True
        self._forked.kill()
        self._wire.close()
        ended = self.warm.wait_ended(self._forked.number, END_SECONDS)
        self._forked.close()
        self._wire.grace = float  # none, and nothing that leads back to here: what it held is gone with the last user
        if self._gone:
            self._gone(self)
        return ended


def _stands_for_all(replies: list[Any]) -> bool:
    """Whether a single None is there for all replies. Student code chose them: an array compared with it may raise."""
    return len(replies) == 1 and replies[0] is None
