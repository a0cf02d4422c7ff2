"""Shares the audit's work among worker processes; one that hangs or dies loses only the item it was working on."""

from __future__ import annotations

import textwrap
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from autograder.errors import JudgeError
from autograder.workers.pool import WorkerPool
from autograder.workers.process import CostlyReadingError
from autograder.workers.task import Bounds, Reading, WorkerSetup

MEMORY = 4 << 30  # bytes for one item: a mutant may make a table of all examples by all


@dataclass(frozen=True)
class LostTask:
    """Stands in for the result of an item whose process died or ran out of time."""

    reason: Literal["timeout", "died"]


class TaskFailedError(JudgeError):
    """The work itself raised: a fault of the program, not of an item. The worker's traceback is its note."""

    def __init__(self, item: object, got: str, trace: str) -> None:
        super().__init__(f"The work on {textwrap.shorten(str(item), 120)} must not raise. Got {got}: mend it there.")
        self.add_note(trace)


@dataclass(frozen=True)
class _Raised:
    """What the work raised, in words, and its traceback."""

    got: str
    trace: str


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
    setup = WorkerSetup(Path(), b"", bounds=Bounds(seconds, MEMORY))  # nothing is judged
    with ThreadPoolExecutor(jobs) as threads, WorkerPool(setup) as pool:
        futures = [threads.submit(_done, pool, do, item) for item in items]
        try:
            for done, future in enumerate(as_completed(futures), 1):
                future.result()
                progress(done)
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            pool.abandon()
            raise
    return [future.result() for future in futures]


def _done(pool: WorkerPool, do: Callable[[Any], Any], item: Any) -> Any:
    try:
        answer = pool.read(Reading(_tried, (do, item)))
    except CostlyReadingError as error:
        return LostTask("timeout" if error.why == "time" else "died")
    if isinstance(answer, _Raised):
        raise TaskFailedError(item, answer.got, answer.trace)
    return answer


def _tried(do: Callable[[Any], Any], item: Any) -> Any:
    """The result of do(item), or what it raised, with the file and line; in a worker."""
    try:
        return do(item)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        got = f"{type(error).__name__}: {error} ({place.filename}, line {place.lineno})"
        return _Raised(got, traceback.format_exc())
