"""Shares work among processes of our own; one that hangs or dies loses only the item it was working on."""

from __future__ import annotations

import multiprocessing
import signal
import textwrap
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Literal

from autograder.errors import JudgeError, MachineError


@dataclass(frozen=True)
class LostTask:
    """Stands in for the result of an item whose process died or ran out of time."""

    reason: Literal["timeout", "died"]


class TaskFailedError(JudgeError):
    """The work itself raised: a fault of the program, not of an item. The worker's traceback is its note."""

    def __init__(self, item: object, got: str, trace: str) -> None:
        super().__init__(f"The work on {textwrap.shorten(str(item), 120)} must not raise. Got {got}: mend it there.")
        self.add_note(trace)


def work(
    do: Callable[[Any], Any],
    items: Sequence[Any],
    jobs: int = 1,
    seconds: float = 20.0,
    progress: Callable[[int], None] = lambda done: None,
) -> list[Any]:
    """The results of do(item), in the items' order; LostTask for an item that kills its process or takes too long.

    seconds  : the time limit for one item
    progress : called with the number of items done

    `do`, the items and the results must be picklable. Raises TaskFailedError.
    """
    results: list[Any] = [None] * len(items)
    waiting = list(range(len(items)))[::-1]
    workers = [_Worker(do) for _ in range(min(jobs, len(items)))]
    done = 0
    try:
        while done < len(items):
            for w in workers:
                if w.ready and waiting:
                    w.give(waiting.pop(), items, seconds)
            heard = wait([w.pipe for w in workers], timeout=_patience(workers))
            for i, w in enumerate(workers):
                at, answer = w.answer(w.pipe in heard)
                if isinstance(answer, LostTask):
                    w.end()
                    workers[i] = _Worker(do)
                if at is not None:
                    results[at], done = answer, done + 1
                    progress(done)
    finally:
        for w in workers:
            w.end()
    return results


class _Worker:
    """One process; it says that it is ready before it gets its first item, so that starting costs no item its time."""

    def __init__(self, do: Callable[[Any], Any]) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would inherit the threads' locks of numpy
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(do, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.at: int | None = None  # the item it works on
        self.item: Any = None
        self.until = float("inf")

    def give(self, at: int, items: Sequence[Any], seconds: float) -> None:
        self.ready, self.at, self.until = False, at, time.monotonic() + seconds
        self.item = items[at]
        self.pipe.send(self.item)

    def answer(self, heard: bool) -> tuple[int | None, Any]:
        """The index of the item that is finished or lost, and its result or LostTask; (None, None) if none is."""
        if not heard:
            return (self.at, LostTask("timeout")) if time.monotonic() > self.until else (None, None)
        try:
            what, answer = self.pipe.recv()
        except (EOFError, OSError):
            if self.at is None:
                raise MachineError("A worker of the audit must live. One died before it had anything to do.") from None
            return self.at, LostTask("died")
        if what == "error":
            raise TaskFailedError(self.item, *answer)
        at, self.ready, self.at, self.until = self.at, True, None, float("inf")
        return at, answer

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


def _patience(workers: Sequence[_Worker]) -> float | None:
    soonest = min(w.until for w in workers)
    return None if soonest == float("inf") else max(0.0, soonest - time.monotonic()) + 0.01


def _serve(do: Callable[[Any], Any], pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent ends us
    pipe.send(("ready", None))
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(("result", do(item)))
        except Exception as error:
            pipe.send(("error", (_named(error), traceback.format_exc())))


def _named(error: Exception) -> str:
    """The exception's type and words, with the file and line that raised it."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({place.filename}, line {place.lineno})"
