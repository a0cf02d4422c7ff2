"""One worker process that reads the zips of all tests of a file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.collect import collect
from autograder.workers.pool import WorkerPool
from autograder.workers.task import WorkerSetup


@pytest.fixture(scope="module")
def readers() -> Iterator[WorkerPool]:
    """A pool for zips alone: no source is read, since nothing is judged."""
    with WorkerPool(WorkerSetup(Path("unread"), b"")) as pool:
        yield pool


@pytest.fixture(autouse=True)
def _one_pool(readers: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """To start a process for each zip takes longer than all else here; a pool starts one anew only if it died."""
    monkeypatch.setattr(collect, "WorkerPool", lambda _setup: contextlib.nullcontext(readers))
